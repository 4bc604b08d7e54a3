import type { CmdletDeclaration, ParameterDeclaration } from '../spec/cmdlet.ts';

/** A parameter that only PowerShell has: its type may be one that the wire never carries. */
export type ShellParameter = Omit<ParameterDeclaration, 'Type'> & {
  Type: ParameterDeclaration['Type'] | 'pscredential' | 'pssession[]';
};

/** The page that tells all about them. */
export const ON_HOSTS_PAGE = 'many-hosts.md';

/**
 * Other hosts, over PowerShell remoting: named as `Invoke-Command` names them. `module/hosts` does the work and refuses
 * what does not go together; parameter sets for each way would be three times as many as there are.
 */
const ON_HOSTS: ShellParameter[] = [
  {
    Name: 'ComputerName',
    Type: 'string[]',
    Help: 'On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName.',
  },
  { Name: 'Credential', Type: 'pscredential', Help: 'The account for -ComputerName.' },
  {
    Name: 'HostName',
    Type: 'string[]',
    Help: 'On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.',
  },
  { Name: 'UserName', Type: 'string', Help: 'The account for -HostName.' },
  { Name: 'KeyFilePath', Type: 'string', Help: 'The private key for -HostName: a file of this machine.' },
  { Name: 'Port', Type: 'int', Help: 'The port for -HostName or -ComputerName.' },
  { Name: 'Session', Type: 'pssession[]', Help: 'In these sessions of New-PSSession.' },
  { Name: 'ThrottleLimit', Type: 'int', Help: 'On how many hosts at once.', Default: '32' },
];

/** Whether a cmdlet can run on other hosts: a terminal cannot be handed over. */
export function goesToHosts(cmdlet: CmdletDeclaration): boolean {
  return cmdlet.TakesTerminal !== true;
}

/** The parameters of a cmdlet that name other hosts. */
export function hostParameters(cmdlet: CmdletDeclaration): ShellParameter[] {
  if (!goesToHosts(cmdlet)) return [];
  if (cmdlet.Parameters.length > 0) return ON_HOSTS;
  // The preview era's Get-ContainerHost took the name of the machine first, and from the pipeline.
  return ON_HOSTS.map((one) => (one.Name === 'ComputerName' ? { ...one, Position: 0, Pipeline: ['ByValue'] } : one));
}
