# The work for other hosts: what src/Hosts.ps1 finds is for them. Read by Import-HcsHostWork inside a function, so what stays
# says so: script:.

# Which host an object that we gave came from, for as long as there is the object.
$script:HcsOrigins = New-Object 'System.Runtime.CompilerServices.ConditionalWeakTable[psobject,object]'

# Hosts that are named by parameters.
function script:Add-HcsNamedHost {
    param($Cmdlet, [System.Collections.IDictionary] $Bound, [hashtable] $Hosts, $Item, [string[]] $Keyed)
    $target = Get-HcsTarget $Cmdlet $Bound
    $isPiped = $Cmdlet.MyInvocation.ExpectingInput
    $given = @(foreach ($name in $Keyed) { if ($Bound.ContainsKey($name)) { $Bound[$name] } })
    if ($isPiped) { $given += $Item }
    foreach ($object in $given) {
        if ($null -eq $object -or $object.PSObject.TypeNames[0] -notmatch '^(Deserialized\.)?HcsContainers\.') { continue }
        $message = "Cannot use '$object' on $($target.Title): an object belongs to the host that it came from."
        $Cmdlet.WriteError((New-HcsErrorRecord 'InvalidArgument' 'InvalidArgument' $message $object 'The same command with the name of the object, or without naming a host' $null))
        return $true
    }
    if (-not $target.IsEmpty) {
        $group = Get-HcsGroup $Hosts $target
        # The name of a host that came down the pipeline is no input.
        if ($isPiped -and ($Bound.ContainsKey('ComputerName') -le ($Hosts.Names -contains 'ComputerName'))) {
            $group.Parameters = ConvertTo-HcsFarParameter $Cmdlet $Bound $Hosts.Names
            $group.Inputs.Add($Item)
        }
        else { $group.Calls.Add((ConvertTo-HcsFarParameter $Cmdlet $Bound $Bound.Keys)) }
    }
    -not $target.IsHere
}

# An object of another host that came down the pipeline.
function script:Add-HcsPipedObject {
    param($Cmdlet, [System.Collections.IDictionary] $Bound, [hashtable] $Hosts, $Item)
    $target = Get-HcsOrigin $Item
    if ($null -eq $target) { return $false }
    if (-not (Test-HcsTarget $Cmdlet $target $Item)) { return $true }
    $group = Get-HcsGroup $Hosts $target
    $group.Parameters = ConvertTo-HcsFarParameter $Cmdlet $Bound $Hosts.Names
    $group.Inputs.Add((ConvertTo-HcsFarObject $Item))
    $true
}

# Objects that were given by parameters, at least one of another host. Those of this host stay in the bound parameters.
function script:Add-HcsGivenObject {
    param($Cmdlet, [System.Collections.IDictionary] $Bound, [hashtable] $Hosts, [string[]] $Keyed)
    $used = @($Keyed | Microsoft.PowerShell.Core\Where-Object { $Bound.ContainsKey($_) })
    if ($used.Count -gt 1) {
        $message = "Cannot use objects of other hosts for both -$($used -join ' and -')."
        $Cmdlet.ThrowTerminatingError((New-HcsErrorRecord 'InvalidArgument' 'InvalidArgument' $message $null 'Names instead of objects, with -Session' $null))
    }
    $name = $used[0]
    $isMany = $Bound[$name] -is [array]
    $here = @()
    $away = [ordered] @{}
    foreach ($object in $Bound[$name]) {
        $target = if ($null -ne $object) { Get-HcsOrigin $object }
        if ($null -eq $target) { $here += $object; continue }
        if (-not (Test-HcsTarget $Cmdlet $target $object)) { continue }
        if (-not $away.Contains($target.Key)) { $away[$target.Key] = @{ Target = $target; Objects = @() } }
        $away[$target.Key].Objects += ConvertTo-HcsFarObject $object
    }
    foreach ($one in $away.Values) {
        $parameters = ConvertTo-HcsFarParameter $Cmdlet $Bound $Bound.Keys
        if ($isMany) { $parameters[$name] = $one.Objects } else { $parameters[$name] = $one.Objects[0] }
        (Get-HcsGroup $Hosts $one.Target).Calls.Add($parameters)
    }
    if ($here.Count -eq 0) { return $true }
    if ($isMany) { $Bound[$name] = $here } else { $Bound[$name] = $here[0] }
    $false
}

