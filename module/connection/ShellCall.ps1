# How the module's Invoke-Command, New-PSSession and Enter-PSSession take a call apart: what is for containers of ours goes to
# Sessions.ps1 or ScriptRun.ps1, anything else to the shell's own. Read by Import-HcsPart inside a function, so what stays
# says so: script:.

$script:HcsShellCmdlets = @{}
$script:HcsShellParameters = @{}
# Not bound to this module: made, and run, where the caller is.
$script:HcsShellCall = [scriptblock]::Create('param($Command, $Parameters) & $Command @Parameters')
$script:HcsShellMake = [scriptblock]::Create('$args[0].GetSteppablePipeline($args[1], $args[2])')
# Begun there too: a cmdlet keeps the session state in which it begins, and its scope would be that of another.
$script:HcsShellBegin = [scriptblock]::Create('try { $args[0].Begin($args[1], $args[2]) } catch { $_ }')
$script:HcsShellBeginAs = [scriptblock]::Create('$args[0].Begin($args[1])')
# Where the shell's own cmdlet notes what it tells of: a variable that is the caller's only while it begins.
$script:HcsToldVariable = '__HcsTold'
$script:HcsIdCompleter = [System.Management.Automation.ArgumentCompleterAttribute]::new({
        param($Command, $Parameter, $Word)
        Complete-HcsName 'ReadyContainerId' $Command $Parameter $Word
    })
# What the shell's own cmdlet is not given: its caller's is served by ours.
$script:HcsCallerVariables = @('OutVariable', 'OutBuffer', 'PipelineVariable', 'ErrorVariable', 'WarningVariable', 'InformationVariable')
# What names a place that is no container.
$script:HcsElsewhere = @('Session', 'ComputerName', 'ConnectionUri', 'VMId', 'VMName', 'HostName', 'SSHConnection', 'Name', 'Id', 'InstanceId')
# PowerShell has connections of others' making since 7.3.
$script:HcsHasConnections = $PSVersionTable.PSVersion -ge [version] '7.3'
# Whether the shell's own reaches containers here that are not ours; else an id that we do not know is no container's.
$script:HcsHasOthers = $script:HcsIsWindows -and (Test-HcsInterop)

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
    if ($parameters.ContainsKey('ContainerId')) {
        # Under a prefix the registered one does not find it. In a list of its own: that one is the shell's.
        $attributes = [System.Collections.ObjectModel.Collection[System.Attribute]]::new()
        foreach ($attribute in $parameters['ContainerId'].Attributes) { $attributes.Add($attribute) }
        $attributes.Add($script:HcsIdCompleter)
        $parameters['ContainerId'] = [System.Management.Automation.RuntimeDefinedParameter]::new('ContainerId', $parameters['ContainerId'].ParameterType, $attributes)
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
    param($Cmdlet, [System.Collections.IDictionary] $Bound, [switch] $NotesErrors)
    $parameters = @{}
    foreach ($key in $Bound.Keys) { if ($script:HcsCallerVariables -notcontains $key) { $parameters[$key] = $Bound[$key] } }
    if ($NotesErrors) { $parameters['ErrorVariable'] = $script:HcsToldVariable }
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
        Cmdlet    = $Cmdlet
        Bound     = $named
        Pipeline  = $null
        Ids       = [System.Collections.Generic.List[string]]::new()
        Input     = [System.Collections.Generic.List[object]]::new()
        IsOurs    = $false
        IsRemote  = $false
        # Of the ids, those that are no containers of ours.
        Others    = [System.Collections.Generic.List[string]]::new()
        # Whether we have told of an error ourselves; what the shell's own has told of.
        HasTold   = $false
        Told      = [System.Collections.Generic.List[object]]::new()
    }
    if ($Bound.ContainsKey('ContainerId')) {
        $call.IsOurs = $true
        foreach ($id in $Bound['ContainerId']) { $call.Ids.Add($id) }
    }
    $call
}

# Begins what is for others, where that is known already. Call it where what it gives goes down the caller's pipeline.
function script:Start-HcsShellCall {
    param([hashtable] $Call)
    if ($Call.IsOurs) { return }
    foreach ($name in $script:HcsElsewhere) { if ($Call.Bound.ContainsKey($name)) { $Call.IsRemote = $true } }
    if ($Call.IsRemote) {
        $Call.Pipeline = New-HcsShellPipeline $Call.Cmdlet $Call.Bound -NotesErrors
        Start-HcsShellPipeline $Call $Call.Pipeline $Call.Cmdlet.MyInvocation.ExpectingInput
    }
    elseif (-not $Call.Cmdlet.MyInvocation.ExpectingInput) { Start-HcsLocal $Call }
}

