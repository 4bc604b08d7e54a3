/** The assembly of module/connection, where this machine has the .NET SDK and a PowerShell to build it for. */
import { execFile } from 'node:child_process';
import { copyFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findPowerShell } from '../../core/embedded/powershell.ts';

const SOURCES = join(import.meta.dirname, '../../module/connection');
export const CONNECTION = 'HcsContainers.Connection.dll';

/**
 * Builds it into a folder. Without it the module compiles the same sources at the first session into a container.
 *
 * @returns why it was not built, where it was not.
 */
export async function buildConnection(folder: string): Promise<string | undefined> {
  const shell = findPowerShell();
  if ('missing' in shell) return shell.missing;
  const work = await mkdtemp(join(tmpdir(), 'hcs-connection-'));
  try {
    await cp(SOURCES, work, { recursive: true });
    const out = join(work, 'out');
    const settings = [`-p:PowerShellFolder=${shell.programFolder}`, '-p:NuGetAudit=false'];
    await promisify(execFile)('dotnet', ['build', '-c', 'Release', '-o', out, '--nologo', '-v', 'q', ...settings], {
      cwd: work,
      env: { ...process.env, DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_NOLOGO: '1' },
    });
    await copyFile(join(out, CONNECTION), join(folder, CONNECTION));
    return undefined;
  } catch (error) {
    return reasonOf(error);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function reasonOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'stdout' in error && String(error.stdout).trim() !== '')
    return String(error.stdout).trim().split('\n').slice(0, 3).join('; ');
  return `the .NET SDK is not there: ${String(error)}`;
}
