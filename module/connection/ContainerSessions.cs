using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Threading;

namespace HcsContainers.Connection
{
    /// <summary>One container's session, or why there is none.</summary>
    public sealed class OpenedSession
    {
        public string ContainerId { get; internal set; }
        public Runspace Runspace { get; internal set; }
        public Exception Failure { get; internal set; }
    }

    /// <summary>Sessions into containers, several at once.</summary>
    public sealed class ContainerSessions : IDisposable
    {
        /// <summary>PowerShell itself gives up after a minute.</summary>
        private const int EndTimeoutMs = 70000;

        private static readonly Lazy<TypeTable> s_types = new Lazy<TypeTable>(TypeTable.LoadDefaultTypeFiles);

        private readonly object _sync = new object();
        private readonly Queue<Runspace> _waiting = new Queue<Runspace>();
        private readonly List<Runspace> _all = new List<Runspace>();
        private readonly ManualResetEventSlim _done = new ManualResetEventSlim();
        private int _left;

        private ContainerSessions()
        {
        }

        /// <summary>Begins to open a session for each, so many at once; `Wait` says when all are open or have failed.</summary>
        public static ContainerSessions Begin(ServiceConnectionInfo[] containers, string[] names, PSHost host, int throttleLimit)
        {
            var sessions = new ContainerSessions { _left = containers.Length };
            for (int index = 0; index < containers.Length; index++)
            {
                string name = names == null || index >= names.Length ? null : names[index];
                Runspace runspace = RunspaceFactory.CreateRunspace(containers[index], host, s_types.Value, null, name);
                sessions._all.Add(runspace);
                sessions._waiting.Enqueue(runspace);
            }
            if (containers.Length == 0) sessions._done.Set();
            for (int count = 0; count < Math.Max(1, throttleLimit); count++) sessions.OpenNext();
            return sessions;
        }

        /// <summary>Whether all are settled; waits for it at most so long, so that Ctrl+C is heard.</summary>
        public bool Wait(int timeoutMs)
        {
            return _done.Wait(timeoutMs);
        }

        /// <summary>In the order in which the containers were given.</summary>
        public OpenedSession[] Results()
        {
            var results = new List<OpenedSession>();
            foreach (Runspace runspace in _all)
            {
                var info = (ServiceConnectionInfo)runspace.OriginalConnectionInfo;
                bool isOpen = runspace.RunspaceStateInfo.State == RunspaceState.Opened;
                results.Add(new OpenedSession
                {
                    ContainerId = info.ContainerId,
                    Runspace = isOpen ? runspace : null,
                    Failure = isOpen ? null : Reason(runspace, info),
                });
            }
            return results.ToArray();
        }

        private static Exception Reason(Runspace runspace, ServiceConnectionInfo info)
        {
            for (Exception cause = runspace.RunspaceStateInfo.Reason; cause != null; cause = cause.InnerException)
                if (cause is ServiceException) return cause;
            return info.Failure ?? runspace.RunspaceStateInfo.Reason ?? new InvalidOperationException("The session was closed.");
        }

        /// <summary>Closes those that nobody took: all that were not given out as a PSSession.</summary>
        public void Dispose()
        {
            lock (_sync) _waiting.Clear();
            foreach (Runspace runspace in _all) CloseSession(runspace);
        }

        /// <summary>
        /// Closes a session. A script that exits makes PowerShell close its session too, on a thread of its own, and of two
        /// threads that wait there for the same end one fails: here it is waited for at the runspace.
        /// </summary>
        public static void CloseSession(Runspace runspace)
        {
            WaitForEnd(runspace, runspace.CloseAsync);
            runspace.Dispose();
        }

        /// <summary>Waits for the end of a session that is being closed, as by a script that has exited.</summary>
        public static void WaitWhileClosing(Runspace runspace)
        {
            if (runspace.RunspaceStateInfo.State == RunspaceState.Closing) WaitForEnd(runspace, () => { });
        }

        private static void WaitForEnd(Runspace runspace, Action begin)
        {
            bool IsOver() => runspace.RunspaceStateInfo.State == RunspaceState.Closed || runspace.RunspaceStateInfo.State == RunspaceState.Broken;
            // Not disposed: who tells of the end may come late.
            var ended = new ManualResetEventSlim();
            void Look(object sender, RunspaceStateEventArgs change)
            {
                if (IsOver()) ended.Set();
            }
            runspace.StateChanged += Look;
            try
            {
                begin();
                if (!IsOver()) ended.Wait(EndTimeoutMs);
            }
            finally { runspace.StateChanged -= Look; }
        }

        /// <summary>Closes sessions when a job that runs in them is over.</summary>
        public static void CloseAfter(Job job, Runspace[] runspaces)
        {
            int isClosed = 0;
            void Close()
            {
                bool isOver = job.JobStateInfo.State == JobState.Completed || job.JobStateInfo.State == JobState.Failed || job.JobStateInfo.State == JobState.Stopped;
                if (!isOver || Interlocked.Exchange(ref isClosed, 1) != 0) return;
                // Not on the thread that tells of the end: the session would wait for itself.
                ThreadPool.QueueUserWorkItem(_ =>
                {
                    foreach (Runspace runspace in runspaces) CloseSession(runspace);
                });
            }
            job.StateChanged += (sender, change) => Close();
            Close();
        }

        /// <summary>
        /// Makes a session the one that the shell's prompt works in, as Enter-PSSession does, and closes it when the person has
        /// left it: then the shell is in its own runspace again, to show its prompt for one. The caller disposes the session when
        /// this throws, as it does for a shell that has no such prompt.
        /// </summary>
        public static void Enter(Runspace session, Runspace own, PSHost host)
        {
            if (!(host is IHostSupportsInteractiveSession shell)) throw new PSNotImplementedException();
            shell.PushRunspace(session);
            void Look(object sender, RunspaceAvailabilityEventArgs change)
            {
                if (shell.IsRunspacePushed) return;
                own.AvailabilityChanged -= Look;
                // Not on the shell's thread, which would wait for it.
                ThreadPool.QueueUserWorkItem(_ => CloseSession(session));
            }
            own.AvailabilityChanged += Look;
        }

        private void OpenNext()
        {
            Runspace next;
            lock (_sync)
            {
                if (_waiting.Count == 0) return;
                next = _waiting.Dequeue();
            }
            int isSettled = 0;
            next.StateChanged += (sender, change) =>
            {
                RunspaceState state = change.RunspaceStateInfo.State;
                bool isOver = state == RunspaceState.Opened || state == RunspaceState.Closed || state == RunspaceState.Broken;
                if (!isOver || Interlocked.Exchange(ref isSettled, 1) != 0) return;
                if (Interlocked.Decrement(ref _left) == 0) _done.Set();
                else OpenNext();
            };
            next.OpenAsync();
        }
    }
}
