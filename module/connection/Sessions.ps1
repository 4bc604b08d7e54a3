# How the module's Invoke-Command, New-PSSession and Enter-PSSession work. Read by Import-HcsSession inside a function, so
# what stays says so: script:.

$script:HcsShellCmdlets = @{}
$script:HcsShellParameters = @{}
# Not bound to this module: made, and run, where the caller is.
$script:HcsShellCall = [scriptblock]::Create('param($Command, $Parameters) & $Command @Parameters')
$script:HcsShellMake = [scriptblock]::Create('$args[0].GetSteppablePipeline($args[1], $args[2])')
# What the shell's own cmdlet is not given: its caller's is served by ours.
$script:HcsCallerVariables = @('OutVariable', 'OutBuffer', 'PipelineVariable', 'ErrorVariable', 'WarningVariable', 'InformationVariable')
# What names a place that is no container.
$script:HcsElsewhere = @('Session', 'ComputerName', 'ConnectionUri', 'VMId', 'VMName', 'HostName', 'SSHConnection', 'Name', 'Id', 'InstanceId')
# PowerShell has connections of others' making since 7.3.
$script:HcsHasConnections = $PSVersionTable.PSVersion -ge [version] '7.3'

# The parameters of the shell's own cmdlet, as it has them in this version.
function script:Get-HcsShellParameter {
    param([string] $Name)
    if (-not $script:HcsShellParameters.ContainsKey($Name)) {
        $common = [System.Management.Automation.Cmdlet]::CommonParameters
        $own = Get-HcsShellCmdlet $Name
        $script:HcsShellParameters[$Name] = @(foreach ($parameter in $own.Parameters.Values) { if (-not $common.Contains($parameter.Name)) { $parameter } })
    }
    $parameters = [System.Management.Automation.RuntimeDefinedParameterDictionary]::new()
    foreach ($parameter in $script:HcsShellParameters[$Name]) {
        $parameters.Add($parameter.Name, [System.Management.Automation.RuntimeDefinedParameter]::new($parameter.Name, $parameter.ParameterType, $parameter.Attributes))
    }
    $parameters
}

function script:Get-HcsShellCmdlet {
    param([string] $Name)
    if (-not $script:HcsShellCmdlets.ContainsKey($Name)) {
        $script:HcsShellCmdlets[$Name] = $ExecutionContext.InvokeCommand.GetCommand("Microsoft.PowerShell.Core\$Name", 'Cmdlet')
    }
    $script:HcsShellCmdlets[$Name]
}

# The shell's own cmdlet as a pipeline to be stepped, made in the scope of who called us: there are the variables that
# `$using:` names, and there a script block without a scope of its own runs.
function script:New-HcsShellPipeline {
    param($Cmdlet, [System.Collections.IDictionary] $Bound)
    $parameters = @{}
    foreach ($key in $Bound.Keys) { if ($script:HcsCallerVariables -notcontains $key) { $parameters[$key] = $Bound[$key] } }
    $values = @((Get-HcsShellCmdlet $Cmdlet.MyInvocation.MyCommand.ScriptBlock.Ast.Name), $parameters)
    $made = $Cmdlet.InvokeCommand.InvokeScript($Cmdlet.SessionState, $script:HcsShellMake, @($script:HcsShellCall, $Cmdlet.MyInvocation.CommandOrigin, $values))
    $made[0]
}

# A call: for containers of ours (IsOurs), for others (Pipeline), or not known before the first object comes.
function script:New-HcsShellCall {
    param($Cmdlet, [System.Collections.IDictionary] $Bound)
    # As it was typed: what comes down the pipeline goes down the shell's own, and is bound there.
    $named = @{}
    foreach ($key in $Bound.Keys) { $named[$key] = $Bound[$key] }
    $call = @{
        Cmdlet   = $Cmdlet
        Bound    = $named
        Pipeline = $null
        Ids      = [System.Collections.Generic.List[string]]::new()
        Input    = [System.Collections.Generic.List[object]]::new()
        IsOurs   = $false
    }
    if ($Bound.ContainsKey('ContainerId')) {
        $call.IsOurs = $true
        foreach ($id in $Bound['ContainerId']) { $call.Ids.Add($id) }
        return $call
    }
    $isElsewhere = $false
    foreach ($name in $script:HcsElsewhere) { if ($Bound.ContainsKey($name)) { $isElsewhere = $true } }
    if ($isElsewhere -or -not $Cmdlet.MyInvocation.ExpectingInput) { Start-HcsForward $call }
    $call
}

function script:Start-HcsForward {
    param([hashtable] $Call)
    $Call.Pipeline = New-HcsShellPipeline $Call.Cmdlet $Call.Bound
    $Call.Pipeline.Begin($Call.Cmdlet)
}

# Takes what the pipeline brings: containers, by their ContainerId, or input.
function script:Step-HcsShellCall {
    param([hashtable] $Call, $Item)
    if (-not $Call.Cmdlet.MyInvocation.ExpectingInput) {
        if ($null -ne $Call.Pipeline) { $Call.Pipeline.Process() }
        return
    }
    if ($null -ne $Call.Pipeline) { $Call.Pipeline.Process($Item); return }
    $id = Get-HcsItemContainer $Item
    if ($id -and ($Call.Input.Count -eq 0)) {
        $Call.IsOurs = $true
        if (-not $Call.Ids.Contains($id)) { $Call.Ids.Add($id) }
    }
    elseif ($Call.IsOurs) { $Call.Input.Add($Item) }
    else {
        Start-HcsForward $Call
        $Call.Pipeline.Process($Item)
    }
}

