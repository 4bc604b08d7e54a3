import type { CmdletDeclaration } from '../spec/cmdlet.ts';
import { hostParameters, type ShellParameter } from './on-hosts.ts';

/** PowerShell's own way to the background: the command line has the shell's. */
const AS_JOB: ShellParameter = {
  Name: 'AsJob',
  Type: 'switch',
  Help: 'Runs the cmdlet as a job of PowerShell, for all that comes down the pipeline, and gives that: Receive-Job, Wait-Job, Stop-Job. It can ask nothing. In PowerShell only.',
};

/** The parameters of a cmdlet as people meet them in PowerShell, without those that name other hosts. */
export function parametersHere(cmdlet: CmdletDeclaration): ShellParameter[] {
  return cmdlet.AsJob === true ? [...cmdlet.Parameters, AS_JOB] : cmdlet.Parameters;
}

/** The parameters of a cmdlet as people meet them in PowerShell. */
export function parametersInPowerShell(cmdlet: CmdletDeclaration): ShellParameter[] {
  return [...parametersHere(cmdlet), ...hostParameters(cmdlet)];
}