function script:Get-HcsGroup {
    param([hashtable] $Hosts, [hashtable] $Target)
    if (-not $Hosts.Groups.Contains($Target.Key)) {
        $Hosts.Groups[$Target.Key] = @{
            Target     = $Target
            Parameters = $null
            Inputs     = [System.Collections.Generic.List[object]]::new()
            Calls      = [System.Collections.Generic.List[hashtable]]::new()
        }
    }
    $Hosts.Groups[$Target.Key]
}

# Ways to other hosts: Session, or the parameters of New-PSSession (Open). Refuses what does not go together.
function script:Get-HcsTarget {
    param($Cmdlet, [System.Collections.IDictionary] $Bound)
    $refuse = {
        param($Message, $Hint)
        $Cmdlet.ThrowTerminatingError((New-HcsErrorRecord 'InvalidArgument' 'InvalidArgument' $Message $null $Hint $null))
    }
    if (Test-HcsNarrowSession) {
        $message = 'Other hosts cannot be named here: this session may call some cmdlets only, and would reach them with rights that its caller does not have.'
        $Cmdlet.ThrowTerminatingError((New-HcsErrorRecord 'AccessDenied' $script:HcsCategory['AccessDenied'] $message $null 'The same cmdlet with -HostName or -ComputerName in a PowerShell of your own' $null))
    }
    $ways = @(foreach ($name in 'ComputerName', 'HostName', 'Session') { if ($Bound.ContainsKey($name)) { $name } })
    if ($ways.Count -ne 1) {
        & $refuse 'Other hosts are named by one of -ComputerName, -HostName and -Session.' 'Get-Help about_Remote'
    }
    $way = $ways[0]
    $fits = @{ Credential = @('ComputerName'); UserName = @('HostName'); KeyFilePath = @('HostName'); Port = @('ComputerName', 'HostName') }
    foreach ($name in $fits.Keys) {
        if ($Bound.ContainsKey($name) -and $fits[$name] -notcontains $way) {
            & $refuse "-$name goes with -$($fits[$name] -join ' or -'), not with -$way." "Get-Help $($Cmdlet.MyInvocation.MyCommand.Name) -Parameter $name"
        }
    }
    if ($way -eq 'Session') {
        $sessions = @($Bound['Session'])
        return @{ Key = "Session $($sessions.InstanceId -join ' ')"; Title = "host $($sessions.ComputerName -join ', ')"; Sessions = $sessions; IsHere = $false; IsEmpty = $false }
    }
    if ($way -eq 'HostName' -and -not (Microsoft.PowerShell.Core\Get-Command Microsoft.PowerShell.Core\New-PSSession).Parameters.ContainsKey('HostName')) {
        & $refuse 'This PowerShell has no remoting over SSH: -HostName needs PowerShell 7.' 'The same with -ComputerName, or in pwsh'
    }
    $names = @($Bound[$way])
    foreach ($name in $names) {
        if ($name -match '^[A-Za-z0-9_.\[][A-Za-z0-9_.:@/%~+\[\]\\-]*$') { continue }
        & $refuse "'$name' is no name of a host." "Get-Help $($Cmdlet.MyInvocation.MyCommand.Name) -Parameter $way"
    }
    if ($names.Count -eq 0) { & $refuse "-$way names no host." "Get-Help $($Cmdlet.MyInvocation.MyCommand.Name) -Parameter $way" }
    $isHere = $false
    if ($way -eq 'ComputerName' -and -not $Bound.ContainsKey('Credential') -and -not $Bound.ContainsKey('Port')) {
        $isHere = @($names | Microsoft.PowerShell.Core\Where-Object { Test-HcsHere $_ }).Count -gt 0
        $names = @($names | Microsoft.PowerShell.Core\Where-Object { -not (Test-HcsHere $_) })
    }
    $open = @{ $way = [string[]] $names }
    foreach ($name in $fits.Keys) { if ($Bound.ContainsKey($name)) { $open[$name] = $Bound[$name] } }
    if ($open.ContainsKey('KeyFilePath')) { $open['KeyFilePath'] = ConvertTo-HcsHostPath $Cmdlet 'KeyFilePath' $open['KeyFilePath'] }
    @{ Key = "$way $($names -join ' ')"; Title = "host $($names -join ', ')"; Open = $open; IsHere = $isHere; IsEmpty = $names.Count -eq 0 }
}

function script:Test-HcsHere {
    param([string] $Name)
    $Name -eq '.' -or $Name -eq 'localhost' -or $Name -eq [Environment]::MachineName
}

