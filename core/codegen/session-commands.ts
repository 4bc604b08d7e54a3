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

/**
 * Get-Help of a name goes on to the cmdlet after it has had the function, and gives the cmdlet's page: sent there by the
 * function too, it gives that page twice, as a list. Sent to where nothing is, the function adds nothing. What is asked of
 * functions alone (-?) gets the function's own page.
 */
const NO_HELP = 'Microsoft.PowerShell.Core\\None';

/** The functions that stand before them: their parameters are the shell's own, and what they do is in `module/connection`. */
export function sessionProxies(): string[] {
  return Object.entries(DEFAULT_SET).flatMap(([name, set]) => [
    `function ${name} {`,
    ...indent([
      '<#',
      '.Synopsis',
      `The shell's own ${name}, which reaches the containers of this host too.`,
      '.Description',
      `Get-Help ${name} has the page of the shell's own, whose parameters these are.`,
      '.Link',
      'about_ContainerSessions',
      `.ForwardHelpTargetName ${NO_HELP}`,
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
