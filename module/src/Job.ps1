# -AsJob: the cmdlet runs in a PowerShell of its own.

# A call as the job can repeat it. What names variables and streams of the caller stays here.
function ConvertTo-HcsJobCall {
    param($Cmdlet, [System.Collections.IDictionary] $Bound)
    $mine = @('AsJob', 'OutVariable', 'OutBuffer', 'PipelineVariable', 'ErrorVariable', 'WarningVariable', 'InformationVariable')
    $parameters = @{}
    foreach ($name in $Bound.Keys) {
        if ($mine -contains $name) { continue }
        $value = $Bound[$name]
        if ($value -is [System.Management.Automation.SwitchParameter]) { $value = $value.IsPresent }
        $parameters[$name] = $value
    }
    # A job has nobody to ask; who wants no questions here wants none there.
    if ($ConfirmPreference -eq 'None' -and $Cmdlet.MyInvocation.MyCommand.Parameters.ContainsKey('Confirm')) { $parameters['Confirm'] = $false }
    @{ Command = $Cmdlet.MyInvocation.MyCommand.ScriptBlock.Ast.Name; Parameters = $parameters }
}

# Makes one call of those that items of the pipeline gave, with the values of all.
function Join-HcsJobCall {
    param([System.Collections.Generic.List[hashtable]] $Calls, [string] $Name)
    if ($Calls.Count -lt 2) { return }
    $Calls[0].Parameters[$Name] = @(foreach ($call in $Calls) { $call.Parameters[$Name] })
    $Calls.RemoveRange(1, $Calls.Count - 1)
}

function Start-HcsJob {
    param($Cmdlet, [System.Collections.Generic.List[hashtable]] $Calls)
    $work = {
        param($Module, $Folder, $Root, $Calls)
        $env:HCS_CONTAINERS_ROOT = $Root
        Microsoft.PowerShell.Core\Import-Module $Module -ErrorAction Stop
        Microsoft.PowerShell.Management\Set-Location -LiteralPath $Folder
        foreach ($call in $Calls) {
            $parameters = $call.Parameters
            & $call.Command @parameters
        }
    }
    $manifest = [System.IO.Path]::Combine($PSScriptRoot, 'HcsContainers.psd1')
    $folder = $Cmdlet.SessionState.Path.CurrentFileSystemLocation.ProviderPath
    $job = @{ Name = $Cmdlet.MyInvocation.MyCommand.ScriptBlock.Ast.Name; ScriptBlock = $work; ArgumentList = @($manifest, $folder, (Get-HcsRoot), $Calls.ToArray()) }
    try { Microsoft.PowerShell.Core\Start-Job @job -ErrorAction Stop }
    catch { $Cmdlet.ThrowTerminatingError($_) }
}
