import { spawnSync } from 'node:child_process';

export interface Shell {
  program: string;
  /** `powershell 5.1.20348.1`. */
  name: string;
}

/** Windows PowerShell 5.1 and PowerShell 7, as far as they are on the PATH. */
export function findShells(programs: readonly string[] = ['powershell', 'pwsh']): Shell[] {
  return programs.flatMap((program) => {
    const asked = spawnSync(program, ['-NoProfile', '-NonInteractive', '-Command', '"$($PSVersionTable.PSVersion)"'], {
      encoding: 'utf8',
    });
    const version = /^\d+\.\d[\w.-]*$/m.exec(asked.stdout ?? '')?.[0];
    return version === undefined ? [] : [{ program, name: `${program} ${version}` }];
  });
}
