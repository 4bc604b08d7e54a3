import { expect } from 'chai';
import fc from 'fast-check';
import {
  chooseIsolation,
  matchHyperV,
  matchProcess,
  parseBuild,
  type WindowsBuild,
} from '../../core/base/host-match.ts';

const of = (build: number, revision?: number): WindowsBuild => ({
  major: 10,
  minor: 0,
  build,
  ...(revision === undefined ? {} : { revision }),
});

const HOSTS = [14393, 17763, 18362, 19041, 19045, 20348, 22000, 22621, 25398, 26100, 26200] as const;

/** Images that fit by process isolation, by host; all others do not. Microsoft's table where it has the pair. */
const FITS: Readonly<Record<(typeof HOSTS)[number], readonly number[]>> = {
  14393: [14393],
  17763: [17763],
  18362: [18362],
  19041: [19041],
  19045: [19045],
  20348: [20348],
  22000: [20348, 22000],
  22621: [20348, 22000, 22621],
  25398: [20348, 22000, 22621, 25398],
  26100: [20348, 22000, 22621, 25398, 26100],
  26200: [20348, 22000, 22621, 25398, 26100, 26200],
};

describe('which images a Windows host can run', () => {
  for (const host of HOSTS) {
    it(`a host of build ${host} shares its kernel with ${FITS[host].join(', ')}`, () => {
      const fitting = HOSTS.filter((image) => matchProcess(of(host), of(image)).fits);
      expect(fitting).to.deep.equal(FITS[host]);
    });

    it(`a host of build ${host} runs older images in virtual machines`, () => {
      const fitting = HOSTS.filter((image) => matchHyperV(of(host), of(image)).fits);
      expect(fitting).to.deep.equal(HOSTS.filter((image) => image <= host));
    });
  }

  it('updates count on Windows Server 2016 alone', () => {
    expect(matchProcess(of(14393, 1), of(14393, 2)).fits).to.equal(false);
    expect(matchProcess(of(14393, 2), of(14393, 2)).fits).to.equal(true);
    expect(matchProcess(of(14393), of(14393, 2)).fits).to.equal(true);
    expect(matchProcess(of(17763, 1), of(17763, 2)).fits).to.equal(true);
    expect(matchProcess(of(20348, 1), of(20348, 9999)).fits).to.equal(true);
  });

  it('another version of Windows never fits', () => {
    expect(matchProcess(of(20348), { major: 6, minor: 3, build: 20348 }).fits).to.equal(false);
    expect(matchHyperV(of(20348), { major: 11, minor: 0, build: 100 }).fits).to.equal(false);
    expect(matchHyperV(of(20348), { major: 6, minor: 3, build: 30000 }).fits).to.equal(true);
  });

  it('what shares a kernel also runs in a virtual machine', () => {
    const build = fc.integer({ min: 14000, max: 30000 }).map((number) => of(number));
    fc.assert(
      fc.property(build, build, (host, image) => !matchProcess(host, image).fits || matchHyperV(host, image).fits),
    );
  });

  it('reads versions, and nothing else', () => {
    expect(parseBuild('10.0.20348.2402')).to.deep.equal(of(20348, 2402));
    expect(parseBuild('10.0.20348')).to.deep.equal(of(20348));
    for (const text of [undefined, '', '10', '10.0', '10.0.x', '10.0.20348.1.2', ' 10.0.20348', '10.0.99999999']) {
      expect(parseBuild(text)).to.equal(undefined);
    }
  });
});

describe('the choice of isolation', () => {
  const choose = (
    host: number,
    image: number,
    available: readonly ('process' | 'hyperv')[],
    wanted?: 'process' | 'hyperv',
  ) => chooseIsolation({ host: of(host), image: of(image), available, ...(wanted === undefined ? {} : { wanted }) });

  for (const [name, choice, isolation, said] of [
    ['process when the image fits', choose(26100, 20348, ['process', 'hyperv']), 'process', 'the image fits this host'],
    ['hyperv when it does not', choose(26100, 17763, ['process', 'hyperv']), 'hyperv', 'build 20348 or later'],
    ['nothing without a hypervisor', choose(26100, 17763, ['process']), undefined, 'no Hyper-V isolation'],
    [
      'nothing for an image newer than the host',
      choose(20348, 26100, ['process', 'hyperv']),
      undefined,
      'not newer than the host',
    ],
    ['what was asked for', choose(20348, 20348, ['process', 'hyperv'], 'hyperv'), 'hyperv', 'it was asked for'],
    [
      'not what was asked for when it does not fit',
      choose(17763, 20348, ['process', 'hyperv'], 'process'),
      undefined,
      'needs equal builds',
    ],
    ['hyperv on a host that has nothing else', choose(20348, 20348, ['hyperv']), 'hyperv', 'no process isolation'],
    ['nothing on a host that has nothing', choose(20348, 20348, []), undefined, 'no process isolation'],
  ] as const) {
    it(name, () => {
      expect(choice.isolation).to.equal(isolation);
      expect(choice.reason).to.contain(said);
    });
  }

  it('says what to do when nothing fits', () => {
    const hintOf = (choice: ReturnType<typeof choose>): string => (choice.isolation === undefined ? choice.hint : '');
    expect(hintOf(choose(20348, 26100, ['process', 'hyperv']))).to.contain('build 20348 or older');
    expect(hintOf(choose(26100, 17763, ['process', 'hyperv'], 'process'))).to.contain('-Isolation HyperV');
    expect(hintOf(choose(26100, 17763, ['process']))).to.contain('Get-ContainerHost');
  });

  it('takes what there is when a version is not known', () => {
    const choice = chooseIsolation({ host: of(20348), image: undefined, available: ['process'] });
    expect(choice.isolation).to.equal('process');
  });
});
