using System;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Management.Automation.Remoting.Client;
using System.Management.Automation.Runspaces;

namespace HcsContainers.Connection
{
    /// <summary>Names a container to PowerShell's remoting, and how it is reached: through the service at an endpoint.</summary>
    public sealed class ServiceConnectionInfo : RunspaceConnectionInfo
    {
        public string Endpoint { get; }
        public string ContainerId { get; }
        public bool RunAsAdministrator { get; }
        /// <summary>Of the module: what it says to the service at its hello.</summary>
        public string Version { get; }

        /// <summary>Why the connection could not be made, or broke.</summary>
        internal Exception Failure { get; set; }

        public ServiceConnectionInfo(string endpoint, string containerId, bool runAsAdministrator, string version)
        {
            Endpoint = endpoint;
            ContainerId = containerId;
            RunAsAdministrator = runAsAdministrator;
            Version = version;
        }

        /// <summary>What objects and errors carry as PSComputerName: as with the shell's own sessions, the container's id.</summary>
        public override string ComputerName
        {
            get { return ContainerId; }
            set { throw new NotSupportedException(); }
        }

        public override PSCredential Credential
        {
            get { return null; }
            set { throw new NotSupportedException(); }
        }

        public override AuthenticationMechanism AuthenticationMechanism
        {
            get { return AuthenticationMechanism.Default; }
            set { throw new NotSupportedException(); }
        }

        public override string CertificateThumbprint
        {
            get { return string.Empty; }
            set { throw new NotSupportedException(); }
        }

        public override RunspaceConnectionInfo Clone()
        {
            return new ServiceConnectionInfo(Endpoint, ContainerId, RunAsAdministrator, Version);
        }

        public override BaseClientSessionTransportManager CreateClientSessionTransportManager(Guid instanceId, string sessionName, PSRemotingCryptoHelper cryptoHelper)
        {
            return new SessionTransport(this, instanceId, cryptoHelper);
        }
    }
}
