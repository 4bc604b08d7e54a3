import { expect } from 'chai';
import type { HostCapabilities } from '../../core/host/capabilities.ts';
import { neededBytes, preflight, type RunFacts } from './preflight.ts';

const CAPABILITIES: HostCapabilities = {
  kind: 'windows',
  osVersion: '10.0.20348.2402',
  osFeatures: [],
  architecture: 'amd64',
  processorCount: 8,
  isolations: ['process'],
  limits: ['memory', 'processor'],
  grants: ['credentialSpec', 'device'],
  controls: [],
  pausable: [],
  networks: ['nat'],
  networkSettings: [],
  features: [
    { name: 'Windows', available: true, version: '10.0.20348.2402 ServerStandard' },
    { name: 'Elevation', available: true },
    { name: 'HyperV', available: false, disables: 'Hyper-V isolation', fix: 'Install-WindowsFeature Hyper-V' },
  ],
};

const IMAGE = {
  kind: 'image',
  os: 'windows',
  osVersion: '10.0.20348.1',
  architecture: 'amd64',
  layers: 2,
  packedBytes: 2 * 1024 ** 3,
} as const;

const GOOD: RunFacts = {
  capabilities: CAPABILITIES,
  volumeProblem: undefined,
  freeBytes: 26 * 1024 ** 3,
  baseImage: IMAGE,
  leftovers: { folders: [], systems: [] },
};

const bad = (facts: Partial<RunFacts>) => preflight({ ...GOOD, ...facts }).filter(({ ok }) => !ok);
const withImage = (image: Partial<Extract<RunFacts['baseImage'], { kind: 'image' }>>) =>
  bad({ baseImage: { ...GOOD.baseImage, ...image } as RunFacts['baseImage'] });

describe('the preflight of the tests on Windows', () => {
  it('a machine that has all but Hyper-V is ready, and its lack is told', () => {
    expect(bad({})).to.deep.equal([]);
    const hyperV = preflight(GOOD).find(({ name }) => name === 'HyperV');
    expect(hyperV).to.deep.equal({ name: 'HyperV', ok: true, text: 'missing: Hyper-V isolation' });
  });

  it('who is not elevated is told how to be', () => {
    const features = [{ name: 'Elevation', available: false, disables: 'running containers', fix: 'RunAs' }];
    const found = bad({ capabilities: { ...CAPABILITIES, features, isolations: [] } });
    expect(found).to.deep.equal([
      { name: 'Elevation', ok: false, text: 'missing: running containers', fix: 'RunAs' },
      { name: 'Isolation', ok: false, text: 'none', fix: 'Mend what is missing above' },
    ]);
  });

  it('room and volume', () => {
    expect(bad({ freeBytes: GOOD.freeBytes - 1 }).map(({ name, text }) => [name, text])).to.deep.equal([
      ['Space', '25 GB free, 26 GB needed'],
    ]);
    expect(bad({ freeBytes: 10 * 1024 ** 3, baseImage: { ...IMAGE, packedBytes: 0 } })).to.deep.equal([]);
    expect(neededBytes({ kind: 'none' }), 'the least').to.equal(10 * 1024 ** 3);
    expect(bad({ volumeProblem: 'it is on a ReFS volume' }).map(({ name, text }) => [name, text])).to.deep.equal([
      ['Volume', 'it is on a ReFS volume'],
    ]);
  });

  for (const [what, found] of [
    ['none', bad({ baseImage: { kind: 'none' } })],
    ['one that cannot be read', bad({ baseImage: { kind: 'unreadable', problem: 'it is gone' } })],
    ['a newer build', withImage({ osVersion: '10.0.26100.1' })],
    ['an older generation', withImage({ osVersion: '10.0.17763.1' })],
    ['no version', withImage({ osVersion: undefined })],
    ['another processor', withImage({ architecture: 'arm64' })],
    ['Linux', withImage({ os: 'linux' })],
  ] as const) {
    it(`base image: ${what} is refused, with how to get one`, () => {
      expect(found.map(({ name }) => name)).to.deep.equal(['BaseImage']);
      expect(found[0]?.fix).to.match(/build 20348 with skopeo copy/);
    });
  }

  it('leftovers of an earlier run are named', () => {
    const [found] = bad({ leftovers: { folders: ['contract-a'], systems: ['1-2'] } });
    expect(found?.text).to.equal('contract-a, compute system 1-2');
    expect(found?.fix).to.include('--clean');
  });
});
