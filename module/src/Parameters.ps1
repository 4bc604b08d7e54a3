# What a user typed, as the wire carries it.

# Takes away what an earlier item of the pipeline has bound in another parameter set, as an object does before a name:
# PowerShell leaves it in $PSBoundParameters.
function Remove-HcsStaleParameter {
    param($Cmdlet, [System.Collections.IDictionary] $Bound)
    if (-not $Cmdlet.MyInvocation.ExpectingInput -or $Bound.Count -lt 2) { return }
    $known = $Cmdlet.MyInvocation.MyCommand.Parameters
    foreach ($name in @($Bound.Keys)) {
        $sets = $known[$name].ParameterSets
        if (-not $sets.ContainsKey('__AllParameterSets') -and -not $sets.ContainsKey($Cmdlet.ParameterSetName)) { $null = $Bound.Remove($name) }
    }
}

# Turns bound parameters into the wire's. -Key names, for parameters that take an object, the property that stands for
# it; -HostPath names parameters that are paths of this machine; -Choice lists the values of those with a fixed set, which
# PowerShell takes in any case and the service only as declared. Nothing when no given object can be used: each has its
# error already, and the call is not to be made.
function ConvertTo-HcsParameter {
    param($Cmdlet, [System.Collections.IDictionary] $Bound, [string[]] $Names, [hashtable] $Key, [string[]] $HostPath, [hashtable] $Choice)
    $parameters = @{}
    foreach ($name in $Names) {
        if (-not $Bound.ContainsKey($name)) { continue }
        $value = $Bound[$name]
        if ($null -eq $value) { continue }
        if ($Key.ContainsKey($name)) {
            $keys = ConvertTo-HcsKey $Cmdlet $name $value $Key[$name]
            if (-not $keys) { return }
            $parameters[$name] = $keys
        }
        elseif ('Secret', 'SecretFile' -contains $name) { $parameters[$name] = ConvertTo-HcsSecret $Cmdlet $name $value }
        elseif ($HostPath -contains $name) { $parameters[$name] = ConvertTo-HcsHostPath $Cmdlet $name $value }
        elseif ($Choice.ContainsKey($name)) { $parameters[$name] = @($Choice[$name] -eq $value)[0] }
        else { $parameters[$name] = ConvertTo-HcsValue $value }
    }
    $parameters
}

# What items of the pipeline have brought so far, and one more: the parameters of one call with the values of all. An item
# that cannot be used has its error already, and adds nothing.
function Join-HcsParameter {
    param([hashtable] $Before, [hashtable] $Parameters, [string] $Name)
    if ($null -eq $Parameters) { return $Before }
    if ($null -ne $Before -and $Before.ContainsKey($Name) -and $Parameters.ContainsKey($Name)) {
        $Parameters[$Name] = [string[]] (@($Before[$Name]) + @($Parameters[$Name]))
    }
    $Parameters
}

# Secrets by name: what PowerShell keeps secret goes as its bytes, text is the path of a file. No error shows a value:
# somebody may have typed the secret in the place of a path.
function ConvertTo-HcsSecret {
    param($Cmdlet, [string] $Name, [System.Collections.IDictionary] $Table)
    $secrets = @{}
    foreach ($key in $Table.Keys) {
        $value = $Table[$key]
        if ($value -is [pscredential]) { $value = $value.Password }
        if ($value -is [securestring]) {
            $pointer = [Runtime.InteropServices.Marshal]::SecureStringToBSTR($value)
            try { $text = [Runtime.InteropServices.Marshal]::PtrToStringBSTR($pointer) }
            finally { [Runtime.InteropServices.Marshal]::ZeroFreeBSTR($pointer) }
            $secrets[[string] $key] = 'base64:' + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($text))
            continue
        }
        if ($Name -eq 'SecretFile' -and $value -is [byte[]]) {
            $secrets[[string] $key] = 'base64:' + [Convert]::ToBase64String($value)
            continue
        }
        if ($value -is [System.IO.FileInfo]) { $value = $value.FullName }
        $path = $null
        if ($value -is [string] -and $value) {
            try { $path = $Cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath($value) } catch { $path = $null }
        }
        if (-not $path) {
            $message = "The secret '$key' cannot be used: it is neither a SecureString nor a PSCredential nor the path of a file."
            $Cmdlet.ThrowTerminatingError((New-HcsErrorRecord 'InvalidArgument' 'InvalidArgument' $message $Name 'Read-Host -AsSecureString' $null))
        }
        $secrets[[string] $key] = $path
    }
    $secrets
}

