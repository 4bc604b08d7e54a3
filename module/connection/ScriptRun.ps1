# Invoke-Command into containers for a PowerShell that knows no connections of others' making (before 7.3, and Windows
# PowerShell): the script block runs in a PowerShell of its own in the container, and its objects come back as CliXml, a
# line each. Read by Import-HcsPart inside a function, so what stays says so: script:.

# What runs in the container. It reads what it is given in base64, and writes a line for each record: a letter for its
# stream, and the record in base64.
$script:HcsScriptDriver = @'
$ErrorActionPreference = 'Continue'
$ProgressPreference = 'SilentlyContinue'
$utf8 = [Text.Encoding]::UTF8
$given = [Management.Automation.PSSerializer]::Deserialize($utf8.GetString([Convert]::FromBase64String([Console]::In.ReadToEnd())))
$out = [Console]::Out
function Send($Kind, $Value) {
    $out.WriteLine($Kind + [Convert]::ToBase64String($utf8.GetBytes([Management.Automation.PSSerializer]::Serialize($Value))))
    $out.Flush()
}
function SendError($Kind, $Record) {
    $target = if ($null -eq $Record.TargetObject) { $null } else { [string] $Record.TargetObject }
    Send $Kind @{ Message = $Record.Exception.Message; Id = $Record.FullyQualifiedErrorId; Category = [int] $Record.CategoryInfo.Category; Target = $target; Type = $Record.Exception.GetType().FullName }
}
foreach ($name in $given.Using.Keys) { Set-Variable -Name "__using_$name" -Value $given.Using[$name] -Scope Global }
$arguments = @($given.Arguments)
try {
    $block = [scriptblock]::Create($given.Script)
    $given.Input | & $block @arguments *>&1 | ForEach-Object {
        if ($_ -is [Management.Automation.ErrorRecord]) { SendError 'E' $_ }
        elseif ($_ -is [Management.Automation.WarningRecord]) { Send 'W' $_.Message }
        elseif ($_ -is [Management.Automation.VerboseRecord]) { Send 'V' $_.Message }
        elseif ($_ -is [Management.Automation.DebugRecord]) { Send 'D' $_.Message }
        elseif ($_ -is [Management.Automation.InformationRecord]) { Send 'I' ([string] $_.MessageData) }
        else { Send 'O' $_ }
    }
}
catch { SendError 'T' $_ }
'@

# The text of a script block with a plain variable in the place of each `$using:`, and the values of those.
function script:Resolve-HcsUsing {
    param($Cmdlet, [scriptblock] $Script)
    $text = $Script.ToString()
    $values = @{}
    $found = $Script.Ast.FindAll({ param($node) $node -is [System.Management.Automation.Language.UsingExpressionAst] }, $true)
    $variables = @(foreach ($using in $found) { [System.Management.Automation.Language.UsingExpressionAst]::ExtractUsingVariable($using) })
    # From the end, so that places stay what they are. A script block's text begins behind its brace.
    $start = $Script.Ast.Extent.StartOffset + $Script.Ast.Extent.Text.IndexOf($text, [StringComparison]::Ordinal)
    foreach ($variable in ($variables | Microsoft.PowerShell.Utility\Sort-Object { $_.Extent.StartOffset } -Descending)) {
        $name = $variable.VariablePath.UserPath -replace '^using:', ''
        if (-not $values.ContainsKey($name)) { $values[$name] = $Cmdlet.SessionState.PSVariable.GetValue($name) }
        $at = $variable.Extent.StartOffset - $start
        $text = $text.Substring(0, $at) + "`${__using_$name}" + $text.Substring($at + $variable.Extent.Text.Length)
    }
    @{ Text = $text; Values = $values }
}

# What the container is given, in base64.
function script:Get-HcsScriptPayload {
    param([hashtable] $Call)
    $bound = $Call.Bound
    $using = @{ Text = ''; Values = @{} }
    if ($bound.ContainsKey('FilePath')) {
        $path = $Call.Cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath($bound['FilePath'])
        $using.Text = [System.IO.File]::ReadAllText($path)
    }
    else { $using = Resolve-HcsUsing $Call.Cmdlet $bound['ScriptBlock'] }
    $given = @{
        Script    = $using.Text
        Using     = $using.Values
        Arguments = @(if ($bound.ContainsKey('ArgumentList')) { $bound['ArgumentList'] })
        Input     = @($Call.Input)
    }
    [Convert]::ToBase64String($script:HcsUtf8.GetBytes([System.Management.Automation.PSSerializer]::Serialize($given, 2)))
}

