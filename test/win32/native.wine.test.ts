import { expect } from 'chai';
import { RuntimeFault } from '../../core/base/fault.ts';
import { HcsCreateOperation, HcsWaitForProcessExit } from '../../core/win32/bindings/computecore.ts';
import { CloseHandle, CreateFileW, GetCurrentProcess, Sleep } from '../../core/win32/bindings/kernel32.ts';
import type { HcsProcess } from '../../core/win32/handle.ts';
import { openNative } from '../../core/win32/native.ts';
import { standinFile } from './kit/standin.ts';

const OPEN_EXISTING = 3;
const GENERIC_READ = 0x80000000;

function open(path: string) {
  return openNative().call(CreateFileW, path, GENERIC_READ, 7, null, OPEN_EXISTING, 0, null);
}

async function failureOf(work: Promise<unknown>): Promise<RuntimeFault> {
  try {
    await work;
  } catch (error) {
    if (error instanceof RuntimeFault) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

describe('native calls', function () {
  this.timeout(20_000);
  const native = openNative();

  it('give the last error of the thread that made the call, with many at once', async () => {
    const missingFile = 0x80070002;
    const missingFolder = 0x80070003;
    const badName = 0x8007007b;
    const cases: [string, number][] = [
      ['C:\\windows\\no-such-file', missingFile],
      ['C:\\no-such-folder\\file', missingFolder],
      ['C:\\windows\\a"b', badName],
    ];
    const found = await Promise.all(
      Array.from({ length: 60 }, (_, index) => cases[index % cases.length]).map(async (row) => {
        const failure = await failureOf(
          native.call(CreateFileW, row?.[0] ?? '', GENERIC_READ, 7, null, OPEN_EXISTING, 0, null),
        );
        return failure.hresult === row?.[1];
      }),
    );
    expect(found).to.deep.equal(found.map(() => true));
  });

  it('leave the event loop alone while they block', async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 10);
    await Promise.all([1, 2, 3, 4, 5, 6].map(() => native.call(Sleep, 500)));
    clearInterval(timer);
    expect(ticks).to.be.greaterThan(2);
  });

  it('that this Windows does not have fail with what is missing, and nothing else fails', async () => {
    const old = openNative({ dlls: { computecore: standinFile('computecore-17763.dll') } });
    expect(old.has(HcsWaitForProcessExit)).to.equal(false);
    expect(old.has(HcsCreateOperation)).to.equal(true);
    const failure = await failureOf(old.call(HcsWaitForProcessExit, 1n as HcsProcess, 0, [null]));
    expect(failure.kind).to.equal('NotSupported');
    expect(failure.message).to.contain('HcsWaitForProcessExit').and.contain('computecore.dll').and.contain('20348');
    const none = openNative({ dlls: { computecore: 'C:\\no-such.dll' } });
    expect((await failureOf(none.call(HcsCreateOperation, null, null))).kind).to.equal('NotSupported');
    await none.call(Sleep, 0);
  });

  it("take from Windows what a stand-in of Windows's own DLL lacks", async () => {
    const overlaid = openNative({ dlls: { kernel32: standinFile('computecore.dll') } });
    await overlaid.call(Sleep, 0);
    const missing = openNative({ dlls: { kernel32: 'C:\\no-such.dll' } });
    expect(missing.callNow(GetCurrentProcess)).to.equal(0xffff_ffff_ffff_ffffn);
  });

  it('with arguments of the wrong type are a defect of ours, told as such', async () => {
    const failure = await failureOf(native.call(Sleep, 'long' as unknown as number));
    expect(failure.kind).to.equal('Internal');
    expect(failure.message).to.contain('Sleep');
  });

  it('open and close a file', async () => {
    const handle = await open('C:\\windows\\win.ini');
    await native.call(CloseHandle, handle);
    expect((await failureOf(native.call(CloseHandle, handle))).hresult).to.equal(0x80070006);
  });
});