# The id of a container of ours, where the object is one.
function script:Get-HcsItemContainer {
    param($Item)
    if ($null -eq $Item) { return }
    foreach ($type in $Item.PSObject.TypeNames) {
        if ($type -match '^(Deserialized\.)?HcsContainers\.Container$') { return [string] $Item.ContainerId }
    }
}

function script:Complete-HcsShellCall {
    param([hashtable] $Call)
    if ($null -ne $Call.Pipeline) { $Call.Pipeline.End() }
    elseif (-not $Call.IsOurs) {
        # The pipeline brought nothing.
        Start-HcsForward $Call
        $Call.Pipeline.End()
    }
    else {
        switch ($Call.Cmdlet.MyInvocation.MyCommand.ScriptBlock.Ast.Name) {
            'Invoke-Command' { if ($script:HcsHasConnections) { Invoke-HcsInContainer $Call } else { Invoke-HcsScript $Call } }
            'New-PSSession' { New-HcsContainerSession $Call }
            'Enter-PSSession' { Enter-HcsContainerSession $Call }
        }
    }
}

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

# Opens sessions into the containers of a call. One that cannot be opened is an error record, and the others go on.
# @returns the runspaces, open.
function script:Open-HcsSession {
    param([hashtable] $Call, [string[]] $Name)
    $cmdlet = $Call.Cmdlet
    $bound = $Call.Bound
    try {
        if ($bound.ContainsKey('ConfigurationName')) {
            throw (New-HcsException 'NotSupported' 'A session into a container of this host has the configuration of its PowerShell, and no other.' "$($cmdlet.MyInvocation.MyCommand.Name) without -ConfigurationName")
        }
        if (-not $script:HcsHasConnections) {
            throw (New-HcsException 'NotSupported' 'A session that stays, in this container, needs PowerShell 7.3 or newer.' 'Invoke-Command -ContainerId <id> { ... }; or Enter-ContainerSession <name>')
        }
        Import-HcsConnection
        $null = Get-HcsConnection -Start
        $endpoint = Read-HcsServiceNote (Get-HcsRoot)
    }
    catch [System.Management.Automation.PipelineStoppedException] { throw }
    catch { $cmdlet.ThrowTerminatingError((ConvertTo-HcsErrorRecord $_.Exception)) }
    $asAdministrator = $bound.ContainsKey('RunAsAdministrator') -and [bool] $bound['RunAsAdministrator']
    $containers = [HcsContainers.Connection.ServiceConnectionInfo[]] @(foreach ($id in $Call.Ids) {
            [HcsContainers.Connection.ServiceConnectionInfo]::new($endpoint, $id, $asAdministrator, $script:HcsVersion)
        })
    $limit = if ($bound.ContainsKey('ThrottleLimit') -and $bound['ThrottleLimit'] -gt 0) { $bound['ThrottleLimit'] } else { 32 }
    $opening = [HcsContainers.Connection.ContainerSessions]::Begin($containers, $Name, $cmdlet.Host, $limit)
    $isDone = $false
    try {
        while (-not $opening.Wait(100)) { }
        $isDone = $true
    }
    finally { if (-not $isDone) { $opening.Dispose() } }
    foreach ($result in $opening.Results()) {
        if ($null -ne $result.Runspace) { $result.Runspace; continue }
        $cmdlet.WriteError((New-HcsSessionError $result))
    }
}

function script:New-HcsSessionError {
    param($Result)
    $failure = $Result.Failure
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
        if ($bound.ContainsKey('AsJob') -and $bound['AsJob']) {
            $job = @(Start-HcsSessionJob $Call $bound)[0]
            [HcsContainers.Connection.ContainerSessions]::CloseAfter($job, $runspaces)
            $isGivenAway = $true
            $Call.Cmdlet.WriteObject($job)
            return
        }
        $pipeline = New-HcsShellPipeline $Call.Cmdlet $bound
        $hasInput = $Call.Input.Count -gt 0
        $pipeline.Begin($hasInput, $ExecutionContext)
        if (-not $hasInput) { $pipeline.Process() }
        foreach ($item in $Call.Input) { $pipeline.Process($item) }
        $pipeline.End()
    }
    finally {
        if (-not $isGivenAway) { foreach ($runspace in $runspaces) { $runspace.Dispose() } }
    }
}

# The job, instead of its way down the caller's pipeline.
function script:Start-HcsSessionJob {
    param([hashtable] $Call, [hashtable] $Bound)
    $pipeline = New-HcsShellPipeline $Call.Cmdlet $Bound
    $hasInput = $Call.Input.Count -gt 0
    $pipeline.Begin($hasInput)
    if (-not $hasInput) { $pipeline.Process() }
    foreach ($item in $Call.Input) { $pipeline.Process($item) }
    $pipeline.End()
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
        $session = [System.Management.Automation.Runspaces.PSSession]::Create($runspace, 'Container', $null)
        $pipeline = New-HcsShellPipeline $Call.Cmdlet @{ Session = $session }
        $pipeline.Begin($false, $ExecutionContext)
        $pipeline.Process()
        $pipeline.End()
    }
}