# Runs the script block of a call in each of its containers, so many at once as -ThrottleLimit says.
function script:Invoke-HcsScript {
    param([hashtable] $Call)
    $bound = $Call.Bound
    if (Test-HcsSwitch $bound 'AsJob') {
        $Call.Cmdlet.ThrowTerminatingError((ConvertTo-HcsErrorRecord (New-HcsException 'NotSupported' 'Invoke-Command -ContainerId -AsJob needs PowerShell 7.3 or newer for this container.' 'Start-Job { Invoke-Command -ContainerId <id> { ... } }')))
    }
    try {
        $payload = Get-HcsScriptPayload $Call
        $connection = Get-HcsConnection -Start
    }
    catch { $Call.Cmdlet.ThrowTerminatingError((ConvertTo-HcsErrorRecord $_.Exception)) }
    $limit = Get-HcsThrottleLimit $bound
    $waiting = [System.Collections.Generic.Queue[string]]::new($Call.Ids)
    $running = [System.Collections.Generic.List[hashtable]]::new()
    $asAdministrator = Test-HcsSwitch $bound 'RunAsAdministrator'
    try {
        while ($waiting.Count + $running.Count -gt 0) {
            while ($waiting.Count -gt 0 -and $running.Count -lt $limit) {
                $running.Add((Start-HcsScript $connection $waiting.Dequeue() $asAdministrator $payload))
            }
            foreach ($run in @($running)) {
                Read-HcsScript $Call $run
                if ($run.Done) {
                    $null = $running.Remove($run)
                    Complete-HcsCall $run
                }
            }
            if ($running.Count -gt 0) { Receive-HcsMessage $connection 100 }
        }
    }
    catch [System.IO.IOException] {
        $why = "The service ended while a script ran in a container: $($_.Exception.Message) What it was doing there may have been done or not."
        $Call.Cmdlet.ThrowTerminatingError((ConvertTo-HcsErrorRecord (New-HcsException 'ConnectionFailed' $why 'Get-Container')))
    }
    finally { foreach ($run in $running) { Complete-HcsCall $run } }
}

function script:Start-HcsScript {
    param([hashtable] $Connection, [string] $Container, [bool] $AsAdministrator, [string] $Payload)
    $id = Send-HcsRequest $Connection 'shell' @{ container = $Container; runAsAdministrator = $AsAdministrator; script = $script:HcsScriptDriver }
    $bytes = $script:HcsUtf8.GetBytes($Payload)
    Send-HcsMessage $Connection ([ordered] @{ jsonrpc = '2.0'; method = 'stream/input'; params = @{ call = $id; data = [Convert]::ToBase64String($bytes); end = $true } })
    @{ Connection = $Connection; Id = $id; Container = $Container; Done = $false; Rest = '' }
}

# Gives what has come from one container.
function script:Read-HcsScript {
    param([hashtable] $Call, [hashtable] $Run)
    # What the wire leaves out is null.
    Set-StrictMode -Off
    $queue = $Run.Connection.Calls[$Run.Id]
    while ($queue.Count -gt 0) {
        $message = $queue.Dequeue()
        if ($null -ne $message.PSObject.Properties['method']) {
            $lines = ($Run.Rest + $script:HcsUtf8.GetString([Convert]::FromBase64String($message.params.data))) -split '\r?\n'
            $Run.Rest = $lines[-1]
            for ($index = 0; $index -lt $lines.Count - 1; $index++) { Write-HcsScriptRecord $Call $Run $lines[$index] }
            continue
        }
        $Run.Done = $true
        $failure = $message.PSObject.Properties['error']
        if ($null -ne $failure) { Write-HcsCallError $Call (ConvertFrom-HcsWireError $failure.Value.data) }
    }
}

function script:Write-HcsScriptRecord {
    param([hashtable] $Call, [hashtable] $Run, [string] $Line)
    # Anything else is what a program wrote past PowerShell.
    if ($Line -notmatch '^[OEWVDIT][A-Za-z0-9+/]+=*$') { if ($Line) { $Call.Cmdlet.WriteObject($Line) }; return }
    $value = [System.Management.Automation.PSSerializer]::Deserialize($script:HcsUtf8.GetString([Convert]::FromBase64String($Line.Substring(1))))
    switch -CaseSensitive ($Line[0]) {
        'O' {
            $object = [psobject] $value
            if ($null -ne $object) {
                $isShown = -not (Test-HcsSwitch $Call.Bound 'HideComputerName')
                $object.PSObject.Properties.Add([System.Management.Automation.PSNoteProperty]::new('PSComputerName', $Run.Container), $true)
                $object.PSObject.Properties.Add([System.Management.Automation.PSNoteProperty]::new('PSShowComputerName', $isShown), $true)
            }
            $Call.Cmdlet.WriteObject($object)
        }
        'W' { $Call.Cmdlet.WriteWarning($value) }
        'V' { $Call.Cmdlet.WriteVerbose($value) }
        'D' { $Call.Cmdlet.WriteDebug($value) }
        'I' { $Call.Cmdlet.WriteInformation($value, [string[]] @()) }
        default {
            $exception = [System.Management.Automation.RemoteException]::new($value.Message)
            $exception.Data['PSComputerName'] = $Run.Container
            $record = [System.Management.Automation.ErrorRecord]::new($exception, ($value.Id -replace ',.*', ''), $value.Category, $value.Target)
            $record.ErrorDetails = [System.Management.Automation.ErrorDetails]::new([string] $value.Message)
            Write-HcsCallError $Call $record
        }
    }
}
