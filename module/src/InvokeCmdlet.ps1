# The loop behind every cmdlet: sends the call, and gives what comes back as PowerShell gives it.

# Preference variables, and the parameter that overrides each.
$script:HcsPreferences = @{
    WhatIfPreference      = 'WhatIf'
    ConfirmPreference     = 'Confirm'
    VerbosePreference     = 'Verbose'
    WarningPreference     = 'WarningAction'
    ErrorActionPreference = 'ErrorAction'
    ProgressPreference    = 'ProgressAction'
}

# Preferences of the caller's script do not reach into a module by themselves; without this a script run with -WhatIf
# would really remove things. Call it first, from the cmdlet's begin block.
function Import-HcsPreference {
    param($Cmdlet, [System.Collections.IDictionary] $Bound)
    foreach ($name in $script:HcsPreferences.Keys) {
        if ($Bound.ContainsKey($script:HcsPreferences[$name])) { continue }
        $value = $Cmdlet.SessionState.PSVariable.GetValue($name)
        # Comparing costs a twentieth of setting, and the two seldom differ.
        if ($null -ne $value -and $value -ne $ExecutionContext.SessionState.PSVariable.GetValue($name)) {
            Microsoft.PowerShell.Utility\Set-Variable -Scope 1 -Name $name -Value $value -WhatIf:$false -Confirm:$false
        }
    }
    # -Force means: do not ask. An explicit -Confirm still does.
    if ($Bound.ContainsKey('Force') -and $Bound['Force'] -and -not $Bound.ContainsKey('Confirm')) {
        Microsoft.PowerShell.Utility\Set-Variable -Scope 1 -Name ConfirmPreference -Value 'None' -WhatIf:$false -Confirm:$false
    }
}

function Invoke-HcsCmdlet {
    param($Cmdlet, [System.Collections.IDictionary] $Parameters)
    if ($null -eq $Parameters) { return }
    # As declared: its caller may have imported it with -Prefix.
    $name = $Cmdlet.MyInvocation.MyCommand.ScriptBlock.Ast.Name
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
        $call = @{ Cmdlet = $Cmdlet; Connection = $connection; Id = $id; Heard = $false; Done = $false; Failure = $null; Lines = $null; Activities = @{} }
        $failure = $null
        try {
            Receive-HcsCall $call
            $failure = $call.Failure
        }
        catch [System.IO.IOException] {
            if ($call.Heard -or $connection.Alive) { $attempt = 2 }
            # The service was killed or went away. A question may be asked again; a change may have been made.
            if ($attempt -eq 1 -and $name -like 'Get-*') { continue }
            $message = "The service ended while $name ran: $($_.Exception.Message) Containers go on without it; the next cmdlet starts it again."
            $failure = New-HcsErrorRecord 'ConnectionFailed' $script:HcsCategory['ConnectionFailed'] $message $null 'Get-Container, to see what was done; then try again' $null
        }
        catch {
            # An error that -ErrorAction made a stop, a question nobody can answer, a defect. Left alone it would end this
            # statement only, and the loop would go round again.
            $failure = ConvertFrom-HcsCaught $_
        }
        finally { Complete-HcsCall $call }
        if ($null -ne $failure) { $Cmdlet.ThrowTerminatingError($failure) }
        return
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
                $values = [System.Collections.Generic.List[object]]::new()
                $values.Add($message.params.value)
                while ($queue.Count -gt 0 -and $queue.Peek().method -eq 'stream/object' -and $queue.Peek().params.type -eq $type) {
                    $values.Add($queue.Dequeue().params.value)
                }
                Write-HcsObject $Call $type $values
                break
            }
            'stream/objects' { Write-HcsObject $Call ([string] $message.params.type) $message.params.values; break }
            'stream/output' { Write-HcsOutput $Call $message.params; break }
            'stream/error' { $Call.Cmdlet.WriteError((ConvertFrom-HcsWireError $message.params.error)); break }
            'stream/progress' { Write-HcsProgress $Call $message.params; break }
            'stream/verbose' { $Call.Cmdlet.WriteVerbose($message.params.text); break }
            'stream/warning' { $Call.Cmdlet.WriteWarning($message.params.text); break }
            'ask/shouldProcess' { Send-HcsReply $connection $message.id @{ answer = Read-HcsAnswer $Call.Cmdlet $message }; break }
            'ask/shouldContinue' { Send-HcsReply $connection $message.id @{ answer = Read-HcsAnswer $Call.Cmdlet $message }; break }
            default {
                if ($null -ne $message.method) { break }
                $Call.Done = $true
                Complete-HcsOutput $Call
                if ($null -ne $message.result.exitCode) { $global:LASTEXITCODE = ConvertTo-HcsExitCode $message.result.exitCode }
                if ($null -ne $message.error) { $Call.Failure = ConvertFrom-HcsFailure $message.error }
            }
        }
    }
}

# What the user answers to a question of the core.
function Read-HcsAnswer {
    param($Cmdlet, $Question)
    $asked = $Question.params
    $isChange = $Question.method -eq 'ask/shouldProcess'
    try {
        if ($isChange) { return $Cmdlet.ShouldProcess($asked.target, $asked.action) }
        return [bool] ($Cmdlet.MyInvocation.BoundParameters['Force'] -or $Cmdlet.ShouldContinue($asked.query, $asked.caption))
    }
    catch [System.InvalidOperationException], [System.NotImplementedException], [System.NullReferenceException], [System.Management.Automation.RemoteException] {
        $why = $_.Exception.GetBaseException().Message
        # What a shell throws whose input has ended; a job says it in the shell's words.
        if ($why -eq [System.NullReferenceException]::new().Message) { $why = 'nobody can answer here.' }
        $about = if ($isChange) { "whether to $($asked.action) $($asked.target)" } else { "'$($asked.query)'" }
        throw (New-HcsException 'InvalidState' "Cannot ask ${about}: $why" 'The same command with -Confirm:$false, or with -Force where it has it' $asked.target)
    }
}

# The record of an error that ended the call.
function ConvertFrom-HcsFailure {
    param($ErrorMessage)
    $wire = $ErrorMessage.data
    if ($null -eq $wire.id) {
        $wire = [pscustomobject] @{ id = 'Internal'; category = 'NotSpecified'; message = $ErrorMessage.message }
    }
    ConvertFrom-HcsWireError $wire
}

# The record of what a catch block caught: without the wrapping of a method call.
function ConvertFrom-HcsCaught {
    param([System.Management.Automation.ErrorRecord] $Caught)
    $exception = $Caught.Exception
    if ($exception.Data.Contains('HcsKind')) { return ConvertTo-HcsErrorRecord $exception }
    if ($exception -isnot [System.Management.Automation.MethodInvocationException]) { return $Caught }
    $inner = $exception.InnerException
    if ($inner -is [System.Management.Automation.IContainsErrorRecord]) { return $inner.ErrorRecord }
    $Caught
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
