import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { RuntimeFault } from '../../core/base/fault.ts';
import type { Binding } from '../../core/win32/binding.ts';
import { enableLayerPrivileges } from '../../core/win32/helper/privileges.ts';
import { checkVolume } from '../../core/win32/layers/check-volume.ts';
import { heldFault } from '../../core/win32/layers/who-holds.ts';
import type { Native } from '../../core/win32/native.ts';

type Calls = Record<string, (...args: unknown[]) => unknown>;

/** A Windows of a few functions. */
function nativeOf(calls: Calls): Native {
  const run = (binding: Binding, args: readonly unknown[]): never => {
    const found = calls[binding.name];
    if (found === undefined) throw new Error(`${binding.name} was not expected`);
    return found(...args) as never; // what the test says it gives
  };
  return {
    has: (binding) => binding.name in calls,
    call: async (binding, ...args) => run(binding, args),
    callNow: (binding, ...args) => run(binding, args),
    register: () => {
      throw new Error('no callbacks');
    },
    unregister: () => undefined,
    decode: () => undefined,
  };
}

const put = (buffer: unknown, text: string, at = 0): void => {
  (buffer as Buffer).write(`${text}\0`, at, 'utf16le'); // as the binding declares it
};

async function failureOf(work: () => unknown): Promise<RuntimeFault> {
  try {
    await work();
  } catch (error) {
    if (error instanceof RuntimeFault) return error;
    throw error;
  }
  throw new Error('It did not fail.');
}

describe('where layers can be', () => {
  const volume = (fileSystem: string, type = 3) =>
    nativeOf({
      GetVolumePathNameW: (_path, buffer) => put(buffer, 'E:\\'),
      GetDriveTypeW: () => type,
      GetVolumeInformationW: (...args) => put(args[6], fileSystem),
    });

  for (const [what, native, words] of [
    ['ReFS', volume('ReFS'), "'E:\\state\\layer' is on a ReFS volume (E:\\)"],
    ['FAT', volume('FAT32'), 'a FAT32 volume'],
    ['exFAT', volume('exFAT'), 'an exFAT volume'],
    ['a share', volume('NTFS', 4), 'a network drive (E:\\)'],
  ] as const) {
    it(`not on ${what}`, async () => {
      const failure = await failureOf(() => checkVolume(native, 'E:\\state\\layer'));
      expect(failure.kind).to.equal('NotSupported');
      expect(failure.message).to.contain(words).and.contain('layers need a local NTFS volume');
      expect(failure.hint).to.contain('HCS_CONTAINERS_ROOT');
    });
  }

  it('on NTFS', () => checkVolume(volume('NTFS'), 'E:\\state\\layer'));
});

describe('who holds a layer', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hcs-held-'));
    await writeFile(join(folder, 'sandbox.vhdx'), '');
  });
  after(() => rm(folder, { recursive: true, force: true }));

  let sessions = 0;
  /** The Restart Manager, which knows these: name, process id, service. */
  const managerOf = (...holders: [string, number, string][]) =>
    nativeOf({
      RmStartSession: (session) => {
        sessions++;
        (session as [number])[0] = 7;
      },
      RmRegisterResources: (_session, count, files) => {
        expect(count).to.equal(1);
        expect(files).to.deep.equal([join(folder, 'sandbox.vhdx')]);
      },
      RmGetList: (...args) => {
        const [, , count, found] = args as [unknown, unknown, [number], Buffer];
        count[0] = holders.length;
        for (const [at, [name, processId, service]] of holders.entries()) {
          found.writeUInt32LE(processId, at * 668);
          put(found, name, at * 668 + 12);
          put(found, service, at * 668 + 524);
        }
      },
      RmEndSession: () => {
        sessions--;
      },
    });

  it('a program is named', async () => {
    const found = await heldFault(
      managerOf(['Virtual Machine Worker', 4711, ''], ['x.exe', 12, '']),
      'use it',
      folder,
      {
        hresult: 0x80070020,
      },
    );
    expect(found.kind).to.equal('Busy');
    expect(found.message).to.contain('Virtual Machine Worker (process 4711), x.exe (process 12)');
    expect(found.hint).to.contain('Stop-Container');
    expect(found.hresult).to.equal(0x80070020);
    expect(sessions).to.equal(0);
  });

  for (const holder of [
    ['Microsoft Defender Antivirus Service', 99, 'WinDefend'],
    ['MsMpEng.exe', 99, ''],
    ['Falcon', 99, 'CSFalconService'],
  ] as [string, number, string][]) {
    it(`${holder[0]} is a scanner, also behind others`, async () => {
      const found = await heldFault(managerOf(['a.exe', 1, ''], holder), 'use it', folder, {});
      expect(found.message).to.contain(`'${holder[0]} (process 99)', a security program`);
      expect(found.hint).to.contain('Add-MpPreference -ExclusionPath');
    });
  }

  it('nobody, or no Restart Manager: all that it can be', async () => {
    for (const native of [managerOf(), nativeOf({})]) {
      const found = await heldFault(native, 'use it', folder, {});
      expect(found.kind).to.equal('Busy');
      expect(found.message).to.contain('another build').and.contain('virus scanner');
      expect(found.hint).to.contain('exclude the state folder');
    }
  });
});

describe('the privileges of layers', () => {
  it('an account without them is no elevated administrator', async () => {
    const closed: unknown[] = [];
    const native = nativeOf({
      OpenProcessToken: (...args) => {
        (args[2] as [unknown])[0] = 5n;
      },
      LookupPrivilegeValueW: (...args) => {
        (args[2] as [unknown])[0] = { LowPart: 17, HighPart: 0 };
      },
      AdjustTokenPrivileges: () => {
        throw new RuntimeFault('AccessDenied', 'not all assigned', { hresult: 0x80070514 });
      },
      CloseHandle: (handle) => closed.push(handle),
    });
    const failure = await failureOf(() => enableLayerPrivileges(native));
    expect(failure.kind).to.equal('AccessDenied');
    expect(failure.message).to.contain('SeBackupPrivilege').and.contain('does not run as administrator');
    expect(failure.hint).to.contain('-Verb RunAs');
    expect(closed).to.deep.equal([5n]);
  });
});
