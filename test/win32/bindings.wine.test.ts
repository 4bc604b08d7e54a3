import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { isFault } from '../../core/base/fault.ts';
import { hasHresult } from '../../core/base/hresult.ts';
import * as advapi32 from '../../core/win32/bindings/advapi32.ts';
import * as crypt32 from '../../core/win32/bindings/crypt32.ts';
import * as iphlpapi from '../../core/win32/bindings/iphlpapi.ts';
import * as kernel32 from '../../core/win32/bindings/kernel32.ts';
import { NtCreateFile, RtlGetVersion } from '../../core/win32/bindings/ntdll.ts';
import type {
  ByHandleFileInformation,
  DataBlob,
  FileTime,
  IoStatusBlock,
  Luid,
  OsVersion,
  Out,
  ServiceStatus,
} from '../../core/win32/bindings/types.ts';
import type { KernelHandle } from '../../core/win32/handle.ts';
import { openNative } from '../../core/win32/native.ts';

const GENERIC_READ = 0x80000000;
const OPEN_EXISTING = 3;
const BACKUP_SEMANTICS = 0x02000000;

/** The rows on the Windows at hand: arguments arrive, answers come back. */
describe('the rows of Windows itself', function () {
  this.timeout(20_000);
  const native = openNative();
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rows-'));
    await writeFile(join(folder, 'Hello.txt'), 'hello');
  });
  after(() => rm(folder, { recursive: true }));

  async function openFolder(): Promise<KernelHandle> {
    return native.call(kernel32.CreateFileW, folder, GENERIC_READ, 7, null, OPEN_EXISTING, BACKUP_SEMANTICS, null);
  }

  it('tell the version', () => {
    const version: [OsVersion] = [{ ...NO_VERSION, dwOSVersionInfoSize: 284 }];
    expect(native.callNow(RtlGetVersion, version)).to.equal(0);
    expect(version[0].dwMajorVersion).to.equal(10);
    expect(version[0].dwBuildNumber).to.be.greaterThan(10_000);
  });

  it('open a file relative to its folder, in either case, and tell what it is', async () => {
    const root = await openFolder();
    const file: Out<KernelHandle> = [null];
    const status: Out<IoStatusBlock> = [null];
    const name = 'HELLO.TXT';
    await native.call(
      NtCreateFile,
      file,
      0x80100000, // GENERIC_READ | SYNCHRONIZE
      {
        Length: 48,
        RootDirectory: root,
        ObjectName: { Length: 2 * name.length, MaximumLength: 2 * name.length, Buffer: name },
        Attributes: 0x40,
        SecurityDescriptor: null,
        SecurityQualityOfService: null,
      },
      status,
      null,
      0,
      7,
      1, // FILE_OPEN
      0x20, // FILE_SYNCHRONOUS_IO_NONALERT
      null,
      0,
    );
    const [handle] = file;
    if (handle === null) throw new Error('no handle');
    expect(Number(status[0]?.Information)).to.equal(1); // FILE_OPENED
    const information: Out<ByHandleFileInformation> = [null];
    await native.call(kernel32.GetFileInformationByHandle, handle, information);
    expect(information[0]?.nFileSizeLow).to.equal(5);
    expect(information[0]?.ftLastWriteTime.dwHighDateTime).to.be.greaterThan(0x01d00000);
    const buffer = Buffer.alloc(16);
    const read: Out<number> = [null];
    await native.call(kernel32.ReadFile, handle, buffer, buffer.length, read, null);
    expect(buffer.toString('utf8', 0, read[0] ?? 0)).to.equal('hello');
    await native.call(kernel32.CloseHandle, handle);
    await native.call(kernel32.CloseHandle, root);
  });

  it('fail with the Win32 error that an NTSTATUS means', async () => {
    const attributes = {
      Length: 48,
      RootDirectory: null,
      ObjectName: { Length: 30, MaximumLength: 30, Buffer: '\\??\\C:\\no-such1' },
      Attributes: 0x40,
      SecurityDescriptor: null,
      SecurityQualityOfService: null,
    } as const;
    const failed = await native
      .call(NtCreateFile, [null], 0x80100000, attributes, [null], null, 0, 7, 1, 0x20, null, 0)
      .catch((error: unknown) => error);
    expect(hasHresult(failed, 0x80070002), String(failed)).to.equal(true);
  });

  it('list a folder until there is no more', async () => {
    const data = Buffer.alloc(592);
    const find = await native.call(kernel32.FindFirstFileExW, join(folder, '*'), 1, data, 0, null, 0);
    const names: string[] = [];
    for (;;) {
      names.push(data.toString('utf16le', 44, 564).split('\0')[0] ?? '');
      const end = await native.call(kernel32.FindNextFileW, find, data).catch((error: unknown) => error);
      if (typeof end === 'number') continue;
      expect(hasHresult(end, 0x80070012), String(end)).to.equal(true);
      break;
    }
    await native.call(kernel32.FindClose, find);
    expect(names).to.include.members(['.', '..', 'Hello.txt']);
  });

  it('tell the volume and its file system', async () => {
    const path = Buffer.alloc(520);
    await native.call(kernel32.GetVolumePathNameW, folder, path, 260);
    const root = path.toString('utf16le').split('\0')[0] ?? '';
    expect(root).to.match(/^[A-Z]:\\$/i);
    const name = Buffer.alloc(520);
    await native.call(kernel32.GetVolumeInformationW, 'C:\\', null, 0, [null], [null], [null], name, 260);
    expect(name.toString('utf16le').split('\0')[0]).to.match(/^[A-Za-z0-9]+$/);
  });

  it('tell when this process was made', async () => {
    const created: Out<FileTime> = [null];
    await native.call(
      kernel32.GetProcessTimes,
      native.callNow(kernel32.GetCurrentProcess),
      created,
      [null],
      [null],
      [null],
    );
    expect(created[0]?.dwHighDateTime).to.be.greaterThan(0x01d00000);
  });

  it('keep a secret and give it back', async () => {
    const secret = Buffer.from('pass\0word');
    const sealed: [DataBlob] = [{ cbData: 0, pbData: null }];
    const blob = { cbData: secret.length, pbData: secret };
    await native.call(crypt32.CryptProtectData, blob, null, null, null, null, 1, sealed);
    const opened: [DataBlob] = [{ cbData: 0, pbData: null }];
    await native.call(crypt32.CryptUnprotectData, sealed[0], null, null, null, null, 1, opened);
    expect(opened[0].cbData).to.equal(secret.length);
    for (const { pbData } of [sealed[0], opened[0]]) {
      if (typeof pbData === 'bigint') native.callNow(kernel32.LocalFree, pbData);
    }
  });

  it('tell the state of a service, and that there is none of a name', async () => {
    const manager = await native.call(advapi32.OpenSCManagerW, null, null, 1);
    const failed = await native.call(advapi32.OpenServiceW, manager, 'nosuch', 4).catch((error: unknown) => error);
    expect(hasHresult(failed, 0x80070424), String(failed)).to.equal(true);
    const service = await native.call(advapi32.OpenServiceW, manager, 'RpcSs', 4);
    const status: Out<ServiceStatus> = [null];
    await native.call(advapi32.QueryServiceStatus, service, status);
    expect(status[0]?.dwCurrentState).to.be.within(1, 7);
    for (const handle of [service, manager]) await native.call(advapi32.CloseServiceHandle, handle);
  });

  it('adjust a privilege, and tell when it is not held', async () => {
    const token: Out<KernelHandle> = [null];
    await native.call(advapi32.OpenProcessToken, native.callNow(kernel32.GetCurrentProcess), 0x28, token);
    if (token[0] === null) throw new Error('no token');
    const luid: Out<Luid> = [null];
    await native.call(advapi32.LookupPrivilegeValueW, null, 'SeBackupPrivilege', luid);
    const adjust = (Luid: Luid) =>
      native.call(
        advapi32.AdjustTokenPrivileges,
        token[0] as KernelHandle, // checked above
        0,
        { PrivilegeCount: 1, Privileges: [{ Luid, Attributes: 2 }] },
        0,
        null,
        null,
      );
    await adjust(luid[0] ?? { LowPart: 0, HighPart: 0 });
    const failed = await adjust({ LowPart: 0x7fffff, HighPart: 0 }).catch((error: unknown) => error);
    expect(hasHresult(failed, 0x80070514), String(failed)).to.equal(true);
    await native.call(kernel32.CloseHandle, token[0]);
  });

  it('tell whether this user is an administrator', async () => {
    const sid = Buffer.alloc(68);
    await native.call(advapi32.CreateWellKnownSid, 26, null, sid, [sid.length]); // WinBuiltinAdministratorsSid
    const isMember: Out<number> = [null];
    await native.call(advapi32.CheckTokenMembership, null, sid, isMember);
    expect(isMember[0]).to.be.oneOf([0, 1]);
  });

  it('read the registry', async () => {
    const data = Buffer.alloc(512);
    const size: [number] = [data.length];
    const key = 'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
    await native.call(advapi32.RegGetValueW, 0xffffffff80000002n, key, 'CurrentBuild', 2, null, data, size);
    expect(data.toString('utf16le', 0, size[0])).to.match(/^\d{5}\0$/);
  });

  it('list routes, and say how large a buffer must be', async () => {
    const size: [number] = [4];
    const failed = await native
      .call(iphlpapi.GetIpForwardTable, Buffer.alloc(4), size, 0)
      .catch((error: unknown) => error);
    expect(isFault(failed)).to.equal(true);
    expect(hasHresult(failed, 0x8007007a), String(failed)).to.equal(true);
    const table = Buffer.alloc(size[0]);
    await native.call(iphlpapi.GetIpForwardTable, table, size, 0);
    expect(table.readUInt32LE(0)).to.be.greaterThan(0);
  });
});

const NO_VERSION: OsVersion = {
  dwOSVersionInfoSize: 0,
  dwMajorVersion: 0,
  dwMinorVersion: 0,
  dwBuildNumber: 0,
  dwPlatformId: 0,
  szCSDVersion: Array.from({ length: 128 }, () => 0),
  wServicePackMajor: 0,
  wServicePackMinor: 0,
  wSuiteMask: 0,
  wProductType: 0,
  wReserved: 0,
};