function ConvertTo-HcsValue {
    param($Value)
    # Text that came through the file system provider carries notes, which Windows PowerShell would write as an object.
    if ($Value -is [string]) { return Remove-HcsProvider ([string]::Concat($Value)) }
    if ($Value -is [System.Management.Automation.SwitchParameter]) { return $Value.IsPresent }
    if ($Value -is [version]) { return $Value.ToString() }
    if ($Value -is [timespan]) { return $Value.TotalSeconds }
    if ($Value -is [datetime]) { return $Value.ToUniversalTime().ToString('o', [cultureinfo]::InvariantCulture) }
    if ($Value -is [System.Collections.IDictionary]) {
        $table = @{}
        foreach ($key in $Value.Keys) { $table[[string] $key] = [string] $Value[$key] }
        return $table
    }
    if ($Value -is [string[]]) {
        return , [string[]] @(foreach ($item in $Value) { Remove-HcsProvider ([string]::Concat($item)) })
    }
    if ($Value -is [array]) { return , $Value }
    $Value
}

# `Get-ChildItem | Copy-ContainerItem` binds provider paths.
function Remove-HcsProvider {
    param([string] $Text)
    $prefix = 'Microsoft.PowerShell.Core\FileSystem::'
    if ($Text.StartsWith($prefix, [StringComparison]::OrdinalIgnoreCase)) { return $Text.Substring($prefix.Length) }
    $Text
}

# What a plain object is known by: a row of a CSV, JSON, what Select-Object left of an object.
$script:HcsPlainNames = @{
    ContainerId = @('Id', 'ContainerName', 'Name')
    Digest      = @('FullName', 'Name')
}
$script:HcsPlainType = '^(CSV:)?(Deserialized\.)?(Selected\.)?System\.Management\.Automation\.PSCustomObject$'

# An object by its key; text stands for itself, a plain object for its name. Anything else is one error, and nothing:
# a process also has an Id, and a service a Name.
function ConvertTo-HcsKey {
    param($Cmdlet, [string] $Name, $Value, [string] $Key)
    if ($Value -is [array]) {
        return , [string[]] @(foreach ($item in $Value) { ConvertTo-HcsKey $Cmdlet $Name $item $Key })
    }
    if ($Value -is [string]) { return [string]::Concat($Value) }
    $property = if ($null -eq $Value) { $null } else { $Value.PSObject.Properties[$Key] }
    if ($null -ne $property -and $property.Value) { return [string] $property.Value }
    $type = if ($null -eq $Value) { 'null' } else { $Value.PSObject.TypeNames[0] }
    if ($type -match $script:HcsPlainType) {
        foreach ($property in $script:HcsPlainNames[$Key]) {
            $text = $Value.PSObject.Properties[$property]
            if ($null -ne $text -and $text.Value -is [string] -and $text.Value) { return $text.Value }
        }
    }
    $message = "Cannot use an object of type '$type' for -${Name}: it has no $Key."
    $Cmdlet.WriteError((New-HcsErrorRecord 'InvalidArgument' 'InvalidArgument' $message $Value "Get-Help $($Cmdlet.MyInvocation.MyCommand.Name) -Parameter $Name" $null))
}

# A path of this machine, absolute; drives of PowerShell are resolved, wildcards are not.
function ConvertTo-HcsHostPath {
    param($Cmdlet, [string] $Name, $Value)
    if ($Value -is [array]) {
        return , [string[]] @(foreach ($item in $Value) { ConvertTo-HcsHostPath $Cmdlet $Name $item })
    }
    if (Test-HcsNarrowSession) {
        $message = "Cannot use -${Name}: this session may call some cmdlets only, and would open files with rights that its caller does not have."
        $Cmdlet.ThrowTerminatingError((New-HcsErrorRecord 'AccessDenied' $script:HcsCategory['AccessDenied'] $message $Value $null $null))
    }
    $provider = $null
    $drive = $null
    try { $path = $Cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Value, [ref] $provider, [ref] $drive) }
    catch { $Cmdlet.ThrowTerminatingError((New-HcsErrorRecord 'InvalidArgument' 'InvalidArgument' "Cannot use the path '$Value' for -${Name}: $($_.Exception.GetBaseException().Message)" $Value $null $null)) }
    if ($provider.Name -ne 'FileSystem') {
        $Cmdlet.ThrowTerminatingError((New-HcsErrorRecord 'InvalidArgument' 'InvalidArgument' "Cannot use the path '$Value' for -${Name}: it is no path of the file system." $Value $null $null))
    }
    $path
}

# Whether this is an endpoint of Just Enough Administration, whose cmdlets run with more rights than who calls them.
function Test-HcsNarrowSession {
    $state = [System.Management.Automation.Runspaces.Runspace]::DefaultRunspace.InitialSessionState
    $null -ne $state -and 'NoLanguage', 'RestrictedLanguage' -contains "$($state.LanguageMode)"
}
