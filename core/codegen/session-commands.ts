import { indent, quote } from './powershell-text.ts';

/** The parameter set that the shell's own takes when none is told by what is given. */
const DEFAULT_SET = {
  'Enter-PSSession': 'ComputerName',
  'Invoke-Command': 'InProcess',
  'New-PSSession': 'ComputerName',
};

/**
 * Cmdlets of the shell that the module stands before where they cannot reach its containers
 * (`module/src/import/Sessions.ps1` decides at import): named in the manifest, which lists all that may be exported.
 */
export const SESSION_COMMANDS: readonly string[] = Object.keys(DEFAULT_SET);

/** The functions that stand before them: their parameters are the shell's own, and what they do is in `module/connection`. */
export function sessionProxies(): string[] {
  return Object.entries(DEFAULT_SET).flatMap(([name, set]) => [
    `function ${name} {`,
    ...indent([
      '<#',
      `.ForwardHelpTargetName Microsoft.PowerShell.Core\\${name}`,
      '.ForwardHelpCategory Cmdlet',
      '#>',
      `[CmdletBinding(DefaultParameterSetName = ${quote(set)}, RemotingCapability = 'OwnedByCommand')]`,
      'param()',
      `dynamicparam { Import-HcsSession; Get-HcsShellParameter ${quote(name)} }`,
      'begin { $call = New-HcsShellCall $PSCmdlet $PSBoundParameters; Start-HcsShellCall $call }',
      'process { Step-HcsShellCall $call $_ }',
      'end { Complete-HcsShellCall $call }',
    ]),
    '}',
    '',
  ]);
}
