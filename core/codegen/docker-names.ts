import { quote } from './powershell-text.ts';

/**
 * Aliases for hands that know Docker, made on request only (`Import-Module HcsContainers -ArgumentList Docker`). None is the
 * name of a program of Docker's (`docker`, `docker-compose`), so that one that is installed is reached as ever.
 */
export const DOCKER_NAMES: Readonly<Record<string, string>> = {
  attach: 'Connect-Container',
  commit: 'New-ContainerImage',
  cp: 'Copy-ContainerItem',
  create: 'New-Container',
  diff: 'Compare-Container',
  events: 'Get-ContainerEvent',
  exec: 'Invoke-ContainerCommand',
  images: 'Get-ContainerImage',
  info: 'Get-ContainerHost',
  load: 'Import-ContainerImage',
  logs: 'Get-ContainerLog',
  pause: 'Suspend-Container',
  ps: 'Get-Container',
  prune: 'Clear-Container',
  rename: 'Rename-Container',
  restart: 'Restart-Container',
  rm: 'Remove-Container',
  rmi: 'Remove-ContainerImage',
  run: 'Invoke-ContainerImage',
  save: 'Export-ContainerImage',
  start: 'Start-Container',
  stats: 'Measure-Container',
  stop: 'Stop-Container',
  top: 'Get-ContainerProcess',
  unpause: 'Resume-Container',
  update: 'Set-Container',
  wait: 'Wait-Container',
};

/** What the manifest has to allow, since it stands above what the module exports: `docker-ps`. */
export const DOCKER_ALIASES: readonly string[] = Object.keys(DOCKER_NAMES).map((verb) => `docker-${verb}`);

/**
 * The statements that make them when the module was asked to.
 *
 * @param cmdlets The names of all cmdlets.
 * @throws {Error} When one of them stands for none.
 */
export function dockerAliases(cmdlets: readonly string[]): string[] {
  const rows = Object.entries(DOCKER_NAMES).map(([verb, cmdlet]) => {
    if (!cmdlets.includes(cmdlet)) throw new Error(`docker-${verb} would be ${cmdlet}, which there is not`);
    return `    ${quote(`docker-${verb}`)} = ${quote(cmdlet)}`;
  });
  return [
    'if ($Names) {',
    "    if ($Names -ne 'Docker') {",
    '        Import-HcsWork',
    `        $why = "There are no names '$Names': -ArgumentList of Import-Module HcsContainers takes Docker."`,
    "        throw (New-HcsErrorRecord 'InvalidArgument' 'InvalidArgument' $why $Names 'Import-Module HcsContainers -ArgumentList Docker' $null)",
    '    }',
    '    # Made where the cmdlets are, under whatever prefix they go by.',
    '    $aliases = @{',
    ...rows.map((row) => `    ${row}`),
    '    }',
    '    foreach ($name in $aliases.Keys) { Microsoft.PowerShell.Utility\\Set-Alias -Name $name -Value $aliases[$name] }',
    "    Microsoft.PowerShell.Core\\Export-ModuleMember -Function '*' -Alias 'docker-*'",
    '}',
  ];
}