# Where an object came from: nothing for this host, a target for another one.
function script:Get-HcsOrigin {
    param($Object)
    $computer = $Object.PSObject.Properties['PSComputerName']
    if ($null -eq $computer -or -not $computer.Value) { return }
    $target = $null
    if ($script:HcsOrigins.TryGetValue($Object, [ref] $target)) { return $target }
    $runspace = $Object.PSObject.Properties['RunspaceId']
    if ($null -ne $runspace -and $runspace.Value) {
        $session = Microsoft.PowerShell.Core\Get-PSSession -InstanceId $runspace.Value -ErrorAction Ignore
        if ($null -ne $session -and "$($session.State)" -eq 'Opened') { return New-HcsSessionTarget $session }
    }
    # Jobs of this machine say localhost; what was saved elsewhere and is read at home is at home.
    if (Test-HcsHere $computer.Value) { return }
    $own = $Object.PSObject.Properties['ComputerName']
    if ($null -ne $own -and $own.Value -eq [Environment]::MachineName) { return }
    @{ Key = "Unknown $($computer.Value)"; Title = "host $($computer.Value)"; IsUnknown = $true }
}

function script:New-HcsSessionTarget {
    param($Session)
    @{ Key = "Session $($Session.InstanceId)"; Title = "host $($Session.ComputerName)"; Sessions = @($Session); IsHere = $false; IsEmpty = $false }
}

# Whether the way to the host of an object is known; else an error says so, and nothing is done to what has that name here.
function script:Test-HcsTarget {
    param($Cmdlet, [hashtable] $Target, $Object)
    if (-not $Target.ContainsKey('IsUnknown')) { return $true }
    $name = $Object.PSObject.Properties['Name']
    $which = if ($null -ne $name -and $name.Value) { $name.Value } else { $Object.PSObject.TypeNames[0] }
    $message = "Cannot use '$which': it came from $($Target.Title), to which no session is open."
    $Cmdlet.WriteError((New-HcsErrorRecord 'InvalidArgument' 'InvalidArgument' $message $Object "$($Cmdlet.MyInvocation.MyCommand.Name) with its name and -HostName or -ComputerName" $null))
    $false
}

# An object without what remoting wrote on it: where it goes, it is at home.
function script:ConvertTo-HcsFarObject {
    param($Object)
    $copy = $Object.PSObject.Copy()
    foreach ($name in 'PSComputerName', 'RunspaceId', 'PSShowComputerName') { $copy.PSObject.Properties.Remove($name) }
    $copy
}

# Bound parameters as the other end takes them. What names variables, streams and hosts of the caller stays here.
function script:ConvertTo-HcsFarParameter {
    param($Cmdlet, [System.Collections.IDictionary] $Bound, $Names)
    $mine = $script:HcsHostNames + @('ThrottleLimit', 'AsJob', 'OutVariable', 'OutBuffer', 'PipelineVariable', 'ErrorVariable',
        'WarningVariable', 'InformationVariable', 'ErrorAction', 'WarningAction', 'InformationAction', 'ProgressAction')
    $parameters = @{}
    foreach ($name in $Names) {
        if ($mine -contains $name) { continue }
        $value = $Bound[$name]
        if ($value -is [System.Management.Automation.SwitchParameter]) { $value = $value.IsPresent }
        $parameters[$name] = $value
    }
    $command = $Cmdlet.MyInvocation.MyCommand
    if ($VerbosePreference -eq 'Continue') { $parameters['Verbose'] = $true }
    # The shell shows what comes as a warning, whatever is preferred here.
    if ('SilentlyContinue', 'Ignore' -contains $WarningPreference) { $parameters['WarningAction'] = 'SilentlyContinue' }
    if ($ErrorActionPreference -eq 'Stop') { $parameters['ErrorAction'] = 'Stop' }
    if ($command.Parameters.ContainsKey('WhatIf')) {
        if ($WhatIfPreference) { $parameters['WhatIf'] = $true }
        if (-not $parameters.ContainsKey('Confirm')) {
            $impact = @($command.ScriptBlock.Attributes.Where({ $_ -is [System.Management.Automation.CmdletBindingAttribute] }))[0].ConfirmImpact
            if ($ConfirmPreference -eq 'None') { $parameters['Confirm'] = $false }
            elseif ([int] $impact -ge [int] $ConfirmPreference) { $parameters['Confirm'] = $true }
        }
    }
    $parameters
}

