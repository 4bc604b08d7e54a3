import type { CmdletDeclaration, ParameterDeclaration } from '../spec/cmdlet.ts';

/** A parameter that only PowerShell has: its type may be one that the wire never carries. */
export type ShellParameter = Omit<ParameterDeclaration, 'Type'> & {
  Type: ParameterDeclaration['Type'] | 'pscredential' | 'pssession[]';
};

/** The page that tells all about them. */
export const ON_HOSTS_PAGE = 'many-hosts.md';

/**
 * Other hosts, over PowerShell remoting: named as `Invoke-Command` names them. `module/src/Hosts.ps1` does the work and
 * refuses what does not go together; parameter sets for each way would be three times as many as there are.
 */
const ON_HOSTS: ShellParameter[] = [
  {
    Name: 'ComputerName',
    Type: 'string[]',
    Help: 'Runs the cmdlet on these hosts, over WSMan; objects come back with PSComputerName. Paths are of those hosts. In PowerShell only.',
  },
  {
    Name: 'Credential',
    Type: 'pscredential',
    Help: 'The account for -ComputerName. Default: who runs this PowerShell.',
  },
  {
    Name: 'HostName',
    Type: 'string[]',
    Help: 'Runs the cmdlet on these hosts, over SSH (PowerShell 7): host, user@host or ssh://user@host:22. Else as -ComputerName.',
  },
  { Name: 'UserName', Type: 'string', Help: 'The account for -HostName.' },
  { Name: 'KeyFilePath', Type: 'string', Help: 'The file of the private key for -HostName, on this machine.' },
  {
    Name: 'Port',
    Type: 'int',
    ValidateRange: [1, 65535],
    Help: 'The port for -HostName or -ComputerName.',
    Default: '22 for -HostName, 5985 for -ComputerName',
  },
  {
    Name: 'Session',
    Type: 'pssession[]',
    Help: 'Runs the cmdlet in these sessions of New-PSSession, which stay open.',
  },
  { Name: 'ThrottleLimit', Type: 'int', ValidateRange: [1, 1024], Help: 'On how many hosts at once.', Default: '32' },
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
