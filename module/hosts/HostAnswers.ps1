# What comes back from other hosts: objects as if they were made here, and errors. Read by Import-HcsPart inside a function.

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
        if ($isSsh) { $hint = "ssh $(if ($to.Port -gt 0) { "-p $($to.Port) " })$(if ($to.UserName) { "$($to.UserName)@" })$name" }
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
