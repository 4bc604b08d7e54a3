# Sessions into containers. The shell's own Invoke-Command, Enter-PSSession and New-PSSession take -ContainerId; where they
# cannot reach a container of ours, these stand before them. What names none of our containers goes to the shell's own as
# it is. The functions themselves are generated; how they work, is in connection/, which is read at the first call.

# Whether this Windows has what the shell's own cmdlets need for containers: two folders are looked for.
function Test-HcsInterop {
    foreach ($name in 'Microsoft.HostCompute.Interop', 'Microsoft.HyperV.Schema') {
        if (-not [System.IO.Directory]::Exists("$env:windir\Microsoft.NET\assembly\GAC_MSIL\$name")) { return $false }
    }
    $true
}

# Whether the shell's own cmdlets reach every container of this machine.
function Test-HcsShellReach {
    $shell = [version] ($PSVersionTable.PSVersion.ToString() -replace '-.*', '')
    if ($shell -ge [version] '7.6') { return $false }
    # The first of each line of versions that cannot reach a container with Hyper-V isolation.
    foreach ($broken in [version[]] ('7.4.12', '7.5.3')) {
        if ($shell.Major -eq $broken.Major -and $shell.Minor -eq $broken.Minor -and $shell -ge $broken) { return $false }
    }
    Test-HcsInterop
}

function Import-HcsSession {
    Import-HcsWork
    Import-HcsPart 'connection'
}

# Which of them stand is decided at import; elsewhere than on Windows without a call, which would take a tenth of it.
if ($env:windir -and (Test-HcsShellReach)) {
    Microsoft.PowerShell.Management\Remove-Item -Path Function:Invoke-Command, Function:New-PSSession, Function:Enter-PSSession
}

# For the shell's own too, which no attribute reaches.
Microsoft.PowerShell.Core\Register-ArgumentCompleter -CommandName Invoke-Command, New-PSSession, Enter-PSSession -ParameterName ContainerId -ScriptBlock {
    param($Command, $Parameter, $Word)
    Complete-HcsName 'ReadyContainerId' $Command $Parameter $Word
}
