# The loop behind every cmdlet: sends the call, and gives what comes back as PowerShell gives it.

$script:HcsPreferences = @(
    @('WhatIfPreference', 'WhatIf')
    @('ConfirmPreference', 'Confirm')
    @('VerbosePreference', 'Verbose')
    @('WarningPreference', 'WarningAction')
    @('ErrorActionPreference', 'ErrorAction')
    @('ProgressPreference', 'ProgressAction')
)

# Preferences of the caller's script do not reach into a module by themselves; without this a script run with -WhatIf
# would really remove things. Call it first, from the cmdlet's begin block.
function Import-HcsPreference {
    param($Cmdlet, [System.Collections.IDictionary] $Bound)
    foreach ($pair in $script:HcsPreferences) {
        if ($Bound.ContainsKey($pair[1])) { continue }
        $value = $Cmdlet.SessionState.PSVariable.GetValue($pair[0])
        # Comparing costs a twentieth of setting, and the two seldom differ.
        if ($null -ne $value -and $value -ne $ExecutionContext.SessionState.PSVariable.GetValue($pair[0])) {
            Microsoft.PowerShell.Utility\Set-Variable -Scope 1 -Name $pair[0] -Value $value -WhatIf:$false -Confirm:$false
        }
    }
    # -Force means: do not ask. An explicit -Confirm still does.
    if ($Bound.ContainsKey('Force') -and $Bound['Force'] -and -not $Bound.ContainsKey('Confirm')) {
        Microsoft.PowerShell.Utility\Set-Variable -Scope 1 -Name ConfirmPreference -Value 'None' -WhatIf:$false -Confirm:$false
    }
}

function Invoke-HcsCmdlet {
    param($Cmdlet, [System.Collections.IDictionary] $Parameters)
    $name = $Cmdlet.MyInvocation.MyCommand.Name
    $request = @{
        cmdlet           = $name
        parameters       = $Parameters
        workingDirectory = $Cmdlet.SessionState.Path.CurrentFileSystemLocation.ProviderPath
    }
    if ($Cmdlet.ParameterSetName -ne '__AllParameterSets') { $request['parameterSet'] = $Cmdlet.ParameterSetName }
    for ($attempt = 1; ; $attempt++) {
        try {
            $connection = Get-HcsConnection -Start
            $id = Send-HcsRequest $connection 'invoke' $request
        }
        catch [System.Management.Automation.PipelineStoppedException] { throw }
        catch {
            if ($attempt -eq 1 -and -not $_.Exception.Data.Contains('HcsKind')) { continue }
            $Cmdlet.ThrowTerminatingError((ConvertTo-HcsErrorRecord $_.Exception))
        }
        $call = @{ Cmdlet = $Cmdlet; Name = $name; Connection = $connection; Id = $id; Heard = $false; Done = $false; Lines = $null; Activities = @{} }
        try {
            Receive-HcsCall $call
            return
        }
        catch [System.IO.IOException] {
            if ($call.Heard -or $connection.Alive) { $attempt = 2 }
            # The service was killed or went away. A question may be asked again; a change may have been made.
            if ($attempt -eq 1 -and $name -like 'Get-*') { continue }
            $message = "The service ended while $name ran: $($_.Exception.Message) Containers go on without it; the next cmdlet starts it again."
            $Cmdlet.ThrowTerminatingError((New-HcsErrorRecord 'ConnectionFailed' $script:HcsCategory['ConnectionFailed'] $message $null 'Get-Container, to see what was done; then try again' $null))
        }
        finally { Complete-HcsCall $call }
    }
}

