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