# A script block that runs here. It must not run in a `try`: what ends one of its statements would end all of it.
function script:Start-HcsLocal {
    param([hashtable] $Call)
    $Call.Pipeline = New-HcsShellPipeline $Call.Cmdlet $Call.Bound
    # With the cmdlet's streams: here the shell's own redirects otherwise.
    $null = $Call.Cmdlet.InvokeCommand.InvokeScript($Call.Cmdlet.SessionState, $script:HcsShellBeginAs, @($Call.Pipeline, $Call.Cmdlet))
}

# Begins a pipeline with the streams of this function: errors that the caller has redirected (`2>&1`) come through them alone.
function script:Start-HcsShellPipeline {
    param([hashtable] $Call, $Pipeline, [bool] $HasInput)
    $cmdlet = $Call.Cmdlet
    $variables = $cmdlet.SessionState.PSVariable
    try {
        $failure = $cmdlet.InvokeCommand.InvokeScript($cmdlet.SessionState, $script:HcsShellBegin, @($Pipeline, $HasInput, $ExecutionContext))
        $Call.Told.Add($variables.GetValue($script:HcsToldVariable))
    }
    finally { $variables.Remove($script:HcsToldVariable) }
    foreach ($record in $failure) { Stop-HcsShellCall $Call $record }
}

# Ends the cmdlet as the shell's own has ended: a `throw`, and what -ErrorAction makes a stop, end the script, anything else
# the statement.
function script:Stop-HcsShellCall {
    param([hashtable] $Call, [System.Management.Automation.ErrorRecord] $Caught)
    $exception = $Caught.Exception
    $isThrown = $exception -is [System.Management.Automation.RuntimeException] -and $exception.WasThrownFromThrowStatement
    $action = $Call.Bound['ErrorAction']
    if ($null -eq $action) { $action = $Call.Cmdlet.SessionState.PSVariable.GetValue('ErrorActionPreference') }
    if ($isThrown -or "$action" -eq 'Stop') { throw $Caught }
    $Call.Cmdlet.ThrowTerminatingError((ConvertFrom-HcsCaught $Caught))
}

# Takes what the pipeline brings: containers, by their ContainerId, or input.
function script:Step-HcsShellCall {
    param([hashtable] $Call, $Item)
    if ($null -ne $Call.Pipeline) { Step-HcsShellPipeline $Call $Item; return }
    if (-not $Call.Cmdlet.MyInvocation.ExpectingInput) { return }
    $id = Get-HcsItemContainer $Call $Item
    if ($id -and ($Call.Input.Count -eq 0)) {
        $Call.IsOurs = $true
        if (-not $Call.Ids.Contains($id)) { $Call.Ids.Add($id) }
    }
    elseif ($Call.IsOurs) { $Call.Input.Add($Item) }
    else {
        Start-HcsLocal $Call
        Step-HcsShellPipeline $Call $Item
    }
}

function script:Step-HcsShellPipeline {
    param([hashtable] $Call, $Item)
    if (-not $Call.Cmdlet.MyInvocation.ExpectingInput) {
        if ($Call.IsRemote) { try { $Call.Pipeline.Process() } catch { Stop-HcsShellCall $Call $_ } }
        else { $Call.Pipeline.Process() }
    }
    elseif ($Call.IsRemote) { try { $Call.Pipeline.Process($Item) } catch { Stop-HcsShellCall $Call $_ } }
    else { $Call.Pipeline.Process($Item) }
}

# The id of a container of ours, where the object is one, or a session into one: what the shell's own Invoke-Command takes of
# a session that comes down the pipeline is its ContainerId, which it knows of its own sessions alone. The others of the
# shell's take the session.
function script:Get-HcsItemContainer {
    param([hashtable] $Call, $Item)
    if ($null -eq $Item) { return }
    if ($Item -is [System.Management.Automation.Runspaces.PSSession]) {
        if ((Get-HcsCallName $Call) -eq 'Invoke-Command' -and (Test-HcsOwnSession $Item)) { return $Item.Runspace.OriginalConnectionInfo.ContainerId }
        return
    }
    foreach ($type in $Item.PSObject.TypeNames) {
        if ($type -match '^(Deserialized\.)?HcsContainers\.Container$') { return [string] $Item.ContainerId }
    }
}

