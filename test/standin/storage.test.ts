import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { skip } from '../skip.ts';
import { type Report, SelfTestBed, type SelfTestRun, whyNoSelfTest } from './self-test-bed.ts';
import { windowsPath } from './wine/prefix.ts';

/** Wine has a virtdisk.dll of its own, which would come first. */
const OURS_FIRST = { WINEDLLOVERRIDES: 'virtdisk=n;mscoree,mshtml=' };

describe('the stand-ins for storage and network', function () {
  this.timeout(120_000);
  let bed: SelfTestBed;

  before(async function () {
    this.timeout(240_000);
    const reason = await whyNoSelfTest();
    if (reason !== undefined) return skip(this, reason);
    bed = await SelfTestBed.open();
  });
  after(async () => bed?.close());

  /** Runs `<name>-test.exe` on DLLs, with a folder of its own as the last argument. */
  async function run(name: string, dlls: readonly string[]): Promise<SelfTestRun> {
    const folder = join(bed.dlls, `work-${name}`);
    await mkdir(folder);
    const args = [...dlls.map((dll) => windowsPath(join(bed.dlls, `${dll}.dll`))), windowsPath(folder)];
    return bed.run(`${name}-test.exe`, args, {
      ...OURS_FIRST,
      HCS_STANDIN_STREAMS: windowsPath(join(bed.dlls, `streams-${name}`)),
    });
  }

  function expectRight({ code, output, reports }: SelfTestRun, dlls: readonly string[]): void {
    expect(output).to.match(/^\d+ checks, 0 failures\r?\n$/);
    expect(code).to.equal(0);
    expect(reports.map((report) => report.dll)).to.have.members([...dlls]);
    for (const report of reports) expect(mistakes(report)).to.deep.equal([]);
  }

  const mistakes = (report: Report): unknown[] => [
    ...report.leaks,
    ...report.notes,
    ...Object.values(report.live).filter((count) => count !== 0),
    ...(report.freesAreSeen ? [] : ['frees are not seen']),
  ];

  it('backup.dll keeps what Wine does not: streams of any kind, attributes, times', async () => {
    expectRight(await run('backup', ['backup']), ['backup']);
  });

  it('vmcompute.dll keeps to the order of calls, ids and parents, and to the transport format', async () => {
    expectRight(await run('vmcompute', ['vmcompute', 'backup']), ['vmcompute', 'backup']);
  });

  it('computestorage.dll and virtdisk.dll attach a scratch without vmcompute.dll', async () => {
    const dlls = ['computestorage', 'virtdisk', 'vmcompute'];
    expectRight(await run('storage', dlls), dlls);
  });

  it('computenetwork.dll reads strictly, chooses, and knows what is in use', async () => {
    expectRight(await run('network', ['computenetwork']), ['computenetwork']);
  });
});