# Handles the messages of one call until its reply. Several calls can be under way: in `Get-Container | Stop-Container`
# the second one runs inside the first one's WriteObject.
function Receive-HcsCall {
    param([hashtable] $Call)
    $connection = $Call.Connection
    $queue = $connection.Calls[$Call.Id]
    # A service of another version may leave properties out.
    Set-StrictMode -Off
    while (-not $Call.Done) {
        while ($queue.Count -eq 0) { Receive-HcsMessage $connection 200 }
        $message = $queue.Dequeue()
        $Call.Heard = $true
        switch ($message.method) {
            'stream/object' {
                # Neighbours of one type in one function call; they go down the pipeline one by one all the same.
                $type = [string] $message.params.type
                $values = New-Object 'System.Collections.Generic.List[object]'
                $values.Add($message.params.value)
                while ($queue.Count -gt 0 -and $queue.Peek().method -eq 'stream/object' -and $queue.Peek().params.type -eq $type) {
                    $values.Add($queue.Dequeue().params.value)
                }
                $write = $script:HcsWriters[$type]
                if ($null -ne $write) { & $write $Call.Cmdlet $values }
                else { foreach ($value in $values) { $Call.Cmdlet.WriteObject($value) } }
                break
            }
            'stream/output' { Write-HcsOutput $Call $message.params; break }
            'stream/error' { $Call.Cmdlet.WriteError((ConvertFrom-HcsWireError $message.params.error)); break }
            'stream/progress' { Write-HcsProgress $Call $message.params; break }
            'stream/verbose' { $Call.Cmdlet.WriteVerbose($message.params.text); break }
            'stream/warning' { $Call.Cmdlet.WriteWarning($message.params.text); break }
            'ask/shouldProcess' {
                $answer = $Call.Cmdlet.ShouldProcess($message.params.target, $message.params.action)
                Send-HcsReply $connection $message.id @{ answer = $answer }
                break
            }
            'ask/shouldContinue' {
                $answer = $Call.Cmdlet.MyInvocation.BoundParameters['Force'] -or
                    $Call.Cmdlet.ShouldContinue($message.params.query, $message.params.caption)
                Send-HcsReply $connection $message.id @{ answer = [bool] $answer }
                break
            }
            default {
                if ($null -ne $message.method) { break }
                $Call.Done = $true
                Complete-HcsOutput $Call
                if ($null -ne $message.result.exitCode) { $global:LASTEXITCODE = ConvertTo-HcsExitCode $message.result.exitCode }
                if ($null -ne $message.error) { Stop-HcsCall $Call $message.error }
            }
        }
    }
}

# The call ended by an error: a terminating one.
function Stop-HcsCall {
    param([hashtable] $Call, $ErrorMessage)
    Complete-HcsProgress $Call
    $wire = $ErrorMessage.data
    if ($null -eq $wire.id) {
        $wire = [pscustomobject] @{ id = 'Internal'; category = 'NotSpecified'; message = $ErrorMessage.message }
    }
    $Call.Cmdlet.ThrowTerminatingError((ConvertFrom-HcsWireError $wire))
}

function ConvertFrom-HcsWireError {
    param($Wire)
    New-HcsErrorRecord $Wire.id $Wire.category $Wire.message $Wire.target $Wire.hint $Wire.hresult
}

# After a call, however it ended. One that is still under way (Ctrl+C, `Select-Object -First 1`, an error downstream) is
# cancelled, and its end awaited, so that the next cmdlet finds what was undone undone.
function Complete-HcsCall {
    param([hashtable] $Call)
    $connection = $Call.Connection
    if (-not $Call.Done -and $connection.Alive) {
        try {
            Send-HcsMessage $connection ([ordered] @{ jsonrpc = '2.0'; method = '$/cancelRequest'; params = @{ id = $Call.Id } })
            $reply = Wait-HcsCancelled $connection $Call.Id
            if (-not $reply) { Close-HcsConnection $connection }
        }
        catch [System.IO.IOException] { Close-HcsConnection $connection }
    }
    $connection.Calls.Remove($Call.Id)
    if (-not $connection.Alive) { Close-HcsConnection $connection }
}

# Whether the reply of a cancelled call came within 10 seconds. Its questions are answered with no.
function Wait-HcsCancelled {
    param([hashtable] $Connection, [int] $Id)
    $queue = $Connection.Calls[$Id]
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    while ($clock.ElapsedMilliseconds -lt 10000) {
        while ($queue.Count -gt 0) {
            $message = $queue.Dequeue()
            $properties = $message.PSObject.Properties
            if ($null -eq $properties['method']) { return $true }
            if ($null -ne $properties['id']) { Send-HcsReply $Connection $message.id @{ answer = $false } }
        }
        Receive-HcsMessage $Connection 100
    }
    $false
}
