# Other hosts: a cmdlet with -ComputerName, -HostName or -Session, or with an object that came from another host, is run
# there, by PowerShell's own remoting. The other end needs this module, and nothing else of ours.

$script:HcsHostNames = 'ComputerName', 'Credential', 'HostName', 'UserName', 'KeyFilePath', 'Port', 'Session'

# What a cmdlet that is being run has to do elsewhere: by target, in the order of appearance.
function New-HcsHostCall {
    param([System.Collections.IDictionary] $Bound)
    @{ Names = [string[]] @($Bound.Keys); Groups = [ordered] @{} }
}

# Whether this call of a cmdlet's process block is for other hosts only. It is then kept for Invoke-HcsHostCall, which the
# cmdlet's end block calls: all that comes down the pipeline goes over in one piece.
function Add-HcsHostCall {
    param($Cmdlet, [System.Collections.IDictionary] $Bound, [hashtable] $Hosts, $Item, [string[]] $Keyed)
    foreach ($name in $script:HcsHostNames) {
        if (-not $Bound.ContainsKey($name)) { continue }
        Import-HcsPart 'hosts'
        return Add-HcsNamedHost $Cmdlet $Bound $Hosts $Item $Keyed
    }
    # Without input, $_ is the caller's.
    if ($Cmdlet.MyInvocation.ExpectingInput) {
        if ($null -eq $Item -or $Item -is [string] -or $null -eq $Item.PSObject.Properties['PSComputerName']) { return $false }
        Import-HcsPart 'hosts'
        return Add-HcsPipedObject $Cmdlet $Bound $Hosts $Item
    }
    foreach ($name in $Keyed) {
        if (-not $Bound.ContainsKey($name)) { continue }
        foreach ($value in $Bound[$name]) {
            if ($null -ne $value -and $null -ne $value.PSObject.Properties['PSComputerName']) {
                Import-HcsPart 'hosts'
                return Add-HcsGivenObject $Cmdlet $Bound $Hosts $Keyed
            }
        }
    }
    $false
}
