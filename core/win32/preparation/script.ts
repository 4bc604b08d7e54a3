/**
 * What Windows PowerShell 5.1 runs for us: always this text, with the request as JSON in base64 as its one argument, so
 * that nothing a user typed is ever read as script. It writes one line, the answer as JSON in base64, so that no code
 * page changes it.
 */
export const SCRIPT = String.raw`
param([string] $Request)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = 'SilentlyContinue'
$utf8 = New-Object System.Text.UTF8Encoding $false

# A question that cannot be answered must not keep the others from it.
function Get-Answer([scriptblock] $Ask) {
    try { @{ ok = $true; value = @(& $Ask) } }
    catch { @{ ok = $false; message = [string] $_.Exception.Message } }
}

function Get-FeatureState($Name, [bool] $IsServer) {
    if ($IsServer) {
        $found = Get-WindowsFeature -Name $Name
        if ($null -eq $found) { return 'Unknown' }
        return [string] $found.InstallState
    }
    $found = Get-WindowsOptionalFeature -Online -FeatureName $Name
    if ($null -eq $found) { return 'Unknown' }
    [string] $found.State
}

function Install-Feature($In) {
    if ($In.isServer) {
        $done = Install-WindowsFeature -Name $In.feature -IncludeAllSubFeature:$false
        if (-not $done.Success) { throw ('Install-WindowsFeature ended with ' + $done.ExitCode) }
        return @{ restartNeeded = ([string] $done.RestartNeeded) -ne 'No' }
    }
    $done = Enable-WindowsOptionalFeature -Online -FeatureName $In.feature -All -NoRestart
    @{ restartNeeded = [bool] $done.RestartNeeded }
}

function Get-Facts($In) {
    $features = @(foreach ($name in $In.features) {
        $answer = Get-Answer { Get-FeatureState $name $In.isServer }
        @{ name = [string] $name; state = $(if ($answer.ok) { [string] $answer.value[0] } else { '' }); problem = [string] $answer.message }
    })
    $services = Get-Answer {
        foreach ($name in $In.services) {
            $found = Get-Service -Name $name -ErrorAction SilentlyContinue
            if ($null -ne $found) { @{ name = [string] $name; status = [string] $found.Status; startType = [string] $found.StartType } }
        }
    }
    @{
        features = $features
        services = $services
        nats = Get-Answer { Get-NetNat | ForEach-Object { @{ name = [string] $_.Name; prefix = [string] $_.InternalIPInterfaceAddressPrefix } } }
        filters = Get-Answer {
            $lines = & fltmc.exe filters
            if ($LASTEXITCODE -ne 0) { throw ('fltmc ended with ' + $LASTEXITCODE) }
            $lines | ForEach-Object { ([string] $_).Trim().Split(' ')[0] } | Where-Object { $_ -match '^[A-Za-z][\w.-]*$' }
        }
        restart = Get-Answer { Test-Path -LiteralPath 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\RebootPending' }
    }
}

function Register-AtStartup([string] $Task, [string] $Execute, [string] $Argument) {
    $action = New-ScheduledTaskAction -Execute $Execute -Argument $Argument
    $trigger = New-ScheduledTaskTrigger -AtStartup
    $principal = New-ScheduledTaskPrincipal -UserId 'S-1-5-18' -LogonType ServiceAccount -RunLevel Highest
    $settings = New-ScheduledTaskSettingsSet -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries -StartWhenAvailable
    $null = Register-ScheduledTask -TaskName $Task -Action $action -Trigger $trigger -Principal $principal -Settings $settings -Force
}

function Find-Task([string] $Task) {
    $found = Get-ScheduledTask -TaskName $Task -ErrorAction SilentlyContinue
    if ($null -eq $found) { return $null }
    $action = @($found.Actions)[0]
    @{ execute = [string] $action.Execute; argument = [string] $action.Arguments }
}

try {
    $in = $utf8.GetString([Convert]::FromBase64String($Request)) | ConvertFrom-Json
    $value = $null
    switch ([string] $in.op) {
        'echo' { $value = $in.value }
        'facts' { $value = Get-Facts $in }
        'installFeature' { $value = Install-Feature $in }
        'startService' {
            if ([string] (Get-Service -Name $in.service).StartType -eq 'Disabled') { Set-Service -Name $in.service -StartupType Manual }
            Start-Service -Name $in.service
        }
        'loadFilter' {
            $text = & fltmc.exe load $in.filter
            if ($LASTEXITCODE -ne 0) { throw ('fltmc ended with ' + $LASTEXITCODE + ': ' + ($text -join ' ')) }
        }
        'register' { Register-AtStartup $in.task 'powershell.exe' ('-NoProfile -NonInteractive -ExecutionPolicy Bypass -EncodedCommand ' + $in.encodedCommand) }
        'registerTask' { Register-AtStartup $in.task $in.execute $in.argument }
        'findTask' { $value = Find-Task $in.task }
        'unregister' { Get-ScheduledTask -TaskName $in.task -ErrorAction SilentlyContinue | Unregister-ScheduledTask -Confirm:$false }
        'restart' {
            & shutdown.exe /r /t $in.delaySeconds /d p:4:1
            if ($LASTEXITCODE -ne 0) { throw ('shutdown ended with ' + $LASTEXITCODE) }
        }
        default { throw ('There is no request ' + $in.op) }
    }
    $answer = @{ ok = $true; value = $value }
}
catch {
    $answer = @{
        ok = $false
        message = [string] $_.Exception.Message
        id = [string] $_.FullyQualifiedErrorId
        category = [string] $_.CategoryInfo.Category
        hresult = [int] $_.Exception.HResult
    }
}
$json = ConvertTo-Json -InputObject $answer -Depth 8 -Compress
[Console]::Out.WriteLine('[answer:' + [Convert]::ToBase64String($utf8.GetBytes($json)) + ']')
`;
