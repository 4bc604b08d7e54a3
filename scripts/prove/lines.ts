/** The walk-through of 2015, as people typed it then, and what each line must show. */
export const WALK: readonly (readonly [line: string, shows: RegExp])[] = [
  ['Get-Command -Module HcsContainers', /Function +New-Container +0\.1\.0 +HcsContainers/],
  ['Get-ContainerImage', /^Windows +CN=\S+ +10\.\S+ +True/m],
  ['New-Container -Name demo -ContainerImageName Windows | Start-Container -PassThru', /^demo +Running .*Windows/m],
  ['$demo = Get-Container demo', /^$/],
  [
    'Invoke-Command -ContainerId $demo.ContainerId -RunAsAdministrator -ScriptBlock { New-Item -Path C:\\RemoteTest -ItemType Directory }',
    /RemoteTest/,
  ],
  ['Invoke-Command -ContainerId $demo.ContainerId -ScriptBlock { Test-Path C:\\RemoteTest }', /^True$/m],
  ['Stop-Container -Name demo', /^$/],
  [
    'New-ContainerImage -ContainerName demo -Publisher Demo -Name Web -Version 1.0',
    /^Web +CN=Demo +1\.0\.0\.0 +False/m,
  ],
  ['Get-ContainerImage', /^Web [\s\S]*^Windows |^Windows [\s\S]*^Web /m],
  ['New-Container -Name web -ContainerImageName Web | Start-Container -PassThru', /^web +Running .*Web/m],
  ['Invoke-Command -ContainerId (Get-Container web).ContainerId { Test-Path C:\\RemoteTest }', /^True$/m],
  ['Get-Container', /^demo +Off [\s\S]*^web +Running /m],
  ['Get-Container | Stop-Container -PassThru', /^web +Off /m],
  ['Get-Container | Remove-Container -Force', /^$/],
  ['Get-Container', /^$/],
  ['Remove-ContainerImage -Name Web -Force', /^$/],
  ['Get-Help New-Container -Full', /SYNTAX[\s\S]*PARAMETERS[\s\S]*EXAMPLE 2/i],
];