# Whether a session leads into a container by a connection of ours.
function script:Test-HcsOwnSession {
    param($Session)
    $info = $Session.Runspace.OriginalConnectionInfo
    $null -ne $info -and $info.GetType().FullName -eq 'HcsContainers.Connection.ServiceConnectionInfo'
}

function script:Get-HcsCallName {
    param([hashtable] $Call)
    # As declared: its caller may have imported it with -Prefix.
    $Call.Cmdlet.MyInvocation.MyCommand.ScriptBlock.Ast.Name
}

function script:Test-HcsSwitch {
    param([System.Collections.IDictionary] $Bound, [string] $Name)
    $Bound.Contains($Name) -and [bool] $Bound[$Name]
}

# In how many containers at once.
function script:Get-HcsThrottleLimit {
    param([System.Collections.IDictionary] $Bound)
    if ($Bound.Contains('ThrottleLimit') -and $Bound['ThrottleLimit'] -gt 0) { return $Bound['ThrottleLimit'] }
    32
}

function script:Complete-HcsShellCall {
    param([hashtable] $Call)
    if ($Call.IsRemote) { try { $Call.Pipeline.End() } catch { Stop-HcsShellCall $Call $_ } }
    elseif ($null -ne $Call.Pipeline) { $Call.Pipeline.End() }
    elseif (-not $Call.IsOurs) {
        # The pipeline brought nothing.
        Start-HcsLocal $Call
        $Call.Pipeline.End()
    }
    else {
        switch (Get-HcsCallName $Call) {
            'Invoke-Command' { if ($script:HcsHasConnections) { Invoke-HcsInContainer $Call } else { Invoke-HcsScript $Call } }
            'New-PSSession' { New-HcsContainerSession $Call }
            'Enter-PSSession' { Enter-HcsContainerSession $Call }
        }
        if ($Call.Others.Count -gt 0) { Send-HcsOther $Call }
    }
    if ($Call.Bound.ContainsKey('Session')) { Wait-HcsClosingSession $Call.Bound['Session'] }
    if ($Call.IsOurs -or $Call.IsRemote) { Complete-HcsError $Call }
}

# A script that has exited has ended its session: it is over when the next command is typed.
function script:Wait-HcsClosingSession {
    param($Sessions)
    foreach ($session in $Sessions) {
        if ($null -eq $session -or "$($session.State)" -ne 'Closing' -or -not (Test-HcsOwnSession $session)) { continue }
        [HcsContainers.Connection.ContainerSessions]::WaitWhileClosing($session.Runspace)
    }
}

# Gives the shell's own cmdlet the containers that are not ours.
function script:Send-HcsOther {
    param([hashtable] $Call)
    $bound = $Call.Bound.Clone()
    # Enter-PSSession takes one.
    $bound['ContainerId'] = if ($Call.Others.Count -eq 1) { $Call.Others[0] } else { $Call.Others.ToArray() }
    Invoke-HcsShellPipeline $Call $bound
}

# Runs the shell's own cmdlet to its end, with the input of a call. What it gives goes where this is called.
function script:Invoke-HcsShellPipeline {
    param([hashtable] $Call, [System.Collections.IDictionary] $Bound)
    $hasInput = $Call.Input.Count -gt 0
    $pipeline = New-HcsShellPipeline $Call.Cmdlet $Bound -NotesErrors
    Start-HcsShellPipeline $Call $pipeline $hasInput
    try {
        if (-not $hasInput) { $pipeline.Process() }
        foreach ($item in $Call.Input) { $pipeline.Process($item) }
        $pipeline.End()
    }
    catch { Stop-HcsShellCall $Call $_ }
}

function script:Write-HcsCallError {
    param([hashtable] $Call, [System.Management.Automation.ErrorRecord] $Record)
    $Call.HasTold = $true
    $Call.Cmdlet.WriteError($Record)
}

# `$?` after a function is false only when the function itself has told of an error. What the shell's own told went past it:
# a copy is told once more, to nobody. With an -ErrorAction of the caller's that cannot be.
function script:Complete-HcsError {
    param([hashtable] $Call)
    if ($Call.HasTold -or $Call.Bound.ContainsKey('ErrorAction')) { return }
    foreach ($list in $Call.Told) {
        foreach ($record in $list) {
            if ($record -isnot [System.Management.Automation.ErrorRecord]) { continue }
            $ErrorActionPreference = 'Ignore'
            $Call.Cmdlet.WriteError([System.Management.Automation.ErrorRecord]::new($record, $null))
            return
        }
    }
}
