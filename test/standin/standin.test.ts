import { expect } from 'chai';
import { skip } from '../skip.ts';
import { FakeService } from './fake-service.ts';
import { SelfTestBed, type SelfTestRun, whyNoSelfTest } from './self-test-bed.ts';

/** The cases of `selftest/standin-test.c` in which the caller does all right. */
const RIGHT = ['process', 'operations', 'completions', 'systems', 'processes', 'events', 'settings', 'many'];

/** What its other cases do wrong, as the report must tell it. */
const WRONG: [string, object][] = [
  ['leak-operation', { live: { operations: 1 }, leaks: ['operations of HcsCreateOperation'] }],
  ['leak-system', { live: { operations: 0, systems: 1 }, leaks: ['systems of HcsCreateComputeSystem'] }],
  ['leak-string', { live: { operations: 0, strings: 1 }, leaks: ['string of HcsGetServiceProperties'] }],
  ['double-close', { doubleFree: 1 }],
  ['use-after-close', { useAfterClose: 1 }],
  ['double-free-string', { live: { operations: 0, strings: 0 }, doubleFree: 1 }],
  ['wrong-free-string', { live: { strings: 0 }, wrongFree: 1 }],
];

describe('the stand-in computecore.dll', function () {
  this.timeout(120_000);
  let bed: SelfTestBed;

  before(async function () {
    this.timeout(180_000);
    const reason = await whyNoSelfTest();
    if (reason !== undefined) return skip(this, reason);
    bed = await SelfTestBed.open();
  });
  after(async () => bed?.close());

  function expectRight(run: SelfTestRun): void {
    expect(run.output).to.match(/^\d+ checks, 0 failures\r?\n$/);
    expect(run.code).to.equal(0);
    expect(run.reports).to.have.length(1);
    const [report] = run.reports;
    expect(report?.freesAreSeen).to.equal(true);
    expect(report?.leaks).to.deep.equal([]);
    expect(report?.notes).to.deep.equal([]);
    expect(Object.values(report?.live ?? { none: 1 })).to.satisfy((counts: number[]) =>
      counts.every((one) => one === 0),
    );
  }

  for (const name of RIGHT) {
    it(`plain: ${name}`, async () => expectRight(await bed.run('standin-test.exe', [name])));
  }

  for (const [name, told] of WRONG) {
    it(`tells of ${name}`, async () => {
      const { code, reports } = await bed.run('standin-test.exe', [name]);
      expect(code).to.equal(0);
      expect(reports[0]).to.deep.include(told);
    });
  }

  it('tells of a pipe that nobody closed', async () => {
    const { reports } = await bed.run('standin-test.exe', ['leak-pipe']);
    expect(reports[0]?.live['pipes']).to.equal(1);
    expect(reports[0]?.leaks).to.deep.equal(['pipe of HcsWaitForOperationResultAndProcessInfo']);
  });

  it('by the service: calls, streams and events', async () => {
    const service = await FakeService.open();
    try {
      expectRight(await bed.run('standin-test.exe', ['process'], { HCS_STANDIN_SERVICE: String(service.port) }));
      expect(service.ops).to.deep.equal(['system.create', 'system.start', 'process.create', 'system.terminate']);
    } finally {
      await service.close();
    }
  });

  it('a build lacks the exports of later ones', async () => {
    for (const [build, missing] of [
      ['17763', true],
      ['20348', false],
    ] as const) {
      const { output } = await bed.run('exports-test.exe', [
        `computecore-${build}.dll`,
        'HcsWaitForProcessExit',
        'HcsCreateProcess',
      ]);
      expect(output.trim().split(/\r?\n/)).to.deep.equal([missing ? 'no' : 'yes', 'yes']);
    }
  });
});
