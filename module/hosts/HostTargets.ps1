# Which hosts a cmdlet is for, by its parameters and by where its objects came from. Read by Import-HcsPart inside a function,
# so what stays says so: script:.

# Which host an object that we gave came from, for as long as there is the object.
$script:HcsOrigins = [System.Runtime.CompilerServices.ConditionalWeakTable[psobject, object]]::new()

# Which host the objects of a job come from: by the remote runspace that made them, whose id each of them carries.
$script:HcsJobOrigins = @{}

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
        if ($sessions.Count -eq 0 -or $sessions -contains $null) { & $refuse '-Session names no session.' "Get-Help $($Cmdlet.MyInvocation.MyCommand.Name) -Parameter Session" }
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
        if ($script:HcsJobOrigins.ContainsKey("$($runspace.Value)")) { return $script:HcsJobOrigins["$($runspace.Value)"] }
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
