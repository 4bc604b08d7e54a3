using System;
using System.Buffers.Text;
using System.IO;
using System.IO.Pipes;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace HcsContainers.Connection
{
    /// <summary>
    /// A connection to the service: JSON-RPC with Content-Length frames (core/spec/wire.ts). One thread reads; any may write.
    /// </summary>
    internal sealed class ServiceStream : IDisposable
    {
        private const int Protocol = 1;
        private const int MaximumFrameBytes = 256 * 1024 * 1024;
        private const int MaximumHeadBytes = 256;

        private readonly Stream _stream;
        private readonly object _writing = new object();
        private byte[] _buffer = new byte[128 * 1024];
        private int _start;
        private int _end;

        private ServiceStream(Stream stream)
        {
            _stream = stream;
        }

        /// <summary>Connects to a Unix socket's path, or a named pipe on Windows, and says hello.</summary>
        internal static ServiceStream Open(string endpoint, string version, int timeoutMs)
        {
            var connection = new ServiceStream(Connect(endpoint, timeoutMs));
            try
            {
                connection.Request(1, "hello", writer =>
                {
                    writer.WriteNumber("protocol", Protocol);
                    writer.WriteString("version", version);
                    writer.WriteString("client", "powershell session");
                });
                using (JsonDocument reply = connection.Read(null))
                {
                    if (reply == null) throw new IOException("The service closed the connection.");
                    if (reply.RootElement.TryGetProperty("error", out JsonElement error)) throw new ServiceException(error);
                }
                return connection;
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }

        private static Stream Connect(string endpoint, int timeoutMs)
        {
            const string PipePrefix = @"\\.\pipe\";
            if (endpoint.StartsWith(PipePrefix, StringComparison.OrdinalIgnoreCase))
            {
                var pipe = new NamedPipeClientStream(".", endpoint.Substring(PipePrefix.Length), PipeDirection.InOut, PipeOptions.Asynchronous);
                try { pipe.Connect(timeoutMs); }
                catch { pipe.Dispose(); throw; }
                return pipe;
            }
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try { socket.Connect(new UnixDomainSocketEndPoint(endpoint)); }
            catch { socket.Dispose(); throw; }
            return new NetworkStream(socket, ownsSocket: true);
        }

        internal void Request(int id, string method, Action<Utf8JsonWriter> parameters)
        {
            Write(id, method, parameters);
        }

        internal void Notify(string method, Action<Utf8JsonWriter> parameters)
        {
            Write(null, method, parameters);
        }

        private void Write(int? id, string method, Action<Utf8JsonWriter> parameters)
        {
            using (var body = new MemoryStream())
            {
                using (var writer = new Utf8JsonWriter(body))
                {
                    writer.WriteStartObject();
                    writer.WriteString("jsonrpc", "2.0");
                    if (id != null) writer.WriteNumber("id", id.Value);
                    writer.WriteString("method", method);
                    writer.WriteStartObject("params");
                    parameters(writer);
                    writer.WriteEndObject();
                    writer.WriteEndObject();
                }
                byte[] head = Encoding.ASCII.GetBytes("Content-Length: " + body.Length + "\r\n\r\n");
                lock (_writing)
                {
                    _stream.Write(head, 0, head.Length);
                    _stream.Write(body.GetBuffer(), 0, (int)body.Length);
                    _stream.Flush();
                }
            }
        }

        /// <summary>Takes bytes of a call that asked for them as they are; they are the stream's own, and soon others.</summary>
        internal delegate void TakeBytes(ReadOnlySpan<byte> bytes);

        /// <summary>The next message, or null when the service has closed the connection. Bytes before it are given away.</summary>
        internal JsonDocument Read(TakeBytes onBytes)
        {
            for (;;)
            {
                int length = -1;
                int headLength = _buffer.AsSpan(_start, Math.Min(MaximumHeadBytes, _end - _start)).IndexOf("\r\n\r\n"u8);
                if (headLength >= 0) length = ContentLength(headLength);
                else if (_end - _start >= MaximumHeadBytes) throw new InvalidDataException("The service sent a message without a heading.");
                int whole = headLength + 4 + length;
                if (length >= 0 && _end - _start >= whole)
                {
                    if (onBytes != null && _buffer.AsSpan(_start, headLength).IndexOf("octet-stream"u8) >= 0)
                    {
                        onBytes(_buffer.AsSpan(_start + headLength + 4, length));
                        _start += whole;
                        continue;
                    }
                    // A copy: the document outlives the buffer's content.
                    byte[] body = _buffer.AsSpan(_start + headLength + 4, length).ToArray();
                    _start += whole;
                    return JsonDocument.Parse(body);
                }
                MakeRoom(length < 0 ? 1 : whole);
                int count = _stream.Read(_buffer, _end, _buffer.Length - _end);
                if (count == 0) return null;
                _end += count;
            }
        }

        private int ContentLength(int headLength)
        {
            ReadOnlySpan<byte> head = _buffer.AsSpan(_start, headLength);
            ReadOnlySpan<byte> name = "Content-Length:"u8;
            int at = head.IndexOf(name);
            if (at < 0) throw new InvalidDataException("The service sent a message without a length.");
            ReadOnlySpan<byte> digits = head.Slice(at + name.Length).TrimStart((byte)' ');
            if (!Utf8Parser.TryParse(digits, out int length, out _) || length < 0 || length > MaximumFrameBytes)
                throw new InvalidDataException("The service sent a message with a length that is none.");
            return length;
        }

        private void MakeRoom(int wholeBytes)
        {
            if (_start > 0)
            {
                _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
                _end -= _start;
                _start = 0;
            }
            int wanted = _buffer.Length;
            while (wanted < wholeBytes || wanted == _end) wanted *= 2;
            if (wanted != _buffer.Length) Array.Resize(ref _buffer, wanted);
        }

        public void Dispose()
        {
            _stream.Dispose();
        }
    }

    /// <summary>An error as the service tells it (`WireError`).</summary>
    public sealed class ServiceException : Exception
    {
        /// <summary>The kind: `NotFound`.</summary>
        public string Kind { get; }
        /// <summary>The name of the ErrorCategory.</summary>
        public string Category { get; }
        /// <summary>The next command to type, or empty.</summary>
        public string Hint { get; }
        /// <summary>What it is about, or null.</summary>
        public string Target { get; }

        internal ServiceException(JsonElement error) : base(Text(error, "message") ?? "The service refused.")
        {
            error.TryGetProperty("data", out JsonElement data);
            Kind = Text(data, "id") ?? "ConnectionFailed";
            Category = Text(data, "category") ?? "ConnectionError";
            Hint = Text(data, "hint") ?? string.Empty;
            Target = Text(data, "target");
        }

        internal ServiceException(string message, Exception cause) : base(message, cause)
        {
            Kind = "ConnectionFailed";
            Category = "ConnectionError";
            Hint = "hcs service status";
        }

        private static string Text(JsonElement value, string name)
        {
            bool isThere = value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out JsonElement found) && found.ValueKind == JsonValueKind.String;
            return isThere ? value.GetProperty(name).GetString() : null;
        }
    }
}