# Does on other hosts what was kept for them. A host that fails gives an error record; the others go on.
function script:Invoke-HcsHostCall {
    param($Cmdlet, [hashtable] $Hosts)
    $bound = $Cmdlet.MyInvocation.BoundParameters
    $limit = if ($bound.ContainsKey('ThrottleLimit')) { @{ ThrottleLimit = $bound['ThrottleLimit'] } } else { @{} }
    $isJob = $bound.ContainsKey('AsJob') -and $bound['AsJob'] -and -not $WhatIfPreference
    $opened = [System.Collections.Generic.List[object]]::new()
    $failure = $null
    try {
        foreach ($group in $Hosts.Groups.Values) {
            if ($isJob) { Start-HcsHostJob $Cmdlet $group $limit; continue }
            $sessions = if ($group.Target.ContainsKey('Open')) { Open-HcsHost $Cmdlet $group.Target $limit $opened } else { Select-HcsOpenSession $Cmdlet $group.Target }
            if (@($sessions).Count -gt 0) { Invoke-HcsGroup $Cmdlet $group @($sessions) $limit }
        }
    }
    catch [System.Management.Automation.PipelineStoppedException] { throw }
    catch { $failure = ConvertFrom-HcsCaught $_ }
    finally {
        if ($opened.Count -gt 0) { Microsoft.PowerShell.Core\Remove-PSSession -Session $opened.ToArray() -ErrorAction SilentlyContinue -WhatIf:$false -Confirm:$false }
    }
    if ($null -ne $failure) { $Cmdlet.ThrowTerminatingError($failure) }
}

# Sessions to the hosts that answer. They are closed when the cmdlet ends; -Session keeps them.
function script:Open-HcsHost {
    param($Cmdlet, [hashtable] $Target, [hashtable] $Limit, [System.Collections.Generic.List[object]] $Opened)
    $open = $Target.Open
    $told = Get-HcsErrorList $Cmdlet
    $before = if ($null -ne $told) { $told.Count }
    $known = $global:Error.Count
    try { $all = @(Microsoft.PowerShell.Core\New-PSSession @open @Limit -ErrorAction Continue 2>&1) }
    catch {
        $all = @($_)
        # PowerShell has told of it several times by now.
        while ($null -ne $told -and $told.Count -gt $before) { $told.RemoveAt($told.Count - 1) }
        while ($global:Error.Count -gt $known) { $global:Error.RemoveAt(0) }
    }
    foreach ($session in $all) {
        if ($session -is [System.Management.Automation.ErrorRecord]) {
            Hide-HcsRecord $Cmdlet $session
            $Cmdlet.WriteError((ConvertTo-HcsOpenError $session $Target))
            continue
        }
        $Opened.Add($session)
        $session
    }
}

# The sessions of the caller that still lead somewhere.
function script:Select-HcsOpenSession {
    param($Cmdlet, [hashtable] $Target)
    foreach ($session in $Target.Sessions) {
        if ("$($session.State)" -eq 'Opened') { $session; continue }
        $message = "Cannot use the session '$($session.Name)' to host '$($session.ComputerName)': it is $("$($session.State)".ToLowerInvariant())."
        $Cmdlet.WriteError((New-HcsErrorRecord 'ConnectionFailed' $script:HcsCategory['ConnectionFailed'] $message $session.ComputerName 'New-PSSession, and Get-Container in it' $null))
    }
}

function script:Get-HcsHostWork {
    param($Cmdlet)
    # One command and nothing else, so that it goes over as a command: endpoints without a language (JEA) take no script.
    [scriptblock]::Create("param(`$Parameters) HcsContainers\$($Cmdlet.MyInvocation.MyCommand.ScriptBlock.Ast.Name) @Parameters")
}

function script:Invoke-HcsGroup {
    param($Cmdlet, [hashtable] $Group, [object[]] $Sessions, [hashtable] $Limit)
    $origins = @{}
    foreach ($session in $Sessions) { $origins["$($session.InstanceId)"] = New-HcsOrigin $session $Group.Target }
    $common = @{ Session = $Sessions; ScriptBlock = Get-HcsHostWork $Cmdlet; ErrorAction = 'Continue' } + $Limit
    if ($Group.Inputs.Count -gt 0) {
        $Group.Inputs | Microsoft.PowerShell.Core\Invoke-Command @common -ArgumentList $Group.Parameters 2>&1 |
            Microsoft.PowerShell.Core\ForEach-Object { Write-HcsFar $Cmdlet $_ $origins }
    }
    foreach ($parameters in $Group.Calls) {
        Microsoft.PowerShell.Core\Invoke-Command @common -ArgumentList $parameters 2>&1 |
            Microsoft.PowerShell.Core\ForEach-Object { Write-HcsFar $Cmdlet $_ $origins }
    }
    if ($Sessions.Count -eq 1 -and 'Invoke-ContainerCommand', 'Invoke-ContainerImage' -contains $Cmdlet.MyInvocation.MyCommand.ScriptBlock.Ast.Name) {
        $code = Microsoft.PowerShell.Core\Invoke-Command -Session $Sessions -ScriptBlock { $LASTEXITCODE } -ErrorAction Ignore
        if ($null -ne $code) { $global:LASTEXITCODE = [int] $code }
    }
}

