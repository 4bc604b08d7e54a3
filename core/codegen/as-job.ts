import type { CmdletDeclaration, ParameterDeclaration } from '../spec/cmdlet.ts';

/** PowerShell's own way to the background: the command line has the shell's. */
const AS_JOB: ParameterDeclaration = {
  Name: 'AsJob',
  Type: 'switch',
  Help: 'Runs the cmdlet as a job of PowerShell, for all that comes down the pipeline, and gives that: Receive-Job, Wait-Job, Stop-Job. It can ask nothing. In PowerShell only.',
};

/** The parameters of a cmdlet as people meet them in PowerShell. */
export function parametersInPowerShell(cmdlet: CmdletDeclaration): ParameterDeclaration[] {
  return cmdlet.AsJob === true ? [...cmdlet.Parameters, AS_JOB] : cmdlet.Parameters;
}
