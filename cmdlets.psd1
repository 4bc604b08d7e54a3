<#
    Every cmdlet, once. From this file `npm run generate` writes the PowerShell module, the typed contract of the
    service with its validators, the command line's tables and docs/cmdlets. Its shape is core/spec/cmdlet.ts.

    To add a cmdlet: one entry here, one handler in core/service/handlers.
#>
@{
    SchemaVersion = 1

    Module = @{
        Name        = 'HcsContainers'
        Version     = '0.1.0'
        Guid        = '5b0c1c1e-6b5e-4d0a-9c57-2f6f5f1f7a30'
        Author      = 'The HcsContainers authors'
        CompanyName = 'HcsContainers'
        Copyright   = '(c) The HcsContainers authors. Apache License 2.0.'
        Description = 'Windows containers in PowerShell, without Docker: create, start, change, capture and run containers with cmdlets over the Windows Host Compute Service. Images are OCI images.'
        ProjectUri  = 'https://github.com/HcsContainers/HcsContainers'
        LicenseUri  = 'https://www.apache.org/licenses/LICENSE-2.0'
        Tags        = 'Windows', 'Containers', 'Container', 'HCS', 'OCI', 'PSEdition_Desktop', 'PSEdition_Core'
    }

    Objects = @{
        ContainerHost = @{
            Help       = 'The machine that runs containers, and what it can do.'
            Key        = 'Name'
            Properties = @(
                @{ Name = 'Name'; Type = 'string'; Help = 'The name of the machine.' }
                @{ Name = 'ContainerImageRepositoryLocation'; Type = 'string'; Help = 'The folder of the image store: an OCI image layout.' }
                @{ Name = 'Kind'; Type = 'string'; Help = 'Which host runs the containers: Windows, or Embedded (Wine sandboxes on Linux).' }
                @{ Name = 'OsVersion'; Type = 'string'; Help = 'The Windows version that containers see.' }
                @{ Name = 'Architecture'; Type = 'string'; Help = 'The processor architecture, in OCI words: amd64, arm64.' }
                @{ Name = 'Isolation'; Type = 'string[]'; Help = 'The isolation modes this host offers.' }
                @{ Name = 'Supports'; Type = 'string[]'; Help = 'Parameters of New-Container that not every host serves and this one does: CredentialSpec, Device, User, MemoryStartupBytes, ProcessorCount, ProcessorMaximum, ProcessorWeight, StorageMaximumIOPS, StorageMaximumBandwidth, MaximumThreadCount, ScratchSizeBytes, LogMaximumBytes.' }
                @{ Name = 'Version'; Type = 'string'; Help = 'The version of the running service.' }
                @{ Name = 'Build'; Type = 'string'; Help = 'The build of the running service.' }
                @{ Name = 'ServicePid'; Type = 'int'; Help = 'The process id of the running service.' }
                @{ Name = 'StateRoot'; Type = 'string'; Help = 'The folder that holds all state.' }
                @{ Name = 'Features'; Type = 'object[]'; Help = 'Each capability with Name, Available, Version and, where it is missing, Reason (what it disables) and Fix (the command that brings it). On Windows: build and edition, elevation, Windows features, services with their schema versions, hypervisor.' }
            )
            Columns    = 'Name', 'ContainerImageRepositoryLocation', 'Kind', 'OsVersion'
        }

        ContainerHostCheck = @{
            Help       = 'One thing that Test-ContainerHost has looked at.'
            Key        = 'Name'
            Properties = @(
                @{ Name = 'Name'; Type = 'string'; Help = 'What was looked at: Wine, Containers, LeftoverSystem, Image.' }
                @{ Name = 'Result'; Type = 'string'; Help = 'Passed; Warning, when most goes on; Failed, when containers do not run, or one thing is broken.' }
                @{ Name = 'Target'; Type = 'string'; Optional = $true; Help = 'What it is about: a version, a path, an id, an image.' }
                @{ Name = 'Cause'; Type = 'string'; Optional = $true; Help = 'Why it has not passed.' }
                @{ Name = 'Fix'; Type = 'string'; Optional = $true; Help = 'What to type, or to do, when it has not passed.' }
                @{ Name = 'CanRepair'; Type = 'bool'; Help = 'Whether Repair-ContainerHost can mend it.' }
                @{ Name = 'Id'; Type = 'string'; Help = 'The id of the check, which Repair-ContainerHost takes.' }
            )
            Columns    = 'Name', 'Result', 'Target', 'Cause', 'Fix'
        }

        ContainerHostRepair = @{
            Help       = 'Something that Repair-ContainerHost has mended.'
            Key        = 'Name'
            Properties = @(
                @{ Name = 'Name'; Type = 'string'; Help = 'What was found: LeftoverSystem, HostComputeService.' }
                @{ Name = 'Result'; Type = 'string'; Help = 'Repaired.' }
                @{ Name = 'Target'; Type = 'string'; Optional = $true; Help = 'What it was about: a path, an id.' }
                @{ Name = 'Action'; Type = 'string'; Help = 'What was done.' }
                @{ Name = 'Cause'; Type = 'string'; Help = 'Why it was done.' }
                @{ Name = 'Id'; Type = 'string'; Help = 'The id of the check.' }
            )
            Columns    = 'Name', 'Result', 'Target', 'Action'
        }

        ContainerHostStep = @{
            Help       = 'A step of Install-ContainerHost.'
            Key        = 'Target'
            Properties = @(
                @{ Name = 'Target'; Type = 'string'; Help = 'What was installed or set: a Windows feature, a service, a package.' }
                @{ Name = 'Result'; Type = 'string'; Help = 'Done; or Waiting, for the restart of the machine.' }
                @{ Name = 'Action'; Type = 'string'; Help = 'What the step does.' }
                @{ Name = 'Command'; Type = 'string'; Help = 'What a person would type for the same.' }
                @{ Name = 'RestartNeeded'; Type = 'bool'; Help = 'Whether the machine must be restarted before it counts.' }
            )
            Columns    = 'Target', 'Result', 'Action', 'RestartNeeded'
        }

        ContainerHostStartup = @{
            Help       = 'How this machine starts the containers of this host with it.'
            Key        = 'Target'
            Properties = @(
                @{ Name = 'State'; Type = 'string'; Help = 'Registered; NotRegistered; or Different, when what is registered is not what this version would run.' }
                @{ Name = 'Kind'; Type = 'string'; Help = 'ScheduledTask, SystemdUnit or Crontab.' }
                @{ Name = 'Target'; Type = 'string'; Help = 'The name of the task, the file of the unit, or whose crontab it is.' }
                @{ Name = 'Command'; Type = 'string'; Help = 'What is run at the start of the machine.' }
                @{ Name = 'RegisterCommand'; Type = 'string'; Help = 'What a person would type to register it.' }
                @{ Name = 'UnregisterCommand'; Type = 'string'; Help = 'What a person would type to take it back.' }
            )
            Columns    = 'State', 'Kind', 'Target'
        }

        Container = @{
            Help       = 'A container of this host.'
            Key        = 'Name'
            Properties = @(
                @{ Name = 'Name'; Type = 'string'; Aliases = @('ContainerName'); Help = 'The name, unique on this host without regard to case.' }
                @{ Name = 'ContainerId'; Type = 'string'; Aliases = @('Id'); Help = 'The id, a GUID: the same as the id of its compute system, so that Enter-PSSession -ContainerId finds it.' }
                @{ Name = 'State'; Type = 'string'; Help = 'Off, Running, Paused, or Restarting: off, and its restart policy will start it.' }
                @{ Name = 'Uptime'; Type = 'timespan'; Help = 'How long it has run since it was started; zero when it is off.' }
                @{ Name = 'ParentImageName'; Type = 'string'; Optional = $true; Help = 'The name of the image it was made from.' }
                @{ Name = 'Isolation'; Type = 'string'; Optional = $true; Aliases = @('RuntimeType'); Help = 'Process or HyperV.' }
                @{ Name = 'Ports'; Type = 'string'; Optional = $true; Help = 'The published ports: 8080->80/tcp.' }
                @{ Name = 'IPAddress'; Type = 'string'; Optional = $true; Help = 'The address in the container network, while it runs.' }
                @{ Name = 'Created'; Type = 'datetime'; Optional = $true; Help = 'When it was created.' }
                @{ Name = 'Command'; Type = 'string'; Optional = $true; Help = 'The command it runs; absent when it only idles.' }
                @{ Name = 'ExitCode'; Type = 'long'; Optional = $true; Help = 'The exit code of its last run; absent while it never ended.' }
                @{ Name = 'WorkingDirectory'; Type = 'string'; Optional = $true; Help = 'The folder in the container in which the command starts.' }
                @{ Name = 'MemoryStartupBytes'; Type = 'long'; Optional = $true; Help = 'Its memory, in bytes; absent without a limit.' }
                @{ Name = 'ProcessorCount'; Type = 'int'; Optional = $true; Help = 'How many processors it uses at most; absent without such a limit.' }
                @{ Name = 'ProcessorMaximum'; Type = 'int'; Optional = $true; Help = 'The most of all processors that it uses, in percent; absent without such a limit.' }
                @{ Name = 'ProcessorWeight'; Type = 'int'; Optional = $true; Help = 'Its share where others want the processors too; absent when nothing was said.' }
                @{ Name = 'StorageMaximumIOPS'; Type = 'long'; Optional = $true; Help = 'How many reads and writes of 8 KB a second its C: does at most; absent without a limit.' }
                @{ Name = 'StorageMaximumBandwidth'; Type = 'long'; Optional = $true; Help = 'How many bytes a second its C: reads and writes at most; absent without a limit.' }
                @{ Name = 'MaximumThreadCount'; Type = 'int'; Optional = $true; Help = 'How many threads its programs have together at most; absent when nothing was said.' }
                @{ Name = 'ScratchSizeBytes'; Type = 'long'; Optional = $true; Help = 'How much its C: was made to hold, in bytes; absent when nothing was said.' }
                @{ Name = 'LogMaximumBytes'; Type = 'long'; Optional = $true; Help = 'How much of each stream of its output is kept, in bytes; 0 for everything.' }
                @{ Name = 'LimitsReached'; Type = 'string[]'; Optional = $true; Help = 'The limits that its programs came up against in this run, or the last: Memory (a program was ended for it), Threads (a program or thread was refused). Absent when they did not, or the host does not tell.' }
                @{ Name = 'ComputerName'; Type = 'string'; Help = 'The host it lives on.' }
                @{ Name = 'ImageDigest'; Type = 'string'; Optional = $true; Help = 'The digest of its image.' }
                @{ Name = 'ContainerComputerName'; Type = 'string'; Optional = $true; Help = 'The computer name inside.' }
                @{ Name = 'Environment'; Type = 'string[]'; Optional = $true; Help = 'The environment variables given at creation: NAME=value.' }
                @{ Name = 'Health'; Type = 'string'; Optional = $true; Help = 'Starting, Healthy or Unhealthy, while it runs and has a health check.' }
                @{ Name = 'HealthLog'; Type = 'object[]'; Optional = $true; Help = 'The last probes of its health, oldest first, each with Started, Ended, ExitCode (nothing when it was ended) and Output.' }
                @{ Name = 'HealthCommand'; Type = 'string'; Optional = $true; Help = 'The command that finds out its health.' }
                @{ Name = 'User'; Type = 'string'; Optional = $true; Help = 'Who runs its programs, unless told otherwise.' }
                @{ Name = 'SecretName'; Type = 'string[]'; Optional = $true; Help = 'The names of its secret environment variables; their values are told to nobody.' }
                @{ Name = 'SecretFile'; Type = 'string[]'; Optional = $true; Help = 'Where it has secret files while it runs; their content is told to nobody.' }
                @{ Name = 'StopCommand'; Type = 'string'; Optional = $true; Help = 'What is run in it before its main process is asked to end.' }
                @{ Name = 'StopTimeoutSec'; Type = 'int'; Optional = $true; Help = 'How long its programs may take to end by themselves, where it has a time of its own.' }
                @{ Name = 'RestartPolicy'; Type = 'string'; Optional = $true; Help = 'When it is started again by itself: No, OnFailure, Always, UnlessStopped.' }
                @{ Name = 'MaximumRetryCount'; Type = 'int'; Optional = $true; Help = 'How often OnFailure starts it again at most.' }
                @{ Name = 'RestartCount'; Type = 'int'; Optional = $true; Help = 'How often its restart policy has started it since somebody did.' }
                @{ Name = 'NextStart'; Type = 'datetime'; Optional = $true; Help = 'When its restart policy starts it next, while it is Restarting.' }
                @{ Name = 'LastStartError'; Type = 'string'; Optional = $true; Help = 'Why the last start by its restart policy failed.' }
                @{ Name = 'Owner'; Type = 'string'; Help = 'Whose it is: our tag, which is made of the state root, or that of another program. What is not known of the containers of others is null.' }
            )
            Columns    = 'Name', 'State', 'Uptime', 'ParentImageName'
        }

        ContainerImage = @{
            Help       = 'An image in the image store of this host.'
            Key        = 'Name'
            Properties = @(
                @{ Name = 'Name'; Type = 'string'; Help = 'The name.' }
                @{ Name = 'Publisher'; Type = 'string'; Help = 'The publisher: CN=Local.' }
                @{ Name = 'Version'; Type = 'version'; Help = 'The version, four parts: 1.0.0.0.' }
                @{ Name = 'IsOSImage'; Type = 'bool'; Help = 'Whether it is a base image, without a parent.' }
                @{ Name = 'ParentImage'; Type = 'string'; Optional = $true; Help = 'The full name of the image it builds on.' }
                @{ Name = 'FullName'; Type = 'string'; Help = 'Publisher, name and version in one: CN=Local_web_1.0.0.0.' }
                @{ Name = 'Reference'; Type = 'string'; Optional = $true; Help = 'The OCI reference: local/web:1.0.0.0.' }
                @{ Name = 'Digest'; Type = 'string'; Aliases = @('ImageDigest'); Help = 'The digest of its manifest: sha256:...' }
                @{ Name = 'Size'; Type = 'long'; Help = 'The bytes of its layers as stored, parents included.' }
                @{ Name = 'Created'; Type = 'datetime'; Optional = $true; Help = 'When it was made, where the image says so.' }
                @{ Name = 'OS'; Type = 'string'; Help = 'The operating system it is for: windows.' }
                @{ Name = 'OsVersion'; Type = 'string'; Optional = $true; Help = 'The Windows version it is for.' }
                @{ Name = 'OsFeatures'; Type = 'string[]'; Help = 'Features a host must have to run it.' }
            )
            Columns    = 'Name', 'Publisher', 'Version', 'IsOSImage'
        }

        ContainerImageReport = @{
            Help       = 'What Test-ContainerImage has found out about one image.'
            Key        = 'Name'
            Properties = @(
                @{ Name = 'Name'; Type = 'string'; Help = 'The name of the image.' }
                @{ Name = 'Version'; Type = 'version'; Help = 'Its version, four parts: 1.0.0.0.' }
                @{ Name = 'Result'; Type = 'string'; Help = 'Passed; Warning, when the image is whole and cannot run here; Failed, when it is damaged.' }
                @{ Name = 'CheckedBytes'; Type = 'long'; Help = 'How much was read and compared with its digests, in bytes.' }
                @{ Name = 'Cause'; Type = 'string[]'; Help = 'Why it has not passed: one text for each layer or document that is damaged.' }
                @{ Name = 'Fix'; Type = 'string'; Optional = $true; Help = 'What to type, or to do, when it has not passed.' }
                @{ Name = 'LayerCount'; Type = 'int'; Help = 'How many layers it has.' }
                @{ Name = 'UnpackedLayerCount'; Type = 'int'; Help = 'How many of them lie unpacked, ready for a container.' }
                @{ Name = 'Publisher'; Type = 'string'; Help = 'The publisher: CN=Local.' }
                @{ Name = 'FullName'; Type = 'string'; Help = 'Publisher, name and version in one: CN=Local_web_1.0.0.0.' }
                @{ Name = 'Digest'; Type = 'string'; Aliases = @('ImageDigest'); Help = 'The digest of its manifest: sha256:...' }
            )
            Columns    = 'Name', 'Version', 'Result', 'CheckedBytes', 'Cause'
        }

        ContainerCommandResult = @{
            Help       = 'What a command in a container did.'
            Key        = 'ContainerName'
            Properties = @(
                @{ Name = 'ContainerName'; Type = 'string'; Help = 'The container it ran in.' }
                @{ Name = 'ContainerId'; Type = 'string'; Help = 'The id of that container.' }
                @{ Name = 'Command'; Type = 'string'; Help = 'The command line.' }
                @{ Name = 'ExitCode'; Type = 'long'; Help = 'The exit code, all 32 bits of it, unsigned.' }
                @{ Name = 'StandardOutput'; Type = 'string'; Help = 'All that it wrote to standard output.' }
                @{ Name = 'StandardError'; Type = 'string'; Help = 'All that it wrote to standard error.' }
                @{ Name = 'Duration'; Type = 'timespan'; Help = 'How long it ran.' }
            )
            Columns    = 'ContainerName', 'ExitCode', 'Duration', 'StandardOutput'
        }

        ContainerEvent = @{
            Help       = 'Something that has happened to a container.'
            Key        = 'Number'
            Properties = @(
                @{ Name = 'Number'; Type = 'long'; Help = 'Its number: each event has a higher one than those before.' }
                @{ Name = 'Time'; Type = 'datetime'; Help = 'When it happened.' }
                @{ Name = 'Name'; Type = 'string'; Help = 'The name that the container had then.' }
                @{ Name = 'ContainerId'; Type = 'string'; Help = 'The id of the container.' }
                @{ Name = 'Action'; Type = 'string'; Help = 'What happened: Created, Started, Exited (a run ended, whoever ended it), Stopped (somebody stopped it), Restarted, Paused, Resumed, StartFailed (by its restart policy), GivenUp (by its restart policy), Healthy, Unhealthy, Renamed, Captured, Removed...' }
                @{ Name = 'ExitCode'; Type = 'long'; Optional = $true; Help = 'The exit code of the main command, of an Exited where it is known.' }
                @{ Name = 'Details'; Type = 'string[]'; Help = 'What else is known of it: exitType=GracefulExit, oldName=web, image=local/web:1.0.0.0.' }
            )
            Columns    = 'Time', 'Name', 'Action', 'Details'
        }

        ContainerProcess = @{
            Help       = 'A program that runs in a container.'
            Key        = 'ProcessId'
            Properties = @(
                @{ Name = 'ContainerName'; Type = 'string'; Help = 'The container it runs in.' }
                @{ Name = 'ContainerId'; Type = 'string'; Help = 'The id of that container.' }
                @{ Name = 'ProcessId'; Type = 'long'; Help = 'The process id that programs in the container see.' }
                @{ Name = 'ProcessName'; Type = 'string'; Help = 'The file name of the program: cmd.exe.' }
                @{ Name = 'StartTime'; Type = 'datetime'; Optional = $true; Help = 'When it was started, where the host tells it.' }
                @{ Name = 'ProcessorTime'; Type = 'timespan'; Help = 'The processor time it has used.' }
                @{ Name = 'CommitBytes'; Type = 'long'; Help = 'The memory it has committed, in bytes.' }
                @{ Name = 'PrivateBytes'; Type = 'long'; Help = 'The part of it that is in memory and its own, in bytes.' }
            )
            Columns    = 'ContainerName', 'ProcessId', 'ProcessName', 'ProcessorTime', 'CommitBytes'
        }

        ContainerMeasurement = @{
            Help       = 'What a container uses. What the host does not tell is null.'
            Key        = 'Name'
            Properties = @(
                @{ Name = 'Name'; Type = 'string'; Help = 'The name of the container.' }
                @{ Name = 'ContainerId'; Type = 'string'; Help = 'Its id.' }
                @{ Name = 'Time'; Type = 'datetime'; Help = 'When it was measured.' }
                @{ Name = 'Uptime'; Type = 'timespan'; Help = 'How long it has run.' }
                @{ Name = 'ProcessorPercent'; Type = 'double'; Optional = $true; Help = 'How busy it kept the processors since the sample before: 100 is one whole processor.' }
                @{ Name = 'ProcessorTime'; Type = 'timespan'; Help = 'The processor time used since its start, also by programs that have ended.' }
                @{ Name = 'UserProcessorTime'; Type = 'timespan'; Help = 'The part of it spent in programs.' }
                @{ Name = 'KernelProcessorTime'; Type = 'timespan'; Help = 'The part of it spent in the system.' }
                @{ Name = 'MemoryBytes'; Type = 'long'; Help = 'The memory its programs have committed, in bytes.' }
                @{ Name = 'MemoryPrivateBytes'; Type = 'long'; Help = 'The part of it that is in memory, in bytes.' }
                @{ Name = 'MemoryPeakBytes'; Type = 'long'; Optional = $true; Help = 'The most it has committed since its start, in bytes.' }
                @{ Name = 'ReadBytes'; Type = 'long'; Help = 'Bytes read from disks since its start.' }
                @{ Name = 'WrittenBytes'; Type = 'long'; Help = 'Bytes written to disks since its start.' }
                @{ Name = 'ReceivedBytes'; Type = 'long'; Optional = $true; Help = 'Bytes received over its network since its start.' }
                @{ Name = 'SentBytes'; Type = 'long'; Optional = $true; Help = 'Bytes sent over its network since its start.' }
            )
            Columns    = 'Name', 'ProcessorPercent', 'MemoryBytes', 'ReadBytes', 'WrittenBytes', 'ReceivedBytes', 'SentBytes'
        }

        ClearedContainer = @{
            Help       = 'A container that Clear-Container has removed.'
            Key        = 'Name'
            Properties = @(
                @{ Name = 'Name'; Type = 'string'; Help = 'The name it had.' }
                @{ Name = 'ContainerId'; Type = 'string'; Help = 'The id it had.' }
                @{ Name = 'ParentImageName'; Type = 'string'; Help = 'The name of the image it was made from.' }
                @{ Name = 'OffSince'; Type = 'datetime'; Help = 'When its last run ended; of one that never ran, when it was created.' }
                @{ Name = 'ExitCode'; Type = 'long'; Optional = $true; Help = 'The exit code of its last run, where it is known.' }
                @{ Name = 'Bytes'; Type = 'long'; Help = 'What it took on disk: its changes and its logs, not its image.' }
            )
            Columns    = 'Name', 'ParentImageName', 'OffSince', 'Bytes'
        }

        ContainerSession = @{
            Help       = 'A program with a terminal in a container, which can be entered, left and entered again.'
            Key        = 'SessionId'
            Properties = @(
                @{ Name = 'SessionId'; Type = 'string'; Help = 'The id: eight hexadecimal digits.' }
                @{ Name = 'ContainerName'; Type = 'string'; Help = 'The container it is in.' }
                @{ Name = 'ContainerId'; Type = 'string'; Help = 'The id of that container.' }
                @{ Name = 'Command'; Type = 'string'; Help = 'The command line.' }
                @{ Name = 'Started'; Type = 'datetime'; Help = 'When it was started.' }
            )
            Columns    = 'ContainerName', 'SessionId', 'Command', 'Started'
        }

        ContainerChange = @{
            Help       = 'Something in a container that is not as its image has it.'
            Key        = 'Path'
            Properties = @(
                @{ Name = 'ContainerName'; Type = 'string'; Help = 'The container.' }
                @{ Name = 'ContainerId'; Type = 'string'; Help = 'Its id.' }
                @{ Name = 'Change'; Type = 'string'; Help = 'Added, Changed or Deleted.' }
                @{ Name = 'Kind'; Type = 'string'; Help = 'File, Folder, Link, RegistryKey or RegistryValue. What was deleted is File, whatever it was.' }
                @{ Name = 'Path'; Type = 'string'; Help = 'The path in the container, of a registry value that of its key: C:\site\index.html, HKLM\Software\Demo.' }
                @{ Name = 'Length'; Type = 'long'; Optional = $true; Help = 'The size of a file that is there, in bytes.' }
                @{ Name = 'ValueName'; Type = 'string'; Optional = $true; Help = 'The name of a registry value.' }
                @{ Name = 'ValueKind'; Type = 'string'; Optional = $true; Help = 'The type of a registry value: String, DWord, MultiString...; of a changed one, the new type.' }
                @{ Name = 'OldValue'; Type = 'string'; Optional = $true; Help = 'The value in the image: text, decimal digits, or bytes in hex.' }
                @{ Name = 'NewValue'; Type = 'string'; Optional = $true; Help = 'The value in the container.' }
            )
            Columns    = 'Change', 'Kind', 'Path', 'Length', 'ValueName', 'NewValue'
        }

        ContainerItem = @{
            Help       = 'A file or folder that was copied into or out of a container.'
            Key        = 'Path'
            Properties = @(
                @{ Name = 'Name'; Type = 'string'; Help = 'The file name.' }
                @{ Name = 'Path'; Type = 'string'; Help = 'Where it is now.' }
                @{ Name = 'Length'; Type = 'long'; Help = 'Its size in bytes; of a folder, the sum of its files.' }
            )
            Columns    = 'Name', 'Length', 'Path'
        }
    }

    Cmdlets = @(
        @{
            Verb        = 'Get'
            Noun        = 'ContainerHost'
            Synopsis    = 'Gets the container host: what runs the containers, where the images are, and what the host can do.'
            Description = 'Gets the container host of this machine. Features tells each capability and, where one is missing, why and what to install. It starts the service when it does not run yet; nothing else is changed.'
            OutputType  = 'ContainerHost'
            Parameters  = @()
            Examples    = @(
                @{ Code = 'Get-ContainerHost'; Remark = 'Shows the host, its kind and the folder of its image store.' }
                @{ Code = '(Get-ContainerHost).Features | Where-Object { -not $_.Available }'; Remark = 'Shows what this host cannot do, with the reasons.' }
            )
            Errors      = 'NotSupported', 'ConnectionFailed'
            Links       = 'Install-ContainerHost', 'Test-ContainerHost', 'Install-ContainerOSImage'
        }

        @{
            Verb          = 'Install'
            Noun          = 'ContainerHost'
            Synopsis      = 'Installs what this machine needs to run containers.'
            Description   = 'Takes the steps that are still missing, in order: Windows features, services and the network on Windows; packages and kernel settings on Linux. -WhatIf tells each step and its command, and changes nothing. Where Windows must be restarted in between, what is left is done by itself after the restart; running the command again does the same. It needs an administrator, or root.'
            OutputType    = 'ContainerHostStep'
            ShouldProcess = $true
            ConfirmImpact = 'Medium'
            Parameters    = @(
                @{ Name = 'Isolation'; Type = 'string'; ValidateSet = 'Process', 'HyperV'; Help = 'HyperV installs also what containers in virtual machines of their own need.'; Default = 'Process' }
                @{ Name = 'Restart'; Type = 'switch'; Help = 'Restarts the machine when that is needed.' }
                @{ Name = 'NoRestart'; Type = 'switch'; Help = 'Does not restart the machine, and does not warn that it must be restarted.' }
            )
            Examples      = @(
                @{ Code = 'Install-ContainerHost -WhatIf'; Remark = 'Tells what would be installed, with the command for each step.' }
                @{ Code = 'Install-ContainerHost -Isolation HyperV -Restart -Confirm:$false'; Remark = 'Installs everything, restarts the machine when needed and goes on after that.' }
            )
            Errors        = 'AccessDenied', 'CommandFailed', 'NotInstalled', 'NotSupported', 'InvalidArgument', 'Timeout'
            Links         = 'Test-ContainerHost', 'Repair-ContainerHost', 'Get-ContainerHost'
        }

        @{
            Verb        = 'Test'
            Noun        = 'ContainerHost'
            Synopsis    = 'Tests whether this machine can run containers, and whether anything is left over or broken.'
            Description = 'Gives one object for each check, with cause and fix where it has not passed: what the host needs (features, services, rights), what containers have left behind, state files, and images that cannot run here. It changes nothing.'
            OutputType  = 'ContainerHostCheck'
            Parameters  = @(
                @{ Name = 'Name'; Type = 'string[]'; Position = 0; Wildcards = $true; Completer = 'ContainerHostCheckName'; Help = 'Names of checks, with wildcards.'; Default = 'all checks' }
                @{ Name = 'Quiet'; Type = 'switch'; Help = 'Gives true when no check has failed, else false, and nothing more.' }
            )
            Examples    = @(
                @{ Code = "Test-ContainerHost | Where-Object Result -ne 'Passed' | Format-List"; Remark = 'Shows what is wrong, with causes and fixes.' }
                @{ Code = 'Test-ContainerHost -Quiet'; Remark = 'Says whether containers can run here.' }
            )
            Errors      = 'ConnectionFailed', 'Cancelled'
            Links       = 'Repair-ContainerHost', 'Install-ContainerHost', 'Get-ContainerHost'
        }

        @{
            Verb                = 'Repair'
            Noun                = 'ContainerHost'
            Synopsis            = 'Mends what Test-ContainerHost has found.'
            Description         = 'Mends each finding on its own: starts services, loads filters, removes what containers have left behind. Only what is ours is touched, and what is in use meanwhile stays. -WhatIf lists what would be done. When one fails, the others go on; what only a person can mend is told as a warning with its fix.'
            OutputType          = 'ContainerHostRepair'
            ShouldProcess       = $true
            ConfirmImpact       = 'Medium'
            DefaultParameterSet = 'Name'
            Parameters          = @(
                @{ Name = 'Name'; Type = 'string[]'; Sets = @('Name'); Position = 0; Wildcards = $true; Completer = 'ContainerHostCheckName'; Help = 'Names of checks, with wildcards.'; Default = 'all checks' }
                @{ Name = 'Id'; Type = 'string[]'; Sets = @('Id'); Mandatory = $true; Pipeline = @('ByPropertyName'); Completer = 'ContainerHostCheckId'; Help = 'The ids of checks, as Test-ContainerHost gives them.' }
            )
            Examples            = @(
                @{ Code = 'Repair-ContainerHost -WhatIf'; Remark = 'Lists what would be mended.' }
                @{ Code = 'Test-ContainerHost Leftover* | Repair-ContainerHost'; Remark = 'Removes what containers have left behind.' }
            )
            Errors              = 'NotFound', 'AccessDenied', 'Busy', 'CommandFailed', 'NotSupported', 'Timeout'
            Links               = 'Test-ContainerHost', 'Install-ContainerHost'
        }

        @{
            Verb          = 'Register'
            Noun          = 'ContainerHostStartup'
            Synopsis      = 'Has this machine start its containers with it.'
            Description   = 'From its next start on the machine runs the service before anybody signs in, and restart policies are obeyed: what ran starts again, and what is to run Always also when it was stopped by hand. On Windows it is a scheduled task as SYSTEM; for root on Linux with systemd a unit; else a line of the crontab of the user. -WhatIf tells the command. Where it is registered already nothing is done; Unregister-ContainerHostStartup takes it back.'
            OutputType    = 'ContainerHostStartup'
            ShouldProcess = $true
            ConfirmImpact = 'Medium'
            Parameters    = @()
            Examples      = @(
                @{ Code = 'Register-ContainerHostStartup -WhatIf'; Remark = 'Tells what would be registered, with the command.' }
                @{ Code = 'Register-ContainerHostStartup'; Remark = 'Containers with a restart policy start with the machine from now on.' }
            )
            Errors        = 'AccessDenied', 'NotInstalled', 'CommandFailed', 'Timeout'
            Links         = 'Unregister-ContainerHostStartup', 'Get-ContainerHostStartup', 'New-Container'
        }

        @{
            Verb          = 'Unregister'
            Noun          = 'ContainerHostStartup'
            Synopsis      = 'Has this machine no longer start its containers with it.'
            Description   = 'Takes back what Register-ContainerHostStartup did for this state root. Containers that run go on. Where nothing is registered nothing is done.'
            OutputType    = 'ContainerHostStartup'
            ShouldProcess = $true
            ConfirmImpact = 'Medium'
            Parameters    = @()
            Examples      = @(
                @{ Code = 'Unregister-ContainerHostStartup -WhatIf'; Remark = 'Tells what would be taken back, with the command.' }
                @{ Code = 'Unregister-ContainerHostStartup'; Remark = 'Nothing is started with the machine any more.' }
            )
            Errors        = 'AccessDenied', 'NotInstalled', 'CommandFailed', 'Timeout'
            Links         = 'Register-ContainerHostStartup', 'Get-ContainerHostStartup'
        }

        @{
            Verb        = 'Get'
            Noun        = 'ContainerHostStartup'
            Synopsis    = 'Tells whether this machine starts its containers with it, and how.'
            Description = 'Gives what Register-ContainerHostStartup has registered for this state root, or would register, with the commands that a person would type. It changes nothing.'
            OutputType  = 'ContainerHostStartup'
            Parameters  = @()
            Examples    = @(
                @{ Code = '(Get-ContainerHostStartup).State'; Remark = 'Says Registered, NotRegistered or Different.' }
                @{ Code = 'Get-ContainerHostStartup | Format-List'; Remark = 'Shows whether it is registered, and what is run.' }
            )
            Errors      = 'NotInstalled', 'CommandFailed', 'Timeout'
            Links       = 'Register-ContainerHostStartup', 'Unregister-ContainerHostStartup'
        }

        @{
            Verb          = 'Install'
            Noun          = 'ContainerOSImage'
            AsJob               = $true
            Synopsis      = 'Installs a base operating system image.'
            Description   = 'Puts a base image into the image store. Without -WimPath it is the base image that the host itself provides, under the name Windows. Of a WIM file, which only Windows hosts read, it is the Windows in one of its images, under the name WindowsServerCore, NanoServer, WindowsServer or Windows. When the same image is there already nothing is done; -Force installs it again.'
            OutputType    = 'ContainerImage'
            ShouldProcess = $true
            ConfirmImpact = 'Medium'
            Parameters    = @(
                @{ Name = 'WimPath'; Type = 'string'; Position = 0; HostPath = $true; Help = 'The path of a Windows image file (.wim) to install.'; Default = "the host's own base image" }
                @{ Name = 'ImageIndex'; Type = 'int'; Aliases = @('Index'); ValidateRange = @(1, 2147483647); Help = 'Which image of the file given by -WimPath, by its number from 1, as dism /Get-ImageInfo shows them.'; Default = 'the only one there is' }
                @{ Name = 'Force'; Type = 'switch'; Help = 'Installs the image again when it is there already.' }
            )
            Examples      = @(
                @{ Code = 'Install-ContainerOSImage'; Remark = 'Installs the base image of the host under the name Windows.' }
                @{ Code = 'Install-ContainerOSImage -WimPath D:\sources\install.wim -ImageIndex 1'; Remark = 'Installs the first image of a WIM file: of Windows Server media, Server Core.' }
                @{ Code = 'Install-ContainerOSImage -Force -Verbose'; Remark = 'Makes the base image again, and tells each step.' }
            )
            Errors        = 'NotInstalled', 'NotSupported', 'NotFound', 'Ambiguous', 'InvalidArgument', 'Corrupt', 'DiskFull'
            Links         = 'Uninstall-ContainerOSImage', 'Get-ContainerImage'
        }

        @{
            Verb                = 'Uninstall'
            Noun                = 'ContainerOSImage'
            Synopsis            = 'Uninstalls a base operating system image.'
            Description         = 'Takes a base image out of the image store. An image that a container or another image needs is not touched: the error names what needs it.'
            ShouldProcess       = $true
            ConfirmImpact       = 'High'
            DefaultParameterSet = 'ByName'
            Parameters          = @(
                @{ Name = 'ImageName'; Type = 'string'; Sets = @('ByName'); Mandatory = $true; Position = 0; Completer = 'ContainerOSImageName'; Help = 'The name of the base image.' }
                @{ Name = 'Version'; Type = 'version'; Sets = @('ByName'); Completer = 'ContainerOSImageVersion'; Help = 'The version of the base image.'; Default = 'the only one there is' }
                @{ Name = 'ContainerImage'; Type = 'ContainerImage'; Sets = @('ByContainerImage'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Completer = 'ContainerOSImageName'; Help = 'The base image, as Get-ContainerImage gives it.' }
                @{ Name = 'FullName'; Type = 'string'; Sets = @('ByFullName'); Mandatory = $true; Help = 'The full name of the base image: CN=Microsoft_Windows_10.0.20348.1.' }
                @{ Name = 'Force'; Type = 'switch'; Help = 'Does not ask before uninstalling.' }
            )
            Examples            = @(
                @{ Code = 'Uninstall-ContainerOSImage -ImageName Windows'; Remark = 'Uninstalls the base image Windows, after a question.' }
                @{ Code = 'Get-ContainerImage | Where-Object IsOSImage | Uninstall-ContainerOSImage -Force'; Remark = 'Uninstalls every base image without asking.' }
            )
            Errors              = 'NotFound', 'Ambiguous', 'InvalidState', 'InvalidArgument'
            Links               = 'Install-ContainerOSImage', 'Get-ContainerImage'
        }

        @{
            Verb                = 'New'
            Noun                = 'Container'
            AsJob               = $true
            Synopsis            = 'Creates a container from an image.'
            Description         = 'Creates a container; Start-Container runs it. The image is named as the preview-era module did (name, publisher, version), by an OCI reference or digest, or given as an object. With a command, the container runs that command and is off when it ends; without one it idles until Stop-Container.'
            OutputType          = 'Container'
            ShouldProcess       = $true
            ConfirmImpact       = 'Low'
            DefaultParameterSet = 'ContainerImageName'
            Parameters          = @(
                @{ Name = 'Name'; Type = 'string'; Position = 0; Help = 'The name of the container: letters, digits, hyphen, underscore and dot, at most 63. Names are unique on a host.'; Default = 'made from the image name, as windows-3f2a' }
                @{ Name = 'ContainerImageName'; Type = 'string'; Sets = @('ContainerImageName'); Mandatory = $true; Aliases = 'ImageName', 'Image'; Completer = 'ContainerImageName'; Help = 'The image: its name, an OCI reference (local/web:1.0.0.0) or a digest.' }
                @{ Name = 'ContainerImagePublisher'; Type = 'string'; Sets = @('ContainerImageName'); Completer = 'ContainerImagePublisher'; Help = 'The publisher of the image, with or without CN=.'; Default = 'any' }
                @{ Name = 'ContainerImageVersion'; Type = 'version'; Sets = @('ContainerImageName'); Completer = 'ContainerImageVersion'; Help = 'The version of the image.'; Default = 'the newest' }
                @{ Name = 'ContainerImage'; Type = 'ContainerImage'; Sets = @('ContainerImage'); Mandatory = $true; Pipeline = @('ByValue'); Completer = 'ContainerImageName'; Help = 'The image, as Get-ContainerImage gives it.' }
                @{ Name = 'Command'; Type = 'string'; Help = 'The command line that the container runs when it starts.'; Default = 'the command of the image' }
                @{ Name = 'Environment'; Type = 'hashtable'; Help = 'Environment variables to add to those of the image: @{ NAME = ''value'' }.' }
                @{ Name = 'WorkingDirectory'; Type = 'string'; Help = 'The folder in the container in which the command starts.'; Default = 'the one of the image, else C:\' }
                @{ Name = 'PublishPort'; Type = 'string[]'; Help = 'Ports to publish on the host: 8080:80, 8080:80/tcp, or 80 alone, for which the host chooses a free port at start.' }
                @{ Name = 'ContainerComputerName'; Type = 'string'; Help = 'The computer name inside the container, at most 15 characters.'; Default = 'made from the id' }
                @{ Name = 'Isolation'; Type = 'string'; ValidateSet = 'Default', 'Process', 'HyperV'; Aliases = @('RuntimeType'); Help = 'How the container is kept apart from the host.'; Default = 'what the host does best' }
                @{ Name = 'MemoryStartupBytes'; Type = 'long'; Aliases = 'MaximumMemoryBytes', 'MaximumBytes'; ValidateRange = @(32MB, 16TB); Help = 'The memory of the container, in bytes: 512MB.'; Default = 'no limit' }
                @{ Name = 'ProcessorCount'; Type = 'int'; ValidateRange = @(1, 2048); Help = 'How many processors the container uses at most, of those that the host has.'; Default = 'no limit' }
                @{ Name = 'Secret'; Type = 'hashtable'; Help = 'Environment variables whose values only its programs see: a SecureString, a PSCredential (its password), or the path of a file that holds the value: @{ TOKEN = (Read-Host -AsSecureString) }. They are kept encrypted, and are in no output, log or image.' }
                @{ Name = 'SecretFile'; Type = 'hashtable'; Help = 'Files that only its programs see, by a name (C:\ProgramData\HcsContainers\secrets\name) or an absolute path in the container: a SecureString, a PSCredential (its password), bytes, or the path of a file of this machine, at most 500 KB: @{ ''db'' = ''./db.txt'' }. They are kept encrypted, are there while the container runs, and are in no image, log or comparison. Embedded hosts only.' }
                @{ Name = 'User'; Type = 'string'; Help = 'The user in the container who runs its command: ContainerUser, ContainerAdministrator, or one that the image has. The embedded host knows ContainerAdministrator only.'; Default = 'the one of the image, else of the host' }
                @{ Name = 'RunAsAdministrator'; Type = 'switch'; Help = 'Runs the command of the container with all rights of an administrator; without -User, as ContainerAdministrator.' }
                @{ Name = 'StopCommand'; Type = 'string'; Help = 'A command line that is run in the container before its main process is asked to end. That it fails keeps no container from being stopped.' }
                @{ Name = 'StopTimeoutSec'; Type = 'int'; ValidateRange = @(0, 86400); Help = 'How long its programs, the stop command too, may take to end by themselves, in seconds. -TimeoutSec of Stop-Container comes before it.'; Default = '30' }
                @{ Name = 'ProcessorMaximum'; Type = 'int'; ValidateRange = @(1, 100); Help = 'The most of all processors of the host that the container uses, in percent. One of -ProcessorCount, -ProcessorMaximum and -ProcessorWeight.'; Default = 'no limit' }
                @{ Name = 'ProcessorWeight'; Type = 'int'; ValidateRange = @(1, 10000); Help = 'The share of the container where others want the processors too; 100 is usual.'; Default = 'no limit' }
                @{ Name = 'StorageMaximumIOPS'; Type = 'long'; ValidateRange = @(1, 4294967295); Help = 'How many reads and writes a second, of 8 KB each, the C: of the container does at most. Windows hosts only.'; Default = 'no limit' }
                @{ Name = 'StorageMaximumBandwidth'; Type = 'long'; ValidateRange = @(1, 16TB); Help = 'How many bytes a second the C: of the container reads and writes at most: 50MB. Windows hosts only.'; Default = 'no limit' }
                @{ Name = 'MaximumThreadCount'; Type = 'int'; ValidateRange = @(64, 4194304); Help = 'How many threads all programs in the container have together at most, the 40 or so of its Windows among them. A program has at least one: a program that starts itself again and again comes to an end there. Embedded hosts only.'; Default = 'a quarter of what the machine can have' }
                @{ Name = 'LogMaximumBytes'; Type = 'long'; ValidateRange = @(0, 16TB); Help = 'How much of each stream of the output of its command is kept, in bytes: 20MB. The last so many can be read, and about twice as much is on the disk at most; the oldest lines go first. 0 keeps everything; else it is at least 64KB.'; Default = '100MB' }
                @{ Name = 'ScratchSizeBytes'; Type = 'long'; ValidateRange = @(20GB, 64TB); Help = 'How much drive C: of the container holds, the files of its image among it, in bytes: 40GB. What is not written takes no room on the host. Windows hosts only.'; Default = 'what Windows gives: 20 GB' }
                @{ Name = 'HealthCommand'; Type = 'string'; Help = 'A command line that is run in the container again and again: it is healthy when that ends with 0.'; Default = 'the health check of the image, if it has one' }
                @{ Name = 'HealthIntervalSec'; Type = 'int'; ValidateRange = @(1, 86400); Help = 'How long to wait before each health check, in seconds.'; Default = 'what the image says, else 30' }
                @{ Name = 'HealthTimeoutSec'; Type = 'int'; ValidateRange = @(1, 86400); Help = 'How long a health check may take, in seconds. When it is over it is ended, and has failed.'; Default = 'what the image says, else 30' }
                @{ Name = 'HealthRetries'; Type = 'int'; ValidateRange = @(1, 1000); Help = 'How many failures one after the other make the container unhealthy.'; Default = 'what the image says, else 3' }
                @{ Name = 'HealthStartPeriodSec'; Type = 'int'; ValidateRange = @(0, 86400); Help = 'How long after a start failures do not count, in seconds, until it was healthy once. It is checked every 5 seconds then.'; Default = 'what the image says, else 0' }
                @{ Name = 'NoHealthCheck'; Type = 'switch'; Help = 'Leaves out the health check of the image.' }
                @{ Name = 'RestartPolicy'; Type = 'string'; ValidateSet = 'No', 'OnFailure', 'Always', 'UnlessStopped'; Help = 'When the container is started again by itself. OnFailure: when its command ended with another exit code than 0, or the container broke off. Always: whenever it ended; after Stop-Container only at the next start of the machine. UnlessStopped: whenever it ended, never after Stop-Container. The first wait is 0.1 seconds; it doubles up to a minute, and is short again after a run of 10 seconds.'; Default = 'No' }
                @{ Name = 'MaximumRetryCount'; Type = 'int'; ValidateRange = @(1, 2147483647); Help = 'How often OnFailure starts the container again at most.'; Default = 'no limit' }
                @{ Name = 'CredentialSpec'; Type = 'string'; Help = 'The credential spec of a group managed service account: the path of its JSON file, file://name for one in the folder CredentialSpecs of the state root, or the JSON text itself. It is read now and kept with the container. Windows hosts only.' }
                @{ Name = 'Device'; Type = 'string[]'; Help = 'Devices of the host that the container gets: class/<GUID> for all of an interface class (class/5B45201D-F2F2-4F3B-85BB-30FF1F953599 is the graphics card), or the PnP location path of one. Windows hosts and process isolation only.' }
            )
            Examples            = @(
                @{ Code = 'New-Container -Name web -ContainerImageName Windows'; Remark = 'Creates the container web from the base image.' }
                @{ Code = 'New-Container -Name web -ContainerImageName mysite -PublishPort 8080:80 -Environment @{ MODE = ''live'' } | Start-Container -PassThru'; Remark = 'Creates a container that serves its port 80 as port 8080 of the host, and starts it.' }
                @{ Code = 'New-Container -Name site -ContainerImageName mysite -HealthCommand ''curl -f http://localhost/'' -HealthIntervalSec 10'; Remark = 'Creates a container whose health is checked every ten seconds.' }
                @{ Code = 'New-Container -Name shop -ContainerImageName mysite -Secret @{ DB_PASSWORD = (Get-Credential) }'; Remark = 'Asks for a password, which the programs of the container find in the variable DB_PASSWORD, and which nobody else sees.' }
                @{ Code = 'New-Container -Name tls -ContainerImageName mysite -SecretFile @{ ''C:\site\key.pem'' = ''./key.pem'' }'; Remark = 'Creates a container whose programs find the file key.pem of this folder in C:\site, while it runs; it is in no image of it.' }
                @{ Code = 'New-Container -Name worker -ContainerImageName mysite -RestartPolicy OnFailure -MaximumRetryCount 5'; Remark = 'Creates a container that is started again when it fails, five times at most.' }
                @{ Code = '1..3 | ForEach-Object { New-Container -Name "web$_" -ContainerImageName mysite -PublishPort 80 }'; Remark = 'Creates three containers; the host chooses a port for each.' }
            )
            Errors              = 'NotFound', 'Ambiguous', 'AlreadyExists', 'InvalidArgument', 'NotSupported', 'DiskFull'
            Links               = 'Start-Container', 'Get-ContainerImage', 'Remove-Container'
        }

        @{
            Verb                = 'Get'
            Noun                = 'Container'
            Synopsis            = 'Gets the containers of this host.'
            Description         = 'Gets all containers, or those with the given names or ids. A name that is not there is an error; a wildcard that matches nothing is not. A container whose state file is damaged is reported as an error; the others are given.'
            OutputType          = 'Container'
            DefaultParameterSet = 'Name'
            Parameters          = @(
                @{ Name = 'Name'; Type = 'string[]'; Sets = @('Name'); Position = 0; Pipeline = @('ByValue'); Wildcards = $true; Completer = 'ContainerName'; Help = 'Names, with wildcards; also an id, or the first 4 or more digits of one.'; Default = 'all containers' }
                @{ Name = 'Container'; Type = 'Container[]'; Sets = @('Container'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Completer = 'ContainerName'; Help = 'Containers, as Get-Container gave them: they are given as they are now.' }
                @{ Name = 'Id'; Type = 'string[]'; Sets = @('Id'); Mandatory = $true; Pipeline = @('ByPropertyName'); Aliases = @('ContainerId'); Completer = 'ContainerId'; Help = 'Ids, or the first 4 or more digits of them.' }
                @{ Name = 'State'; Type = 'string'; ValidateSet = 'Off', 'Running', 'Paused', 'Restarting'; Help = 'Only containers in this state.'; Default = 'any' }
                @{ Name = 'Owner'; Type = 'string[]'; Wildcards = $true; Help = 'Also compute systems that other programs have made, with these owners, with wildcards: * for all, docker, VMMS (virtual machines). They can be seen, and not changed.'; Default = 'only those of this state root' }
            )
            Examples            = @(
                @{ Code = 'Get-Container'; Remark = 'Lists all containers.' }
                @{ Code = 'Get-Container web* -State Running | Stop-Container'; Remark = 'Stops every running container whose name begins with web.' }
                @{ Code = 'Get-Container web | Format-List *'; Remark = 'Shows all that is known of the container web.' }
                @{ Code = 'Get-Container -Owner * | Format-Table Name, State, Owner'; Remark = 'Lists what runs in containers and virtual machines on this machine, whoever made it.' }
            )
            Errors              = 'NotFound', 'Ambiguous', 'Corrupt'
            Links               = 'New-Container', 'Start-Container', 'Stop-Container', 'Remove-Container'
        }

        @{
            Verb                = 'Start'
            Noun                = 'Container'
            AsJob               = $true
            Synopsis            = 'Starts containers.'
            Description         = 'Starts containers and returns when commands work in them. One that runs already is left as it is; one that waits for its restart policy is started now; one that is paused is an error: see Resume-Container.'
            OutputType          = 'Container'
            ShouldProcess       = $true
            ConfirmImpact       = 'Low'
            DefaultParameterSet = 'Name'
            Parameters          = @(
                @{ Name = 'Name'; Type = 'string[]'; Sets = @('Name'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Wildcards = $true; Completer = 'ContainerName'; Help = 'Names, with wildcards; also an id, or the first 4 or more digits of one.' }
                @{ Name = 'Container'; Type = 'Container[]'; Sets = @('Container'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Completer = 'ContainerName'; Help = 'The containers, as Get-Container gives them.' }
                @{ Name = 'Id'; Type = 'string[]'; Sets = @('Id'); Mandatory = $true; Pipeline = @('ByPropertyName'); Aliases = @('ContainerId'); Completer = 'ContainerId'; Help = 'Ids, or the first 4 or more digits of them.' }
                @{ Name = 'TimeoutSec'; Type = 'int'; ValidateRange = @(1, 86400); Help = 'How long to wait until commands work, in seconds. When it is over the start is undone.'; Default = '120' }
                @{ Name = 'PassThru'; Type = 'switch'; Help = 'Gives the started containers.' }
            )
            Examples            = @(
                @{ Code = 'Start-Container web'; Remark = 'Starts the container web.' }
                @{ Code = 'Get-Container -State Off | Start-Container -PassThru'; Remark = 'Starts every container that is off, and shows them.' }
            )
            Errors              = 'NotFound', 'Ambiguous', 'InvalidState', 'AlreadyExists', 'Timeout', 'CommandFailed', 'NotSupported'
            Links               = 'Stop-Container', 'Get-Container', 'Invoke-ContainerCommand'
        }

        @{
            Verb                = 'Stop'
            Noun                = 'Container'
            AsJob               = $true
            Synopsis            = 'Stops containers.'
            Description         = 'Runs the stop command of a container, asks its programs to end, waits, and ends those that are left; -Verbose tells each step. With -TurnOff nothing is asked, as when a machine loses power. A container that is off is left as it is; its files stay. No restart policy starts it again, but Always at the next start of the machine.'
            OutputType          = 'Container'
            ShouldProcess       = $true
            ConfirmImpact       = 'Medium'
            DefaultParameterSet = 'Name'
            Parameters          = @(
                @{ Name = 'Name'; Type = 'string[]'; Sets = @('Name'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Wildcards = $true; Completer = 'ContainerName'; Help = 'Names, with wildcards; also an id, or the first 4 or more digits of one.' }
                @{ Name = 'Container'; Type = 'Container[]'; Sets = @('Container'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Completer = 'ContainerName'; Help = 'The containers, as Get-Container gives them.' }
                @{ Name = 'Id'; Type = 'string[]'; Sets = @('Id'); Mandatory = $true; Pipeline = @('ByPropertyName'); Aliases = @('ContainerId'); Completer = 'ContainerId'; Help = 'Ids, or the first 4 or more digits of them.' }
                @{ Name = 'TurnOff'; Type = 'switch'; Help = 'Ends the container at once.' }
                @{ Name = 'TimeoutSec'; Type = 'int'; ValidateRange = @(0, 86400); Help = 'How long programs may take to end by themselves, in seconds.'; Default = 'the one of the container, else 30' }
                @{ Name = 'PassThru'; Type = 'switch'; Help = 'Gives the stopped containers.' }
            )
            Examples            = @(
                @{ Code = 'Stop-Container web'; Remark = 'Stops the container web within 30 seconds.' }
                @{ Code = 'Get-Container -State Running | Stop-Container -TurnOff'; Remark = 'Ends all running containers at once.' }
            )
            Errors              = 'NotFound', 'Ambiguous', 'Timeout'
            Links               = 'Start-Container', 'Get-Container', 'Remove-Container'
        }

        @{
            Verb                = 'Restart'
            Noun                = 'Container'
            AsJob               = $true
            Synopsis            = 'Stops containers and starts them again.'
            Description         = 'Stops a container as Stop-Container does, and starts it; its files, id and name stay. One that is off is started. When the stop fails the container runs on; when the start fails it is off.'
            OutputType          = 'Container'
            ShouldProcess       = $true
            ConfirmImpact       = 'Medium'
            DefaultParameterSet = 'Name'
            Parameters          = @(
                @{ Name = 'Name'; Type = 'string[]'; Sets = @('Name'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Wildcards = $true; Completer = 'ContainerName'; Help = 'Names, with wildcards; also an id, or the first 4 or more digits of one.' }
                @{ Name = 'Container'; Type = 'Container[]'; Sets = @('Container'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Completer = 'ContainerName'; Help = 'The containers, as Get-Container gives them.' }
                @{ Name = 'Id'; Type = 'string[]'; Sets = @('Id'); Mandatory = $true; Pipeline = @('ByPropertyName'); Aliases = @('ContainerId'); Completer = 'ContainerId'; Help = 'Ids, or the first 4 or more digits of them.' }
                @{ Name = 'TurnOff'; Type = 'switch'; Help = 'Ends the container at once.' }
                @{ Name = 'TimeoutSec'; Type = 'int'; ValidateRange = @(0, 86400); Help = 'How long programs may take to end by themselves, in seconds.'; Default = 'the one of the container, else 30' }
                @{ Name = 'PassThru'; Type = 'switch'; Help = 'Gives the restarted containers.' }
            )
            Examples            = @(
                @{ Code = 'Restart-Container web'; Remark = 'Stops the container web and starts it again.' }
                @{ Code = 'Get-Container -State Running | Restart-Container -TurnOff -PassThru'; Remark = 'Restarts all running containers without waiting for their programs, and shows them.' }
            )
            Errors              = 'NotFound', 'Ambiguous', 'Timeout', 'AlreadyExists', 'CommandFailed', 'NotSupported'
            Links               = 'Start-Container', 'Stop-Container'
        }

        @{
            Verb                = 'Suspend'
            Noun                = 'Container'
            Synopsis            = 'Pauses running containers.'
            Description         = 'Stops all programs of a container where they are, until Resume-Container. It keeps its memory, files and ports, and stays paused whatever becomes of the service; commands cannot be run in it. Stop-Container, Restart-Container and Remove-Container -Force end it as one that runs. One that is paused already is left as it is. On Windows only containers with Hyper-V isolation can be paused.'
            OutputType          = 'Container'
            ShouldProcess       = $true
            ConfirmImpact       = 'Medium'
            DefaultParameterSet = 'Name'
            Parameters          = @(
                @{ Name = 'Name'; Type = 'string[]'; Sets = @('Name'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Wildcards = $true; Completer = 'ContainerName'; Help = 'Names, with wildcards; also an id, or the first 4 or more digits of one.' }
                @{ Name = 'Container'; Type = 'Container[]'; Sets = @('Container'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Completer = 'ContainerName'; Help = 'The containers, as Get-Container gives them.' }
                @{ Name = 'Id'; Type = 'string[]'; Sets = @('Id'); Mandatory = $true; Pipeline = @('ByPropertyName'); Aliases = @('ContainerId'); Completer = 'ContainerId'; Help = 'Ids, or the first 4 or more digits of them.' }
                @{ Name = 'PassThru'; Type = 'switch'; Help = 'Gives the paused containers.' }
            )
            Examples            = @(
                @{ Code = 'Suspend-Container web'; Remark = 'Pauses the container web.' }
                @{ Code = 'Get-Container -State Running | Suspend-Container -PassThru'; Remark = 'Pauses every container that runs, and shows them.' }
            )
            Errors              = 'NotFound', 'Ambiguous', 'InvalidState', 'NotSupported', 'Timeout'
            Links               = 'Resume-Container', 'Stop-Container', 'Get-Container'
        }

        @{
            Verb                = 'Resume'
            Noun                = 'Container'
            Synopsis            = 'Lets paused containers go on.'
            Description         = 'Lets the programs of a paused container go on where they were. One that is not paused is left as it is; one that is off is an error.'
            OutputType          = 'Container'
            ShouldProcess       = $true
            ConfirmImpact       = 'Low'
            DefaultParameterSet = 'Name'
            Parameters          = @(
                @{ Name = 'Name'; Type = 'string[]'; Sets = @('Name'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Wildcards = $true; Completer = 'ContainerName'; Help = 'Names, with wildcards; also an id, or the first 4 or more digits of one.' }
                @{ Name = 'Container'; Type = 'Container[]'; Sets = @('Container'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Completer = 'ContainerName'; Help = 'The containers, as Get-Container gives them.' }
                @{ Name = 'Id'; Type = 'string[]'; Sets = @('Id'); Mandatory = $true; Pipeline = @('ByPropertyName'); Aliases = @('ContainerId'); Completer = 'ContainerId'; Help = 'Ids, or the first 4 or more digits of them.' }
                @{ Name = 'PassThru'; Type = 'switch'; Help = 'Gives the resumed containers.' }
            )
            Examples            = @(
                @{ Code = 'Resume-Container web'; Remark = 'The container web goes on.' }
                @{ Code = 'Get-Container -State Paused | Resume-Container'; Remark = 'Every paused container goes on.' }
            )
            Errors              = 'NotFound', 'Ambiguous', 'InvalidState'
            Links               = 'Suspend-Container', 'Start-Container', 'Get-Container'
        }

        @{
            Verb                = 'Wait'
            Noun                = 'Container'
            AsJob               = $true
            Synopsis            = 'Waits until containers have ended, run, or have printed a line.'
            Description         = 'Waits for each container and gives it as it is then. What is so already is not waited for. With -LogLike it waits for a line of the main command, in the run that goes on or, of a container that is off, in its last; a run that ends without it is an error. A container that is removed meanwhile is an error.'
            OutputType          = 'Container'
            DefaultParameterSet = 'Name'
            Parameters          = @(
                @{ Name = 'Name'; Type = 'string[]'; Sets = @('Name'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Wildcards = $true; Completer = 'ContainerName'; Help = 'Names, with wildcards; also an id, or the first 4 or more digits of one.' }
                @{ Name = 'Container'; Type = 'Container[]'; Sets = @('Container'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Completer = 'ContainerName'; Help = 'The containers, as Get-Container gives them.' }
                @{ Name = 'Id'; Type = 'string[]'; Sets = @('Id'); Mandatory = $true; Pipeline = @('ByPropertyName'); Aliases = @('ContainerId'); Completer = 'ContainerId'; Help = 'Ids, or the first 4 or more digits of them.' }
                @{ Name = 'For'; Type = 'string'; ValidateSet = 'Exit', 'Ready', 'Healthy'; Help = 'What to wait for. Healthy: it runs, and its health check says so; a container that is off or has none is an error. Exit: the container is off and stays so. Ready: it runs, and commands work in it.'; Default = 'Exit' }
                @{ Name = 'LogLike'; Type = 'string'; Help = 'Waits for a line of the log that is like this, with wildcards: *listening*. Not together with -For.' }
                @{ Name = 'TimeoutSec'; Type = 'int'; ValidateRange = @(0, 2147483); Help = 'How long to wait for all of them, in seconds.'; Default = 'no limit' }
            )
            Examples            = @(
                @{ Code = '(Wait-Container job).ExitCode'; Remark = 'Waits until the container job has ended, and gives the exit code of its command.' }
                @{ Code = 'Start-Container web -PassThru | Wait-Container -LogLike ''*listening*'' -TimeoutSec 60'; Remark = 'Starts the container web and returns when its command has printed a line with the word listening.' }
                @{ Code = 'Start-Container web -PassThru | Wait-Container -For Healthy -TimeoutSec 120'; Remark = 'Starts the container web and returns when its health check has passed.' }
                @{ Code = 'Get-Container batch* | Wait-Container | Remove-Container'; Remark = 'Removes each container whose name begins with batch when it has ended.' }
            )
            Errors              = 'NotFound', 'Ambiguous', 'InvalidState', 'InvalidArgument', 'Timeout'
            Links               = 'Start-Container', 'Get-ContainerLog', 'Get-Container'
        }

        @{
            Verb                = 'Set'
            Noun                = 'Container'
            Synopsis            = 'Changes the settings of containers.'
            Description         = 'Changes what New-Container was given: all that is asked for, or nothing. What is not given stays as it is. A container that is off obeys at its next start. Of one that runs the restart policy, the health check, its secrets (for its next start) and how it is stopped can be changed, and memory and processors where the host can change them in a running container; they count at once and at its next starts. All else is refused while it runs.'
            OutputType          = 'Container'
            ShouldProcess       = $true
            ConfirmImpact       = 'Medium'
            DefaultParameterSet = 'Name'
            Parameters          = @(
                @{ Name = 'Name'; Type = 'string[]'; Sets = @('Name'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Wildcards = $true; Completer = 'ContainerName'; Help = 'Names, with wildcards; also an id, or the first 4 or more digits of one.' }
                @{ Name = 'Container'; Type = 'Container[]'; Sets = @('Container'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Completer = 'ContainerName'; Help = 'The containers, as Get-Container gives them.' }
                @{ Name = 'Id'; Type = 'string[]'; Sets = @('Id'); Mandatory = $true; Pipeline = @('ByPropertyName'); Aliases = @('ContainerId'); Completer = 'ContainerId'; Help = 'Ids, or the first 4 or more digits of them.' }
                @{ Name = 'Command'; Type = 'string'; Help = 'The command line that the container runs when it starts.' }
                @{ Name = 'Environment'; Type = 'hashtable'; Help = 'Environment variables to add, or to give another value: @{ NAME = ''value'' }. The others stay.' }
                @{ Name = 'RemoveEnvironment'; Type = 'string[]'; Help = 'Names of environment variables to take away.' }
                @{ Name = 'Secret'; Type = 'hashtable'; Help = 'Secret environment variables to add, or to give another value, as New-Container takes them. The others stay. They count from the next start.' }
                @{ Name = 'RemoveSecret'; Type = 'string[]'; Help = 'Names of secret environment variables to take away, with wildcards.' }
                @{ Name = 'SecretFile'; Type = 'hashtable'; Help = 'Secret files to add, or to give other content, as New-Container takes them. The others stay. They count from the next start. Embedded hosts only.' }
                @{ Name = 'RemoveSecretFile'; Type = 'string[]'; Help = 'Secret files to take away: names, or paths in the container, with wildcards.' }
                @{ Name = 'WorkingDirectory'; Type = 'string'; Help = 'The folder in the container in which the command starts.' }
                @{ Name = 'PublishPort'; Type = 'string[]'; Help = 'The ports to publish on the host, in place of those before: 8080:80, 8080:80/tcp, or 80 alone, for which the host chooses a free port at start.' }
                @{ Name = 'ContainerComputerName'; Type = 'string'; Help = 'The computer name inside the container, at most 15 characters.' }
                @{ Name = 'Isolation'; Type = 'string'; ValidateSet = 'Process', 'HyperV'; Aliases = @('RuntimeType'); Help = 'How the container is kept apart from the host.' }
                @{ Name = 'MemoryStartupBytes'; Type = 'long'; ValidateRange = @(32MB, 16TB); Help = 'The memory of the container, in bytes: 512MB.' }
                @{ Name = 'ProcessorCount'; Type = 'int'; ValidateRange = @(1, 2048); Help = 'How many processors the container uses at most, of those that the host has.' }
                @{ Name = 'ProcessorMaximum'; Type = 'int'; ValidateRange = @(1, 100); Help = 'The most of all processors of the host that the container uses, in percent. One of -ProcessorCount, -ProcessorMaximum and -ProcessorWeight.' }
                @{ Name = 'ProcessorWeight'; Type = 'int'; ValidateRange = @(1, 10000); Help = 'The share of the container where others want the processors too; 100 is usual.' }
                @{ Name = 'StorageMaximumIOPS'; Type = 'long'; ValidateRange = @(1, 4294967295); Help = 'How many reads and writes a second, of 8 KB each, the C: of the container does at most. Windows hosts only.' }
                @{ Name = 'StorageMaximumBandwidth'; Type = 'long'; ValidateRange = @(1, 16TB); Help = 'How many bytes a second the C: of the container reads and writes at most: 50MB. Windows hosts only.' }
                @{ Name = 'MaximumThreadCount'; Type = 'int'; ValidateRange = @(64, 4194304); Help = 'How many threads all programs in the container have together at most, the 40 or so of its Windows among them. A program has at least one: a program that starts itself again and again comes to an end there. Embedded hosts only.' }
                @{ Name = 'LogMaximumBytes'; Type = 'long'; ValidateRange = @(0, 16TB); Help = 'How much of each stream of the output of its command is kept, in bytes: 20MB. The last so many can be read, and about twice as much is on the disk at most; the oldest lines go first. 0 keeps everything; else it is at least 64KB.' }
                @{ Name = 'CredentialSpec'; Type = 'string'; Help = 'The credential spec of a group managed service account, as New-Container takes it. Windows hosts only.' }
                @{ Name = 'Device'; Type = 'string[]'; Help = 'The devices of the host that the container gets, in place of those before, as New-Container takes them. Windows hosts and process isolation only.' }
                @{ Name = 'User'; Type = 'string'; Help = 'The user in the container who runs its command: ContainerUser, ContainerAdministrator, or one that the image has. The embedded host knows ContainerAdministrator only.' }
                @{ Name = 'StopCommand'; Type = 'string'; Help = 'A command line that is run in the container before its main process is asked to end. That it fails keeps no container from being stopped.' }
                @{ Name = 'StopTimeoutSec'; Type = 'int'; ValidateRange = @(0, 86400); Help = 'How long its programs, the stop command too, may take to end by themselves, in seconds. -TimeoutSec of Stop-Container comes before it.' }
                @{ Name = 'HealthCommand'; Type = 'string'; Help = 'A command line that is run in the container again and again: it is healthy when that ends with 0.' }
                @{ Name = 'HealthIntervalSec'; Type = 'int'; ValidateRange = @(1, 86400); Help = 'How long to wait before each health check, in seconds.' }
                @{ Name = 'HealthTimeoutSec'; Type = 'int'; ValidateRange = @(1, 86400); Help = 'How long a health check may take, in seconds. When it is over it is ended, and has failed.' }
                @{ Name = 'HealthRetries'; Type = 'int'; ValidateRange = @(1, 1000); Help = 'How many failures one after the other make the container unhealthy.' }
                @{ Name = 'HealthStartPeriodSec'; Type = 'int'; ValidateRange = @(0, 86400); Help = 'How long after a start failures do not count, in seconds, until it was healthy once. It is checked every 5 seconds then.' }
                @{ Name = 'RestartPolicy'; Type = 'string'; ValidateSet = 'No', 'OnFailure', 'Always', 'UnlessStopped'; Help = 'When the container is started again by itself. OnFailure: when its command ended with another exit code than 0, or the container broke off. Always: whenever it ended; after Stop-Container only at the next start of the machine. UnlessStopped: whenever it ended, never after Stop-Container. The first wait is 0.1 seconds; it doubles up to a minute, and is short again after a run of 10 seconds.' }
                @{ Name = 'MaximumRetryCount'; Type = 'int'; ValidateRange = @(1, 2147483647); Help = 'How often OnFailure starts the container again at most.' }
                @{ Name = 'Clear'; Type = 'string[]'; Help = 'Settings to take away: Command, WorkingDirectory, PublishPort, Environment, MemoryStartupBytes, ProcessorCount, ProcessorMaximum, ProcessorWeight, StorageMaximumIOPS, StorageMaximumBandwidth, MaximumThreadCount, LogMaximumBytes, CredentialSpec, Device, User, StopCommand, StopTimeoutSec, HealthCheck.' }
                @{ Name = 'PassThru'; Type = 'switch'; Help = 'Gives the changed containers.' }
            )
            Examples            = @(
                @{ Code = 'Set-Container web -PublishPort 8081:80 -Environment @{ MODE = ''test'' }'; Remark = 'Gives the container web, which is off, another port and the value of a variable.' }
                @{ Code = 'Get-Container web* | Set-Container -MemoryStartupBytes 1GB -PassThru'; Remark = 'Gives containers more memory, and shows them.' }
                @{ Code = 'Set-Container job -Clear Command, MemoryStartupBytes'; Remark = 'The container job only idles from its next start on, without a limit of memory.' }
                @{ Code = 'Set-Container shop -Secret @{ DB_PASSWORD = (Get-Credential) } -RemoveSecret OLD_*'; Remark = 'Asks for another password, which the programs of the container shop find after its next start, and takes secrets of before away.' }
            )
            Errors              = 'NotFound', 'Ambiguous', 'InvalidState', 'InvalidArgument', 'NotSupported'
            Links               = 'New-Container', 'Get-Container', 'Rename-Container'
        }

        @{
            Verb                = 'Set'
            Noun                = 'ContainerMemory'
            Synopsis            = 'Limits the memory of containers.'
            Description         = 'Limits the memory of containers: the same as Set-Container -MemoryStartupBytes, by the name that scripts of the preview era use. A container that is off obeys at its next start; one that runs at once, where the host can do that. Set-Container -Clear MemoryStartupBytes takes the limit away.'
            OutputType          = 'Container'
            ShouldProcess       = $true
            ConfirmImpact       = 'Medium'
            DefaultParameterSet = 'ContainerName'
            Parameters          = @(
                @{ Name = 'ContainerName'; Type = 'string[]'; Sets = @('ContainerName'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Wildcards = $true; Aliases = @('Name'); Completer = 'ContainerName'; Help = 'Names, with wildcards; also an id, or the first 4 or more digits of one.' }
                @{ Name = 'Container'; Type = 'Container[]'; Sets = @('Container'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Completer = 'ContainerName'; Help = 'The containers, as Get-Container gives them.' }
                @{ Name = 'ContainerId'; Type = 'string[]'; Sets = @('ContainerId'); Mandatory = $true; Pipeline = @('ByPropertyName'); Aliases = @('Id'); Completer = 'ContainerId'; Help = 'Ids, or the first 4 or more digits of them.' }
                @{ Name = 'MaximumBytes'; Type = 'long'; Mandatory = $true; ValidateRange = @(32MB, 16TB); Help = 'The memory of the container, in bytes: 512MB.' }
                @{ Name = 'PassThru'; Type = 'switch'; Help = 'Gives the changed containers.' }
            )
            Examples            = @(
                @{ Code = 'Set-ContainerMemory web -MaximumBytes 512MB'; Remark = 'Gives the container web 512 MB at most.' }
                @{ Code = 'Get-Container web* | Set-ContainerMemory -MaximumBytes 1GB -PassThru'; Remark = 'Gives containers more memory, and shows them.' }
            )
            Errors              = 'NotFound', 'Ambiguous', 'InvalidState', 'InvalidArgument', 'NotSupported'
            Links               = 'Set-Container', 'New-Container', 'Measure-Container', 'Get-ContainerHost'
        }

        @{
            Verb                = 'Set'
            Noun                = 'ContainerProcessor'
            Synopsis            = 'Limits the processors of containers.'
            Description         = 'Limits the processors of containers, by the name that scripts of the preview era use. A container has one such limit: the one given takes the place of the one before. A container that is off obeys at its next start; of one that runs its kind of limit can be given another value, where the host can do that. Set-Container -Clear takes the limit away.'
            OutputType          = 'Container'
            ShouldProcess       = $true
            ConfirmImpact       = 'Medium'
            DefaultParameterSet = 'ContainerName'
            Parameters          = @(
                @{ Name = 'ContainerName'; Type = 'string[]'; Sets = @('ContainerName'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Wildcards = $true; Aliases = @('Name'); Completer = 'ContainerName'; Help = 'Names, with wildcards; also an id, or the first 4 or more digits of one.' }
                @{ Name = 'Container'; Type = 'Container[]'; Sets = @('Container'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Completer = 'ContainerName'; Help = 'The containers, as Get-Container gives them.' }
                @{ Name = 'ContainerId'; Type = 'string[]'; Sets = @('ContainerId'); Mandatory = $true; Pipeline = @('ByPropertyName'); Aliases = @('Id'); Completer = 'ContainerId'; Help = 'Ids, or the first 4 or more digits of them.' }
                @{ Name = 'Maximum'; Type = 'int'; ValidateRange = @(1, 100); Help = 'The most of all processors of the host that the container uses, in percent. One of -Maximum, -RelativeWeight and -Count.' }
                @{ Name = 'RelativeWeight'; Type = 'int'; ValidateRange = @(1, 10000); Help = 'The share of the container where others want the processors too; 100 is usual.' }
                @{ Name = 'Count'; Type = 'int'; ValidateRange = @(1, 2048); Help = 'How many processors the container uses at most, of those that the host has.' }
                @{ Name = 'PassThru'; Type = 'switch'; Help = 'Gives the changed containers.' }
            )
            Examples            = @(
                @{ Code = 'Set-ContainerProcessor web -Maximum 50'; Remark = 'Lets the container web use half of the processors of the host.' }
                @{ Code = 'Get-Container job* | Set-ContainerProcessor -RelativeWeight 10'; Remark = 'Lets containers work where others leave them time.' }
            )
            Errors              = 'NotFound', 'Ambiguous', 'InvalidState', 'InvalidArgument', 'NotSupported'
            Links               = 'Set-Container', 'New-Container', 'Measure-Container', 'Get-ContainerHost'
        }

        @{
            Verb                = 'Set'
            Noun                = 'ContainerStorage'
            Synopsis            = 'Limits how much containers read and write a second.'
            Description         = 'Limits how much containers read and write a second, by the name that scripts of the preview era use: the same as Set-Container -StorageMaximumIOPS and -StorageMaximumBandwidth. What is not given stays as it is; the limit that is reached first counts. A container obeys at its next start. Set-Container -Clear takes a limit away. Windows hosts only: see Supports of Get-ContainerHost.'
            OutputType          = 'Container'
            ShouldProcess       = $true
            ConfirmImpact       = 'Medium'
            DefaultParameterSet = 'ContainerName'
            Parameters          = @(
                @{ Name = 'ContainerName'; Type = 'string[]'; Sets = @('ContainerName'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Wildcards = $true; Aliases = @('Name'); Completer = 'ContainerName'; Help = 'Names, with wildcards; also an id, or the first 4 or more digits of one.' }
                @{ Name = 'Container'; Type = 'Container[]'; Sets = @('Container'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Completer = 'ContainerName'; Help = 'The containers, as Get-Container gives them.' }
                @{ Name = 'ContainerId'; Type = 'string[]'; Sets = @('ContainerId'); Mandatory = $true; Pipeline = @('ByPropertyName'); Aliases = @('Id'); Completer = 'ContainerId'; Help = 'Ids, or the first 4 or more digits of them.' }
                @{ Name = 'MaximumIOPS'; Type = 'long'; ValidateRange = @(1, 4294967295); Help = 'How many reads and writes a second, of 8 KB each, the C: of the container does at most.' }
                @{ Name = 'MaximumBandwidth'; Type = 'long'; ValidateRange = @(1, 16TB); Help = 'How many bytes a second the C: of the container reads and writes at most: 50MB.' }
                @{ Name = 'PassThru'; Type = 'switch'; Help = 'Gives the changed containers.' }
            )
            Examples            = @(
                @{ Code = 'Set-ContainerStorage web -MaximumIOPS 500 -MaximumBandwidth 50MB'; Remark = 'Lets the container web read and write 500 times and 50 MB a second at most, whichever is less.' }
                @{ Code = 'Get-Container job* | Set-ContainerStorage -MaximumBandwidth 10MB -PassThru'; Remark = 'Keeps containers from the disk that others need, and shows them.' }
            )
            Errors              = 'NotFound', 'Ambiguous', 'InvalidState', 'InvalidArgument', 'NotSupported'
            Links               = 'Set-Container', 'New-Container', 'Measure-Container', 'Get-ContainerHost'
        }

        @{
            Verb                = 'Rename'
            Noun                = 'Container'
            Synopsis            = 'Gives a container another name.'
            Description         = 'Gives a container another name, running or off. Its id, its files and its computer name stay. A name that another container has is refused.'
            OutputType          = 'Container'
            ShouldProcess       = $true
            ConfirmImpact       = 'Medium'
            DefaultParameterSet = 'Name'
            Parameters          = @(
                @{ Name = 'Name'; Type = 'string'; Sets = @('Name'); Mandatory = $true; Position = 0; Completer = 'ContainerName'; Help = 'The name of the container; also an id, or the first 4 or more digits of one.' }
                @{ Name = 'Container'; Type = 'Container'; Sets = @('Container'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Completer = 'ContainerName'; Help = 'The container, as Get-Container gives it. Where it comes down the pipeline, the other parameters are given by name.' }
                @{ Name = 'Id'; Type = 'string'; Sets = @('Id'); Mandatory = $true; Pipeline = @('ByPropertyName'); Aliases = @('ContainerId'); Completer = 'ContainerId'; Help = 'The id of the container, or the first 4 or more digits of it.' }
                @{ Name = 'NewName'; Type = 'string'; Mandatory = $true; Position = 1; Help = 'The new name: letters, digits, hyphen, underscore and dot, at most 63.' }
                @{ Name = 'PassThru'; Type = 'switch'; Help = 'Gives the renamed container.' }
            )
            Examples            = @(
                @{ Code = 'Rename-Container web web-old'; Remark = 'The container web is called web-old from now on.' }
                @{ Code = 'Get-Container web | Rename-Container -NewName web-old -PassThru'; Remark = 'The same, and shows it.' }
            )
            Errors              = 'NotFound', 'Ambiguous', 'AlreadyExists', 'InvalidArgument'
            Links               = 'Get-Container', 'New-Container'
        }

        @{
            Verb                = 'Remove'
            Noun                = 'Container'
            AsJob               = $true
            Synopsis            = 'Removes containers with their files.'
            Description         = 'Removes containers with all that was changed in them; their images stay. A running container is refused, unless -Force stops it first.'
            OutputType          = 'Container'
            ShouldProcess       = $true
            ConfirmImpact       = 'High'
            DefaultParameterSet = 'Name'
            Parameters          = @(
                @{ Name = 'Name'; Type = 'string[]'; Sets = @('Name'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Wildcards = $true; Completer = 'ContainerName'; Help = 'Names, with wildcards; also an id, or the first 4 or more digits of one.' }
                @{ Name = 'Container'; Type = 'Container[]'; Sets = @('Container'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Completer = 'ContainerName'; Help = 'The containers, as Get-Container gives them.' }
                @{ Name = 'Id'; Type = 'string[]'; Sets = @('Id'); Mandatory = $true; Pipeline = @('ByPropertyName'); Aliases = @('ContainerId'); Completer = 'ContainerId'; Help = 'Ids, or the first 4 or more digits of them.' }
                @{ Name = 'Force'; Type = 'switch'; Help = 'Stops a running container first, and does not ask.' }
                @{ Name = 'PassThru'; Type = 'switch'; Help = 'Gives the removed containers, as they were.' }
            )
            Examples            = @(
                @{ Code = 'Remove-Container web'; Remark = 'Removes the container web, after a question.' }
                @{ Code = 'Get-Container test* | Remove-Container -Force'; Remark = 'Stops and removes every container whose name begins with test, without asking.' }
            )
            Errors              = 'NotFound', 'Ambiguous', 'InvalidState', 'Busy'
            Links               = 'Stop-Container', 'New-Container', 'Get-Container'
        }

        @{
            Verb          = 'Clear'
            Noun          = 'Container'
            AsJob               = $true
            Synopsis      = 'Removes all containers that are off.'
            Description   = 'Removes the containers that are off, with their files, or those of them that the parameters choose, and tells what each took on disk. Those that run, are paused or wait for their restart policy stay, and those whose state file is damaged. -WhatIf tells which would go, and their bytes.'
            OutputType    = 'ClearedContainer'
            ShouldProcess = $true
            ConfirmImpact = 'High'
            Parameters    = @(
                @{ Name = 'Name'; Type = 'string[]'; Position = 0; Wildcards = $true; Completer = 'ContainerName'; Help = 'Only containers with these names, with wildcards.'; Default = 'all that are off' }
                @{ Name = 'Exclude'; Type = 'string[]'; Wildcards = $true; Completer = 'ContainerName'; Help = 'Not containers with these names, with wildcards.' }
                @{ Name = 'ContainerImageName'; Type = 'string[]'; Wildcards = $true; Aliases = 'ImageName', 'Image'; Completer = 'ContainerImageName'; Help = 'Only containers made from images with these names or references, with wildcards.'; Default = 'any' }
                @{ Name = 'OlderThan'; Type = 'timespan'; Help = 'Only containers that have been off for so long: 7.00:00:00 is a week; a number in the shell is seconds. Of one that never ran, since it was created.'; Default = 'any' }
                @{ Name = 'Force'; Type = 'switch'; Help = 'Does not ask.' }
            )
            Examples      = @(
                @{ Code = 'Clear-Container -WhatIf'; Remark = 'Tells which containers would be removed, and their bytes.' }
                @{ Code = 'Clear-Container -OlderThan 7.00:00:00 -Exclude keep* -Force'; Remark = 'Removes, without asking, the containers that have been off for a week, but those whose names begin with keep.' }
                @{ Code = '(Clear-Container -Force | Measure-Object Bytes -Sum).Sum / 1MB'; Remark = 'Removes all containers that are off, and tells how many MB that gave back.' }
            )
            Errors        = @('Busy')
            Links         = 'Remove-Container', 'Get-Container'
        }

        @{
            Verb                = 'Invoke'
            Noun                = 'ContainerCommand'
            AsJob               = $true
            Synopsis            = 'Runs a command in running containers.'
            Description         = 'Runs a command line in containers and gives what it prints, as it prints it: the lines of standard output on the pipeline, those of standard error as error records with the id StandardError. $LASTEXITCODE is the exit code, as after any program; a code other than 0 is no error by itself. With -AsObject one object per container tells the exit code and both texts.'
            OutputType          = 'ContainerCommandResult'
            DefaultParameterSet = 'Name'
            Parameters          = @(
                @{ Name = 'Name'; Type = 'string[]'; Sets = @('Name'); Mandatory = $true; Position = 0; Wildcards = $true; Completer = 'ContainerName'; Help = 'Names, with wildcards; also an id, or the first 4 or more digits of one.' }
                @{ Name = 'Container'; Type = 'Container[]'; Sets = @('Container'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Completer = 'ContainerName'; Help = 'The containers, as Get-Container gives them. Where they come down the pipeline, the other parameters are given by name.' }
                @{ Name = 'Id'; Type = 'string[]'; Sets = @('Id'); Mandatory = $true; Pipeline = @('ByPropertyName'); Aliases = @('ContainerId'); Completer = 'ContainerId'; Help = 'Ids, or the first 4 or more digits of them.' }
                @{ Name = 'Command'; Type = 'string'; Mandatory = $true; Position = 1; Help = 'The command line, or with -ArgumentList the program. For what the shell knows (dir, pipes) write cmd /c ...' }
                @{ Name = 'ArgumentList'; Type = 'string[]'; Aliases = @('Args'); Help = 'Arguments, each quoted as Windows programs read them, after the command.' }
                @{ Name = 'WorkingDirectory'; Type = 'string'; Help = 'The folder in the container in which the command starts.'; Default = 'the one of the container' }
                @{ Name = 'Environment'; Type = 'hashtable'; Help = 'Environment variables to add: @{ NAME = ''value'' }.' }
                @{ Name = 'User'; Type = 'string'; Help = 'The user in the container who runs the command: ContainerUser, ContainerAdministrator, or one that the image has.'; Default = 'the one of the image, else of the host: on Windows ContainerAdministrator' }
                @{ Name = 'RunAsAdministrator'; Type = 'switch'; Help = 'Runs the command with all rights of an administrator; without -User, as ContainerAdministrator.' }
                @{ Name = 'InputText'; Type = 'string'; Help = 'Text for the standard input of the command, as UTF-8.' }
                @{ Name = 'InputFile'; Type = 'string'; HostPath = $true; Help = 'A file for the standard input of the command.' }
                @{ Name = 'TimeoutSec'; Type = 'int'; ValidateRange = @(1, 2147483); Help = 'How long the command may run, in seconds. When it is over the command is ended.'; Default = 'no limit' }
                @{ Name = 'AsObject'; Type = 'switch'; Help = 'Gives one object per container with ExitCode, StandardOutput and StandardError.' }
            )
            Examples            = @(
                @{ Code = 'Invoke-ContainerCommand -Name web -Command ''cmd /c dir C:\'''; Remark = 'Lists the C: drive of the container web.' }
                @{ Code = '(Invoke-ContainerCommand web ''cmd /c exit 3'' -AsObject).ExitCode'; Remark = 'Gives the exit code: 3.' }
                @{ Code = 'Get-Container web* | Invoke-ContainerCommand -Command ''reg query HKLM\Software\Demo'''; Remark = 'Reads a registry key in several containers.' }
            )
            Errors              = 'NotFound', 'Ambiguous', 'InvalidState', 'InvalidArgument', 'NotSupported', 'CommandFailed', 'Timeout'
            Links               = 'Start-Container', 'Get-ContainerLog', 'Copy-ContainerItem'
        }

        @{
            Verb                = 'Invoke'
            Noun                = 'ContainerImage'
            AsJob               = $true
            Synopsis            = 'Runs a command in a new container of an image.'
            Description         = 'Creates a container, starts it, and gives what its command prints, as it prints it, until the container is off: the lines of standard output on the pipeline, those of standard error as error records with the id StandardError. $LASTEXITCODE is the exit code. Ctrl+C, -TimeoutSec and a connection that breaks stop the container. With -AutoRemove it is removed at its end, whatever the end was. With -Detach the container is given as soon as it runs, and goes on. When the command cannot be started nothing is left.'
            OutputType          = 'ContainerCommandResult'
            ShouldProcess       = $true
            ConfirmImpact       = 'Low'
            DefaultParameterSet = 'ContainerImageName'
            ParametersOf        = 'New-Container'
            Parameters          = @(
                @{ Name = 'ContainerImageName'; Type = 'string'; Sets = @('ContainerImageName'); Mandatory = $true; Position = 0; Aliases = 'ImageName', 'Image'; Completer = 'ContainerImageName'; Help = 'The image: its name, an OCI reference (local/web:1.0.0.0) or a digest.' }
                @{ Name = 'Command'; Type = 'string'; Position = 1; Help = 'The command line, or with -ArgumentList the program. For what the shell knows (dir, pipes) write cmd /c ...'; Default = 'the command of the image' }
                @{ Name = 'ArgumentList'; Type = 'string[]'; Aliases = @('Args'); Help = 'Arguments, each quoted as Windows programs read them, after the command.' }
                @{ Name = 'Name'; Type = 'string'; Help = 'The name of the container: letters, digits, hyphen, underscore and dot, at most 63. Names are unique on a host.'; Default = 'made from the image name, as windows-3f2a' }
                @{ Name = 'AutoRemove'; Type = 'switch'; Aliases = 'RemoveAutomatically', 'Rm'; Help = 'Removes the container when it is off, with all that was changed in it.' }
                @{ Name = 'Detach'; Type = 'switch'; Help = 'Gives the container as soon as it runs, and does not wait for its end.' }
                @{ Name = 'InputText'; Type = 'string'; Help = 'Text for the standard input of the command, as UTF-8.' }
                @{ Name = 'InputFile'; Type = 'string'; HostPath = $true; Help = 'A file for the standard input of the command.' }
                @{ Name = 'TimeoutSec'; Type = 'int'; ValidateRange = @(1, 2147483); Help = 'How long the command may run, in seconds. When it is over the container is stopped.'; Default = 'no limit' }
                @{ Name = 'AsObject'; Type = 'switch'; Help = 'Gives one object with ExitCode, StandardOutput and StandardError.' }
            )
            Examples            = @(
                @{ Code = 'Invoke-ContainerImage Windows ''cmd /c ver'' -AutoRemove'; Remark = 'Prints the version of Windows that containers of the image see; nothing is left.' }
                @{ Code = 'Invoke-ContainerImage Windows ''cmd /c exit 3'' -AutoRemove; $LASTEXITCODE'; Remark = 'Gives the exit code: 3.' }
                @{ Code = 'Invoke-ContainerImage mysite -Name web -PublishPort 8080:80 -Detach'; Remark = 'Starts a container that goes on, and shows it.' }
            )
            Errors              = 'NotFound', 'Ambiguous', 'AlreadyExists', 'InvalidArgument', 'NotSupported', 'CommandFailed', 'Timeout', 'DiskFull'
            Links               = 'New-Container', 'Start-Container', 'Invoke-ContainerCommand', 'Get-ContainerLog'
        }

        @{
            Verb                = 'Connect'
            Noun                = 'Container'
            Synopsis            = 'Gives what the command of a running container prints from now on.'
            Description         = 'Attaches to the output of the main command of a container and gives it as it comes, until the container is off: the lines of standard output on the pipeline, those of standard error as error records with the id StandardError. Then $LASTEXITCODE is its exit code. Ctrl+C detaches; the container does not notice. For what a container that is off has printed there is Get-ContainerLog.'
            OutputType          = 'String'
            DefaultParameterSet = 'Name'
            Parameters          = @(
                @{ Name = 'Name'; Type = 'string'; Sets = @('Name'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Completer = 'ContainerName'; Help = 'The name of the container; also an id, or the first 4 or more digits of one.' }
                @{ Name = 'Container'; Type = 'Container'; Sets = @('Container'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Completer = 'ContainerName'; Help = 'The container, as Get-Container gives it.' }
                @{ Name = 'Id'; Type = 'string'; Sets = @('Id'); Mandatory = $true; Pipeline = @('ByPropertyName'); Aliases = @('ContainerId'); Completer = 'ContainerId'; Help = 'Its id, or the first 4 or more digits of it.' }
                @{ Name = 'FromBeginning'; Type = 'switch'; Help = 'Gives first what was printed since the container was started.' }
            )
            Examples            = @(
                @{ Code = 'Connect-Container web'; Remark = 'Shows what web prints, until it is off or Ctrl+C is pressed.' }
                @{ Code = 'Start-Container job -PassThru | Connect-Container -FromBeginning'; Remark = 'Starts a container and shows all that it prints.' }
            )
            Errors              = 'NotFound', 'Ambiguous', 'InvalidState'
            Links               = 'Get-ContainerLog', 'Invoke-ContainerImage', 'Invoke-ContainerCommand'
        }

        @{
            Verb                = 'Enter'
            Noun                = 'ContainerSession'
            Synopsis            = 'Opens a terminal in a running container.'
            Description         = 'Connects this terminal to a program in a container, cmd when nothing else is asked for: colours, cursor keys, Ctrl+C and the size of the window are the program''s. Ctrl+P Ctrl+Q leaves the session and lets the program go on; so does a terminal that goes away. Enter-ContainerSession -SessionId comes back: the last 64 KB that were shown are shown again. The session ends with its program, or with the container. $LASTEXITCODE is the exit code. Without a terminal (in a script whose input or output is redirected, in PowerShell ISE) it is refused: there is Invoke-ContainerCommand.'
            OutputType          = 'ContainerSession'
            TakesTerminal       = $true
            DefaultParameterSet = 'Name'
            Parameters          = @(
                @{ Name = 'Name'; Type = 'string'; Sets = @('Name'); Mandatory = $true; Position = 0; Completer = 'ContainerName'; Help = 'The name of the container; also an id, or the first 4 or more digits of one.' }
                @{ Name = 'Container'; Type = 'Container'; Sets = @('Container'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Completer = 'ContainerName'; Help = 'The container, as Get-Container gives it. Where it comes down the pipeline, the other parameters are given by name.' }
                @{ Name = 'Id'; Type = 'string'; Sets = @('Id'); Mandatory = $true; Pipeline = @('ByPropertyName'); Aliases = @('ContainerId'); Completer = 'ContainerId'; Help = 'Its id, or the first 4 or more digits of it.' }
                @{ Name = 'Command'; Type = 'string'; Position = 1; Help = 'The command line, or with -ArgumentList the program.'; Default = 'cmd' }
                @{ Name = 'ArgumentList'; Type = 'string[]'; Aliases = @('Args'); Help = 'Arguments, each quoted as Windows programs read them, after the command.' }
                @{ Name = 'SessionId'; Type = 'string'; Pipeline = @('ByPropertyName'); Help = 'Comes back to this session instead of starting a program: its id, or the first digits of it.' }
                @{ Name = 'DetachKeys'; Type = 'string'; Help = 'The keys that leave the session, one after the other: a character, or ctrl- and a letter or one of @ [ \ ] ^ _. ctrl-x,d for example.'; Default = 'ctrl-p,ctrl-q' }
                @{ Name = 'WorkingDirectory'; Type = 'string'; Help = 'The folder in the container in which the command starts.'; Default = 'the one of the container' }
                @{ Name = 'Environment'; Type = 'hashtable'; Help = 'Environment variables to add: @{ NAME = ''value'' }.' }
                @{ Name = 'User'; Type = 'string'; Help = 'The user in the container who runs the command: ContainerUser, ContainerAdministrator, or one that the image has.'; Default = 'the one of the image, else of the host: on Windows ContainerAdministrator' }
                @{ Name = 'RunAsAdministrator'; Type = 'switch'; Help = 'Runs the command with all rights of an administrator; without -User, as ContainerAdministrator.' }
            )
            Examples            = @(
                @{ Code = 'Enter-ContainerSession web'; Remark = 'Opens cmd in the container web. Ctrl+P Ctrl+Q leaves it, exit ends it.' }
                @{ Code = 'Get-ContainerSession web | Select-Object -First 1 | Enter-ContainerSession'; Remark = 'Comes back to the oldest session of web.' }
                @{ Code = 'Enter-ContainerSession web -Command ''powershell -NoLogo'' -DetachKeys ctrl-x,d'; Remark = 'Opens Windows PowerShell, where the image has it.' }
            )
            Errors              = 'NotFound', 'Ambiguous', 'InvalidState', 'InvalidArgument', 'NotSupported', 'CommandFailed'
            Links               = 'Get-ContainerSession', 'Invoke-ContainerCommand', 'Connect-Container'
        }

        @{
            Verb                = 'Get'
            Noun                = 'ContainerSession'
            Synopsis            = 'Gets the terminal sessions of containers.'
            Description         = 'Gets the sessions that Enter-ContainerSession started and whose programs run, whether a terminal is in them or they were left.'
            OutputType          = 'ContainerSession'
            DefaultParameterSet = 'Name'
            Parameters          = @(
                @{ Name = 'Name'; Type = 'string[]'; Sets = @('Name'); Position = 0; Pipeline = @('ByValue'); Wildcards = $true; Completer = 'ContainerName'; Help = 'Names, with wildcards; also an id, or the first 4 or more digits of one.'; Default = 'all containers' }
                @{ Name = 'Container'; Type = 'Container[]'; Sets = @('Container'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Completer = 'ContainerName'; Help = 'The containers, as Get-Container gives them.' }
                @{ Name = 'Id'; Type = 'string[]'; Sets = @('Id'); Mandatory = $true; Pipeline = @('ByPropertyName'); Aliases = @('ContainerId'); Completer = 'ContainerId'; Help = 'Ids, or the first 4 or more digits of them.' }
            )
            Examples            = @(
                @{ Code = 'Get-ContainerSession'; Remark = 'Lists the sessions of all containers.' }
                @{ Code = 'Get-ContainerSession web | Select-Object -Last 1 | Enter-ContainerSession'; Remark = 'Comes back to the newest session of web.' }
            )
            Errors              = 'NotFound', 'Ambiguous'
            Links               = 'Enter-ContainerSession', 'Get-Container'
        }

        @{
            Verb                = 'Copy'
            Noun                = 'Container'
            AsJob               = $true
            Synopsis            = 'Makes a copy of a container that is off.'
            Description         = 'Makes a container with the files, the registry and the settings of another one, which must be off. The copy is off; it has an id, a name, a log and a history of its own, and a computer name of its own unless that of the other was chosen. Published ports are copied too: of two containers with one fixed port of the host only one can run.'
            OutputType          = 'Container'
            ShouldProcess       = $true
            ConfirmImpact       = 'Low'
            DefaultParameterSet = 'Name'
            Parameters          = @(
                @{ Name = 'Name'; Type = 'string'; Sets = @('Name'); Mandatory = $true; Position = 0; Completer = 'ContainerName'; Help = 'The name of the container; also an id, or the first 4 or more digits of one.' }
                @{ Name = 'Container'; Type = 'Container'; Sets = @('Container'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Completer = 'ContainerName'; Help = 'The container, as Get-Container gives it. Where it comes down the pipeline, the other parameters are given by name.' }
                @{ Name = 'Id'; Type = 'string'; Sets = @('Id'); Mandatory = $true; Pipeline = @('ByPropertyName'); Aliases = @('ContainerId'); Completer = 'ContainerId'; Help = 'The id of the container, or the first 4 or more digits of it.' }
                @{ Name = 'NewName'; Type = 'string'; Position = 1; Aliases = @('Destination'); Help = 'The name of the copy: letters, digits, hyphen, underscore and dot, at most 63.'; Default = 'made from the image name, as windows-3f2a' }
            )
            Examples            = @(
                @{ Code = 'Copy-Container web web-test'; Remark = 'Makes the container web-test, which is as web is now.' }
                @{ Code = 'Get-Container web | Copy-Container | Start-Container -PassThru'; Remark = 'Makes a copy with a name of its own, and starts it.' }
            )
            Errors              = 'NotFound', 'Ambiguous', 'InvalidState', 'InvalidArgument', 'AlreadyExists', 'DiskFull'
            Links               = 'New-Container', 'New-ContainerImage', 'Rename-Container'
        }

        @{
            Verb                = 'Copy'
            Noun                = 'ContainerItem'
            AsJob               = $true
            Synopsis            = 'Copies files and folders between this machine and a container.'
            Description         = 'Copies files and folders into a container or out of it, running or off. One side is a path in the container: say which with -ToContainer or -FromContainer, or put the name before the path, as in web:C:\site. Folders are copied whole; files that are there are overwritten. When the destination is a folder, or is written with \ at its end, the item goes into it, else it gets that name. The folder above it must be there, unless -CreateFullPath is given. Relative paths of this machine start at the current folder.'
            OutputType          = 'ContainerItem'
            ShouldProcess       = $true
            ConfirmImpact       = 'Medium'
            DefaultParameterSet = 'Path'
            Parameters          = @(
                @{ Name = 'Path'; Type = 'string[]'; Mandatory = $true; Position = 0; Pipeline = 'ByValue', 'ByPropertyName'; Aliases = 'FullName', 'PSPath'; Help = 'What to copy. C:\site or web:C:\site.' }
                @{ Name = 'Destination'; Type = 'string'; Mandatory = $true; Position = 1; Help = 'Where to copy it. C:\site or web:C:\site.' }
                @{ Name = 'ToContainer'; Type = 'string'; Sets = @('ToContainer'); Mandatory = $true; Completer = 'ContainerName'; Help = 'The container to copy into; -Destination is a path in it.' }
                @{ Name = 'FromContainer'; Type = 'string'; Sets = @('FromContainer'); Mandatory = $true; Completer = 'ContainerName'; Help = 'The container to copy from; -Path is a path in it.' }
                @{ Name = 'CreateFullPath'; Type = 'switch'; Help = 'Makes the folders above -Destination where they are missing, instead of refusing.' }
                @{ Name = 'PassThru'; Type = 'switch'; Help = 'Gives each copied item.' }
            )
            Examples            = @(
                @{ Code = 'Copy-ContainerItem ./site web:C:\'; Remark = 'Copies the folder site to C:\site of the container web.' }
                @{ Code = 'Copy-ContainerItem -FromContainer web -Path C:\logs -Destination ./logs'; Remark = 'Copies the folder C:\logs of the container to this machine.' }
                @{ Code = 'Get-ChildItem *.html | Copy-ContainerItem -ToContainer web -Destination C:\site\'; Remark = 'Copies files from the pipeline.' }
            )
            Errors              = 'NotFound', 'Ambiguous', 'InvalidArgument', 'AccessDenied', 'DiskFull'
            Links               = 'Invoke-ContainerCommand', 'New-ContainerImage'
        }

        @{
            Verb                = 'Get'
            Noun                = 'ContainerLog'
            Synopsis            = 'Gets what the main command of a container printed.'
            Description         = 'Gets the lines that the main command of a container wrote, in all of its runs, while it runs or after it ended. Lines of both streams are plain strings.'
            OutputType          = 'String'
            DefaultParameterSet = 'Name'
            Parameters          = @(
                @{ Name = 'Name'; Type = 'string[]'; Sets = @('Name'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Wildcards = $true; Completer = 'ContainerName'; Help = 'Names, with wildcards; also an id, or the first 4 or more digits of one.' }
                @{ Name = 'Container'; Type = 'Container[]'; Sets = @('Container'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Completer = 'ContainerName'; Help = 'The containers, as Get-Container gives them.' }
                @{ Name = 'Id'; Type = 'string[]'; Sets = @('Id'); Mandatory = $true; Pipeline = @('ByPropertyName'); Aliases = @('ContainerId'); Completer = 'ContainerId'; Help = 'Ids, or the first 4 or more digits of them.' }
                @{ Name = 'Tail'; Type = 'int'; ValidateRange = @(0, 2147483647); Help = 'Only the last lines, at most this many.'; Default = 'all lines' }
                @{ Name = 'Since'; Type = 'datetime'; Help = 'Only what was printed then or later, to a tenth of a second: (Get-Date).AddMinutes(-5).'; Default = 'the beginning' }
                @{ Name = 'Timestamp'; Type = 'switch'; Aliases = @('Timestamps'); Help = 'Puts before each line when it was printed, in UTC: 2026-11-22T14:30:00.125Z.' }
                @{ Name = 'Follow'; Type = 'switch'; Help = 'Goes on with what is printed from now on, until the container is off.' }
                @{ Name = 'Stream'; Type = 'string'; ValidateSet = 'Both', 'StandardOutput', 'StandardError'; Help = 'Which stream to give.'; Default = 'Both' }
            )
            Examples            = @(
                @{ Code = 'Get-ContainerLog web'; Remark = 'Shows all that the command of web printed.' }
                @{ Code = 'Get-ContainerLog web -Tail 10 -Follow'; Remark = 'Shows the last 10 lines, and each new one as it is printed, until web is off or Ctrl+C is pressed.' }
                @{ Code = 'Get-ContainerLog web -Since (Get-Date).AddMinutes(-5) -Timestamp'; Remark = 'Shows what was printed in the last 5 minutes, with the times.' }
                @{ Code = 'Get-ContainerLog web -Tail 20 -Stream StandardError'; Remark = 'Shows the last 20 lines of its standard error.' }
            )
            Errors              = 'NotFound', 'Ambiguous'
            Links               = 'Get-Container', 'Invoke-ContainerCommand', 'Get-ContainerEvent'
        }

        @{
            Verb                = 'Get'
            Noun                = 'ContainerProcess'
            Synopsis            = 'Gets the programs that run in containers.'
            Description         = 'Gets every program that runs in a container, by process id, not only its command: on Windows and under Wine also the services of the system itself. A container that is off is an error, and on hosts that must ask inside a paused one.'
            OutputType          = 'ContainerProcess'
            DefaultParameterSet = 'Name'
            Parameters          = @(
                @{ Name = 'Name'; Type = 'string[]'; Sets = @('Name'); Position = 0; Pipeline = @('ByValue'); Wildcards = $true; Completer = 'ContainerName'; Help = 'Names, with wildcards; also an id, or the first 4 or more digits of one. Of those that a wildcard finds only those that run count.'; Default = 'all containers that run' }
                @{ Name = 'Container'; Type = 'Container[]'; Sets = @('Container'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Completer = 'ContainerName'; Help = 'The containers, as Get-Container gives them.' }
                @{ Name = 'Id'; Type = 'string[]'; Sets = @('Id'); Mandatory = $true; Pipeline = @('ByPropertyName'); Aliases = @('ContainerId'); Completer = 'ContainerId'; Help = 'Ids, or the first 4 or more digits of them.' }
                @{ Name = 'ProcessName'; Type = 'string[]'; Wildcards = $true; Help = 'Only programs with these file names, with or without .exe, with wildcards.'; Default = 'all' }
            )
            Examples            = @(
                @{ Code = 'Get-ContainerProcess web'; Remark = 'Lists what runs in the container web.' }
                @{ Code = 'Get-ContainerProcess -ProcessName node | Sort-Object CommitBytes -Descending'; Remark = 'Lists node.exe in all containers that run, those with the most memory first.' }
            )
            Errors              = 'NotFound', 'Ambiguous', 'InvalidState', 'NotSupported', 'Timeout'
            Links               = 'Measure-Container', 'Invoke-ContainerCommand'
        }

        @{
            Verb                = 'Measure'
            Noun                = 'Container'
            Synopsis            = 'Measures what containers use: processor, memory, disk and network.'
            Description         = 'Measures containers, as Get-Counter does counters: once, so many times, or on and on. How busy a container keeps the processors is measured between two samples, so the first answer comes after one interval. Counts are from the start of the container. What the host does not tell is null.'
            OutputType          = 'ContainerMeasurement'
            DefaultParameterSet = 'Name'
            Parameters          = @(
                @{ Name = 'Name'; Type = 'string[]'; Sets = @('Name'); Position = 0; Pipeline = @('ByValue'); Wildcards = $true; Completer = 'ContainerName'; Help = 'Names, with wildcards; also an id, or the first 4 or more digits of one. Of those that a wildcard finds only those that run count.'; Default = 'all containers that run' }
                @{ Name = 'Container'; Type = 'Container[]'; Sets = @('Container'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Completer = 'ContainerName'; Help = 'The containers, as Get-Container gives them.' }
                @{ Name = 'Id'; Type = 'string[]'; Sets = @('Id'); Mandatory = $true; Pipeline = @('ByPropertyName'); Aliases = @('ContainerId'); Completer = 'ContainerId'; Help = 'Ids, or the first 4 or more digits of them.' }
                @{ Name = 'Continuous'; Type = 'switch'; Help = 'Goes on until Ctrl+C, or until the named containers are off.' }
                @{ Name = 'SampleInterval'; Type = 'int'; ValidateRange = @(1, 86400); Aliases = @('IntervalSec'); Help = 'The time between two samples, in seconds.'; Default = '1' }
                @{ Name = 'MaxSamples'; Type = 'int'; ValidateRange = @(1, 2147483647); Help = 'How many samples to give of each container.'; Default = '1; with -Continuous no limit' }
            )
            Examples            = @(
                @{ Code = 'Measure-Container'; Remark = 'Shows what each container that runs uses.' }
                @{ Code = 'Measure-Container web -Continuous -SampleInterval 5'; Remark = 'Shows what the container web uses, every 5 seconds.' }
                @{ Code = 'Measure-Container | Sort-Object MemoryBytes -Descending | Select-Object -First 3'; Remark = 'Finds the three containers with the most memory.' }
            )
            Errors              = 'NotFound', 'Ambiguous', 'InvalidState', 'NotSupported'
            Links               = 'Get-ContainerProcess', 'Get-Container'
        }

        @{
            Verb                = 'Compare'
            Noun                = 'Container'
            AsJob               = $true
            Synopsis            = 'Tells what has changed in containers since their image: files and registry.'
            Description         = 'Gives one object for each file, folder, registry key and registry value that was added, changed or deleted. Of what was deleted with all it held only the top is given. What Windows writes by itself at each start is left out where it is known. On the embedded host a container may run meanwhile; its registry may then be half a minute behind. On Windows it must be off; a part of the registry that cannot be read is told by a warning, with the reason, and what Windows itself has written is told too.'
            OutputType          = 'ContainerChange'
            DefaultParameterSet = 'Name'
            Parameters          = @(
                @{ Name = 'Name'; Type = 'string[]'; Sets = @('Name'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Wildcards = $true; Completer = 'ContainerName'; Help = 'Names, with wildcards; also an id, or the first 4 or more digits of one.' }
                @{ Name = 'Container'; Type = 'Container[]'; Sets = @('Container'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Completer = 'ContainerName'; Help = 'The containers, as Get-Container gives them.' }
                @{ Name = 'Id'; Type = 'string[]'; Sets = @('Id'); Mandatory = $true; Pipeline = @('ByPropertyName'); Aliases = @('ContainerId'); Completer = 'ContainerId'; Help = 'Ids, or the first 4 or more digits of them.' }
                @{ Name = 'Path'; Type = 'string[]'; Wildcards = $true; Help = 'Only changes at these paths, with wildcards: C:\site\*, HKLM\*.'; Default = 'all' }
                @{ Name = 'Include'; Type = 'string'; ValidateSet = 'All', 'Files', 'Registry'; Help = 'What to compare.'; Default = 'All' }
            )
            Examples            = @(
                @{ Code = 'Compare-Container web'; Remark = 'Shows all that is not as in the image of web.' }
                @{ Code = 'Compare-Container web -Include Registry | Format-Table Change, Path, ValueName, OldValue, NewValue'; Remark = 'Shows the registry keys and values that have changed, with both values.' }
                @{ Code = 'Get-Container | Compare-Container -Path C:\Windows\*'; Remark = 'Finds what containers have changed below C:\Windows.' }
            )
            Errors              = 'NotFound', 'Ambiguous', 'InvalidState', 'Corrupt', 'Busy'
            Links               = 'New-ContainerImage', 'Copy-ContainerItem'
        }

        @{
            Verb                = 'Get'
            Noun                = 'ContainerEvent'
            Synopsis            = 'Gets what has happened to containers, and what happens.'
            Description         = 'Gets the history of all containers of this host, removed ones too, the oldest event first; or of those with the given names or ids. A name is the one that the container had then: a renamed container is found whole by -Container or -Id. The history keeps some 20,000 events at least. With -Follow it goes on with each event as it happens, until -Until or Ctrl+C.'
            OutputType          = 'ContainerEvent'
            DefaultParameterSet = 'Name'
            Parameters          = @(
                @{ Name = 'Name'; Type = 'string[]'; Sets = @('Name'); Position = 0; Pipeline = @('ByValue'); Wildcards = $true; Completer = 'ContainerName'; Help = 'Names, with wildcards; also an id, or the first 4 or more digits of one.'; Default = 'all containers' }
                @{ Name = 'Container'; Type = 'Container[]'; Sets = @('Container'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Completer = 'ContainerName'; Help = 'The containers, as Get-Container gives them.' }
                @{ Name = 'Id'; Type = 'string[]'; Sets = @('Id'); Mandatory = $true; Pipeline = @('ByPropertyName'); Aliases = @('ContainerId'); Completer = 'ContainerId'; Help = 'Ids, or the first 4 or more digits of them.' }
                @{ Name = 'Action'; Type = 'string[]'; Wildcards = $true; Help = 'Only events with these actions, with wildcards: Exited, Re*.'; Default = 'all' }
                @{ Name = 'Since'; Type = 'datetime'; Aliases = @('After'); Help = 'Only events at this time or later.' }
                @{ Name = 'Until'; Type = 'datetime'; Aliases = @('Before'); Help = 'Only events before this time.' }
                @{ Name = 'MaxEvents'; Type = 'int'; ValidateRange = @(0, 2147483647); Aliases = 'Tail', 'Newest'; Help = 'Only the newest of the events that are there, at most this many.'; Default = 'all' }
                @{ Name = 'Follow'; Type = 'switch'; Help = 'Goes on with each event as it happens, until -Until or Ctrl+C.' }
            )
            Examples            = @(
                @{ Code = 'Get-ContainerEvent'; Remark = 'Shows all that is known.' }
                @{ Code = 'Get-ContainerEvent web* -Action Exited -Since (Get-Date).AddDays(-1)'; Remark = 'Shows how the runs ended, in the last day, of containers whose name begins with web.' }
                @{ Code = 'Get-ContainerEvent -Follow -MaxEvents 0'; Remark = 'Shows each event as it happens, until Ctrl+C is pressed.' }
            )
            Errors              = @('InvalidArgument')
            Links               = 'Get-Container', 'Get-ContainerLog', 'Wait-Container'
        }

        @{
            Verb                = 'New'
            Noun                = 'ContainerImage'
            AsJob               = $true
            Synopsis            = 'Captures a container as an image.'
            Description         = 'Makes an image of what was changed in a container, on top of the image that the container was made from. The container must be off; -Force stops it first. The container stays as it is. The same changes give the same image, byte for byte.'
            OutputType          = 'ContainerImage'
            ShouldProcess       = $true
            ConfirmImpact       = 'Low'
            DefaultParameterSet = 'ContainerName'
            Parameters          = @(
                @{ Name = 'Container'; Type = 'Container'; Sets = @('Container'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Completer = 'ContainerName'; Help = 'The container, as Get-Container gives it. Where it comes down the pipeline, the other parameters are given by name.' }
                @{ Name = 'ContainerName'; Type = 'string'; Sets = @('ContainerName'); Mandatory = $true; Position = 0; Completer = 'ContainerName'; Help = 'The name of the container; also an id, or the first 4 or more digits of one.' }
                @{ Name = 'ContainerId'; Type = 'string'; Sets = @('ContainerId'); Mandatory = $true; Position = 0; Pipeline = @('ByPropertyName'); Aliases = @('Id'); Completer = 'ContainerId'; Help = 'The id of the container, or the first 4 or more digits of it.' }
                @{ Name = 'Name'; Type = 'string'; Mandatory = $true; Position = 1; Help = 'The name of the image.' }
                @{ Name = 'Publisher'; Type = 'string'; Position = 2; Help = 'The publisher of the image, with or without CN=.'; Default = 'CN=Local' }
                @{ Name = 'Version'; Type = 'version'; Position = 3; Help = 'The version of the image; 1.0 means 1.0.0.0.'; Default = '1.0.0.0' }
                @{ Name = 'Command'; Type = 'string'; Help = 'The command that containers of this image run when they start.'; Default = 'the one of the container' }
                @{ Name = 'Force'; Type = 'switch'; Help = 'Stops a running container first.' }
            )
            Examples            = @(
                @{ Code = 'New-ContainerImage -ContainerName web -Name mysite -Version 1.2'; Remark = 'Captures the container web as the image mysite, version 1.2.0.0.' }
                @{ Code = 'Get-Container web | New-ContainerImage -Name mysite -Publisher Demo -Force'; Remark = 'Stops the container where it runs, and captures it with the publisher CN=Demo.' }
            )
            Errors              = 'NotFound', 'Ambiguous', 'InvalidState', 'AlreadyExists', 'InvalidArgument', 'DiskFull'
            Links               = 'Get-ContainerImage', 'Export-ContainerImage', 'New-Container'
        }

        @{
            Verb                = 'Get'
            Noun                = 'ContainerImage'
            Synopsis            = 'Gets the images in the image store.'
            Description         = 'Gets all images, or those with the given name, publisher and version. A name that is not there is an error; a wildcard that matches nothing is not.'
            OutputType          = 'ContainerImage'
            DefaultParameterSet = 'Name'
            Parameters          = @(
                @{ Name = 'Name'; Type = 'string[]'; Sets = @('Name'); Position = 0; Wildcards = $true; Completer = 'ContainerImageName'; Help = 'Names, with wildcards; also an OCI reference, a full name or a digest.'; Default = 'all images' }
                @{ Name = 'Publisher'; Type = 'string'; Sets = @('Name'); Position = 1; Wildcards = $true; Completer = 'ContainerImagePublisher'; Help = 'The publisher, with or without CN=, with wildcards.'; Default = 'any' }
                @{ Name = 'Version'; Type = 'version'; Sets = @('Name'); Position = 2; Completer = 'ContainerImageVersion'; Help = 'The version.'; Default = 'any' }
                @{ Name = 'Image'; Type = 'ContainerImage[]'; Sets = @('Image'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Completer = 'ContainerImageName'; Help = 'Images, as Get-ContainerImage gave them: they are given as they are now.' }
                @{ Name = 'ChildOf'; Type = 'ContainerImage'; Completer = 'ContainerImageName'; Help = 'Only images that build on this one.' }
            )
            Examples            = @(
                @{ Code = 'Get-ContainerImage'; Remark = 'Lists all images.' }
                @{ Code = 'Get-ContainerImage -ChildOf (Get-ContainerImage Windows)'; Remark = 'Lists the images that build on the base image.' }
            )
            Errors              = 'NotFound', 'Ambiguous', 'Corrupt'
            Links               = 'New-ContainerImage', 'Remove-ContainerImage', 'Export-ContainerImage', 'Import-ContainerImage'
        }

        @{
            Verb                = 'Test'
            Noun                = 'ContainerImage'
            AsJob               = $true
            Synopsis            = 'Tests whether images are whole, and whether containers of them can run here.'
            Description         = 'Reads every byte of an image and compares it with its digests: the documents, the layers as stored and what is in them. Gives one object for each image, with the causes and what to do where it has not passed. It changes nothing. Test-ContainerHost asks the same of all images, without reading their layers.'
            OutputType          = 'ContainerImageReport'
            ShouldProcess       = $true
            ConfirmImpact       = 'Low'
            DefaultParameterSet = 'Name'
            Parameters          = @(
                @{ Name = 'Name'; Type = 'string[]'; Sets = @('Name'); Position = 0; Wildcards = $true; Completer = 'ContainerImageName'; Help = 'Names, with wildcards; also an OCI reference, a full name or a digest.'; Default = 'all images' }
                @{ Name = 'Publisher'; Type = 'string'; Sets = @('Name'); Position = 1; Wildcards = $true; Completer = 'ContainerImagePublisher'; Help = 'The publisher, with or without CN=, with wildcards.'; Default = 'any' }
                @{ Name = 'Version'; Type = 'version'; Sets = @('Name'); Position = 2; Completer = 'ContainerImageVersion'; Help = 'The version.'; Default = 'any' }
                @{ Name = 'Image'; Type = 'ContainerImage[]'; Sets = @('Image'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Together = $true; Completer = 'ContainerImageName'; Help = 'The images, as Get-ContainerImage gives them.' }
                @{ Name = 'Quiet'; Type = 'switch'; Help = 'Gives true when no image is damaged, else false, and nothing more.' }
            )
            Examples            = @(
                @{ Code = 'Test-ContainerImage mysite'; Remark = 'Reads all versions of the image mysite and says whether they are whole.' }
                @{ Code = "Get-ContainerImage | Test-ContainerImage | Where-Object Result -ne 'Passed' | Format-List"; Remark = 'Shows what is wrong with the images of this host.' }
            )
            Errors              = 'NotFound', 'Ambiguous', 'Cancelled'
            Links               = 'Get-ContainerImage', 'Import-ContainerImage', 'Test-ContainerHost'
        }

        @{
            Verb                = 'Remove'
            Noun                = 'ContainerImage'
            Synopsis            = 'Removes images from the image store.'
            Description         = 'Removes images and the layers that no other image needs. An image that a container, even one that is off, or another image needs is not touched: the error names what needs it.'
            ShouldProcess       = $true
            ConfirmImpact       = 'High'
            DefaultParameterSet = 'Name'
            Parameters          = @(
                @{ Name = 'Name'; Type = 'string[]'; Sets = @('Name'); Mandatory = $true; Position = 0; Wildcards = $true; Completer = 'ContainerImageName'; Help = 'Names, with wildcards; also an OCI reference, a full name or a digest.' }
                @{ Name = 'Publisher'; Type = 'string'; Sets = @('Name'); Position = 1; Completer = 'ContainerImagePublisher'; Help = 'The publisher, with or without CN=.'; Default = 'any' }
                @{ Name = 'Version'; Type = 'version'; Sets = @('Name'); Position = 2; Completer = 'ContainerImageVersion'; Help = 'The version.'; Default = 'the only one there is' }
                @{ Name = 'Image'; Type = 'ContainerImage[]'; Sets = @('Image'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Together = $true; Completer = 'ContainerImageName'; Help = 'The images, as Get-ContainerImage gives them.' }
                @{ Name = 'Force'; Type = 'switch'; Help = 'Does not ask before removing.' }
            )
            Examples            = @(
                @{ Code = 'Remove-ContainerImage mysite -Version 1.2'; Remark = 'Removes version 1.2.0.0 of the image mysite, after a question.' }
                @{ Code = 'Get-ContainerImage test* | Remove-ContainerImage -Force'; Remark = 'Removes every image whose name begins with test, without asking.' }
            )
            Errors              = 'NotFound', 'Ambiguous', 'InvalidState'
            Links               = 'Get-ContainerImage', 'Remove-Container'
        }

        @{
            Verb                = 'Export'
            Noun                = 'ContainerImage'
            AsJob               = $true
            Synopsis            = 'Exports images as OCI archives.'
            Description         = 'Writes images with all their layers to OCI archives: tar files that other OCI tools read. Several images of one command or pipeline go into one archive, with the layers that they share once, where -Path is a file, and into a file each where it is a folder. The same images give the same file, byte for byte.'
            OutputType          = 'ContainerImage'
            ShouldProcess       = $true
            ConfirmImpact       = 'Low'
            DefaultParameterSet = 'Name'
            Parameters          = @(
                @{ Name = 'Name'; Type = 'string'; Sets = @('Name'); Mandatory = $true; Position = 0; Completer = 'ContainerImageName'; Help = 'The name of the image; also an OCI reference, a full name or a digest.' }
                @{ Name = 'Publisher'; Type = 'string'; Sets = @('Name'); Completer = 'ContainerImagePublisher'; Help = 'The publisher, with or without CN=.'; Default = 'any' }
                @{ Name = 'Version'; Type = 'version'; Sets = @('Name'); Completer = 'ContainerImageVersion'; Help = 'The version.'; Default = 'the newest' }
                @{ Name = 'Image'; Type = 'ContainerImage[]'; Sets = @('Image'); Mandatory = $true; Position = 0; Pipeline = @('ByValue'); Together = $true; Completer = 'ContainerImageName'; Help = 'The images, as Get-ContainerImage gives them. Where they come down the pipeline, the other parameters are given by name.' }
                @{ Name = 'Path'; Type = 'string'; Mandatory = $true; Position = 1; HostPath = $true; Help = 'Where to write: a folder, in which each file is named after the full name of its image, or a file name that ends in .tar.' }
                @{ Name = 'Force'; Type = 'switch'; Help = 'Overwrites a file that is there.' }
                @{ Name = 'PassThru'; Type = 'switch'; Help = 'Gives the exported images.' }
            )
            Examples            = @(
                @{ Code = 'Export-ContainerImage mysite -Path ./images'; Remark = 'Writes ./images/CN=Local_mysite_1.0.0.0.tar.' }
                @{ Code = 'Get-ContainerImage mysite | Export-ContainerImage -Path ./mysite.tar -Force'; Remark = 'Writes ./mysite.tar, over one that is there.' }
                @{ Code = 'Get-ContainerImage | Export-ContainerImage -Path ./all.tar -Force'; Remark = 'Writes all images into one archive. Import-ContainerImage ./all.tar reads them all.' }
            )
            Errors              = 'NotFound', 'Ambiguous', 'AlreadyExists', 'AccessDenied', 'Corrupt', 'DiskFull'
            Links               = 'Import-ContainerImage', 'Get-ContainerImage'
        }

        @{
            Verb          = 'Import'
            Noun          = 'ContainerImage'
            AsJob               = $true
            Synopsis      = 'Imports images from OCI archives.'
            Description   = 'Reads OCI archives into the image store. Every byte is checked against its digest before the image appears. Images of other operating systems can be stored and exported, but not run.'
            OutputType    = 'ContainerImage'
            ShouldProcess = $true
            ConfirmImpact = 'Low'
            Parameters    = @(
                @{ Name = 'Path'; Type = 'string[]'; Mandatory = $true; Position = 0; Pipeline = 'ByValue', 'ByPropertyName'; Aliases = 'FullName', 'PSPath'; HostPath = $true; Help = 'The archive files.' }
            )
            Examples      = @(
                @{ Code = 'Import-ContainerImage ./mysite.tar'; Remark = 'Reads one archive.' }
                @{ Code = 'Get-ChildItem ./images/*.tar | Import-ContainerImage'; Remark = 'Reads every archive of a folder.' }
            )
            Errors        = 'NotFound', 'Corrupt', 'AlreadyExists', 'AccessDenied', 'DiskFull'
            Links         = 'Export-ContainerImage', 'Get-ContainerImage'
        }
    )
}