# One job a call, with a child for each host.
function script:Start-HcsHostJob {
    param($Cmdlet, [hashtable] $Group, [hashtable] $Limit)
    $where = if ($Group.Target.ContainsKey('Open')) { $Group.Target.Open } else { @{ Session = $Group.Target.Sessions } }
    $common = $where + $Limit + @{ ScriptBlock = Get-HcsHostWork $Cmdlet; AsJob = $true; JobName = $Cmdlet.MyInvocation.MyCommand.Name; ErrorAction = 'Stop' }
    if ($Group.Inputs.Count -gt 0) {
        $Cmdlet.WriteObject(($Group.Inputs | Microsoft.PowerShell.Core\Invoke-Command @common -ArgumentList $Group.Parameters))
    }
    foreach ($parameters in $Group.Calls) {
        $Cmdlet.WriteObject((Microsoft.PowerShell.Core\Invoke-Command @common -ArgumentList $parameters))
    }
}

# How to come back to where a session leads: the session itself when it is the caller's, else what opens it again.
function script:New-HcsOrigin {
    param($Session, [hashtable] $Target)
    if (-not $Target.ContainsKey('Open')) { return New-HcsSessionTarget $Session }
    $to = $Session.Runspace.ConnectionInfo
    $open = @{}
    foreach ($name in 'Credential', 'UserName', 'KeyFilePath', 'Port') { if ($Target.Open.ContainsKey($name)) { $open[$name] = $Target.Open[$name] } }
    if ($Target.Open.ContainsKey('HostName')) {
        # A name can be user@host or an address with a port.
        $open['HostName'] = [string[]] @($to.ComputerName)
        if ($to.UserName) { $open['UserName'] = $to.UserName }
        if ($to.Port -gt 0) { $open['Port'] = $to.Port }
    }
    else { $open['ComputerName'] = [string[]] @($Session.ComputerName) }
    $key = "Host $($open['UserName'])@$($Session.ComputerName):$($open['Port']) $($open['KeyFilePath'])"
    if ($open.ContainsKey('Credential')) { $key += " $($open['Credential'].UserName)" }
    @{ Key = $key; Title = "host $($Session.ComputerName)"; Open = $open; IsHere = $false; IsEmpty = $false }
}

# Gives what came from another host: objects as if they were made here, with the host they came from; errors with its name.
function script:Write-HcsFar {
    param($Cmdlet, $Value, [hashtable] $Origins)
    if ($Value -is [System.Management.Automation.ErrorRecord]) {
        $record = ConvertTo-HcsFarError $Cmdlet $Value
        if ($record -ne $Value) { Hide-HcsRecord $Cmdlet $Value }
        $Cmdlet.WriteError($record)
        return
    }
    $type = if ($null -ne $Value) { $Value.PSObject.TypeNames[0] }
    if ($type -like 'Deserialized.HcsContainers.*') {
        Restore-HcsObject $Value $type.Substring('Deserialized.'.Length)
        $origin = $Origins["$($Value.RunspaceId)"]
        if ($null -ne $origin) { $script:HcsOrigins.Add($Value, $origin) }
    }
    $Cmdlet.WriteObject($Value)
}

# Takes away what serialization did: the name of the type, lists in place of arrays, alias properties as plain ones.
function script:Restore-HcsObject {
    param($Object, [string] $Type)
    $names = $Object.PSObject.TypeNames
    $names.Clear()
    foreach ($name in $Type, 'System.Management.Automation.PSCustomObject', 'System.Object') { $names.Add($name) }
    $data = Microsoft.PowerShell.Utility\Get-TypeData -TypeName $Type
    if ($null -ne $data) {
        foreach ($member in $data.Members.Values) {
            if ($member -is [System.Management.Automation.Runspaces.AliasPropertyData]) { $Object.PSObject.Properties.Remove($member.Name) }
        }
    }
    foreach ($property in @($Object.PSObject.Properties)) {
        if ($property.Value -isnot [System.Collections.ArrayList]) { continue }
        $list = $property.Value
        $isText = $list.Count -gt 0 -and @($list | Microsoft.PowerShell.Core\Where-Object { $_ -isnot [string] }).Count -eq 0
        $property.Value = if ($isText) { , [string[]] $list } else { , $list.ToArray() }
    }
}

