/** What the examples of the cmdlets start from, and which of them cannot run here. */

/** Before each: the image mysite, a container web that runs, and a container job that ran. */
export const RESET = `
function Reset-Host {
    foreach ($one in Get-Container) {
        $isOurs = $one.Name -eq 'web' -or $one.Name -eq 'job'
        $isNew = -not $one.Ports -and ($one.Name -eq 'web' -or $one.Command -like '*listening*')
        if (-not $isOurs -or -not $isNew) { Remove-Container $one -Force }
    }
    $others = Get-ContainerImage mysite* -Publisher Demo
    if ($others) { Remove-ContainerImage $others -Force }
    if (-not (Get-ContainerImage mysite* -Version 1.0)) {
        $null = New-Container seed -ContainerImageName tools
        $null = New-ContainerImage seed mysite -Version 1.0 -Command 'C:\\probe.exe line:listening sleep:600000'
        Remove-Container seed
    }
    if (-not (Get-Container job*)) {
        $null = New-Container job -ContainerImageName tools -Command 'C:\\probe.exe line:listening sleep:700' | Start-Container -PassThru | Wait-Container
    }
    if (-not (Get-Container web*)) { $null = New-Container web -ContainerImageName mysite }
    if ((Get-Container web).State -eq 'Paused') { Resume-Container web }
    if ((Get-Container web).State -ne 'Running') { Start-Container web }
}
`;

/** What the examples of a topic need. */
export const TOPICS_NEED: Readonly<Record<string, string>> = {
  'about_ContainerSessions.help.txt':
    "Reset-Host; Set-Content report.ps1 'param($Path) Test-Path $Path'; $null = New-Item -ItemType Directory -Force site; Set-Content site/index.html hello",
  'about_EmbeddedHost.help.txt': 'Reset-Host; $session = New-PSSession -ContainerId (Get-Container web).ContainerId',
};

const WITHOUT_WEB = 'Remove-Container web -Force';
const STOPPED = 'Stop-Container web -TurnOff';

/** What an example needs besides, by how it begins. The longest that fits is taken. */
export const BEFORE: Readonly<Record<string, string>> = {
  'New-Container -Name web ': WITHOUT_WEB,
  'New-Container -Name tls ': "[System.IO.File]::WriteAllText((Join-Path $PWD key.pem), 'a key')",
  'Invoke-ContainerImage mysite -Name web': WITHOUT_WEB,
  'Resume-Container web': 'Suspend-Container web',
  'Get-Container -State Paused': 'Suspend-Container web',
  'Start-Container web': STOPPED,
  'Start-Container web -PassThru | Wait-Container -For Healthy': `${WITHOUT_WEB}; New-Container web -ContainerImageName mysite -HealthCommand 'cmd /c exit 0' -HealthIntervalSec 1`,
  'Set-Container web': STOPPED,
  'Remove-Container web': STOPPED,
  'Compare-Container': STOPPED,
  'Get-Container | Compare-Container': STOPPED,
  'Copy-Container web': STOPPED,
  'Get-Container web | Copy-Container': STOPPED,
  'Connect-Container web': `${WITHOUT_WEB}; $null = New-Container web -ContainerImageName tools -Command 'C:\\probe.exe sleep:6000' | Start-Container`,
  'Copy-ContainerItem ./site': 'New-Item -ItemType Directory -Force site; Set-Content site/index.html hello',
  'Copy-ContainerItem -FromContainer web':
    "Invoke-ContainerCommand web 'cmd /c mkdir C:\\logs& echo a> C:\\logs\\a.txt'",
  'Get-ChildItem *.html':
    "Set-Content index.html hello; Invoke-ContainerCommand web 'cmd /c if not exist C:\\site mkdir C:\\site'",
  'Get-Container web* | Invoke-ContainerCommand': "Invoke-ContainerCommand web 'reg add HKLM\\Software\\Demo /f'",
  'New-ContainerImage -ContainerName web': STOPPED,
  'Get-Container web | New-ContainerImage': STOPPED,
  'Remove-ContainerImage mysite -Version 1.2':
    'if (-not (Get-ContainerImage mysite* -Version 1.2)) { $null = New-ContainerImage job mysite -Version 1.2 }',
  'Export-ContainerImage mysite': 'New-Item -ItemType Directory -Force images',
  'Import-ContainerImage ./mysite.tar': 'Export-ContainerImage mysite -Path ./mysite.tar -Force',
};

/** Examples that cannot be run, by how they begin, and why. That their parameters bind is seen all the same. */
export const NOT_RUN: Readonly<Record<string, string>> = {
  'Install-ContainerHost -Isolation HyperV': 'it restarts the machine',
  'Install-ContainerOSImage -WimPath': 'it needs a medium of Windows',
  'Install-ContainerOSImage -Force': 'it makes the base image again, which the others stand on',
  'Uninstall-ContainerOSImage': 'the others stand on the base image',
  'Get-ContainerImage | Where-Object IsOSImage | Uninstall': 'the others stand on the base image',
  'New-Container -Name shop': 'it asks for a password',
  'Set-Container shop': 'it asks for a password',
  'Get-Container web* | Set-Container -MemoryStartupBytes': 'not every kernel lends limits',
  'Set-ContainerMemory': 'not every kernel lends limits',
  'Get-Container web* | Set-ContainerMemory': 'not every kernel lends limits',
  'Set-ContainerProcessor': 'not every kernel lends limits',
  'Get-Container job* | Set-ContainerProcessor': 'not every kernel lends limits',
  'Set-ContainerStorage': 'Windows hosts only',
  'Get-Container job* | Set-ContainerStorage': 'Windows hosts only',
  'Enter-ContainerSession': 'it needs a terminal',
  'Get-ContainerSession web |': 'it needs a terminal',
  'Measure-Container web -Continuous': 'it ends by Ctrl+C',
  'Get-ContainerLog web -Tail 10 -Follow': 'it ends by Ctrl+C',
  'Get-ContainerEvent -Follow': 'it ends by Ctrl+C',
};
