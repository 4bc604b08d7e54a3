# Sessions into containers. The shell's own Invoke-Command, Enter-PSSession and New-PSSession take -ContainerId; where they
# cannot reach a container of ours, these stand before them. What names none of our containers goes to the shell's own as
# it is. How, is in connection/Sessions.ps1, which is read at the first call.

# The first of each line of versions of PowerShell that cannot reach a container with Hyper-V isolation.
$script:HcsBrokenShells = '7.4.12', '7.5.3'

# Whether the shell's own cmdlets reach the containers of this machine: two folders are looked for.
function Test-HcsShellReach {
    if (-not $script:HcsIsWindows) { return $false }
    $shell = [version] ($PSVersionTable.PSVersion.ToString() -replace '-.*', '')
    if ($shell -ge [version] '7.6') { return $false }
    foreach ($broken in [version[]] $script:HcsBrokenShells) {
        if ($shell.Major -eq $broken.Major -and $shell.Minor -eq $broken.Minor -and $shell -ge $broken) { return $false }
    }
    foreach ($name in 'Microsoft.HostCompute.Interop', 'Microsoft.HyperV.Schema') {
        if (-not [System.IO.Directory]::Exists("$env:windir\Microsoft.NET\assembly\GAC_MSIL\$name")) { return $false }
    }
    $true
}

$script:HcsSessionCommands = @(if (-not (Test-HcsShellReach)) { 'Enter-PSSession', 'Invoke-Command', 'New-PSSession' })
$script:HcsHasSessions = $false

function Import-HcsSession {
    if ($script:HcsHasSessions) { return }
    . "$PSScriptRoot/connection/Sessions.ps1"
    . "$PSScriptRoot/connection/ScriptRun.ps1"
    $script:HcsHasSessions = $true
}

function Invoke-Command {
    <#
    .ForwardHelpTargetName Microsoft.PowerShell.Core\Invoke-Command
    .ForwardHelpCategory Cmdlet
    #>
    [CmdletBinding(DefaultParameterSetName = 'InProcess', RemotingCapability = 'OwnedByCommand')]
    param()
    dynamicparam { Import-HcsSession; Get-HcsShellParameter 'Invoke-Command' }
    begin { $call = New-HcsShellCall $PSCmdlet $PSBoundParameters }
    process { Step-HcsShellCall $call $_ }
    end { Complete-HcsShellCall $call }
}

function New-PSSession {
    <#
    .ForwardHelpTargetName Microsoft.PowerShell.Core\New-PSSession
    .ForwardHelpCategory Cmdlet
    #>
    [CmdletBinding(DefaultParameterSetName = 'ComputerName', RemotingCapability = 'OwnedByCommand')]
    param()
    dynamicparam { Import-HcsSession; Get-HcsShellParameter 'New-PSSession' }
    begin { $call = New-HcsShellCall $PSCmdlet $PSBoundParameters }
    process { Step-HcsShellCall $call $_ }
    end { Complete-HcsShellCall $call }
}

function Enter-PSSession {
    <#
    .ForwardHelpTargetName Microsoft.PowerShell.Core\Enter-PSSession
    .ForwardHelpCategory Cmdlet
    #>
    [CmdletBinding(DefaultParameterSetName = 'ComputerName', RemotingCapability = 'OwnedByCommand')]
    param()
    dynamicparam { Import-HcsSession; Get-HcsShellParameter 'Enter-PSSession' }
    begin { $call = New-HcsShellCall $PSCmdlet $PSBoundParameters }
    process { Step-HcsShellCall $call $_ }
    end { Complete-HcsShellCall $call }
}
