import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The machine's PowerShell: what sandboxes show of it, read-only, for sessions. */
export interface PowerShell {
  /** Holds `pwsh`. */
  programFolder: string;
  /** Holds .NET, where PowerShell does not bring its own. */
  runtimeFolder?: string;
}

/** Where `pwsh` is looked for, and where .NET: PATH as root has it, and where Microsoft's packages put them. */
const PROGRAMS = ['/usr/local/bin/pwsh', '/usr/bin/pwsh', '/opt/microsoft/powershell/7/pwsh'];
const RUNTIMES = ['/usr/share/dotnet', '/usr/lib/dotnet', '/usr/lib64/dotnet', '/usr/local/share/dotnet'];

export const POWERSHELL_FIX =
  'Install PowerShell 7 (https://learn.microsoft.com/powershell/scripting/install/installing-powershell-on-linux), then start the container anew';

/**
 * Finds the PowerShell of this machine.
 *
 * @returns why there is none that a sandbox could run, where there is none.
 */
export function findPowerShell(programs = PROGRAMS, runtimes = RUNTIMES): PowerShell | { missing: string } {
  const links = programs.filter((program) => existsSync(program));
  const [link] = links;
  if (link === undefined) return { missing: 'pwsh is not installed on this machine' };
  for (const program of links) {
    const programFolder = dirname(realpathSync(program));
    if (!existsSync(join(programFolder, 'pwsh.dll'))) continue;
    if (existsSync(join(programFolder, 'libcoreclr.so'))) return { programFolder };
    const runtimeFolder = runtimes.find((folder) => existsSync(join(folder, 'host', 'fxr')));
    if (runtimeFolder !== undefined) return { programFolder, runtimeFolder: realpathSync(runtimeFolder) };
    return { missing: `'${program}' needs .NET, which is in none of ${runtimes.join(', ')}` };
  }
  return { missing: `'${link}' is not PowerShell itself, but a launcher (of snap, or of a .NET tool)` };
}
