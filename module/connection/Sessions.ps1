# Sessions into containers of ours, by connections of our own (PowerShell 7.3 and newer).

# Reads the assembly that carries sessions; compiles it from the sources beside it where it is not there.
function script:Import-HcsConnection {
    if ($null -ne ('HcsContainers.Connection.ContainerSessions' -as [type])) { return }
    $library = "$PSScriptRoot/HcsContainers.Connection.dll"
    if ([System.IO.File]::Exists($library)) {
        try {
            Microsoft.PowerShell.Utility\Add-Type -Path $library -ErrorAction Stop
            return
        }
        catch {
            # Made for a newer .NET than this shell's.
            Microsoft.PowerShell.Utility\Write-Verbose "Cannot use '$library': $_"
        }
    }
    Microsoft.PowerShell.Utility\Add-Type -Path ([System.IO.Directory]::GetFiles($PSScriptRoot, '*.cs')) -ErrorAction Stop
}

# Opens sessions into the containers of a call. One that cannot be opened is an error record, and the others go on; what is
# no container of ours is left to the shell's own where that can reach others'.
# @returns the runspaces, open.
function script:Open-HcsSession {
    param([hashtable] $Call, [string[]] $Name)
    $cmdlet = $Call.Cmdlet
    $bound = $Call.Bound
    try {
        if (-not $script:HcsHasConnections) {
            throw (New-HcsException 'NotSupported' 'A session that stays, in this container, needs PowerShell 7.3 or newer.' 'Invoke-Command -ContainerId <id> { ... }; or Enter-ContainerSession <name>')
        }
        Import-HcsConnection
        $null = Get-HcsConnection -Start
        $endpoint = Read-HcsServiceNote (Get-HcsRoot)
    }
    catch [System.Management.Automation.PipelineStoppedException] { throw }
    catch { $cmdlet.ThrowTerminatingError((ConvertTo-HcsErrorRecord $_.Exception)) }
    $asAdministrator = Test-HcsSwitch $bound 'RunAsAdministrator'
    $containers = [HcsContainers.Connection.ServiceConnectionInfo[]] @(foreach ($id in $Call.Ids) {
            [HcsContainers.Connection.ServiceConnectionInfo]::new($endpoint, $id, $asAdministrator, $script:HcsVersion)
        })
    $opening = [HcsContainers.Connection.ContainerSessions]::Begin($containers, $Name, $cmdlet.Host, (Get-HcsThrottleLimit $bound))
    $isDone = $false
    try {
        while (-not $opening.Wait(100)) { }
        $isDone = $true
    }
    finally { if (-not $isDone) { $opening.Dispose() } }
    foreach ($result in $opening.Results()) {
        if ($null -ne $result.Runspace -and -not $bound.ContainsKey('ConfigurationName')) { $result.Runspace; continue }
        if ($null -ne $result.Runspace) { [HcsContainers.Connection.ContainerSessions]::CloseSession($result.Runspace) }
        elseif ($script:HcsHasOthers -and $result.Failure.Kind -eq 'NotFound') { $Call.Others.Add($result.ContainerId); continue }
        Write-HcsCallError $Call (New-HcsSessionError $result)
    }
}

function script:New-HcsSessionError {
    param($Result)
    $failure = $Result.Failure
    if ($null -eq $failure) {
        $why = "Cannot open a session in container '$($Result.ContainerId)' with a configuration: it has the configuration of its PowerShell, and no other."
        return New-HcsErrorRecord 'NotSupported' $script:HcsCategory['NotSupported'] $why $Result.ContainerId 'The same without -ConfigurationName' $null
    }
    if ($failure -isnot [HcsContainers.Connection.ServiceException]) {
        $why = "Cannot open a session in container '$($Result.ContainerId)': $($failure.Message)"
        return New-HcsErrorRecord 'ConnectionFailed' $script:HcsCategory['ConnectionFailed'] $why $Result.ContainerId 'Get-ContainerHost' $null
    }
    New-HcsErrorRecord $failure.Kind $failure.Category $failure.Message $Result.ContainerId $failure.Hint $null
}

# Runs the shell's own Invoke-Command in sessions that are there for this call alone.
function script:Invoke-HcsInContainer {
    param([hashtable] $Call)
    $runspaces = @(Open-HcsSession $Call)
    if ($runspaces.Count -eq 0) { return }
    $isGivenAway = $false
    try {
        $bound = @{}
        foreach ($key in $Call.Bound.Keys) {
            if (@('ContainerId', 'RunAsAdministrator') -notcontains $key) { $bound[$key] = $Call.Bound[$key] }
        }
        $bound['Session'] = [System.Management.Automation.Runspaces.PSSession[]] @(foreach ($runspace in $runspaces) {
                [System.Management.Automation.Runspaces.PSSession]::Create($runspace, 'Container', $null)
            })
        if (Test-HcsSwitch $bound 'AsJob') {
            $job = @(Invoke-HcsShellPipeline $Call $bound)[0]
            [HcsContainers.Connection.ContainerSessions]::CloseAfter($job, $runspaces)
            $isGivenAway = $true
            $Call.Cmdlet.WriteObject($job)
            return
        }
        Invoke-HcsShellPipeline $Call $bound
    }
    finally {
        if (-not $isGivenAway) { foreach ($runspace in $runspaces) { [HcsContainers.Connection.ContainerSessions]::CloseSession($runspace) } }
    }
}

function script:New-HcsContainerSession {
    param([hashtable] $Call)
    $names = if ($Call.Bound.ContainsKey('Name')) { $Call.Bound['Name'] } else { $null }
    foreach ($runspace in @(Open-HcsSession $Call $names)) {
        $Call.Cmdlet.WriteObject([System.Management.Automation.Runspaces.PSSession]::Create($runspace, 'Container', $Call.Cmdlet))
    }
}

function script:Enter-HcsContainerSession {
    param([hashtable] $Call)
    if ($Call.Ids.Count -ne 1) {
        $Call.Cmdlet.ThrowTerminatingError((ConvertTo-HcsErrorRecord (New-HcsException 'InvalidArgument' "Enter-PSSession enters one container, not $($Call.Ids.Count)." 'Invoke-Command')))
    }
    foreach ($runspace in @(Open-HcsSession $Call)) {
        # Not as a PSSession for the shell's own cmdlet, which would leave it open, and listed, when its person has left it.
        $own = [System.Management.Automation.Runspaces.Runspace]::DefaultRunspace
        try { [HcsContainers.Connection.ContainerSessions]::Enter($runspace, $own, $Call.Cmdlet.Host) }
        catch {
            [HcsContainers.Connection.ContainerSessions]::CloseSession($runspace)
            $cause = $_.Exception.GetBaseException()
            $why = if ($cause -is [System.NotImplementedException]) { 'this PowerShell has no prompt that could work there.' } else { $cause.Message }
            $why = "Cannot enter container '$($Call.Ids[0])': $why"
            $Call.Cmdlet.ThrowTerminatingError((ConvertTo-HcsErrorRecord (New-HcsException 'NotSupported' $why 'Invoke-Command -ContainerId <id> { ... }')))
        }
    }
}
