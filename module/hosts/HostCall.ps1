# The work for other hosts: what src/Hosts.ps1 finds is for them. Read by Import-HcsPart inside a function.

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
    $jobs = @(
        if ($Group.Inputs.Count -gt 0) { $Group.Inputs | Microsoft.PowerShell.Core\Invoke-Command @common -ArgumentList $Group.Parameters }
        foreach ($parameters in $Group.Calls) { Microsoft.PowerShell.Core\Invoke-Command @common -ArgumentList $parameters }
    )
    foreach ($job in $jobs) {
        # What Receive-Job gives is nobody's to mark; sessions of the caller are found by their id.
        if ($Group.Target.ContainsKey('Open')) {
            foreach ($child in $job.ChildJobs) {
                $at = @{ Runspace = $child.Runspace; ComputerName = $child.Runspace.ConnectionInfo.ComputerName }
                $script:HcsJobOrigins["$($child.Runspace.InstanceId)"] = New-HcsOrigin $at $Group.Target
            }
        }
        $Cmdlet.WriteObject($job)
    }
}