# Takes a record of remoting out of where PowerShell has put it by itself: ours stands in its place.
function script:Hide-HcsRecord {
    param($Cmdlet, [System.Management.Automation.ErrorRecord] $Record)
    $global:Error.Remove($Record)
    $list = Get-HcsErrorList $Cmdlet
    if ($null -ne $list) { $list.Remove($Record) }
}

# What the caller's -ErrorVariable has so far; nothing without one.
function script:Get-HcsErrorList {
    param($Cmdlet)
    $bound = $Cmdlet.MyInvocation.BoundParameters
    if (-not $bound.ContainsKey('ErrorVariable')) { return }
    $list = $Cmdlet.SessionState.PSVariable.GetValue($bound['ErrorVariable'].TrimStart('+'))
    if ($list -is [System.Collections.ArrayList]) { , $list }
}

# A host that cannot be reached.
function script:ConvertTo-HcsOpenError {
    param([System.Management.Automation.ErrorRecord] $Record, [hashtable] $Target)
    $name = $Target.Title -replace '^host ', ''
    $isSsh = $Target.Open.ContainsKey('HostName')
    $hint = if ($isSsh) { "ssh $name" } else { "Test-WSMan $name, or the same cmdlet with -HostName, over SSH" }
    $runspace = $Record.TargetObject
    if ($null -ne $runspace -and $null -ne $runspace.PSObject.Properties['ConnectionInfo']) {
        $to = $runspace.ConnectionInfo
        $name = $to.ComputerName
        if ($isSsh) { $hint = "ssh -p $($to.Port) $($to.UserName)$(if ($to.UserName) { '@' })$name" }
    }
    if ($Record.Exception -is [System.Management.Automation.ParameterBindingException]) {
        return New-HcsErrorRecord 'InvalidArgument' 'InvalidArgument' "Cannot open a session to host '$name': $($Record.Exception.Message)" $name 'Get-Help New-PSSession' $null
    }
    New-HcsErrorRecord 'ConnectionFailed' $script:HcsCategory['ConnectionFailed'] "Cannot open a session to host '$name': $($Record.Exception.Message)" $name $hint $null
}

# An error of another host, with the name of that host.
function script:ConvertTo-HcsFarError {
    param($Cmdlet, [System.Management.Automation.ErrorRecord] $Record)
    $origin = $Record.PSObject.Properties['OriginInfo']
    $name = if ($null -ne $origin -and $null -ne $origin.Value) { $origin.Value.PSComputerName } else { '' }
    $command = $Cmdlet.MyInvocation.MyCommand.ScriptBlock.Ast.Name
    if ($Record.Exception -is [System.Management.Automation.Remoting.PSRemotingTransportException]) {
        if (-not $name) { $name = [string] $Record.TargetObject }
        $message = "The connection to host '$name' broke while $command ran there: $($Record.Exception.Message) What was asked for may have been done."
        return New-HcsErrorRecord 'ConnectionFailed' $script:HcsCategory['ConnectionFailed'] $message $name 'Get-Container on that host, to see what was done' $null
    }
    if (-not $name) { return $Record }
    if ('CouldNotAutoLoadModule', 'CommandNotFoundException' -contains $Record.FullyQualifiedErrorId -and "$($Record.TargetObject) $($Record.Exception.Message)" -match 'HcsContainers|' + [regex]::Escape($command)) {
        $message = "Cannot run $command on host '$name': the module HcsContainers is not installed there, or its endpoint does not offer the cmdlet."
        return New-HcsErrorRecord 'NotInstalled' $script:HcsCategory['NotInstalled'] $message $name "Install-Module HcsContainers, on $name" $null
    }
    $said = $Record.ErrorDetails
    $details = [System.Management.Automation.ErrorDetails]::new("[$name] $($Record.Exception.Message)")
    if ($null -ne $said) { $details.RecommendedAction = $said.RecommendedAction }
    $Record.ErrorDetails = $details
    $Record
}
