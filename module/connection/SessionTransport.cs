using System;
using System.IO;
using System.Management.Automation.Internal;
using System.Management.Automation.Remoting;
using System.Management.Automation.Remoting.Client;
using System.Text;
using System.Text.Json;
using System.Threading;

namespace HcsContainers.Connection
{
    /// <summary>
    /// Carries a session's packets, each a line of XML, in messages of the service's protocol: what is sent as
    /// `stream/input`, what comes as `stream/output`.
    /// </summary>
    internal sealed class SessionTransport : ClientSessionTransportManagerBase
    {
        private const int HelloTimeoutMs = 10000;
        private const int Call = 2;
        private const string CloseAcknowledged = "<CloseAck PSGuid='00000000-0000-0000-0000-000000000000' />";

        private readonly ServiceConnectionInfo _info;
        private readonly object _sync = new object();
        private ServiceStream _service;
        private bool _isClosed;
        private bool _isClosing;
        private bool _isAcknowledged;

        internal SessionTransport(ServiceConnectionInfo info, Guid runspaceId, PSRemotingCryptoHelper cryptoHelper) : base(runspaceId, cryptoHelper)
        {
            _info = info;
        }

        /// <summary>Returns at once: several sessions are opened beside each other.</summary>
        public override void CreateAsync()
        {
            new Thread(Run) { Name = "HcsContainers session", IsBackground = true }.Start();
        }

        public override void CloseAsync()
        {
            lock (_sync) _isClosing = true;
            base.CloseAsync();
        }

        private void Run()
        {
            bool isOpen = false;
            try
            {
                ServiceStream service = ServiceStream.Open(_info.Endpoint, _info.Version, HelloTimeoutMs);
                lock (_sync)
                {
                    _service = service;
                    if (_isClosed) { service.Dispose(); return; }
                }
                service.Request(Call, "shell", writer =>
                {
                    writer.WriteNumber("call", Call);
                    writer.WriteString("container", _info.ContainerId);
                    writer.WriteBoolean("runAsAdministrator", _info.RunAsAdministrator);
                    writer.WriteBoolean("asBytes", true);
                });
                SetMessageWriter(new LineSender(service));
                isOpen = true;
                // Before the first read: the server says nothing until it has heard something.
                SendOneItem();
                Receive(service);
            }
            catch (Exception failure)
            {
                Fail(failure, isOpen);
            }
        }

        /// <summary>Reads until the session is over. Throws when it ended without being asked to.</summary>
        private void Receive(ServiceStream service)
        {
            var lines = new LineSplitter(Take);
            for (;;)
            {
                using (JsonDocument message = service.Read(lines.Add))
                {
                    if (message == null) throw new IOException("The service closed the connection.");
                    JsonElement root = message.RootElement;
                    if (root.TryGetProperty("method", out _)) lines.Add(root.GetProperty("params").GetProperty("data").GetBytesFromBase64());
                    else if (root.TryGetProperty("error", out JsonElement error)) throw new ServiceException(error);
                    else throw new IOException("The container's PowerShell has ended.");
                }
            }
        }

        private void Take(string line)
        {
            if (line == CloseAcknowledged) lock (_sync) _isAcknowledged = true;
            HandleOutputDataReceived(line);
        }

        private void Fail(Exception failure, bool isOpen)
        {
            bool isOver;
            lock (_sync)
            {
                if (_isClosed || _isAcknowledged) return;
                isOver = _isClosing && isOpen;
            }
            if (isOver)
            {
                // What was asked to end has ended, without saying so.
                Take(CloseAcknowledged);
                return;
            }
            ServiceException told = failure as ServiceException ?? new ServiceException(isOpen
                ? $"The session in container '{_info.ContainerId}' broke: {failure.Message} What it was doing there may have been done or not."
                : $"Cannot open a session in container '{_info.ContainerId}': {failure.Message}", failure);
            _info.Failure = told;
            // First: what still is sent, as the packet that says goodbye, must fail and not wait for an answer.
            CleanupConnection();
            var method = isOpen ? TransportMethodEnum.ReceiveShellOutputEx : TransportMethodEnum.CreateShellEx;
            RaiseErrorHandler(new TransportErrorOccuredEventArgs(new PSRemotingTransportException(told.Message, told), method));
        }

        protected override void CleanupConnection()
        {
            lock (_sync)
            {
                _isClosed = true;
                _service?.Dispose();
            }
        }

        protected override void Dispose(bool isDisposing)
        {
            base.Dispose(isDisposing);
            if (isDisposing) CleanupConnection();
        }

        /// <summary>A packet a message. PowerShell's remoting waits for an answer to each: none piles up.</summary>
        private sealed class LineSender : TextWriter
        {
            private readonly ServiceStream _service;

            internal LineSender(ServiceStream service)
            {
                _service = service;
            }

            public override Encoding Encoding => Encoding.UTF8;

            public override void WriteLine(string line)
            {
                byte[] bytes = Encoding.UTF8.GetBytes(line + "\n");
                try
                {
                    _service.Notify("stream/input", writer =>
                    {
                        writer.WriteNumber("call", Call);
                        writer.WriteBase64String("data", bytes);
                    });
                }
                catch (ObjectDisposedException over)
                {
                    // A command that is closed takes a broken connection for its end, but nothing else.
                    throw new IOException("The session is over.", over);
                }
            }

            public override void Write(char value)
            {
                throw new NotSupportedException();
            }
        }

        private sealed class LineSplitter
        {
            private readonly Action<string> _onLine;
            private readonly MemoryStream _rest = new MemoryStream();

            internal LineSplitter(Action<string> onLine)
            {
                _onLine = onLine;
            }

            internal void Add(ReadOnlySpan<byte> bytes)
            {
                for (int at = bytes.IndexOf((byte)'\n'); at >= 0; at = bytes.IndexOf((byte)'\n'))
                {
                    _rest.Write(bytes.Slice(0, at));
                    bytes = bytes.Slice(at + 1);
                    string line = Encoding.UTF8.GetString(_rest.GetBuffer(), 0, (int)_rest.Length).TrimEnd('\r');
                    _rest.SetLength(0);
                    _onLine(line);
                }
                _rest.Write(bytes);
            }
        }
    }
}
