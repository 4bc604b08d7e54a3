// Generated from cmdlets.psd1 by 'npm run generate'. Do not edit.
// Source sha256: 9f4ade45ccd63a77f7f3e50d477362f881ddfb2702a934f76a7f792353ca1448
import type { ParameterType, PropertyType } from '../../spec/cmdlet.ts';

export const PRODUCT_VERSION = '0.1.0';

/** Gets the container host: what runs the containers, where the images are, and what the host can do. */
export type GetContainerHostParameters = Record<never, never>;

/** Installs what this machine needs to run containers. */
export interface InstallContainerHostParameters {
  /** HyperV installs also what containers in virtual machines of their own need. Default: Process. */
  Isolation?: 'Process' | 'HyperV';
  /** Restarts the machine when that is needed. */
  Restart?: boolean;
  /** Does not restart the machine, and does not warn that it must be restarted. */
  NoRestart?: boolean;
}

/** Tests whether this machine can run containers, and whether anything is left over or broken. */
export interface TestContainerHostParameters {
  /** Names of checks, with wildcards. Default: all checks. */
  Name?: string[];
  /** Gives true when no check has failed, else false, and nothing more. */
  Quiet?: boolean;
}

/** Mends what Test-ContainerHost has found. */
export interface RepairContainerHostParameters {
  /** Names of checks, with wildcards. Default: all checks. Sets: Name. */
  Name?: string[];
  /** The ids of checks, as Test-ContainerHost gives them. Sets: Id. */
  Id?: string[];
}

/** Has this machine start its containers with it. */
export type RegisterContainerHostStartupParameters = Record<never, never>;

/** Has this machine no longer start its containers with it. */
export type UnregisterContainerHostStartupParameters = Record<never, never>;

/** Tells whether this machine starts its containers with it, and how. */
export type GetContainerHostStartupParameters = Record<never, never>;

/** Installs a base operating system image. */
export interface InstallContainerOSImageParameters {
  /** The path of a Windows image file (.wim) to install. Default: the host's own base image. */
  WimPath?: string;
  /** Which image of the file given by -WimPath, by its number from 1, as dism /Get-ImageInfo shows them. Default: the only one there is. */
  ImageIndex?: number;
  /** Installs the image again when it is there already. */
  Force?: boolean;
}

/** Uninstalls a base operating system image. */
export interface UninstallContainerOSImageParameters {
  /** The name of the base image. Sets: ByName. */
  ImageName?: string;
  /** The version of the base image. Default: the only one there is. Sets: ByName. */
  Version?: string;
  /** The base image, as Get-ContainerImage gives it. Sets: ByContainerImage. */
  ContainerImage?: string;
  /** The full name of the base image: CN=Microsoft_Windows_10.0.20348.1. Sets: ByFullName. */
  FullName?: string;
  /** Does not ask before uninstalling. */
  Force?: boolean;
}

/** Creates a container from an image. */
export interface NewContainerParameters {
  /** The name of the container: letters, digits, hyphen, underscore and dot, at most 63. Names are unique on a host. Default: made from the image name, as windows-3f2a. */
  Name?: string;
  /** The image: its name, an OCI reference (local/web:1.0.0.0) or a digest. Sets: ContainerImageName. */
  ContainerImageName?: string;
  /** The publisher of the image, with or without CN=. Default: any. Sets: ContainerImageName. */
  ContainerImagePublisher?: string;
  /** The version of the image. Default: the newest. Sets: ContainerImageName. */
  ContainerImageVersion?: string;
  /** The image, as Get-ContainerImage gives it. Sets: ContainerImage. */
  ContainerImage?: string;
  /** The command line that the container runs when it starts. Default: the command of the image. */
  Command?: string;
  /** Environment variables to add to those of the image: @{ NAME = 'value' }. */
  Environment?: Record<string, string>;
  /** The folder in the container in which the command starts. Default: the one of the image, else C:\. */
  WorkingDirectory?: string;
  /** Ports to publish on the host: 8080:80, 8080:80/tcp, or 80 alone, for which the host chooses a free port at start. */
  PublishPort?: string[];
  /** The computer name inside the container, at most 15 characters. Default: made from the id. */
  ContainerComputerName?: string;
  /** How the container is kept apart from the host. Default: what the host does best. */
  Isolation?: 'Default' | 'Process' | 'HyperV';
  /** The memory of the container, in bytes: 512MB. Default: no limit. */
  MemoryStartupBytes?: number;
  /** How many processors the container uses at most, of those that the host has. Default: no limit. */
  ProcessorCount?: number;
  /** Environment variables whose values only its programs see: a SecureString, a PSCredential (its password), or the path of a file that holds the value: @{ TOKEN = (Read-Host -AsSecureString) }. They are kept encrypted, and are in no output, log or image. */
  Secret?: Record<string, string>;
  /** Files that only its programs see, by a name (C:\ProgramData\HcsContainers\secrets\name) or an absolute path in the container: a SecureString, a PSCredential (its password), bytes, or the path of a file of this machine, at most 500 KB: @{ 'db' = './db.txt' }. They are kept encrypted, are there while the container runs, and are in no image, log or comparison. Embedded hosts only. */
  SecretFile?: Record<string, string>;
  /** The user in the container who runs its command: ContainerUser, ContainerAdministrator, or one that the image has. The embedded host knows ContainerAdministrator only. Default: the one of the image, else of the host. */
  User?: string;
  /** Runs the command of the container with all rights of an administrator; without -User, as ContainerAdministrator. */
  RunAsAdministrator?: boolean;
  /** A command line that is run in the container before its main process is asked to end. That it fails keeps no container from being stopped. */
  StopCommand?: string;
  /** How long its programs, the stop command too, may take to end by themselves, in seconds. -TimeoutSec of Stop-Container comes before it. Default: 30. */
  StopTimeoutSec?: number;
  /** The most of all processors of the host that the container uses, in percent. One of -ProcessorCount, -ProcessorMaximum and -ProcessorWeight. Default: no limit. */
  ProcessorMaximum?: number;
  /** The share of the container where others want the processors too; 100 is usual. Default: no limit. */
  ProcessorWeight?: number;
  /** How many reads and writes a second, of 8 KB each, the C: of the container does at most. Windows hosts only. Default: no limit. */
  StorageMaximumIOPS?: number;
  /** How many bytes a second the C: of the container reads and writes at most: 50MB. Windows hosts only. Default: no limit. */
  StorageMaximumBandwidth?: number;
  /** How many threads all programs in the container have together at most, the 40 or so of its Windows among them. A program has at least one: a program that starts itself again and again comes to an end there. Embedded hosts only. Default: a quarter of what the machine can have. */
  MaximumThreadCount?: number;
  /** How much of each stream of the output of its command is kept, in bytes: 20MB. The last so many can be read, and about twice as much is on the disk at most; the oldest lines go first. 0 keeps everything; else it is at least 64KB. Default: 100MB. */
  LogMaximumBytes?: number;
  /** How much drive C: of the container holds, the files of its image among it, in bytes: 40GB. What is not written takes no room on the host. Windows hosts only. Default: what Windows gives: 20 GB. */
  ScratchSizeBytes?: number;
  /** A command line that is run in the container again and again: it is healthy when that ends with 0. Default: the health check of the image, if it has one. */
  HealthCommand?: string;
  /** How long to wait before each health check, in seconds. Default: what the image says, else 30. */
  HealthIntervalSec?: number;
  /** How long a health check may take, in seconds. When it is over it is ended, and has failed. Default: what the image says, else 30. */
  HealthTimeoutSec?: number;
  /** How many failures one after the other make the container unhealthy. Default: what the image says, else 3. */
  HealthRetries?: number;
  /** How long after a start failures do not count, in seconds, until it was healthy once. It is checked every 5 seconds then. Default: what the image says, else 0. */
  HealthStartPeriodSec?: number;
  /** Leaves out the health check of the image. */
  NoHealthCheck?: boolean;
  /** When the container is started again by itself. OnFailure: when its command ended with another exit code than 0, or the container broke off. Always: whenever it ended; after Stop-Container only at the next start of the machine. UnlessStopped: whenever it ended, never after Stop-Container. The first wait is 0.1 seconds; it doubles up to a minute, and is short again after a run of 10 seconds. Default: No. */
  RestartPolicy?: 'No' | 'OnFailure' | 'Always' | 'UnlessStopped';
  /** How often OnFailure starts the container again at most. Default: no limit. */
  MaximumRetryCount?: number;
  /** The credential spec of a group managed service account: the path of its JSON file, file://name for one in the folder CredentialSpecs of the state root, or the JSON text itself. It is read now and kept with the container. Windows hosts only. */
  CredentialSpec?: string;
  /** Devices of the host that the container gets: class/<GUID> for all of an interface class (class/5B45201D-F2F2-4F3B-85BB-30FF1F953599 is the graphics card), or the PnP location path of one. Windows hosts and process isolation only. */
  Device?: string[];
}

/** Gets the containers of this host. */
export interface GetContainerParameters {
  /** Names, with wildcards; also an id, or the first 4 or more digits of one. Default: all containers. Sets: Name. */
  Name?: string[];
  /** Containers, as Get-Container gave them: they are given as they are now. Sets: Container. */
  Container?: string[];
  /** Ids, or the first 4 or more digits of them. Sets: Id. */
  Id?: string[];
  /** Only containers in this state. Default: any. */
  State?: 'Off' | 'Running' | 'Paused' | 'Restarting';
  /** Also compute systems that other programs have made, with these owners, with wildcards: * for all, docker, VMMS (virtual machines). They can be seen, and not changed. Default: only those of this state root. */
  Owner?: string[];
}

/** Starts containers. */
export interface StartContainerParameters {
  /** Names, with wildcards; also an id, or the first 4 or more digits of one. Sets: Name. */
  Name?: string[];
  /** The containers, as Get-Container gives them. Sets: Container. */
  Container?: string[];
  /** Ids, or the first 4 or more digits of them. Sets: Id. */
  Id?: string[];
  /** How long to wait until commands work, in seconds. When it is over the start is undone. Default: 120. */
  TimeoutSec?: number;
  /** Gives the started containers. */
  PassThru?: boolean;
}

/** Stops containers. */
export interface StopContainerParameters {
  /** Names, with wildcards; also an id, or the first 4 or more digits of one. Sets: Name. */
  Name?: string[];
  /** The containers, as Get-Container gives them. Sets: Container. */
  Container?: string[];
  /** Ids, or the first 4 or more digits of them. Sets: Id. */
  Id?: string[];
  /** Ends the container at once. */
  TurnOff?: boolean;
  /** How long programs may take to end by themselves, in seconds. Default: the one of the container, else 30. */
  TimeoutSec?: number;
  /** Gives the stopped containers. */
  PassThru?: boolean;
}

/** Stops containers and starts them again. */
export interface RestartContainerParameters {
  /** Names, with wildcards; also an id, or the first 4 or more digits of one. Sets: Name. */
  Name?: string[];
  /** The containers, as Get-Container gives them. Sets: Container. */
  Container?: string[];
  /** Ids, or the first 4 or more digits of them. Sets: Id. */
  Id?: string[];
  /** Ends the container at once. */
  TurnOff?: boolean;
  /** How long programs may take to end by themselves, in seconds. Default: the one of the container, else 30. */
  TimeoutSec?: number;
  /** Gives the restarted containers. */
  PassThru?: boolean;
}

/** Pauses running containers. */
export interface SuspendContainerParameters {
  /** Names, with wildcards; also an id, or the first 4 or more digits of one. Sets: Name. */
  Name?: string[];
  /** The containers, as Get-Container gives them. Sets: Container. */
  Container?: string[];
  /** Ids, or the first 4 or more digits of them. Sets: Id. */
  Id?: string[];
  /** Gives the paused containers. */
  PassThru?: boolean;
}

/** Lets paused containers go on. */
export interface ResumeContainerParameters {
  /** Names, with wildcards; also an id, or the first 4 or more digits of one. Sets: Name. */
  Name?: string[];
  /** The containers, as Get-Container gives them. Sets: Container. */
  Container?: string[];
  /** Ids, or the first 4 or more digits of them. Sets: Id. */
  Id?: string[];
  /** Gives the resumed containers. */
  PassThru?: boolean;
}

/** Waits until containers have ended, run, or have printed a line. */
export interface WaitContainerParameters {
  /** Names, with wildcards; also an id, or the first 4 or more digits of one. Sets: Name. */
  Name?: string[];
  /** The containers, as Get-Container gives them. Sets: Container. */
  Container?: string[];
  /** Ids, or the first 4 or more digits of them. Sets: Id. */
  Id?: string[];
  /** What to wait for. Healthy: it runs, and its health check says so; a container that is off or has none is an error. Exit: the container is off and stays so. Ready: it runs, and commands work in it. Default: Exit. */
  For?: 'Exit' | 'Ready' | 'Healthy';
  /** Waits for a line of the log that is like this, with wildcards: *listening*. Not together with -For. */
  LogLike?: string;
  /** How long to wait for all of them, in seconds. Default: no limit. */
  TimeoutSec?: number;
}

/** Changes the settings of containers. */
export interface SetContainerParameters {
  /** Names, with wildcards; also an id, or the first 4 or more digits of one. Sets: Name. */
  Name?: string[];
  /** The containers, as Get-Container gives them. Sets: Container. */
  Container?: string[];
  /** Ids, or the first 4 or more digits of them. Sets: Id. */
  Id?: string[];
  /** The command line that the container runs when it starts. */
  Command?: string;
  /** Environment variables to add, or to give another value: @{ NAME = 'value' }. The others stay. */
  Environment?: Record<string, string>;
  /** Names of environment variables to take away. */
  RemoveEnvironment?: string[];
  /** Secret environment variables to add, or to give another value, as New-Container takes them. The others stay. They count from the next start. */
  Secret?: Record<string, string>;
  /** Names of secret environment variables to take away, with wildcards. */
  RemoveSecret?: string[];
  /** Secret files to add, or to give other content, as New-Container takes them. The others stay. They count from the next start. Embedded hosts only. */
  SecretFile?: Record<string, string>;
  /** Secret files to take away: names, or paths in the container, with wildcards. */
  RemoveSecretFile?: string[];
  /** The folder in the container in which the command starts. */
  WorkingDirectory?: string;
  /** The ports to publish on the host, in place of those before: 8080:80, 8080:80/tcp, or 80 alone, for which the host chooses a free port at start. */
  PublishPort?: string[];
  /** The computer name inside the container, at most 15 characters. */
  ContainerComputerName?: string;
  /** How the container is kept apart from the host. */
  Isolation?: 'Process' | 'HyperV';
  /** The memory of the container, in bytes: 512MB. */
  MemoryStartupBytes?: number;
  /** How many processors the container uses at most, of those that the host has. */
  ProcessorCount?: number;
  /** The most of all processors of the host that the container uses, in percent. One of -ProcessorCount, -ProcessorMaximum and -ProcessorWeight. */
  ProcessorMaximum?: number;
  /** The share of the container where others want the processors too; 100 is usual. */
  ProcessorWeight?: number;
  /** How many reads and writes a second, of 8 KB each, the C: of the container does at most. Windows hosts only. */
  StorageMaximumIOPS?: number;
  /** How many bytes a second the C: of the container reads and writes at most: 50MB. Windows hosts only. */
  StorageMaximumBandwidth?: number;
  /** How many threads all programs in the container have together at most, the 40 or so of its Windows among them. A program has at least one: a program that starts itself again and again comes to an end there. Embedded hosts only. */
  MaximumThreadCount?: number;
  /** How much of each stream of the output of its command is kept, in bytes: 20MB. The last so many can be read, and about twice as much is on the disk at most; the oldest lines go first. 0 keeps everything; else it is at least 64KB. */
  LogMaximumBytes?: number;
  /** The credential spec of a group managed service account, as New-Container takes it. Windows hosts only. */
  CredentialSpec?: string;
  /** The devices of the host that the container gets, in place of those before, as New-Container takes them. Windows hosts and process isolation only. */
  Device?: string[];
  /** The user in the container who runs its command: ContainerUser, ContainerAdministrator, or one that the image has. The embedded host knows ContainerAdministrator only. */
  User?: string;
  /** A command line that is run in the container before its main process is asked to end. That it fails keeps no container from being stopped. */
  StopCommand?: string;
  /** How long its programs, the stop command too, may take to end by themselves, in seconds. -TimeoutSec of Stop-Container comes before it. */
  StopTimeoutSec?: number;
  /** A command line that is run in the container again and again: it is healthy when that ends with 0. */
  HealthCommand?: string;
  /** How long to wait before each health check, in seconds. */
  HealthIntervalSec?: number;
  /** How long a health check may take, in seconds. When it is over it is ended, and has failed. */
  HealthTimeoutSec?: number;
  /** How many failures one after the other make the container unhealthy. */
  HealthRetries?: number;
  /** How long after a start failures do not count, in seconds, until it was healthy once. It is checked every 5 seconds then. */
  HealthStartPeriodSec?: number;
  /** When the container is started again by itself. OnFailure: when its command ended with another exit code than 0, or the container broke off. Always: whenever it ended; after Stop-Container only at the next start of the machine. UnlessStopped: whenever it ended, never after Stop-Container. The first wait is 0.1 seconds; it doubles up to a minute, and is short again after a run of 10 seconds. */
  RestartPolicy?: 'No' | 'OnFailure' | 'Always' | 'UnlessStopped';
  /** How often OnFailure starts the container again at most. */
  MaximumRetryCount?: number;
  /** Settings to take away: Command, WorkingDirectory, PublishPort, Environment, MemoryStartupBytes, ProcessorCount, ProcessorMaximum, ProcessorWeight, StorageMaximumIOPS, StorageMaximumBandwidth, MaximumThreadCount, LogMaximumBytes, CredentialSpec, Device, User, StopCommand, StopTimeoutSec, HealthCheck. */
  Clear?: string[];
  /** Gives the changed containers. */
  PassThru?: boolean;
}

/** Limits the memory of containers. */
export interface SetContainerMemoryParameters {
  /** Names, with wildcards; also an id, or the first 4 or more digits of one. Sets: ContainerName. */
  ContainerName?: string[];
  /** The containers, as Get-Container gives them. Sets: Container. */
  Container?: string[];
  /** Ids, or the first 4 or more digits of them. Sets: ContainerId. */
  ContainerId?: string[];
  /** The memory of the container, in bytes: 512MB. */
  MaximumBytes: number;
  /** Gives the changed containers. */
  PassThru?: boolean;
}

/** Limits the processors of containers. */
export interface SetContainerProcessorParameters {
  /** Names, with wildcards; also an id, or the first 4 or more digits of one. Sets: ContainerName. */
  ContainerName?: string[];
  /** The containers, as Get-Container gives them. Sets: Container. */
  Container?: string[];
  /** Ids, or the first 4 or more digits of them. Sets: ContainerId. */
  ContainerId?: string[];
  /** The most of all processors of the host that the container uses, in percent. One of -Maximum, -RelativeWeight and -Count. */
  Maximum?: number;
  /** The share of the container where others want the processors too; 100 is usual. */
  RelativeWeight?: number;
  /** How many processors the container uses at most, of those that the host has. */
  Count?: number;
  /** Gives the changed containers. */
  PassThru?: boolean;
}

/** Limits how much containers read and write a second. */
export interface SetContainerStorageParameters {
  /** Names, with wildcards; also an id, or the first 4 or more digits of one. Sets: ContainerName. */
  ContainerName?: string[];
  /** The containers, as Get-Container gives them. Sets: Container. */
  Container?: string[];
  /** Ids, or the first 4 or more digits of them. Sets: ContainerId. */
  ContainerId?: string[];
  /** How many reads and writes a second, of 8 KB each, the C: of the container does at most. */
  MaximumIOPS?: number;
  /** How many bytes a second the C: of the container reads and writes at most: 50MB. */
  MaximumBandwidth?: number;
  /** Gives the changed containers. */
  PassThru?: boolean;
}

/** Gives a container another name. */
export interface RenameContainerParameters {
  /** The name of the container; also an id, or the first 4 or more digits of one. Sets: Name. */
  Name?: string;
  /** The container, as Get-Container gives it. Where it comes down the pipeline, the other parameters are given by name. Sets: Container. */
  Container?: string;
  /** The id of the container, or the first 4 or more digits of it. Sets: Id. */
  Id?: string;
  /** The new name: letters, digits, hyphen, underscore and dot, at most 63. */
  NewName: string;
  /** Gives the renamed container. */
  PassThru?: boolean;
}

/** Removes containers with their files. */
export interface RemoveContainerParameters {
  /** Names, with wildcards; also an id, or the first 4 or more digits of one. Sets: Name. */
  Name?: string[];
  /** The containers, as Get-Container gives them. Sets: Container. */
  Container?: string[];
  /** Ids, or the first 4 or more digits of them. Sets: Id. */
  Id?: string[];
  /** Stops a running container first, and does not ask. */
  Force?: boolean;
  /** Gives the removed containers, as they were. */
  PassThru?: boolean;
}

/** Removes all containers that are off. */
export interface ClearContainerParameters {
  /** Only containers with these names, with wildcards. Default: all that are off. */
  Name?: string[];
  /** Not containers with these names, with wildcards. */
  Exclude?: string[];
  /** Only containers made from images with these names or references, with wildcards. Default: any. */
  ContainerImageName?: string[];
  /** Only containers that have been off for so long: 7.00:00:00 is a week; a number in the shell is seconds. Of one that never ran, since it was created. Default: any. */
  OlderThan?: number;
  /** Does not ask. */
  Force?: boolean;
}

/** Runs a command in running containers. */
export interface InvokeContainerCommandParameters {
  /** Names, with wildcards; also an id, or the first 4 or more digits of one. Sets: Name. */
  Name?: string[];
  /** The containers, as Get-Container gives them. Where they come down the pipeline, the other parameters are given by name. Sets: Container. */
  Container?: string[];
  /** Ids, or the first 4 or more digits of them. Sets: Id. */
  Id?: string[];
  /** The command line, or with -ArgumentList the program. For what the shell knows (dir, pipes) write cmd /c ... */
  Command: string;
  /** Arguments, each quoted as Windows programs read them, after the command. */
  ArgumentList?: string[];
  /** The folder in the container in which the command starts. Default: the one of the container. */
  WorkingDirectory?: string;
  /** Environment variables to add: @{ NAME = 'value' }. */
  Environment?: Record<string, string>;
  /** The user in the container who runs the command: ContainerUser, ContainerAdministrator, or one that the image has. Default: the one of the image, else of the host: on Windows ContainerAdministrator. */
  User?: string;
  /** Runs the command with all rights of an administrator; without -User, as ContainerAdministrator. */
  RunAsAdministrator?: boolean;
  /** Text for the standard input of the command, as UTF-8. */
  InputText?: string;
  /** A file for the standard input of the command. */
  InputFile?: string;
  /** How long the command may run, in seconds. When it is over the command is ended. Default: no limit. */
  TimeoutSec?: number;
  /** Gives one object per container with ExitCode, StandardOutput and StandardError. */
  AsObject?: boolean;
}

/** Runs a command in a new container of an image. */
export interface InvokeContainerImageParameters {
  /** The image: its name, an OCI reference (local/web:1.0.0.0) or a digest. Sets: ContainerImageName. */
  ContainerImageName?: string;
  /** The command line, or with -ArgumentList the program. For what the shell knows (dir, pipes) write cmd /c ... Default: the command of the image. */
  Command?: string;
  /** Arguments, each quoted as Windows programs read them, after the command. */
  ArgumentList?: string[];
  /** The name of the container: letters, digits, hyphen, underscore and dot, at most 63. Names are unique on a host. Default: made from the image name, as windows-3f2a. */
  Name?: string;
  /** Removes the container when it is off, with all that was changed in it. */
  AutoRemove?: boolean;
  /** Gives the container as soon as it runs, and does not wait for its end. */
  Detach?: boolean;
  /** Text for the standard input of the command, as UTF-8. */
  InputText?: string;
  /** A file for the standard input of the command. */
  InputFile?: string;
  /** How long the command may run, in seconds. When it is over the container is stopped. Default: no limit. */
  TimeoutSec?: number;
  /** Gives one object with ExitCode, StandardOutput and StandardError. */
  AsObject?: boolean;
  /** The publisher of the image, with or without CN=. Default: any. Sets: ContainerImageName. */
  ContainerImagePublisher?: string;
  /** The version of the image. Default: the newest. Sets: ContainerImageName. */
  ContainerImageVersion?: string;
  /** The image, as Get-ContainerImage gives it. Sets: ContainerImage. */
  ContainerImage?: string;
  /** Environment variables to add to those of the image: @{ NAME = 'value' }. */
  Environment?: Record<string, string>;
  /** The folder in the container in which the command starts. Default: the one of the image, else C:\. */
  WorkingDirectory?: string;
  /** Ports to publish on the host: 8080:80, 8080:80/tcp, or 80 alone, for which the host chooses a free port at start. */
  PublishPort?: string[];
  /** The computer name inside the container, at most 15 characters. Default: made from the id. */
  ContainerComputerName?: string;
  /** How the container is kept apart from the host. Default: what the host does best. */
  Isolation?: 'Default' | 'Process' | 'HyperV';
  /** The memory of the container, in bytes: 512MB. Default: no limit. */
  MemoryStartupBytes?: number;
  /** How many processors the container uses at most, of those that the host has. Default: no limit. */
  ProcessorCount?: number;
  /** Environment variables whose values only its programs see: a SecureString, a PSCredential (its password), or the path of a file that holds the value: @{ TOKEN = (Read-Host -AsSecureString) }. They are kept encrypted, and are in no output, log or image. */
  Secret?: Record<string, string>;
  /** Files that only its programs see, by a name (C:\ProgramData\HcsContainers\secrets\name) or an absolute path in the container: a SecureString, a PSCredential (its password), bytes, or the path of a file of this machine, at most 500 KB: @{ 'db' = './db.txt' }. They are kept encrypted, are there while the container runs, and are in no image, log or comparison. Embedded hosts only. */
  SecretFile?: Record<string, string>;
  /** The user in the container who runs its command: ContainerUser, ContainerAdministrator, or one that the image has. The embedded host knows ContainerAdministrator only. Default: the one of the image, else of the host. */
  User?: string;
  /** Runs the command of the container with all rights of an administrator; without -User, as ContainerAdministrator. */
  RunAsAdministrator?: boolean;
  /** A command line that is run in the container before its main process is asked to end. That it fails keeps no container from being stopped. */
  StopCommand?: string;
  /** How long its programs, the stop command too, may take to end by themselves, in seconds. -TimeoutSec of Stop-Container comes before it. Default: 30. */
  StopTimeoutSec?: number;
  /** The most of all processors of the host that the container uses, in percent. One of -ProcessorCount, -ProcessorMaximum and -ProcessorWeight. Default: no limit. */
  ProcessorMaximum?: number;
  /** The share of the container where others want the processors too; 100 is usual. Default: no limit. */
  ProcessorWeight?: number;
  /** How many reads and writes a second, of 8 KB each, the C: of the container does at most. Windows hosts only. Default: no limit. */
  StorageMaximumIOPS?: number;
  /** How many bytes a second the C: of the container reads and writes at most: 50MB. Windows hosts only. Default: no limit. */
  StorageMaximumBandwidth?: number;
  /** How many threads all programs in the container have together at most, the 40 or so of its Windows among them. A program has at least one: a program that starts itself again and again comes to an end there. Embedded hosts only. Default: a quarter of what the machine can have. */
  MaximumThreadCount?: number;
  /** How much of each stream of the output of its command is kept, in bytes: 20MB. The last so many can be read, and about twice as much is on the disk at most; the oldest lines go first. 0 keeps everything; else it is at least 64KB. Default: 100MB. */
  LogMaximumBytes?: number;
  /** How much drive C: of the container holds, the files of its image among it, in bytes: 40GB. What is not written takes no room on the host. Windows hosts only. Default: what Windows gives: 20 GB. */
  ScratchSizeBytes?: number;
  /** A command line that is run in the container again and again: it is healthy when that ends with 0. Default: the health check of the image, if it has one. */
  HealthCommand?: string;
  /** How long to wait before each health check, in seconds. Default: what the image says, else 30. */
  HealthIntervalSec?: number;
  /** How long a health check may take, in seconds. When it is over it is ended, and has failed. Default: what the image says, else 30. */
  HealthTimeoutSec?: number;
  /** How many failures one after the other make the container unhealthy. Default: what the image says, else 3. */
  HealthRetries?: number;
  /** How long after a start failures do not count, in seconds, until it was healthy once. It is checked every 5 seconds then. Default: what the image says, else 0. */
  HealthStartPeriodSec?: number;
  /** Leaves out the health check of the image. */
  NoHealthCheck?: boolean;
  /** When the container is started again by itself. OnFailure: when its command ended with another exit code than 0, or the container broke off. Always: whenever it ended; after Stop-Container only at the next start of the machine. UnlessStopped: whenever it ended, never after Stop-Container. The first wait is 0.1 seconds; it doubles up to a minute, and is short again after a run of 10 seconds. Default: No. */
  RestartPolicy?: 'No' | 'OnFailure' | 'Always' | 'UnlessStopped';
  /** How often OnFailure starts the container again at most. Default: no limit. */
  MaximumRetryCount?: number;
  /** The credential spec of a group managed service account: the path of its JSON file, file://name for one in the folder CredentialSpecs of the state root, or the JSON text itself. It is read now and kept with the container. Windows hosts only. */
  CredentialSpec?: string;
  /** Devices of the host that the container gets: class/<GUID> for all of an interface class (class/5B45201D-F2F2-4F3B-85BB-30FF1F953599 is the graphics card), or the PnP location path of one. Windows hosts and process isolation only. */
  Device?: string[];
}

/** Gives what the command of a running container prints from now on. */
export interface ConnectContainerParameters {
  /** The name of the container; also an id, or the first 4 or more digits of one. Sets: Name. */
  Name?: string;
  /** The container, as Get-Container gives it. Sets: Container. */
  Container?: string;
  /** Its id, or the first 4 or more digits of it. Sets: Id. */
  Id?: string;
  /** Gives first what was printed since the container was started. */
  FromBeginning?: boolean;
}

/** Opens a terminal in a running container. */
export interface EnterContainerSessionParameters {
  /** The name of the container; also an id, or the first 4 or more digits of one. Sets: Name. */
  Name?: string;
  /** The container, as Get-Container gives it. Where it comes down the pipeline, the other parameters are given by name. Sets: Container. */
  Container?: string;
  /** Its id, or the first 4 or more digits of it. Sets: Id. */
  Id?: string;
  /** The command line, or with -ArgumentList the program. Default: cmd. */
  Command?: string;
  /** Arguments, each quoted as Windows programs read them, after the command. */
  ArgumentList?: string[];
  /** Comes back to this session instead of starting a program: its id, or the first digits of it. */
  SessionId?: string;
  /** The keys that leave the session, one after the other: a character, or ctrl- and a letter or one of @ [ \ ] ^ _. ctrl-x,d for example. Default: ctrl-p,ctrl-q. */
  DetachKeys?: string;
  /** The folder in the container in which the command starts. Default: the one of the container. */
  WorkingDirectory?: string;
  /** Environment variables to add: @{ NAME = 'value' }. */
  Environment?: Record<string, string>;
  /** The user in the container who runs the command: ContainerUser, ContainerAdministrator, or one that the image has. Default: the one of the image, else of the host: on Windows ContainerAdministrator. */
  User?: string;
  /** Runs the command with all rights of an administrator; without -User, as ContainerAdministrator. */
  RunAsAdministrator?: boolean;
}

/** Gets the terminal sessions of containers. */
export interface GetContainerSessionParameters {
  /** Names, with wildcards; also an id, or the first 4 or more digits of one. Default: all containers. Sets: Name. */
  Name?: string[];
  /** The containers, as Get-Container gives them. Sets: Container. */
  Container?: string[];
  /** Ids, or the first 4 or more digits of them. Sets: Id. */
  Id?: string[];
}

/** Makes a copy of a container that is off. */
export interface CopyContainerParameters {
  /** The name of the container; also an id, or the first 4 or more digits of one. Sets: Name. */
  Name?: string;
  /** The container, as Get-Container gives it. Where it comes down the pipeline, the other parameters are given by name. Sets: Container. */
  Container?: string;
  /** The id of the container, or the first 4 or more digits of it. Sets: Id. */
  Id?: string;
  /** The name of the copy: letters, digits, hyphen, underscore and dot, at most 63. Default: made from the image name, as windows-3f2a. */
  NewName?: string;
}

/** Copies files and folders between this machine and a container. */
export interface CopyContainerItemParameters {
  /** What to copy. C:\site or web:C:\site. */
  Path: string[];
  /** Where to copy it. C:\site or web:C:\site. */
  Destination: string;
  /** The container to copy into; -Destination is a path in it. Sets: ToContainer. */
  ToContainer?: string;
  /** The container to copy from; -Path is a path in it. Sets: FromContainer. */
  FromContainer?: string;
  /** Makes the folders above -Destination where they are missing, instead of refusing. */
  CreateFullPath?: boolean;
  /** Gives each copied item. */
  PassThru?: boolean;
}

/** Gets what the main command of a container printed. */
export interface GetContainerLogParameters {
  /** Names, with wildcards; also an id, or the first 4 or more digits of one. Sets: Name. */
  Name?: string[];
  /** The containers, as Get-Container gives them. Sets: Container. */
  Container?: string[];
  /** Ids, or the first 4 or more digits of them. Sets: Id. */
  Id?: string[];
  /** Only the last lines, at most this many. Default: all lines. */
  Tail?: number;
  /** Only what was printed then or later, to a tenth of a second: (Get-Date).AddMinutes(-5). Default: the beginning. */
  Since?: string;
  /** Puts before each line when it was printed, in UTC: 2026-11-22T14:30:00.125Z. */
  Timestamp?: boolean;
  /** Goes on with what is printed from now on, until the container is off. */
  Follow?: boolean;
  /** Which stream to give. Default: Both. */
  Stream?: 'Both' | 'StandardOutput' | 'StandardError';
}

/** Gets the programs that run in containers. */
export interface GetContainerProcessParameters {
  /** Names, with wildcards; also an id, or the first 4 or more digits of one. Of those that a wildcard finds only those that run count. Default: all containers that run. Sets: Name. */
  Name?: string[];
  /** The containers, as Get-Container gives them. Sets: Container. */
  Container?: string[];
  /** Ids, or the first 4 or more digits of them. Sets: Id. */
  Id?: string[];
  /** Only programs with these file names, with or without .exe, with wildcards. Default: all. */
  ProcessName?: string[];
}

/** Measures what containers use: processor, memory, disk and network. */
export interface MeasureContainerParameters {
  /** Names, with wildcards; also an id, or the first 4 or more digits of one. Of those that a wildcard finds only those that run count. Default: all containers that run. Sets: Name. */
  Name?: string[];
  /** The containers, as Get-Container gives them. Sets: Container. */
  Container?: string[];
  /** Ids, or the first 4 or more digits of them. Sets: Id. */
  Id?: string[];
  /** Goes on until Ctrl+C, or until the named containers are off. */
  Continuous?: boolean;
  /** The time between two samples, in seconds. Default: 1. */
  SampleInterval?: number;
  /** How many samples to give of each container. Default: 1; with -Continuous no limit. */
  MaxSamples?: number;
}

/** Tells what has changed in containers since their image: files and registry. */
export interface CompareContainerParameters {
  /** Names, with wildcards; also an id, or the first 4 or more digits of one. Sets: Name. */
  Name?: string[];
  /** The containers, as Get-Container gives them. Sets: Container. */
  Container?: string[];
  /** Ids, or the first 4 or more digits of them. Sets: Id. */
  Id?: string[];
  /** Only changes at these paths, with wildcards: C:\site\*, HKLM\*. Default: all. */
  Path?: string[];
  /** What to compare. Default: All. */
  Include?: 'All' | 'Files' | 'Registry';
}

/** Gets what has happened to containers, and what happens. */
export interface GetContainerEventParameters {
  /** Names, with wildcards; also an id, or the first 4 or more digits of one. Default: all containers. Sets: Name. */
  Name?: string[];
  /** The containers, as Get-Container gives them. Sets: Container. */
  Container?: string[];
  /** Ids, or the first 4 or more digits of them. Sets: Id. */
  Id?: string[];
  /** Only events with these actions, with wildcards: Exited, Re*. Default: all. */
  Action?: string[];
  /** Only events at this time or later. */
  Since?: string;
  /** Only events before this time. */
  Until?: string;
  /** Only the newest of the events that are there, at most this many. Default: all. */
  MaxEvents?: number;
  /** Goes on with each event as it happens, until -Until or Ctrl+C. */
  Follow?: boolean;
}

/** Captures a container as an image. */
export interface NewContainerImageParameters {
  /** The container, as Get-Container gives it. Where it comes down the pipeline, the other parameters are given by name. Sets: Container. */
  Container?: string;
  /** The name of the container; also an id, or the first 4 or more digits of one. Sets: ContainerName. */
  ContainerName?: string;
  /** The id of the container, or the first 4 or more digits of it. Sets: ContainerId. */
  ContainerId?: string;
  /** The name of the image. */
  Name: string;
  /** The publisher of the image, with or without CN=. Default: CN=Local. */
  Publisher?: string;
  /** The version of the image; 1.0 means 1.0.0.0. Default: 1.0.0.0. */
  Version?: string;
  /** The command that containers of this image run when they start. Default: the one of the container. */
  Command?: string;
  /** Stops a running container first. */
  Force?: boolean;
}

/** Gets the images in the image store. */
export interface GetContainerImageParameters {
  /** Names, with wildcards; also an OCI reference, a full name or a digest. Default: all images. Sets: Name. */
  Name?: string[];
  /** The publisher, with or without CN=, with wildcards. Default: any. Sets: Name. */
  Publisher?: string;
  /** The version. Default: any. Sets: Name. */
  Version?: string;
  /** Images, as Get-ContainerImage gave them: they are given as they are now. Sets: Image. */
  Image?: string[];
  /** Only images that build on this one. */
  ChildOf?: string;
}

/** Tests whether images are whole, and whether containers of them can run here. */
export interface TestContainerImageParameters {
  /** Names, with wildcards; also an OCI reference, a full name or a digest. Default: all images. Sets: Name. */
  Name?: string[];
  /** The publisher, with or without CN=, with wildcards. Default: any. Sets: Name. */
  Publisher?: string;
  /** The version. Default: any. Sets: Name. */
  Version?: string;
  /** The images, as Get-ContainerImage gives them. Sets: Image. */
  Image?: string[];
  /** Gives true when no image is damaged, else false, and nothing more. */
  Quiet?: boolean;
}

/** Removes images from the image store. */
export interface RemoveContainerImageParameters {
  /** Names, with wildcards; also an OCI reference, a full name or a digest. Sets: Name. */
  Name?: string[];
  /** The publisher, with or without CN=. Default: any. Sets: Name. */
  Publisher?: string;
  /** The version. Default: the only one there is. Sets: Name. */
  Version?: string;
  /** The images, as Get-ContainerImage gives them. Sets: Image. */
  Image?: string[];
  /** Does not ask before removing. */
  Force?: boolean;
}

/** Exports images as OCI archives. */
export interface ExportContainerImageParameters {
  /** The name of the image; also an OCI reference, a full name or a digest. Sets: Name. */
  Name?: string;
  /** The publisher, with or without CN=. Default: any. Sets: Name. */
  Publisher?: string;
  /** The version. Default: the newest. Sets: Name. */
  Version?: string;
  /** The images, as Get-ContainerImage gives them. Where they come down the pipeline, the other parameters are given by name. Sets: Image. */
  Image?: string[];
  /** Where to write: a folder, in which each file is named after the full name of its image, or a file name that ends in .tar. */
  Path: string;
  /** Overwrites a file that is there. */
  Force?: boolean;
  /** Gives the exported images. */
  PassThru?: boolean;
}

/** Imports images from OCI archives. */
export interface ImportContainerImageParameters {
  /** The archive files. */
  Path: string[];
}

/** The parameters of each cmdlet, as they arrive over the wire. */
export interface CmdletParameters {
  'Get-ContainerHost': GetContainerHostParameters;
  'Install-ContainerHost': InstallContainerHostParameters;
  'Test-ContainerHost': TestContainerHostParameters;
  'Repair-ContainerHost': RepairContainerHostParameters;
  'Register-ContainerHostStartup': RegisterContainerHostStartupParameters;
  'Unregister-ContainerHostStartup': UnregisterContainerHostStartupParameters;
  'Get-ContainerHostStartup': GetContainerHostStartupParameters;
  'Install-ContainerOSImage': InstallContainerOSImageParameters;
  'Uninstall-ContainerOSImage': UninstallContainerOSImageParameters;
  'New-Container': NewContainerParameters;
  'Get-Container': GetContainerParameters;
  'Start-Container': StartContainerParameters;
  'Stop-Container': StopContainerParameters;
  'Restart-Container': RestartContainerParameters;
  'Suspend-Container': SuspendContainerParameters;
  'Resume-Container': ResumeContainerParameters;
  'Wait-Container': WaitContainerParameters;
  'Set-Container': SetContainerParameters;
  'Set-ContainerMemory': SetContainerMemoryParameters;
  'Set-ContainerProcessor': SetContainerProcessorParameters;
  'Set-ContainerStorage': SetContainerStorageParameters;
  'Rename-Container': RenameContainerParameters;
  'Remove-Container': RemoveContainerParameters;
  'Clear-Container': ClearContainerParameters;
  'Invoke-ContainerCommand': InvokeContainerCommandParameters;
  'Invoke-ContainerImage': InvokeContainerImageParameters;
  'Connect-Container': ConnectContainerParameters;
  'Enter-ContainerSession': EnterContainerSessionParameters;
  'Get-ContainerSession': GetContainerSessionParameters;
  'Copy-Container': CopyContainerParameters;
  'Copy-ContainerItem': CopyContainerItemParameters;
  'Get-ContainerLog': GetContainerLogParameters;
  'Get-ContainerProcess': GetContainerProcessParameters;
  'Measure-Container': MeasureContainerParameters;
  'Compare-Container': CompareContainerParameters;
  'Get-ContainerEvent': GetContainerEventParameters;
  'New-ContainerImage': NewContainerImageParameters;
  'Get-ContainerImage': GetContainerImageParameters;
  'Test-ContainerImage': TestContainerImageParameters;
  'Remove-ContainerImage': RemoveContainerImageParameters;
  'Export-ContainerImage': ExportContainerImageParameters;
  'Import-ContainerImage': ImportContainerImageParameters;
}

export type CmdletName = keyof CmdletParameters;

/** The machine that runs containers, and what it can do. */
export interface ContainerHostObject {
  /** The name of the machine. */
  Name: string;
  /** The folder of the image store: an OCI image layout. */
  ContainerImageRepositoryLocation: string;
  /** Which host runs the containers: Windows, or Embedded (Wine sandboxes on Linux). */
  Kind: string;
  /** The Windows version that containers see. */
  OsVersion: string;
  /** The processor architecture, in OCI words: amd64, arm64. */
  Architecture: string;
  /** The isolation modes this host offers. */
  Isolation: string[];
  /** Parameters of New-Container that not every host serves and this one does: CredentialSpec, Device, User, MemoryStartupBytes, ProcessorCount, ProcessorMaximum, ProcessorWeight, StorageMaximumIOPS, StorageMaximumBandwidth, MaximumThreadCount, ScratchSizeBytes, LogMaximumBytes. */
  Supports: string[];
  /** The version of the running service. */
  Version: string;
  /** The build of the running service. */
  Build: string;
  /** The process id of the running service. */
  ServicePid: number;
  /** The folder that holds all state. */
  StateRoot: string;
  /** Each capability with Name, Available, Version and, where it is missing, Reason (what it disables) and Fix (the command that brings it). On Windows: build and edition, elevation, Windows features, services with their schema versions, hypervisor. */
  Features: unknown[];
}

/** One thing that Test-ContainerHost has looked at. */
export interface ContainerHostCheckObject {
  /** What was looked at: Wine, Containers, LeftoverSystem, Image. */
  Name: string;
  /** Passed; Warning, when most goes on; Failed, when containers do not run, or one thing is broken. */
  Result: string;
  /** What it is about: a version, a path, an id, an image. */
  Target?: string;
  /** Why it has not passed. */
  Cause?: string;
  /** What to type, or to do, when it has not passed. */
  Fix?: string;
  /** Whether Repair-ContainerHost can mend it. */
  CanRepair: boolean;
  /** The id of the check, which Repair-ContainerHost takes. */
  Id: string;
}

/** Something that Repair-ContainerHost has mended. */
export interface ContainerHostRepairObject {
  /** What was found: LeftoverSystem, HostComputeService. */
  Name: string;
  /** Repaired. */
  Result: string;
  /** What it was about: a path, an id. */
  Target?: string;
  /** What was done. */
  Action: string;
  /** Why it was done. */
  Cause: string;
  /** The id of the check. */
  Id: string;
}

/** A step of Install-ContainerHost. */
export interface ContainerHostStepObject {
  /** What was installed or set: a Windows feature, a service, a package. */
  Target: string;
  /** Done; or Waiting, for the restart of the machine. */
  Result: string;
  /** What the step does. */
  Action: string;
  /** What a person would type for the same. */
  Command: string;
  /** Whether the machine must be restarted before it counts. */
  RestartNeeded: boolean;
}

/** How this machine starts the containers of this host with it. */
export interface ContainerHostStartupObject {
  /** Registered; NotRegistered; or Different, when what is registered is not what this version would run. */
  State: string;
  /** ScheduledTask, SystemdUnit or Crontab. */
  Kind: string;
  /** The name of the task, the file of the unit, or whose crontab it is. */
  Target: string;
  /** What is run at the start of the machine. */
  Command: string;
  /** What a person would type to register it. */
  RegisterCommand: string;
  /** What a person would type to take it back. */
  UnregisterCommand: string;
}

/** A container of this host. */
export interface ContainerObject {
  /** The name, unique on this host without regard to case. */
  Name: string;
  /** The id, a GUID: the same as the id of its compute system, so that Enter-PSSession -ContainerId finds it. */
  ContainerId: string;
  /** Off, Running, Paused, or Restarting: off, and its restart policy will start it. */
  State: string;
  /** How long it has run since it was started; zero when it is off. */
  Uptime: number;
  /** The name of the image it was made from. */
  ParentImageName?: string;
  /** Process or HyperV. */
  Isolation?: string;
  /** The published ports: 8080->80/tcp. */
  Ports?: string;
  /** The address in the container network, while it runs. */
  IPAddress?: string;
  /** When it was created. */
  Created?: string;
  /** The command it runs; absent when it only idles. */
  Command?: string;
  /** The exit code of its last run; absent while it never ended. */
  ExitCode?: number;
  /** The folder in the container in which the command starts. */
  WorkingDirectory?: string;
  /** Its memory, in bytes; absent without a limit. */
  MemoryStartupBytes?: number;
  /** How many processors it uses at most; absent without such a limit. */
  ProcessorCount?: number;
  /** The most of all processors that it uses, in percent; absent without such a limit. */
  ProcessorMaximum?: number;
  /** Its share where others want the processors too; absent when nothing was said. */
  ProcessorWeight?: number;
  /** How many reads and writes of 8 KB a second its C: does at most; absent without a limit. */
  StorageMaximumIOPS?: number;
  /** How many bytes a second its C: reads and writes at most; absent without a limit. */
  StorageMaximumBandwidth?: number;
  /** How many threads its programs have together at most; absent when nothing was said. */
  MaximumThreadCount?: number;
  /** How much its C: was made to hold, in bytes; absent when nothing was said. */
  ScratchSizeBytes?: number;
  /** How much of each stream of its output is kept, in bytes; 0 for everything. */
  LogMaximumBytes?: number;
  /** The limits that its programs came up against in this run, or the last: Memory (a program was ended for it), Threads (a program or thread was refused). Absent when they did not, or the host does not tell. */
  LimitsReached?: string[];
  /** The host it lives on. */
  ComputerName: string;
  /** The digest of its image. */
  ImageDigest?: string;
  /** The computer name inside. */
  ContainerComputerName?: string;
  /** The environment variables given at creation: NAME=value. */
  Environment?: string[];
  /** Starting, Healthy or Unhealthy, while it runs and has a health check. */
  Health?: string;
  /** The last probes of its health, oldest first, each with Started, Ended, ExitCode (nothing when it was ended) and Output. */
  HealthLog?: unknown[];
  /** The command that finds out its health. */
  HealthCommand?: string;
  /** Who runs its programs, unless told otherwise. */
  User?: string;
  /** The names of its secret environment variables; their values are told to nobody. */
  SecretName?: string[];
  /** Where it has secret files while it runs; their content is told to nobody. */
  SecretFile?: string[];
  /** What is run in it before its main process is asked to end. */
  StopCommand?: string;
  /** How long its programs may take to end by themselves, where it has a time of its own. */
  StopTimeoutSec?: number;
  /** When it is started again by itself: No, OnFailure, Always, UnlessStopped. */
  RestartPolicy?: string;
  /** How often OnFailure starts it again at most. */
  MaximumRetryCount?: number;
  /** How often its restart policy has started it since somebody did. */
  RestartCount?: number;
  /** When its restart policy starts it next, while it is Restarting. */
  NextStart?: string;
  /** Why the last start by its restart policy failed. */
  LastStartError?: string;
  /** Whose it is: our tag, which is made of the state root, or that of another program. What is not known of the containers of others is null. */
  Owner: string;
}

/** An image in the image store of this host. */
export interface ContainerImageObject {
  /** The name. */
  Name: string;
  /** The publisher: CN=Local. */
  Publisher: string;
  /** The version, four parts: 1.0.0.0. */
  Version: string;
  /** Whether it is a base image, without a parent. */
  IsOSImage: boolean;
  /** The full name of the image it builds on. */
  ParentImage?: string;
  /** Publisher, name and version in one: CN=Local_web_1.0.0.0. */
  FullName: string;
  /** The OCI reference: local/web:1.0.0.0. */
  Reference?: string;
  /** The digest of its manifest: sha256:... */
  Digest: string;
  /** The bytes of its layers as stored, parents included. */
  Size: number;
  /** When it was made, where the image says so. */
  Created?: string;
  /** The operating system it is for: windows. */
  OS: string;
  /** The Windows version it is for. */
  OsVersion?: string;
  /** Features a host must have to run it. */
  OsFeatures: string[];
}

/** What Test-ContainerImage has found out about one image. */
export interface ContainerImageReportObject {
  /** The name of the image. */
  Name: string;
  /** Its version, four parts: 1.0.0.0. */
  Version: string;
  /** Passed; Warning, when the image is whole and cannot run here; Failed, when it is damaged. */
  Result: string;
  /** How much was read and compared with its digests, in bytes. */
  CheckedBytes: number;
  /** Why it has not passed: one text for each layer or document that is damaged. */
  Cause: string[];
  /** What to type, or to do, when it has not passed. */
  Fix?: string;
  /** How many layers it has. */
  LayerCount: number;
  /** How many of them lie unpacked, ready for a container. */
  UnpackedLayerCount: number;
  /** The publisher: CN=Local. */
  Publisher: string;
  /** Publisher, name and version in one: CN=Local_web_1.0.0.0. */
  FullName: string;
  /** The digest of its manifest: sha256:... */
  Digest: string;
}

/** What a command in a container did. */
export interface ContainerCommandResultObject {
  /** The container it ran in. */
  ContainerName: string;
  /** The id of that container. */
  ContainerId: string;
  /** The command line. */
  Command: string;
  /** The exit code, all 32 bits of it, unsigned. */
  ExitCode: number;
  /** All that it wrote to standard output. */
  StandardOutput: string;
  /** All that it wrote to standard error. */
  StandardError: string;
  /** How long it ran. */
  Duration: number;
}

/** Something that has happened to a container. */
export interface ContainerEventObject {
  /** Its number: each event has a higher one than those before. */
  Number: number;
  /** When it happened. */
  Time: string;
  /** The name that the container had then. */
  Name: string;
  /** The id of the container. */
  ContainerId: string;
  /** What happened: Created, Started, Exited (a run ended, whoever ended it), Stopped (somebody stopped it), Restarted, Paused, Resumed, StartFailed (by its restart policy), GivenUp (by its restart policy), Healthy, Unhealthy, Renamed, Captured, Removed... */
  Action: string;
  /** The exit code of the main command, of an Exited where it is known. */
  ExitCode?: number;
  /** What else is known of it: exitType=GracefulExit, oldName=web, image=local/web:1.0.0.0. */
  Details: string[];
}

/** A program that runs in a container. */
export interface ContainerProcessObject {
  /** The container it runs in. */
  ContainerName: string;
  /** The id of that container. */
  ContainerId: string;
  /** The process id that programs in the container see. */
  ProcessId: number;
  /** The file name of the program: cmd.exe. */
  ProcessName: string;
  /** When it was started, where the host tells it. */
  StartTime?: string;
  /** The processor time it has used. */
  ProcessorTime: number;
  /** The memory it has committed, in bytes. */
  CommitBytes: number;
  /** The part of it that is in memory and its own, in bytes. */
  PrivateBytes: number;
}

/** What a container uses. What the host does not tell is null. */
export interface ContainerMeasurementObject {
  /** The name of the container. */
  Name: string;
  /** Its id. */
  ContainerId: string;
  /** When it was measured. */
  Time: string;
  /** How long it has run. */
  Uptime: number;
  /** How busy it kept the processors since the sample before: 100 is one whole processor. */
  ProcessorPercent?: number;
  /** The processor time used since its start, also by programs that have ended. */
  ProcessorTime: number;
  /** The part of it spent in programs. */
  UserProcessorTime: number;
  /** The part of it spent in the system. */
  KernelProcessorTime: number;
  /** The memory its programs have committed, in bytes. */
  MemoryBytes: number;
  /** The part of it that is in memory, in bytes. */
  MemoryPrivateBytes: number;
  /** The most it has committed since its start, in bytes. */
  MemoryPeakBytes?: number;
  /** Bytes read from disks since its start. */
  ReadBytes: number;
  /** Bytes written to disks since its start. */
  WrittenBytes: number;
  /** Bytes received over its network since its start. */
  ReceivedBytes?: number;
  /** Bytes sent over its network since its start. */
  SentBytes?: number;
}

/** A container that Clear-Container has removed. */
export interface ClearedContainerObject {
  /** The name it had. */
  Name: string;
  /** The id it had. */
  ContainerId: string;
  /** The name of the image it was made from. */
  ParentImageName: string;
  /** When its last run ended; of one that never ran, when it was created. */
  OffSince: string;
  /** The exit code of its last run, where it is known. */
  ExitCode?: number;
  /** What it took on disk: its changes and its logs, not its image. */
  Bytes: number;
}

/** A program with a terminal in a container, which can be entered, left and entered again. */
export interface ContainerSessionObject {
  /** The id: eight hexadecimal digits. */
  SessionId: string;
  /** The container it is in. */
  ContainerName: string;
  /** The id of that container. */
  ContainerId: string;
  /** The command line. */
  Command: string;
  /** When it was started. */
  Started: string;
}

/** Something in a container that is not as its image has it. */
export interface ContainerChangeObject {
  /** The container. */
  ContainerName: string;
  /** Its id. */
  ContainerId: string;
  /** Added, Changed or Deleted. */
  Change: string;
  /** File, Folder, Link, RegistryKey or RegistryValue. What was deleted is File, whatever it was. */
  Kind: string;
  /** The path in the container, of a registry value that of its key: C:\site\index.html, HKLM\Software\Demo. */
  Path: string;
  /** The size of a file that is there, in bytes. */
  Length?: number;
  /** The name of a registry value. */
  ValueName?: string;
  /** The type of a registry value: String, DWord, MultiString...; of a changed one, the new type. */
  ValueKind?: string;
  /** The value in the image: text, decimal digits, or bytes in hex. */
  OldValue?: string;
  /** The value in the container. */
  NewValue?: string;
}

/** A file or folder that was copied into or out of a container. */
export interface ContainerItemObject {
  /** The file name. */
  Name: string;
  /** Where it is now. */
  Path: string;
  /** Its size in bytes; of a folder, the sum of its files. */
  Length: number;
}

/** The objects that cmdlets give, as they go over the wire: dates ISO 8601, timespans seconds, sizes bytes. */
export interface ObjectTypes {
  ContainerHost: ContainerHostObject;
  ContainerHostCheck: ContainerHostCheckObject;
  ContainerHostRepair: ContainerHostRepairObject;
  ContainerHostStep: ContainerHostStepObject;
  ContainerHostStartup: ContainerHostStartupObject;
  Container: ContainerObject;
  ContainerImage: ContainerImageObject;
  ContainerImageReport: ContainerImageReportObject;
  ContainerCommandResult: ContainerCommandResultObject;
  ContainerEvent: ContainerEventObject;
  ContainerProcess: ContainerProcessObject;
  ContainerMeasurement: ContainerMeasurementObject;
  ClearedContainer: ClearedContainerObject;
  ContainerSession: ContainerSessionObject;
  ContainerChange: ContainerChangeObject;
  ContainerItem: ContainerItemObject;
}

export type ObjectName = keyof ObjectTypes;

export interface ParameterContract {
  readonly name: string;
  readonly type: ParameterType;
  readonly help: string;
  /** The sets it belongs to; absent: all. */
  readonly sets?: readonly string[];
  readonly mandatory: boolean;
  readonly position?: number;
  readonly pipeline: readonly ('ByValue' | 'ByPropertyName')[];
  readonly aliases: readonly string[];
  readonly wildcards: boolean;
  readonly validateSet?: readonly string[];
  readonly validateRange?: readonly number[];
  readonly validateCount?: readonly number[];
  readonly completer?: string;
  /** For help only: what holds when it is not given. */
  readonly default?: string;
  /** A path on the caller's machine; the client makes it absolute. */
  readonly hostPath: boolean;
}

export interface CmdletContract {
  readonly name: CmdletName;
  readonly verb: string;
  readonly noun: string;
  readonly synopsis: string;
  /** Names of the parameter sets; empty when there is only one. */
  readonly sets: readonly string[];
  readonly defaultParameterSet?: string;
  /** A key of OBJECTS, or `String`; absent: none. */
  readonly outputType?: ObjectName | 'String';
  /** Takes -WhatIf and -Confirm; its handler asks before each change. */
  readonly shouldProcess: boolean;
  readonly confirmImpact: 'None' | 'Low' | 'Medium' | 'High';
  /** It takes over the caller's terminal. */
  readonly takesTerminal: boolean;
  readonly asJob: boolean;
  readonly parameters: readonly ParameterContract[];
  readonly errors: readonly string[];
}

export interface PropertyContract {
  readonly name: string;
  readonly type: PropertyType;
  readonly aliases: readonly string[];
  readonly optional: boolean;
  readonly help: string;
}

export interface ObjectContract {
  readonly name: ObjectName;
  readonly help: string;
  /** The property that names it. */
  readonly key: string;
  readonly properties: readonly PropertyContract[];
  /** The default table. */
  readonly columns: readonly string[];
}

export const OBJECTS: { readonly [K in ObjectName]: ObjectContract } = {
  "ContainerHost": {
    "name": "ContainerHost",
    "help": "The machine that runs containers, and what it can do.",
    "key": "Name",
    "properties": [
      {
        "name": "Name",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "The name of the machine."
      },
      {
        "name": "ContainerImageRepositoryLocation",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "The folder of the image store: an OCI image layout."
      },
      {
        "name": "Kind",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "Which host runs the containers: Windows, or Embedded (Wine sandboxes on Linux)."
      },
      {
        "name": "OsVersion",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "The Windows version that containers see."
      },
      {
        "name": "Architecture",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "The processor architecture, in OCI words: amd64, arm64."
      },
      {
        "name": "Isolation",
        "type": "string[]",
        "aliases": [],
        "optional": false,
        "help": "The isolation modes this host offers."
      },
      {
        "name": "Supports",
        "type": "string[]",
        "aliases": [],
        "optional": false,
        "help": "Parameters of New-Container that not every host serves and this one does: CredentialSpec, Device, User, MemoryStartupBytes, ProcessorCount, ProcessorMaximum, ProcessorWeight, StorageMaximumIOPS, StorageMaximumBandwidth, MaximumThreadCount, ScratchSizeBytes, LogMaximumBytes."
      },
      {
        "name": "Version",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "The version of the running service."
      },
      {
        "name": "Build",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "The build of the running service."
      },
      {
        "name": "ServicePid",
        "type": "int",
        "aliases": [],
        "optional": false,
        "help": "The process id of the running service."
      },
      {
        "name": "StateRoot",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "The folder that holds all state."
      },
      {
        "name": "Features",
        "type": "object[]",
        "aliases": [],
        "optional": false,
        "help": "Each capability with Name, Available, Version and, where it is missing, Reason (what it disables) and Fix (the command that brings it). On Windows: build and edition, elevation, Windows features, services with their schema versions, hypervisor."
      }
    ],
    "columns": [
      "Name",
      "ContainerImageRepositoryLocation",
      "Kind",
      "OsVersion"
    ]
  },
  "ContainerHostCheck": {
    "name": "ContainerHostCheck",
    "help": "One thing that Test-ContainerHost has looked at.",
    "key": "Name",
    "properties": [
      {
        "name": "Name",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "What was looked at: Wine, Containers, LeftoverSystem, Image."
      },
      {
        "name": "Result",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "Passed; Warning, when most goes on; Failed, when containers do not run, or one thing is broken."
      },
      {
        "name": "Target",
        "type": "string",
        "aliases": [],
        "optional": true,
        "help": "What it is about: a version, a path, an id, an image."
      },
      {
        "name": "Cause",
        "type": "string",
        "aliases": [],
        "optional": true,
        "help": "Why it has not passed."
      },
      {
        "name": "Fix",
        "type": "string",
        "aliases": [],
        "optional": true,
        "help": "What to type, or to do, when it has not passed."
      },
      {
        "name": "CanRepair",
        "type": "bool",
        "aliases": [],
        "optional": false,
        "help": "Whether Repair-ContainerHost can mend it."
      },
      {
        "name": "Id",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "The id of the check, which Repair-ContainerHost takes."
      }
    ],
    "columns": [
      "Name",
      "Result",
      "Target",
      "Cause",
      "Fix"
    ]
  },
  "ContainerHostRepair": {
    "name": "ContainerHostRepair",
    "help": "Something that Repair-ContainerHost has mended.",
    "key": "Name",
    "properties": [
      {
        "name": "Name",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "What was found: LeftoverSystem, HostComputeService."
      },
      {
        "name": "Result",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "Repaired."
      },
      {
        "name": "Target",
        "type": "string",
        "aliases": [],
        "optional": true,
        "help": "What it was about: a path, an id."
      },
      {
        "name": "Action",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "What was done."
      },
      {
        "name": "Cause",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "Why it was done."
      },
      {
        "name": "Id",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "The id of the check."
      }
    ],
    "columns": [
      "Name",
      "Result",
      "Target",
      "Action"
    ]
  },
  "ContainerHostStep": {
    "name": "ContainerHostStep",
    "help": "A step of Install-ContainerHost.",
    "key": "Target",
    "properties": [
      {
        "name": "Target",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "What was installed or set: a Windows feature, a service, a package."
      },
      {
        "name": "Result",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "Done; or Waiting, for the restart of the machine."
      },
      {
        "name": "Action",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "What the step does."
      },
      {
        "name": "Command",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "What a person would type for the same."
      },
      {
        "name": "RestartNeeded",
        "type": "bool",
        "aliases": [],
        "optional": false,
        "help": "Whether the machine must be restarted before it counts."
      }
    ],
    "columns": [
      "Target",
      "Result",
      "Action",
      "RestartNeeded"
    ]
  },
  "ContainerHostStartup": {
    "name": "ContainerHostStartup",
    "help": "How this machine starts the containers of this host with it.",
    "key": "Target",
    "properties": [
      {
        "name": "State",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "Registered; NotRegistered; or Different, when what is registered is not what this version would run."
      },
      {
        "name": "Kind",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "ScheduledTask, SystemdUnit or Crontab."
      },
      {
        "name": "Target",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "The name of the task, the file of the unit, or whose crontab it is."
      },
      {
        "name": "Command",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "What is run at the start of the machine."
      },
      {
        "name": "RegisterCommand",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "What a person would type to register it."
      },
      {
        "name": "UnregisterCommand",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "What a person would type to take it back."
      }
    ],
    "columns": [
      "State",
      "Kind",
      "Target"
    ]
  },
  "Container": {
    "name": "Container",
    "help": "A container of this host.",
    "key": "Name",
    "properties": [
      {
        "name": "Name",
        "type": "string",
        "aliases": [
          "ContainerName"
        ],
        "optional": false,
        "help": "The name, unique on this host without regard to case."
      },
      {
        "name": "ContainerId",
        "type": "string",
        "aliases": [
          "Id"
        ],
        "optional": false,
        "help": "The id, a GUID: the same as the id of its compute system, so that Enter-PSSession -ContainerId finds it."
      },
      {
        "name": "State",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "Off, Running, Paused, or Restarting: off, and its restart policy will start it."
      },
      {
        "name": "Uptime",
        "type": "timespan",
        "aliases": [],
        "optional": false,
        "help": "How long it has run since it was started; zero when it is off."
      },
      {
        "name": "ParentImageName",
        "type": "string",
        "aliases": [],
        "optional": true,
        "help": "The name of the image it was made from."
      },
      {
        "name": "Isolation",
        "type": "string",
        "aliases": [
          "RuntimeType"
        ],
        "optional": true,
        "help": "Process or HyperV."
      },
      {
        "name": "Ports",
        "type": "string",
        "aliases": [],
        "optional": true,
        "help": "The published ports: 8080->80/tcp."
      },
      {
        "name": "IPAddress",
        "type": "string",
        "aliases": [],
        "optional": true,
        "help": "The address in the container network, while it runs."
      },
      {
        "name": "Created",
        "type": "datetime",
        "aliases": [],
        "optional": true,
        "help": "When it was created."
      },
      {
        "name": "Command",
        "type": "string",
        "aliases": [],
        "optional": true,
        "help": "The command it runs; absent when it only idles."
      },
      {
        "name": "ExitCode",
        "type": "long",
        "aliases": [],
        "optional": true,
        "help": "The exit code of its last run; absent while it never ended."
      },
      {
        "name": "WorkingDirectory",
        "type": "string",
        "aliases": [],
        "optional": true,
        "help": "The folder in the container in which the command starts."
      },
      {
        "name": "MemoryStartupBytes",
        "type": "long",
        "aliases": [],
        "optional": true,
        "help": "Its memory, in bytes; absent without a limit."
      },
      {
        "name": "ProcessorCount",
        "type": "int",
        "aliases": [],
        "optional": true,
        "help": "How many processors it uses at most; absent without such a limit."
      },
      {
        "name": "ProcessorMaximum",
        "type": "int",
        "aliases": [],
        "optional": true,
        "help": "The most of all processors that it uses, in percent; absent without such a limit."
      },
      {
        "name": "ProcessorWeight",
        "type": "int",
        "aliases": [],
        "optional": true,
        "help": "Its share where others want the processors too; absent when nothing was said."
      },
      {
        "name": "StorageMaximumIOPS",
        "type": "long",
        "aliases": [],
        "optional": true,
        "help": "How many reads and writes of 8 KB a second its C: does at most; absent without a limit."
      },
      {
        "name": "StorageMaximumBandwidth",
        "type": "long",
        "aliases": [],
        "optional": true,
        "help": "How many bytes a second its C: reads and writes at most; absent without a limit."
      },
      {
        "name": "MaximumThreadCount",
        "type": "int",
        "aliases": [],
        "optional": true,
        "help": "How many threads its programs have together at most; absent when nothing was said."
      },
      {
        "name": "ScratchSizeBytes",
        "type": "long",
        "aliases": [],
        "optional": true,
        "help": "How much its C: was made to hold, in bytes; absent when nothing was said."
      },
      {
        "name": "LogMaximumBytes",
        "type": "long",
        "aliases": [],
        "optional": true,
        "help": "How much of each stream of its output is kept, in bytes; 0 for everything."
      },
      {
        "name": "LimitsReached",
        "type": "string[]",
        "aliases": [],
        "optional": true,
        "help": "The limits that its programs came up against in this run, or the last: Memory (a program was ended for it), Threads (a program or thread was refused). Absent when they did not, or the host does not tell."
      },
      {
        "name": "ComputerName",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "The host it lives on."
      },
      {
        "name": "ImageDigest",
        "type": "string",
        "aliases": [],
        "optional": true,
        "help": "The digest of its image."
      },
      {
        "name": "ContainerComputerName",
        "type": "string",
        "aliases": [],
        "optional": true,
        "help": "The computer name inside."
      },
      {
        "name": "Environment",
        "type": "string[]",
        "aliases": [],
        "optional": true,
        "help": "The environment variables given at creation: NAME=value."
      },
      {
        "name": "Health",
        "type": "string",
        "aliases": [],
        "optional": true,
        "help": "Starting, Healthy or Unhealthy, while it runs and has a health check."
      },
      {
        "name": "HealthLog",
        "type": "object[]",
        "aliases": [],
        "optional": true,
        "help": "The last probes of its health, oldest first, each with Started, Ended, ExitCode (nothing when it was ended) and Output."
      },
      {
        "name": "HealthCommand",
        "type": "string",
        "aliases": [],
        "optional": true,
        "help": "The command that finds out its health."
      },
      {
        "name": "User",
        "type": "string",
        "aliases": [],
        "optional": true,
        "help": "Who runs its programs, unless told otherwise."
      },
      {
        "name": "SecretName",
        "type": "string[]",
        "aliases": [],
        "optional": true,
        "help": "The names of its secret environment variables; their values are told to nobody."
      },
      {
        "name": "SecretFile",
        "type": "string[]",
        "aliases": [],
        "optional": true,
        "help": "Where it has secret files while it runs; their content is told to nobody."
      },
      {
        "name": "StopCommand",
        "type": "string",
        "aliases": [],
        "optional": true,
        "help": "What is run in it before its main process is asked to end."
      },
      {
        "name": "StopTimeoutSec",
        "type": "int",
        "aliases": [],
        "optional": true,
        "help": "How long its programs may take to end by themselves, where it has a time of its own."
      },
      {
        "name": "RestartPolicy",
        "type": "string",
        "aliases": [],
        "optional": true,
        "help": "When it is started again by itself: No, OnFailure, Always, UnlessStopped."
      },
      {
        "name": "MaximumRetryCount",
        "type": "int",
        "aliases": [],
        "optional": true,
        "help": "How often OnFailure starts it again at most."
      },
      {
        "name": "RestartCount",
        "type": "int",
        "aliases": [],
        "optional": true,
        "help": "How often its restart policy has started it since somebody did."
      },
      {
        "name": "NextStart",
        "type": "datetime",
        "aliases": [],
        "optional": true,
        "help": "When its restart policy starts it next, while it is Restarting."
      },
      {
        "name": "LastStartError",
        "type": "string",
        "aliases": [],
        "optional": true,
        "help": "Why the last start by its restart policy failed."
      },
      {
        "name": "Owner",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "Whose it is: our tag, which is made of the state root, or that of another program. What is not known of the containers of others is null."
      }
    ],
    "columns": [
      "Name",
      "State",
      "Uptime",
      "ParentImageName"
    ]
  },
  "ContainerImage": {
    "name": "ContainerImage",
    "help": "An image in the image store of this host.",
    "key": "Name",
    "properties": [
      {
        "name": "Name",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "The name."
      },
      {
        "name": "Publisher",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "The publisher: CN=Local."
      },
      {
        "name": "Version",
        "type": "version",
        "aliases": [],
        "optional": false,
        "help": "The version, four parts: 1.0.0.0."
      },
      {
        "name": "IsOSImage",
        "type": "bool",
        "aliases": [],
        "optional": false,
        "help": "Whether it is a base image, without a parent."
      },
      {
        "name": "ParentImage",
        "type": "string",
        "aliases": [],
        "optional": true,
        "help": "The full name of the image it builds on."
      },
      {
        "name": "FullName",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "Publisher, name and version in one: CN=Local_web_1.0.0.0."
      },
      {
        "name": "Reference",
        "type": "string",
        "aliases": [],
        "optional": true,
        "help": "The OCI reference: local/web:1.0.0.0."
      },
      {
        "name": "Digest",
        "type": "string",
        "aliases": [
          "ImageDigest"
        ],
        "optional": false,
        "help": "The digest of its manifest: sha256:..."
      },
      {
        "name": "Size",
        "type": "long",
        "aliases": [],
        "optional": false,
        "help": "The bytes of its layers as stored, parents included."
      },
      {
        "name": "Created",
        "type": "datetime",
        "aliases": [],
        "optional": true,
        "help": "When it was made, where the image says so."
      },
      {
        "name": "OS",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "The operating system it is for: windows."
      },
      {
        "name": "OsVersion",
        "type": "string",
        "aliases": [],
        "optional": true,
        "help": "The Windows version it is for."
      },
      {
        "name": "OsFeatures",
        "type": "string[]",
        "aliases": [],
        "optional": false,
        "help": "Features a host must have to run it."
      }
    ],
    "columns": [
      "Name",
      "Publisher",
      "Version",
      "IsOSImage"
    ]
  },
  "ContainerImageReport": {
    "name": "ContainerImageReport",
    "help": "What Test-ContainerImage has found out about one image.",
    "key": "Name",
    "properties": [
      {
        "name": "Name",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "The name of the image."
      },
      {
        "name": "Version",
        "type": "version",
        "aliases": [],
        "optional": false,
        "help": "Its version, four parts: 1.0.0.0."
      },
      {
        "name": "Result",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "Passed; Warning, when the image is whole and cannot run here; Failed, when it is damaged."
      },
      {
        "name": "CheckedBytes",
        "type": "long",
        "aliases": [],
        "optional": false,
        "help": "How much was read and compared with its digests, in bytes."
      },
      {
        "name": "Cause",
        "type": "string[]",
        "aliases": [],
        "optional": false,
        "help": "Why it has not passed: one text for each layer or document that is damaged."
      },
      {
        "name": "Fix",
        "type": "string",
        "aliases": [],
        "optional": true,
        "help": "What to type, or to do, when it has not passed."
      },
      {
        "name": "LayerCount",
        "type": "int",
        "aliases": [],
        "optional": false,
        "help": "How many layers it has."
      },
      {
        "name": "UnpackedLayerCount",
        "type": "int",
        "aliases": [],
        "optional": false,
        "help": "How many of them lie unpacked, ready for a container."
      },
      {
        "name": "Publisher",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "The publisher: CN=Local."
      },
      {
        "name": "FullName",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "Publisher, name and version in one: CN=Local_web_1.0.0.0."
      },
      {
        "name": "Digest",
        "type": "string",
        "aliases": [
          "ImageDigest"
        ],
        "optional": false,
        "help": "The digest of its manifest: sha256:..."
      }
    ],
    "columns": [
      "Name",
      "Version",
      "Result",
      "CheckedBytes",
      "Cause"
    ]
  },
  "ContainerCommandResult": {
    "name": "ContainerCommandResult",
    "help": "What a command in a container did.",
    "key": "ContainerName",
    "properties": [
      {
        "name": "ContainerName",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "The container it ran in."
      },
      {
        "name": "ContainerId",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "The id of that container."
      },
      {
        "name": "Command",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "The command line."
      },
      {
        "name": "ExitCode",
        "type": "long",
        "aliases": [],
        "optional": false,
        "help": "The exit code, all 32 bits of it, unsigned."
      },
      {
        "name": "StandardOutput",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "All that it wrote to standard output."
      },
      {
        "name": "StandardError",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "All that it wrote to standard error."
      },
      {
        "name": "Duration",
        "type": "timespan",
        "aliases": [],
        "optional": false,
        "help": "How long it ran."
      }
    ],
    "columns": [
      "ContainerName",
      "ExitCode",
      "Duration",
      "StandardOutput"
    ]
  },
  "ContainerEvent": {
    "name": "ContainerEvent",
    "help": "Something that has happened to a container.",
    "key": "Number",
    "properties": [
      {
        "name": "Number",
        "type": "long",
        "aliases": [],
        "optional": false,
        "help": "Its number: each event has a higher one than those before."
      },
      {
        "name": "Time",
        "type": "datetime",
        "aliases": [],
        "optional": false,
        "help": "When it happened."
      },
      {
        "name": "Name",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "The name that the container had then."
      },
      {
        "name": "ContainerId",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "The id of the container."
      },
      {
        "name": "Action",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "What happened: Created, Started, Exited (a run ended, whoever ended it), Stopped (somebody stopped it), Restarted, Paused, Resumed, StartFailed (by its restart policy), GivenUp (by its restart policy), Healthy, Unhealthy, Renamed, Captured, Removed..."
      },
      {
        "name": "ExitCode",
        "type": "long",
        "aliases": [],
        "optional": true,
        "help": "The exit code of the main command, of an Exited where it is known."
      },
      {
        "name": "Details",
        "type": "string[]",
        "aliases": [],
        "optional": false,
        "help": "What else is known of it: exitType=GracefulExit, oldName=web, image=local/web:1.0.0.0."
      }
    ],
    "columns": [
      "Time",
      "Name",
      "Action",
      "Details"
    ]
  },
  "ContainerProcess": {
    "name": "ContainerProcess",
    "help": "A program that runs in a container.",
    "key": "ProcessId",
    "properties": [
      {
        "name": "ContainerName",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "The container it runs in."
      },
      {
        "name": "ContainerId",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "The id of that container."
      },
      {
        "name": "ProcessId",
        "type": "long",
        "aliases": [],
        "optional": false,
        "help": "The process id that programs in the container see."
      },
      {
        "name": "ProcessName",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "The file name of the program: cmd.exe."
      },
      {
        "name": "StartTime",
        "type": "datetime",
        "aliases": [],
        "optional": true,
        "help": "When it was started, where the host tells it."
      },
      {
        "name": "ProcessorTime",
        "type": "timespan",
        "aliases": [],
        "optional": false,
        "help": "The processor time it has used."
      },
      {
        "name": "CommitBytes",
        "type": "long",
        "aliases": [],
        "optional": false,
        "help": "The memory it has committed, in bytes."
      },
      {
        "name": "PrivateBytes",
        "type": "long",
        "aliases": [],
        "optional": false,
        "help": "The part of it that is in memory and its own, in bytes."
      }
    ],
    "columns": [
      "ContainerName",
      "ProcessId",
      "ProcessName",
      "ProcessorTime",
      "CommitBytes"
    ]
  },
  "ContainerMeasurement": {
    "name": "ContainerMeasurement",
    "help": "What a container uses. What the host does not tell is null.",
    "key": "Name",
    "properties": [
      {
        "name": "Name",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "The name of the container."
      },
      {
        "name": "ContainerId",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "Its id."
      },
      {
        "name": "Time",
        "type": "datetime",
        "aliases": [],
        "optional": false,
        "help": "When it was measured."
      },
      {
        "name": "Uptime",
        "type": "timespan",
        "aliases": [],
        "optional": false,
        "help": "How long it has run."
      },
      {
        "name": "ProcessorPercent",
        "type": "double",
        "aliases": [],
        "optional": true,
        "help": "How busy it kept the processors since the sample before: 100 is one whole processor."
      },
      {
        "name": "ProcessorTime",
        "type": "timespan",
        "aliases": [],
        "optional": false,
        "help": "The processor time used since its start, also by programs that have ended."
      },
      {
        "name": "UserProcessorTime",
        "type": "timespan",
        "aliases": [],
        "optional": false,
        "help": "The part of it spent in programs."
      },
      {
        "name": "KernelProcessorTime",
        "type": "timespan",
        "aliases": [],
        "optional": false,
        "help": "The part of it spent in the system."
      },
      {
        "name": "MemoryBytes",
        "type": "long",
        "aliases": [],
        "optional": false,
        "help": "The memory its programs have committed, in bytes."
      },
      {
        "name": "MemoryPrivateBytes",
        "type": "long",
        "aliases": [],
        "optional": false,
        "help": "The part of it that is in memory, in bytes."
      },
      {
        "name": "MemoryPeakBytes",
        "type": "long",
        "aliases": [],
        "optional": true,
        "help": "The most it has committed since its start, in bytes."
      },
      {
        "name": "ReadBytes",
        "type": "long",
        "aliases": [],
        "optional": false,
        "help": "Bytes read from disks since its start."
      },
      {
        "name": "WrittenBytes",
        "type": "long",
        "aliases": [],
        "optional": false,
        "help": "Bytes written to disks since its start."
      },
      {
        "name": "ReceivedBytes",
        "type": "long",
        "aliases": [],
        "optional": true,
        "help": "Bytes received over its network since its start."
      },
      {
        "name": "SentBytes",
        "type": "long",
        "aliases": [],
        "optional": true,
        "help": "Bytes sent over its network since its start."
      }
    ],
    "columns": [
      "Name",
      "ProcessorPercent",
      "MemoryBytes",
      "ReadBytes",
      "WrittenBytes",
      "ReceivedBytes",
      "SentBytes"
    ]
  },
  "ClearedContainer": {
    "name": "ClearedContainer",
    "help": "A container that Clear-Container has removed.",
    "key": "Name",
    "properties": [
      {
        "name": "Name",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "The name it had."
      },
      {
        "name": "ContainerId",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "The id it had."
      },
      {
        "name": "ParentImageName",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "The name of the image it was made from."
      },
      {
        "name": "OffSince",
        "type": "datetime",
        "aliases": [],
        "optional": false,
        "help": "When its last run ended; of one that never ran, when it was created."
      },
      {
        "name": "ExitCode",
        "type": "long",
        "aliases": [],
        "optional": true,
        "help": "The exit code of its last run, where it is known."
      },
      {
        "name": "Bytes",
        "type": "long",
        "aliases": [],
        "optional": false,
        "help": "What it took on disk: its changes and its logs, not its image."
      }
    ],
    "columns": [
      "Name",
      "ParentImageName",
      "OffSince",
      "Bytes"
    ]
  },
  "ContainerSession": {
    "name": "ContainerSession",
    "help": "A program with a terminal in a container, which can be entered, left and entered again.",
    "key": "SessionId",
    "properties": [
      {
        "name": "SessionId",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "The id: eight hexadecimal digits."
      },
      {
        "name": "ContainerName",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "The container it is in."
      },
      {
        "name": "ContainerId",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "The id of that container."
      },
      {
        "name": "Command",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "The command line."
      },
      {
        "name": "Started",
        "type": "datetime",
        "aliases": [],
        "optional": false,
        "help": "When it was started."
      }
    ],
    "columns": [
      "ContainerName",
      "SessionId",
      "Command",
      "Started"
    ]
  },
  "ContainerChange": {
    "name": "ContainerChange",
    "help": "Something in a container that is not as its image has it.",
    "key": "Path",
    "properties": [
      {
        "name": "ContainerName",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "The container."
      },
      {
        "name": "ContainerId",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "Its id."
      },
      {
        "name": "Change",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "Added, Changed or Deleted."
      },
      {
        "name": "Kind",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "File, Folder, Link, RegistryKey or RegistryValue. What was deleted is File, whatever it was."
      },
      {
        "name": "Path",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "The path in the container, of a registry value that of its key: C:\\site\\index.html, HKLM\\Software\\Demo."
      },
      {
        "name": "Length",
        "type": "long",
        "aliases": [],
        "optional": true,
        "help": "The size of a file that is there, in bytes."
      },
      {
        "name": "ValueName",
        "type": "string",
        "aliases": [],
        "optional": true,
        "help": "The name of a registry value."
      },
      {
        "name": "ValueKind",
        "type": "string",
        "aliases": [],
        "optional": true,
        "help": "The type of a registry value: String, DWord, MultiString...; of a changed one, the new type."
      },
      {
        "name": "OldValue",
        "type": "string",
        "aliases": [],
        "optional": true,
        "help": "The value in the image: text, decimal digits, or bytes in hex."
      },
      {
        "name": "NewValue",
        "type": "string",
        "aliases": [],
        "optional": true,
        "help": "The value in the container."
      }
    ],
    "columns": [
      "Change",
      "Kind",
      "Path",
      "Length",
      "ValueName",
      "NewValue"
    ]
  },
  "ContainerItem": {
    "name": "ContainerItem",
    "help": "A file or folder that was copied into or out of a container.",
    "key": "Path",
    "properties": [
      {
        "name": "Name",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "The file name."
      },
      {
        "name": "Path",
        "type": "string",
        "aliases": [],
        "optional": false,
        "help": "Where it is now."
      },
      {
        "name": "Length",
        "type": "long",
        "aliases": [],
        "optional": false,
        "help": "Its size in bytes; of a folder, the sum of its files."
      }
    ],
    "columns": [
      "Name",
      "Length",
      "Path"
    ]
  }
};

export const CMDLETS: { readonly [K in CmdletName]: CmdletContract } = {
  "Get-ContainerHost": {
    "name": "Get-ContainerHost",
    "verb": "Get",
    "noun": "ContainerHost",
    "synopsis": "Gets the container host: what runs the containers, where the images are, and what the host can do.",
    "sets": [],
    "outputType": "ContainerHost",
    "takesTerminal": false,
    "asJob": false,
    "shouldProcess": false,
    "confirmImpact": "None",
    "parameters": [],
    "errors": [
      "NotSupported",
      "ConnectionFailed"
    ]
  },
  "Install-ContainerHost": {
    "name": "Install-ContainerHost",
    "verb": "Install",
    "noun": "ContainerHost",
    "synopsis": "Installs what this machine needs to run containers.",
    "sets": [],
    "outputType": "ContainerHostStep",
    "takesTerminal": false,
    "asJob": false,
    "shouldProcess": true,
    "confirmImpact": "Medium",
    "parameters": [
      {
        "name": "Isolation",
        "type": "string",
        "help": "HyperV installs also what containers in virtual machines of their own need.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateSet": [
          "Process",
          "HyperV"
        ],
        "default": "Process",
        "hostPath": false
      },
      {
        "name": "Restart",
        "type": "switch",
        "help": "Restarts the machine when that is needed.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "NoRestart",
        "type": "switch",
        "help": "Does not restart the machine, and does not warn that it must be restarted.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      }
    ],
    "errors": [
      "AccessDenied",
      "CommandFailed",
      "NotInstalled",
      "NotSupported",
      "InvalidArgument",
      "Timeout"
    ]
  },
  "Test-ContainerHost": {
    "name": "Test-ContainerHost",
    "verb": "Test",
    "noun": "ContainerHost",
    "synopsis": "Tests whether this machine can run containers, and whether anything is left over or broken.",
    "sets": [],
    "outputType": "ContainerHostCheck",
    "takesTerminal": false,
    "asJob": false,
    "shouldProcess": false,
    "confirmImpact": "None",
    "parameters": [
      {
        "name": "Name",
        "type": "string[]",
        "help": "Names of checks, with wildcards.",
        "mandatory": false,
        "position": 0,
        "pipeline": [],
        "aliases": [],
        "wildcards": true,
        "completer": "ContainerHostCheckName",
        "default": "all checks",
        "hostPath": false
      },
      {
        "name": "Quiet",
        "type": "switch",
        "help": "Gives true when no check has failed, else false, and nothing more.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      }
    ],
    "errors": [
      "ConnectionFailed",
      "Cancelled"
    ]
  },
  "Repair-ContainerHost": {
    "name": "Repair-ContainerHost",
    "verb": "Repair",
    "noun": "ContainerHost",
    "synopsis": "Mends what Test-ContainerHost has found.",
    "sets": [
      "Name",
      "Id"
    ],
    "defaultParameterSet": "Name",
    "outputType": "ContainerHostRepair",
    "takesTerminal": false,
    "asJob": false,
    "shouldProcess": true,
    "confirmImpact": "Medium",
    "parameters": [
      {
        "name": "Name",
        "type": "string[]",
        "help": "Names of checks, with wildcards.",
        "sets": [
          "Name"
        ],
        "mandatory": false,
        "position": 0,
        "pipeline": [],
        "aliases": [],
        "wildcards": true,
        "completer": "ContainerHostCheckName",
        "default": "all checks",
        "hostPath": false
      },
      {
        "name": "Id",
        "type": "string[]",
        "help": "The ids of checks, as Test-ContainerHost gives them.",
        "sets": [
          "Id"
        ],
        "mandatory": true,
        "pipeline": [
          "ByPropertyName"
        ],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerHostCheckId",
        "hostPath": false
      }
    ],
    "errors": [
      "NotFound",
      "AccessDenied",
      "Busy",
      "CommandFailed",
      "NotSupported",
      "Timeout"
    ]
  },
  "Register-ContainerHostStartup": {
    "name": "Register-ContainerHostStartup",
    "verb": "Register",
    "noun": "ContainerHostStartup",
    "synopsis": "Has this machine start its containers with it.",
    "sets": [],
    "outputType": "ContainerHostStartup",
    "takesTerminal": false,
    "asJob": false,
    "shouldProcess": true,
    "confirmImpact": "Medium",
    "parameters": [],
    "errors": [
      "AccessDenied",
      "NotInstalled",
      "CommandFailed",
      "Timeout"
    ]
  },
  "Unregister-ContainerHostStartup": {
    "name": "Unregister-ContainerHostStartup",
    "verb": "Unregister",
    "noun": "ContainerHostStartup",
    "synopsis": "Has this machine no longer start its containers with it.",
    "sets": [],
    "outputType": "ContainerHostStartup",
    "takesTerminal": false,
    "asJob": false,
    "shouldProcess": true,
    "confirmImpact": "Medium",
    "parameters": [],
    "errors": [
      "AccessDenied",
      "NotInstalled",
      "CommandFailed",
      "Timeout"
    ]
  },
  "Get-ContainerHostStartup": {
    "name": "Get-ContainerHostStartup",
    "verb": "Get",
    "noun": "ContainerHostStartup",
    "synopsis": "Tells whether this machine starts its containers with it, and how.",
    "sets": [],
    "outputType": "ContainerHostStartup",
    "takesTerminal": false,
    "asJob": false,
    "shouldProcess": false,
    "confirmImpact": "None",
    "parameters": [],
    "errors": [
      "NotInstalled",
      "CommandFailed",
      "Timeout"
    ]
  },
  "Install-ContainerOSImage": {
    "name": "Install-ContainerOSImage",
    "verb": "Install",
    "noun": "ContainerOSImage",
    "synopsis": "Installs a base operating system image.",
    "sets": [],
    "outputType": "ContainerImage",
    "takesTerminal": false,
    "asJob": true,
    "shouldProcess": true,
    "confirmImpact": "Medium",
    "parameters": [
      {
        "name": "WimPath",
        "type": "string",
        "help": "The path of a Windows image file (.wim) to install.",
        "mandatory": false,
        "position": 0,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "default": "the host's own base image",
        "hostPath": true
      },
      {
        "name": "ImageIndex",
        "type": "int",
        "help": "Which image of the file given by -WimPath, by its number from 1, as dism /Get-ImageInfo shows them.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [
          "Index"
        ],
        "wildcards": false,
        "validateRange": [
          1,
          2147483647
        ],
        "default": "the only one there is",
        "hostPath": false
      },
      {
        "name": "Force",
        "type": "switch",
        "help": "Installs the image again when it is there already.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      }
    ],
    "errors": [
      "NotInstalled",
      "NotSupported",
      "NotFound",
      "Ambiguous",
      "InvalidArgument",
      "Corrupt",
      "DiskFull"
    ]
  },
  "Uninstall-ContainerOSImage": {
    "name": "Uninstall-ContainerOSImage",
    "verb": "Uninstall",
    "noun": "ContainerOSImage",
    "synopsis": "Uninstalls a base operating system image.",
    "sets": [
      "ByName",
      "ByContainerImage",
      "ByFullName"
    ],
    "defaultParameterSet": "ByName",
    "takesTerminal": false,
    "asJob": false,
    "shouldProcess": true,
    "confirmImpact": "High",
    "parameters": [
      {
        "name": "ImageName",
        "type": "string",
        "help": "The name of the base image.",
        "sets": [
          "ByName"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerOSImageName",
        "hostPath": false
      },
      {
        "name": "Version",
        "type": "version",
        "help": "The version of the base image.",
        "sets": [
          "ByName"
        ],
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerOSImageVersion",
        "default": "the only one there is",
        "hostPath": false
      },
      {
        "name": "ContainerImage",
        "type": "ContainerImage",
        "help": "The base image, as Get-ContainerImage gives it.",
        "sets": [
          "ByContainerImage"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerOSImageName",
        "hostPath": false
      },
      {
        "name": "FullName",
        "type": "string",
        "help": "The full name of the base image: CN=Microsoft_Windows_10.0.20348.1.",
        "sets": [
          "ByFullName"
        ],
        "mandatory": true,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "Force",
        "type": "switch",
        "help": "Does not ask before uninstalling.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      }
    ],
    "errors": [
      "NotFound",
      "Ambiguous",
      "InvalidState",
      "InvalidArgument"
    ]
  },
  "New-Container": {
    "name": "New-Container",
    "verb": "New",
    "noun": "Container",
    "synopsis": "Creates a container from an image.",
    "sets": [
      "ContainerImageName",
      "ContainerImage"
    ],
    "defaultParameterSet": "ContainerImageName",
    "outputType": "Container",
    "takesTerminal": false,
    "asJob": true,
    "shouldProcess": true,
    "confirmImpact": "Low",
    "parameters": [
      {
        "name": "Name",
        "type": "string",
        "help": "The name of the container: letters, digits, hyphen, underscore and dot, at most 63. Names are unique on a host.",
        "mandatory": false,
        "position": 0,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "default": "made from the image name, as windows-3f2a",
        "hostPath": false
      },
      {
        "name": "ContainerImageName",
        "type": "string",
        "help": "The image: its name, an OCI reference (local/web:1.0.0.0) or a digest.",
        "sets": [
          "ContainerImageName"
        ],
        "mandatory": true,
        "pipeline": [],
        "aliases": [
          "ImageName",
          "Image"
        ],
        "wildcards": false,
        "completer": "ContainerImageName",
        "hostPath": false
      },
      {
        "name": "ContainerImagePublisher",
        "type": "string",
        "help": "The publisher of the image, with or without CN=.",
        "sets": [
          "ContainerImageName"
        ],
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerImagePublisher",
        "default": "any",
        "hostPath": false
      },
      {
        "name": "ContainerImageVersion",
        "type": "version",
        "help": "The version of the image.",
        "sets": [
          "ContainerImageName"
        ],
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerImageVersion",
        "default": "the newest",
        "hostPath": false
      },
      {
        "name": "ContainerImage",
        "type": "ContainerImage",
        "help": "The image, as Get-ContainerImage gives it.",
        "sets": [
          "ContainerImage"
        ],
        "mandatory": true,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerImageName",
        "hostPath": false
      },
      {
        "name": "Command",
        "type": "string",
        "help": "The command line that the container runs when it starts.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "default": "the command of the image",
        "hostPath": false
      },
      {
        "name": "Environment",
        "type": "hashtable",
        "help": "Environment variables to add to those of the image: @{ NAME = 'value' }.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "WorkingDirectory",
        "type": "string",
        "help": "The folder in the container in which the command starts.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "default": "the one of the image, else C:\\",
        "hostPath": false
      },
      {
        "name": "PublishPort",
        "type": "string[]",
        "help": "Ports to publish on the host: 8080:80, 8080:80/tcp, or 80 alone, for which the host chooses a free port at start.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "ContainerComputerName",
        "type": "string",
        "help": "The computer name inside the container, at most 15 characters.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "default": "made from the id",
        "hostPath": false
      },
      {
        "name": "Isolation",
        "type": "string",
        "help": "How the container is kept apart from the host.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [
          "RuntimeType"
        ],
        "wildcards": false,
        "validateSet": [
          "Default",
          "Process",
          "HyperV"
        ],
        "default": "what the host does best",
        "hostPath": false
      },
      {
        "name": "MemoryStartupBytes",
        "type": "long",
        "help": "The memory of the container, in bytes: 512MB.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [
          "MaximumMemoryBytes",
          "MaximumBytes"
        ],
        "wildcards": false,
        "validateRange": [
          33554432,
          17592186044416
        ],
        "default": "no limit",
        "hostPath": false
      },
      {
        "name": "ProcessorCount",
        "type": "int",
        "help": "How many processors the container uses at most, of those that the host has.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          2048
        ],
        "default": "no limit",
        "hostPath": false
      },
      {
        "name": "Secret",
        "type": "hashtable",
        "help": "Environment variables whose values only its programs see: a SecureString, a PSCredential (its password), or the path of a file that holds the value: @{ TOKEN = (Read-Host -AsSecureString) }. They are kept encrypted, and are in no output, log or image.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "SecretFile",
        "type": "hashtable",
        "help": "Files that only its programs see, by a name (C:\\ProgramData\\HcsContainers\\secrets\\name) or an absolute path in the container: a SecureString, a PSCredential (its password), bytes, or the path of a file of this machine, at most 500 KB: @{ 'db' = './db.txt' }. They are kept encrypted, are there while the container runs, and are in no image, log or comparison. Embedded hosts only.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "User",
        "type": "string",
        "help": "The user in the container who runs its command: ContainerUser, ContainerAdministrator, or one that the image has. The embedded host knows ContainerAdministrator only.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "default": "the one of the image, else of the host",
        "hostPath": false
      },
      {
        "name": "RunAsAdministrator",
        "type": "switch",
        "help": "Runs the command of the container with all rights of an administrator; without -User, as ContainerAdministrator.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "StopCommand",
        "type": "string",
        "help": "A command line that is run in the container before its main process is asked to end. That it fails keeps no container from being stopped.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "StopTimeoutSec",
        "type": "int",
        "help": "How long its programs, the stop command too, may take to end by themselves, in seconds. -TimeoutSec of Stop-Container comes before it.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          0,
          86400
        ],
        "default": "30",
        "hostPath": false
      },
      {
        "name": "ProcessorMaximum",
        "type": "int",
        "help": "The most of all processors of the host that the container uses, in percent. One of -ProcessorCount, -ProcessorMaximum and -ProcessorWeight.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          100
        ],
        "default": "no limit",
        "hostPath": false
      },
      {
        "name": "ProcessorWeight",
        "type": "int",
        "help": "The share of the container where others want the processors too; 100 is usual.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          10000
        ],
        "default": "no limit",
        "hostPath": false
      },
      {
        "name": "StorageMaximumIOPS",
        "type": "long",
        "help": "How many reads and writes a second, of 8 KB each, the C: of the container does at most. Windows hosts only.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          4294967295
        ],
        "default": "no limit",
        "hostPath": false
      },
      {
        "name": "StorageMaximumBandwidth",
        "type": "long",
        "help": "How many bytes a second the C: of the container reads and writes at most: 50MB. Windows hosts only.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          17592186044416
        ],
        "default": "no limit",
        "hostPath": false
      },
      {
        "name": "MaximumThreadCount",
        "type": "int",
        "help": "How many threads all programs in the container have together at most, the 40 or so of its Windows among them. A program has at least one: a program that starts itself again and again comes to an end there. Embedded hosts only.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          64,
          4194304
        ],
        "default": "a quarter of what the machine can have",
        "hostPath": false
      },
      {
        "name": "LogMaximumBytes",
        "type": "long",
        "help": "How much of each stream of the output of its command is kept, in bytes: 20MB. The last so many can be read, and about twice as much is on the disk at most; the oldest lines go first. 0 keeps everything; else it is at least 64KB.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          0,
          17592186044416
        ],
        "default": "100MB",
        "hostPath": false
      },
      {
        "name": "ScratchSizeBytes",
        "type": "long",
        "help": "How much drive C: of the container holds, the files of its image among it, in bytes: 40GB. What is not written takes no room on the host. Windows hosts only.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          21474836480,
          70368744177664
        ],
        "default": "what Windows gives: 20 GB",
        "hostPath": false
      },
      {
        "name": "HealthCommand",
        "type": "string",
        "help": "A command line that is run in the container again and again: it is healthy when that ends with 0.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "default": "the health check of the image, if it has one",
        "hostPath": false
      },
      {
        "name": "HealthIntervalSec",
        "type": "int",
        "help": "How long to wait before each health check, in seconds.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          86400
        ],
        "default": "what the image says, else 30",
        "hostPath": false
      },
      {
        "name": "HealthTimeoutSec",
        "type": "int",
        "help": "How long a health check may take, in seconds. When it is over it is ended, and has failed.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          86400
        ],
        "default": "what the image says, else 30",
        "hostPath": false
      },
      {
        "name": "HealthRetries",
        "type": "int",
        "help": "How many failures one after the other make the container unhealthy.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          1000
        ],
        "default": "what the image says, else 3",
        "hostPath": false
      },
      {
        "name": "HealthStartPeriodSec",
        "type": "int",
        "help": "How long after a start failures do not count, in seconds, until it was healthy once. It is checked every 5 seconds then.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          0,
          86400
        ],
        "default": "what the image says, else 0",
        "hostPath": false
      },
      {
        "name": "NoHealthCheck",
        "type": "switch",
        "help": "Leaves out the health check of the image.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "RestartPolicy",
        "type": "string",
        "help": "When the container is started again by itself. OnFailure: when its command ended with another exit code than 0, or the container broke off. Always: whenever it ended; after Stop-Container only at the next start of the machine. UnlessStopped: whenever it ended, never after Stop-Container. The first wait is 0.1 seconds; it doubles up to a minute, and is short again after a run of 10 seconds.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateSet": [
          "No",
          "OnFailure",
          "Always",
          "UnlessStopped"
        ],
        "default": "No",
        "hostPath": false
      },
      {
        "name": "MaximumRetryCount",
        "type": "int",
        "help": "How often OnFailure starts the container again at most.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          2147483647
        ],
        "default": "no limit",
        "hostPath": false
      },
      {
        "name": "CredentialSpec",
        "type": "string",
        "help": "The credential spec of a group managed service account: the path of its JSON file, file://name for one in the folder CredentialSpecs of the state root, or the JSON text itself. It is read now and kept with the container. Windows hosts only.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "Device",
        "type": "string[]",
        "help": "Devices of the host that the container gets: class/<GUID> for all of an interface class (class/5B45201D-F2F2-4F3B-85BB-30FF1F953599 is the graphics card), or the PnP location path of one. Windows hosts and process isolation only.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      }
    ],
    "errors": [
      "NotFound",
      "Ambiguous",
      "AlreadyExists",
      "InvalidArgument",
      "NotSupported",
      "DiskFull"
    ]
  },
  "Get-Container": {
    "name": "Get-Container",
    "verb": "Get",
    "noun": "Container",
    "synopsis": "Gets the containers of this host.",
    "sets": [
      "Name",
      "Container",
      "Id"
    ],
    "defaultParameterSet": "Name",
    "outputType": "Container",
    "takesTerminal": false,
    "asJob": false,
    "shouldProcess": false,
    "confirmImpact": "None",
    "parameters": [
      {
        "name": "Name",
        "type": "string[]",
        "help": "Names, with wildcards; also an id, or the first 4 or more digits of one.",
        "sets": [
          "Name"
        ],
        "mandatory": false,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": true,
        "completer": "ContainerName",
        "default": "all containers",
        "hostPath": false
      },
      {
        "name": "Container",
        "type": "Container[]",
        "help": "Containers, as Get-Container gave them: they are given as they are now.",
        "sets": [
          "Container"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Id",
        "type": "string[]",
        "help": "Ids, or the first 4 or more digits of them.",
        "sets": [
          "Id"
        ],
        "mandatory": true,
        "pipeline": [
          "ByPropertyName"
        ],
        "aliases": [
          "ContainerId"
        ],
        "wildcards": false,
        "completer": "ContainerId",
        "hostPath": false
      },
      {
        "name": "State",
        "type": "string",
        "help": "Only containers in this state.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateSet": [
          "Off",
          "Running",
          "Paused",
          "Restarting"
        ],
        "default": "any",
        "hostPath": false
      },
      {
        "name": "Owner",
        "type": "string[]",
        "help": "Also compute systems that other programs have made, with these owners, with wildcards: * for all, docker, VMMS (virtual machines). They can be seen, and not changed.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": true,
        "default": "only those of this state root",
        "hostPath": false
      }
    ],
    "errors": [
      "NotFound",
      "Ambiguous",
      "Corrupt"
    ]
  },
  "Start-Container": {
    "name": "Start-Container",
    "verb": "Start",
    "noun": "Container",
    "synopsis": "Starts containers.",
    "sets": [
      "Name",
      "Container",
      "Id"
    ],
    "defaultParameterSet": "Name",
    "outputType": "Container",
    "takesTerminal": false,
    "asJob": true,
    "shouldProcess": true,
    "confirmImpact": "Low",
    "parameters": [
      {
        "name": "Name",
        "type": "string[]",
        "help": "Names, with wildcards; also an id, or the first 4 or more digits of one.",
        "sets": [
          "Name"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": true,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Container",
        "type": "Container[]",
        "help": "The containers, as Get-Container gives them.",
        "sets": [
          "Container"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Id",
        "type": "string[]",
        "help": "Ids, or the first 4 or more digits of them.",
        "sets": [
          "Id"
        ],
        "mandatory": true,
        "pipeline": [
          "ByPropertyName"
        ],
        "aliases": [
          "ContainerId"
        ],
        "wildcards": false,
        "completer": "ContainerId",
        "hostPath": false
      },
      {
        "name": "TimeoutSec",
        "type": "int",
        "help": "How long to wait until commands work, in seconds. When it is over the start is undone.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          86400
        ],
        "default": "120",
        "hostPath": false
      },
      {
        "name": "PassThru",
        "type": "switch",
        "help": "Gives the started containers.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      }
    ],
    "errors": [
      "NotFound",
      "Ambiguous",
      "InvalidState",
      "AlreadyExists",
      "Timeout",
      "CommandFailed",
      "NotSupported"
    ]
  },
  "Stop-Container": {
    "name": "Stop-Container",
    "verb": "Stop",
    "noun": "Container",
    "synopsis": "Stops containers.",
    "sets": [
      "Name",
      "Container",
      "Id"
    ],
    "defaultParameterSet": "Name",
    "outputType": "Container",
    "takesTerminal": false,
    "asJob": true,
    "shouldProcess": true,
    "confirmImpact": "Medium",
    "parameters": [
      {
        "name": "Name",
        "type": "string[]",
        "help": "Names, with wildcards; also an id, or the first 4 or more digits of one.",
        "sets": [
          "Name"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": true,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Container",
        "type": "Container[]",
        "help": "The containers, as Get-Container gives them.",
        "sets": [
          "Container"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Id",
        "type": "string[]",
        "help": "Ids, or the first 4 or more digits of them.",
        "sets": [
          "Id"
        ],
        "mandatory": true,
        "pipeline": [
          "ByPropertyName"
        ],
        "aliases": [
          "ContainerId"
        ],
        "wildcards": false,
        "completer": "ContainerId",
        "hostPath": false
      },
      {
        "name": "TurnOff",
        "type": "switch",
        "help": "Ends the container at once.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "TimeoutSec",
        "type": "int",
        "help": "How long programs may take to end by themselves, in seconds.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          0,
          86400
        ],
        "default": "the one of the container, else 30",
        "hostPath": false
      },
      {
        "name": "PassThru",
        "type": "switch",
        "help": "Gives the stopped containers.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      }
    ],
    "errors": [
      "NotFound",
      "Ambiguous",
      "Timeout"
    ]
  },
  "Restart-Container": {
    "name": "Restart-Container",
    "verb": "Restart",
    "noun": "Container",
    "synopsis": "Stops containers and starts them again.",
    "sets": [
      "Name",
      "Container",
      "Id"
    ],
    "defaultParameterSet": "Name",
    "outputType": "Container",
    "takesTerminal": false,
    "asJob": true,
    "shouldProcess": true,
    "confirmImpact": "Medium",
    "parameters": [
      {
        "name": "Name",
        "type": "string[]",
        "help": "Names, with wildcards; also an id, or the first 4 or more digits of one.",
        "sets": [
          "Name"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": true,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Container",
        "type": "Container[]",
        "help": "The containers, as Get-Container gives them.",
        "sets": [
          "Container"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Id",
        "type": "string[]",
        "help": "Ids, or the first 4 or more digits of them.",
        "sets": [
          "Id"
        ],
        "mandatory": true,
        "pipeline": [
          "ByPropertyName"
        ],
        "aliases": [
          "ContainerId"
        ],
        "wildcards": false,
        "completer": "ContainerId",
        "hostPath": false
      },
      {
        "name": "TurnOff",
        "type": "switch",
        "help": "Ends the container at once.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "TimeoutSec",
        "type": "int",
        "help": "How long programs may take to end by themselves, in seconds.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          0,
          86400
        ],
        "default": "the one of the container, else 30",
        "hostPath": false
      },
      {
        "name": "PassThru",
        "type": "switch",
        "help": "Gives the restarted containers.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      }
    ],
    "errors": [
      "NotFound",
      "Ambiguous",
      "Timeout",
      "AlreadyExists",
      "CommandFailed",
      "NotSupported"
    ]
  },
  "Suspend-Container": {
    "name": "Suspend-Container",
    "verb": "Suspend",
    "noun": "Container",
    "synopsis": "Pauses running containers.",
    "sets": [
      "Name",
      "Container",
      "Id"
    ],
    "defaultParameterSet": "Name",
    "outputType": "Container",
    "takesTerminal": false,
    "asJob": false,
    "shouldProcess": true,
    "confirmImpact": "Medium",
    "parameters": [
      {
        "name": "Name",
        "type": "string[]",
        "help": "Names, with wildcards; also an id, or the first 4 or more digits of one.",
        "sets": [
          "Name"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": true,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Container",
        "type": "Container[]",
        "help": "The containers, as Get-Container gives them.",
        "sets": [
          "Container"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Id",
        "type": "string[]",
        "help": "Ids, or the first 4 or more digits of them.",
        "sets": [
          "Id"
        ],
        "mandatory": true,
        "pipeline": [
          "ByPropertyName"
        ],
        "aliases": [
          "ContainerId"
        ],
        "wildcards": false,
        "completer": "ContainerId",
        "hostPath": false
      },
      {
        "name": "PassThru",
        "type": "switch",
        "help": "Gives the paused containers.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      }
    ],
    "errors": [
      "NotFound",
      "Ambiguous",
      "InvalidState",
      "NotSupported",
      "Timeout"
    ]
  },
  "Resume-Container": {
    "name": "Resume-Container",
    "verb": "Resume",
    "noun": "Container",
    "synopsis": "Lets paused containers go on.",
    "sets": [
      "Name",
      "Container",
      "Id"
    ],
    "defaultParameterSet": "Name",
    "outputType": "Container",
    "takesTerminal": false,
    "asJob": false,
    "shouldProcess": true,
    "confirmImpact": "Low",
    "parameters": [
      {
        "name": "Name",
        "type": "string[]",
        "help": "Names, with wildcards; also an id, or the first 4 or more digits of one.",
        "sets": [
          "Name"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": true,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Container",
        "type": "Container[]",
        "help": "The containers, as Get-Container gives them.",
        "sets": [
          "Container"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Id",
        "type": "string[]",
        "help": "Ids, or the first 4 or more digits of them.",
        "sets": [
          "Id"
        ],
        "mandatory": true,
        "pipeline": [
          "ByPropertyName"
        ],
        "aliases": [
          "ContainerId"
        ],
        "wildcards": false,
        "completer": "ContainerId",
        "hostPath": false
      },
      {
        "name": "PassThru",
        "type": "switch",
        "help": "Gives the resumed containers.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      }
    ],
    "errors": [
      "NotFound",
      "Ambiguous",
      "InvalidState"
    ]
  },
  "Wait-Container": {
    "name": "Wait-Container",
    "verb": "Wait",
    "noun": "Container",
    "synopsis": "Waits until containers have ended, run, or have printed a line.",
    "sets": [
      "Name",
      "Container",
      "Id"
    ],
    "defaultParameterSet": "Name",
    "outputType": "Container",
    "takesTerminal": false,
    "asJob": true,
    "shouldProcess": false,
    "confirmImpact": "None",
    "parameters": [
      {
        "name": "Name",
        "type": "string[]",
        "help": "Names, with wildcards; also an id, or the first 4 or more digits of one.",
        "sets": [
          "Name"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": true,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Container",
        "type": "Container[]",
        "help": "The containers, as Get-Container gives them.",
        "sets": [
          "Container"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Id",
        "type": "string[]",
        "help": "Ids, or the first 4 or more digits of them.",
        "sets": [
          "Id"
        ],
        "mandatory": true,
        "pipeline": [
          "ByPropertyName"
        ],
        "aliases": [
          "ContainerId"
        ],
        "wildcards": false,
        "completer": "ContainerId",
        "hostPath": false
      },
      {
        "name": "For",
        "type": "string",
        "help": "What to wait for. Healthy: it runs, and its health check says so; a container that is off or has none is an error. Exit: the container is off and stays so. Ready: it runs, and commands work in it.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateSet": [
          "Exit",
          "Ready",
          "Healthy"
        ],
        "default": "Exit",
        "hostPath": false
      },
      {
        "name": "LogLike",
        "type": "string",
        "help": "Waits for a line of the log that is like this, with wildcards: *listening*. Not together with -For.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "TimeoutSec",
        "type": "int",
        "help": "How long to wait for all of them, in seconds.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          0,
          2147483
        ],
        "default": "no limit",
        "hostPath": false
      }
    ],
    "errors": [
      "NotFound",
      "Ambiguous",
      "InvalidState",
      "InvalidArgument",
      "Timeout"
    ]
  },
  "Set-Container": {
    "name": "Set-Container",
    "verb": "Set",
    "noun": "Container",
    "synopsis": "Changes the settings of containers.",
    "sets": [
      "Name",
      "Container",
      "Id"
    ],
    "defaultParameterSet": "Name",
    "outputType": "Container",
    "takesTerminal": false,
    "asJob": false,
    "shouldProcess": true,
    "confirmImpact": "Medium",
    "parameters": [
      {
        "name": "Name",
        "type": "string[]",
        "help": "Names, with wildcards; also an id, or the first 4 or more digits of one.",
        "sets": [
          "Name"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": true,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Container",
        "type": "Container[]",
        "help": "The containers, as Get-Container gives them.",
        "sets": [
          "Container"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Id",
        "type": "string[]",
        "help": "Ids, or the first 4 or more digits of them.",
        "sets": [
          "Id"
        ],
        "mandatory": true,
        "pipeline": [
          "ByPropertyName"
        ],
        "aliases": [
          "ContainerId"
        ],
        "wildcards": false,
        "completer": "ContainerId",
        "hostPath": false
      },
      {
        "name": "Command",
        "type": "string",
        "help": "The command line that the container runs when it starts.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "Environment",
        "type": "hashtable",
        "help": "Environment variables to add, or to give another value: @{ NAME = 'value' }. The others stay.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "RemoveEnvironment",
        "type": "string[]",
        "help": "Names of environment variables to take away.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "Secret",
        "type": "hashtable",
        "help": "Secret environment variables to add, or to give another value, as New-Container takes them. The others stay. They count from the next start.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "RemoveSecret",
        "type": "string[]",
        "help": "Names of secret environment variables to take away, with wildcards.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "SecretFile",
        "type": "hashtable",
        "help": "Secret files to add, or to give other content, as New-Container takes them. The others stay. They count from the next start. Embedded hosts only.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "RemoveSecretFile",
        "type": "string[]",
        "help": "Secret files to take away: names, or paths in the container, with wildcards.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "WorkingDirectory",
        "type": "string",
        "help": "The folder in the container in which the command starts.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "PublishPort",
        "type": "string[]",
        "help": "The ports to publish on the host, in place of those before: 8080:80, 8080:80/tcp, or 80 alone, for which the host chooses a free port at start.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "ContainerComputerName",
        "type": "string",
        "help": "The computer name inside the container, at most 15 characters.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "Isolation",
        "type": "string",
        "help": "How the container is kept apart from the host.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [
          "RuntimeType"
        ],
        "wildcards": false,
        "validateSet": [
          "Process",
          "HyperV"
        ],
        "hostPath": false
      },
      {
        "name": "MemoryStartupBytes",
        "type": "long",
        "help": "The memory of the container, in bytes: 512MB.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          33554432,
          17592186044416
        ],
        "hostPath": false
      },
      {
        "name": "ProcessorCount",
        "type": "int",
        "help": "How many processors the container uses at most, of those that the host has.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          2048
        ],
        "hostPath": false
      },
      {
        "name": "ProcessorMaximum",
        "type": "int",
        "help": "The most of all processors of the host that the container uses, in percent. One of -ProcessorCount, -ProcessorMaximum and -ProcessorWeight.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          100
        ],
        "hostPath": false
      },
      {
        "name": "ProcessorWeight",
        "type": "int",
        "help": "The share of the container where others want the processors too; 100 is usual.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          10000
        ],
        "hostPath": false
      },
      {
        "name": "StorageMaximumIOPS",
        "type": "long",
        "help": "How many reads and writes a second, of 8 KB each, the C: of the container does at most. Windows hosts only.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          4294967295
        ],
        "hostPath": false
      },
      {
        "name": "StorageMaximumBandwidth",
        "type": "long",
        "help": "How many bytes a second the C: of the container reads and writes at most: 50MB. Windows hosts only.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          17592186044416
        ],
        "hostPath": false
      },
      {
        "name": "MaximumThreadCount",
        "type": "int",
        "help": "How many threads all programs in the container have together at most, the 40 or so of its Windows among them. A program has at least one: a program that starts itself again and again comes to an end there. Embedded hosts only.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          64,
          4194304
        ],
        "hostPath": false
      },
      {
        "name": "LogMaximumBytes",
        "type": "long",
        "help": "How much of each stream of the output of its command is kept, in bytes: 20MB. The last so many can be read, and about twice as much is on the disk at most; the oldest lines go first. 0 keeps everything; else it is at least 64KB.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          0,
          17592186044416
        ],
        "hostPath": false
      },
      {
        "name": "CredentialSpec",
        "type": "string",
        "help": "The credential spec of a group managed service account, as New-Container takes it. Windows hosts only.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "Device",
        "type": "string[]",
        "help": "The devices of the host that the container gets, in place of those before, as New-Container takes them. Windows hosts and process isolation only.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "User",
        "type": "string",
        "help": "The user in the container who runs its command: ContainerUser, ContainerAdministrator, or one that the image has. The embedded host knows ContainerAdministrator only.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "StopCommand",
        "type": "string",
        "help": "A command line that is run in the container before its main process is asked to end. That it fails keeps no container from being stopped.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "StopTimeoutSec",
        "type": "int",
        "help": "How long its programs, the stop command too, may take to end by themselves, in seconds. -TimeoutSec of Stop-Container comes before it.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          0,
          86400
        ],
        "hostPath": false
      },
      {
        "name": "HealthCommand",
        "type": "string",
        "help": "A command line that is run in the container again and again: it is healthy when that ends with 0.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "HealthIntervalSec",
        "type": "int",
        "help": "How long to wait before each health check, in seconds.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          86400
        ],
        "hostPath": false
      },
      {
        "name": "HealthTimeoutSec",
        "type": "int",
        "help": "How long a health check may take, in seconds. When it is over it is ended, and has failed.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          86400
        ],
        "hostPath": false
      },
      {
        "name": "HealthRetries",
        "type": "int",
        "help": "How many failures one after the other make the container unhealthy.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          1000
        ],
        "hostPath": false
      },
      {
        "name": "HealthStartPeriodSec",
        "type": "int",
        "help": "How long after a start failures do not count, in seconds, until it was healthy once. It is checked every 5 seconds then.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          0,
          86400
        ],
        "hostPath": false
      },
      {
        "name": "RestartPolicy",
        "type": "string",
        "help": "When the container is started again by itself. OnFailure: when its command ended with another exit code than 0, or the container broke off. Always: whenever it ended; after Stop-Container only at the next start of the machine. UnlessStopped: whenever it ended, never after Stop-Container. The first wait is 0.1 seconds; it doubles up to a minute, and is short again after a run of 10 seconds.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateSet": [
          "No",
          "OnFailure",
          "Always",
          "UnlessStopped"
        ],
        "hostPath": false
      },
      {
        "name": "MaximumRetryCount",
        "type": "int",
        "help": "How often OnFailure starts the container again at most.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          2147483647
        ],
        "hostPath": false
      },
      {
        "name": "Clear",
        "type": "string[]",
        "help": "Settings to take away: Command, WorkingDirectory, PublishPort, Environment, MemoryStartupBytes, ProcessorCount, ProcessorMaximum, ProcessorWeight, StorageMaximumIOPS, StorageMaximumBandwidth, MaximumThreadCount, LogMaximumBytes, CredentialSpec, Device, User, StopCommand, StopTimeoutSec, HealthCheck.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "PassThru",
        "type": "switch",
        "help": "Gives the changed containers.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      }
    ],
    "errors": [
      "NotFound",
      "Ambiguous",
      "InvalidState",
      "InvalidArgument",
      "NotSupported"
    ]
  },
  "Set-ContainerMemory": {
    "name": "Set-ContainerMemory",
    "verb": "Set",
    "noun": "ContainerMemory",
    "synopsis": "Limits the memory of containers.",
    "sets": [
      "ContainerName",
      "Container",
      "ContainerId"
    ],
    "defaultParameterSet": "ContainerName",
    "outputType": "Container",
    "takesTerminal": false,
    "asJob": false,
    "shouldProcess": true,
    "confirmImpact": "Medium",
    "parameters": [
      {
        "name": "ContainerName",
        "type": "string[]",
        "help": "Names, with wildcards; also an id, or the first 4 or more digits of one.",
        "sets": [
          "ContainerName"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [
          "Name"
        ],
        "wildcards": true,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Container",
        "type": "Container[]",
        "help": "The containers, as Get-Container gives them.",
        "sets": [
          "Container"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "ContainerId",
        "type": "string[]",
        "help": "Ids, or the first 4 or more digits of them.",
        "sets": [
          "ContainerId"
        ],
        "mandatory": true,
        "pipeline": [
          "ByPropertyName"
        ],
        "aliases": [
          "Id"
        ],
        "wildcards": false,
        "completer": "ContainerId",
        "hostPath": false
      },
      {
        "name": "MaximumBytes",
        "type": "long",
        "help": "The memory of the container, in bytes: 512MB.",
        "mandatory": true,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          33554432,
          17592186044416
        ],
        "hostPath": false
      },
      {
        "name": "PassThru",
        "type": "switch",
        "help": "Gives the changed containers.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      }
    ],
    "errors": [
      "NotFound",
      "Ambiguous",
      "InvalidState",
      "InvalidArgument",
      "NotSupported"
    ]
  },
  "Set-ContainerProcessor": {
    "name": "Set-ContainerProcessor",
    "verb": "Set",
    "noun": "ContainerProcessor",
    "synopsis": "Limits the processors of containers.",
    "sets": [
      "ContainerName",
      "Container",
      "ContainerId"
    ],
    "defaultParameterSet": "ContainerName",
    "outputType": "Container",
    "takesTerminal": false,
    "asJob": false,
    "shouldProcess": true,
    "confirmImpact": "Medium",
    "parameters": [
      {
        "name": "ContainerName",
        "type": "string[]",
        "help": "Names, with wildcards; also an id, or the first 4 or more digits of one.",
        "sets": [
          "ContainerName"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [
          "Name"
        ],
        "wildcards": true,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Container",
        "type": "Container[]",
        "help": "The containers, as Get-Container gives them.",
        "sets": [
          "Container"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "ContainerId",
        "type": "string[]",
        "help": "Ids, or the first 4 or more digits of them.",
        "sets": [
          "ContainerId"
        ],
        "mandatory": true,
        "pipeline": [
          "ByPropertyName"
        ],
        "aliases": [
          "Id"
        ],
        "wildcards": false,
        "completer": "ContainerId",
        "hostPath": false
      },
      {
        "name": "Maximum",
        "type": "int",
        "help": "The most of all processors of the host that the container uses, in percent. One of -Maximum, -RelativeWeight and -Count.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          100
        ],
        "hostPath": false
      },
      {
        "name": "RelativeWeight",
        "type": "int",
        "help": "The share of the container where others want the processors too; 100 is usual.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          10000
        ],
        "hostPath": false
      },
      {
        "name": "Count",
        "type": "int",
        "help": "How many processors the container uses at most, of those that the host has.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          2048
        ],
        "hostPath": false
      },
      {
        "name": "PassThru",
        "type": "switch",
        "help": "Gives the changed containers.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      }
    ],
    "errors": [
      "NotFound",
      "Ambiguous",
      "InvalidState",
      "InvalidArgument",
      "NotSupported"
    ]
  },
  "Set-ContainerStorage": {
    "name": "Set-ContainerStorage",
    "verb": "Set",
    "noun": "ContainerStorage",
    "synopsis": "Limits how much containers read and write a second.",
    "sets": [
      "ContainerName",
      "Container",
      "ContainerId"
    ],
    "defaultParameterSet": "ContainerName",
    "outputType": "Container",
    "takesTerminal": false,
    "asJob": false,
    "shouldProcess": true,
    "confirmImpact": "Medium",
    "parameters": [
      {
        "name": "ContainerName",
        "type": "string[]",
        "help": "Names, with wildcards; also an id, or the first 4 or more digits of one.",
        "sets": [
          "ContainerName"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [
          "Name"
        ],
        "wildcards": true,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Container",
        "type": "Container[]",
        "help": "The containers, as Get-Container gives them.",
        "sets": [
          "Container"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "ContainerId",
        "type": "string[]",
        "help": "Ids, or the first 4 or more digits of them.",
        "sets": [
          "ContainerId"
        ],
        "mandatory": true,
        "pipeline": [
          "ByPropertyName"
        ],
        "aliases": [
          "Id"
        ],
        "wildcards": false,
        "completer": "ContainerId",
        "hostPath": false
      },
      {
        "name": "MaximumIOPS",
        "type": "long",
        "help": "How many reads and writes a second, of 8 KB each, the C: of the container does at most.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          4294967295
        ],
        "hostPath": false
      },
      {
        "name": "MaximumBandwidth",
        "type": "long",
        "help": "How many bytes a second the C: of the container reads and writes at most: 50MB.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          17592186044416
        ],
        "hostPath": false
      },
      {
        "name": "PassThru",
        "type": "switch",
        "help": "Gives the changed containers.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      }
    ],
    "errors": [
      "NotFound",
      "Ambiguous",
      "InvalidState",
      "InvalidArgument",
      "NotSupported"
    ]
  },
  "Rename-Container": {
    "name": "Rename-Container",
    "verb": "Rename",
    "noun": "Container",
    "synopsis": "Gives a container another name.",
    "sets": [
      "Name",
      "Container",
      "Id"
    ],
    "defaultParameterSet": "Name",
    "outputType": "Container",
    "takesTerminal": false,
    "asJob": false,
    "shouldProcess": true,
    "confirmImpact": "Medium",
    "parameters": [
      {
        "name": "Name",
        "type": "string",
        "help": "The name of the container; also an id, or the first 4 or more digits of one.",
        "sets": [
          "Name"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Container",
        "type": "Container",
        "help": "The container, as Get-Container gives it. Where it comes down the pipeline, the other parameters are given by name.",
        "sets": [
          "Container"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Id",
        "type": "string",
        "help": "The id of the container, or the first 4 or more digits of it.",
        "sets": [
          "Id"
        ],
        "mandatory": true,
        "pipeline": [
          "ByPropertyName"
        ],
        "aliases": [
          "ContainerId"
        ],
        "wildcards": false,
        "completer": "ContainerId",
        "hostPath": false
      },
      {
        "name": "NewName",
        "type": "string",
        "help": "The new name: letters, digits, hyphen, underscore and dot, at most 63.",
        "mandatory": true,
        "position": 1,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "PassThru",
        "type": "switch",
        "help": "Gives the renamed container.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      }
    ],
    "errors": [
      "NotFound",
      "Ambiguous",
      "AlreadyExists",
      "InvalidArgument"
    ]
  },
  "Remove-Container": {
    "name": "Remove-Container",
    "verb": "Remove",
    "noun": "Container",
    "synopsis": "Removes containers with their files.",
    "sets": [
      "Name",
      "Container",
      "Id"
    ],
    "defaultParameterSet": "Name",
    "outputType": "Container",
    "takesTerminal": false,
    "asJob": true,
    "shouldProcess": true,
    "confirmImpact": "High",
    "parameters": [
      {
        "name": "Name",
        "type": "string[]",
        "help": "Names, with wildcards; also an id, or the first 4 or more digits of one.",
        "sets": [
          "Name"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": true,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Container",
        "type": "Container[]",
        "help": "The containers, as Get-Container gives them.",
        "sets": [
          "Container"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Id",
        "type": "string[]",
        "help": "Ids, or the first 4 or more digits of them.",
        "sets": [
          "Id"
        ],
        "mandatory": true,
        "pipeline": [
          "ByPropertyName"
        ],
        "aliases": [
          "ContainerId"
        ],
        "wildcards": false,
        "completer": "ContainerId",
        "hostPath": false
      },
      {
        "name": "Force",
        "type": "switch",
        "help": "Stops a running container first, and does not ask.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "PassThru",
        "type": "switch",
        "help": "Gives the removed containers, as they were.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      }
    ],
    "errors": [
      "NotFound",
      "Ambiguous",
      "InvalidState",
      "Busy"
    ]
  },
  "Clear-Container": {
    "name": "Clear-Container",
    "verb": "Clear",
    "noun": "Container",
    "synopsis": "Removes all containers that are off.",
    "sets": [],
    "outputType": "ClearedContainer",
    "takesTerminal": false,
    "asJob": true,
    "shouldProcess": true,
    "confirmImpact": "High",
    "parameters": [
      {
        "name": "Name",
        "type": "string[]",
        "help": "Only containers with these names, with wildcards.",
        "mandatory": false,
        "position": 0,
        "pipeline": [],
        "aliases": [],
        "wildcards": true,
        "completer": "ContainerName",
        "default": "all that are off",
        "hostPath": false
      },
      {
        "name": "Exclude",
        "type": "string[]",
        "help": "Not containers with these names, with wildcards.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": true,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "ContainerImageName",
        "type": "string[]",
        "help": "Only containers made from images with these names or references, with wildcards.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [
          "ImageName",
          "Image"
        ],
        "wildcards": true,
        "completer": "ContainerImageName",
        "default": "any",
        "hostPath": false
      },
      {
        "name": "OlderThan",
        "type": "timespan",
        "help": "Only containers that have been off for so long: 7.00:00:00 is a week; a number in the shell is seconds. Of one that never ran, since it was created.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "default": "any",
        "hostPath": false
      },
      {
        "name": "Force",
        "type": "switch",
        "help": "Does not ask.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      }
    ],
    "errors": [
      "Busy"
    ]
  },
  "Invoke-ContainerCommand": {
    "name": "Invoke-ContainerCommand",
    "verb": "Invoke",
    "noun": "ContainerCommand",
    "synopsis": "Runs a command in running containers.",
    "sets": [
      "Name",
      "Container",
      "Id"
    ],
    "defaultParameterSet": "Name",
    "outputType": "ContainerCommandResult",
    "takesTerminal": false,
    "asJob": true,
    "shouldProcess": false,
    "confirmImpact": "None",
    "parameters": [
      {
        "name": "Name",
        "type": "string[]",
        "help": "Names, with wildcards; also an id, or the first 4 or more digits of one.",
        "sets": [
          "Name"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [],
        "aliases": [],
        "wildcards": true,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Container",
        "type": "Container[]",
        "help": "The containers, as Get-Container gives them. Where they come down the pipeline, the other parameters are given by name.",
        "sets": [
          "Container"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Id",
        "type": "string[]",
        "help": "Ids, or the first 4 or more digits of them.",
        "sets": [
          "Id"
        ],
        "mandatory": true,
        "pipeline": [
          "ByPropertyName"
        ],
        "aliases": [
          "ContainerId"
        ],
        "wildcards": false,
        "completer": "ContainerId",
        "hostPath": false
      },
      {
        "name": "Command",
        "type": "string",
        "help": "The command line, or with -ArgumentList the program. For what the shell knows (dir, pipes) write cmd /c ...",
        "mandatory": true,
        "position": 1,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "ArgumentList",
        "type": "string[]",
        "help": "Arguments, each quoted as Windows programs read them, after the command.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [
          "Args"
        ],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "WorkingDirectory",
        "type": "string",
        "help": "The folder in the container in which the command starts.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "default": "the one of the container",
        "hostPath": false
      },
      {
        "name": "Environment",
        "type": "hashtable",
        "help": "Environment variables to add: @{ NAME = 'value' }.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "User",
        "type": "string",
        "help": "The user in the container who runs the command: ContainerUser, ContainerAdministrator, or one that the image has.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "default": "the one of the image, else of the host: on Windows ContainerAdministrator",
        "hostPath": false
      },
      {
        "name": "RunAsAdministrator",
        "type": "switch",
        "help": "Runs the command with all rights of an administrator; without -User, as ContainerAdministrator.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "InputText",
        "type": "string",
        "help": "Text for the standard input of the command, as UTF-8.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "InputFile",
        "type": "string",
        "help": "A file for the standard input of the command.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": true
      },
      {
        "name": "TimeoutSec",
        "type": "int",
        "help": "How long the command may run, in seconds. When it is over the command is ended.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          2147483
        ],
        "default": "no limit",
        "hostPath": false
      },
      {
        "name": "AsObject",
        "type": "switch",
        "help": "Gives one object per container with ExitCode, StandardOutput and StandardError.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      }
    ],
    "errors": [
      "NotFound",
      "Ambiguous",
      "InvalidState",
      "InvalidArgument",
      "NotSupported",
      "CommandFailed",
      "Timeout"
    ]
  },
  "Invoke-ContainerImage": {
    "name": "Invoke-ContainerImage",
    "verb": "Invoke",
    "noun": "ContainerImage",
    "synopsis": "Runs a command in a new container of an image.",
    "sets": [
      "ContainerImageName",
      "ContainerImage"
    ],
    "defaultParameterSet": "ContainerImageName",
    "outputType": "ContainerCommandResult",
    "takesTerminal": false,
    "asJob": true,
    "shouldProcess": true,
    "confirmImpact": "Low",
    "parameters": [
      {
        "name": "ContainerImageName",
        "type": "string",
        "help": "The image: its name, an OCI reference (local/web:1.0.0.0) or a digest.",
        "sets": [
          "ContainerImageName"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [],
        "aliases": [
          "ImageName",
          "Image"
        ],
        "wildcards": false,
        "completer": "ContainerImageName",
        "hostPath": false
      },
      {
        "name": "Command",
        "type": "string",
        "help": "The command line, or with -ArgumentList the program. For what the shell knows (dir, pipes) write cmd /c ...",
        "mandatory": false,
        "position": 1,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "default": "the command of the image",
        "hostPath": false
      },
      {
        "name": "ArgumentList",
        "type": "string[]",
        "help": "Arguments, each quoted as Windows programs read them, after the command.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [
          "Args"
        ],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "Name",
        "type": "string",
        "help": "The name of the container: letters, digits, hyphen, underscore and dot, at most 63. Names are unique on a host.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "default": "made from the image name, as windows-3f2a",
        "hostPath": false
      },
      {
        "name": "AutoRemove",
        "type": "switch",
        "help": "Removes the container when it is off, with all that was changed in it.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [
          "RemoveAutomatically",
          "Rm"
        ],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "Detach",
        "type": "switch",
        "help": "Gives the container as soon as it runs, and does not wait for its end.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "InputText",
        "type": "string",
        "help": "Text for the standard input of the command, as UTF-8.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "InputFile",
        "type": "string",
        "help": "A file for the standard input of the command.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": true
      },
      {
        "name": "TimeoutSec",
        "type": "int",
        "help": "How long the command may run, in seconds. When it is over the container is stopped.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          2147483
        ],
        "default": "no limit",
        "hostPath": false
      },
      {
        "name": "AsObject",
        "type": "switch",
        "help": "Gives one object with ExitCode, StandardOutput and StandardError.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "ContainerImagePublisher",
        "type": "string",
        "help": "The publisher of the image, with or without CN=.",
        "sets": [
          "ContainerImageName"
        ],
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerImagePublisher",
        "default": "any",
        "hostPath": false
      },
      {
        "name": "ContainerImageVersion",
        "type": "version",
        "help": "The version of the image.",
        "sets": [
          "ContainerImageName"
        ],
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerImageVersion",
        "default": "the newest",
        "hostPath": false
      },
      {
        "name": "ContainerImage",
        "type": "ContainerImage",
        "help": "The image, as Get-ContainerImage gives it.",
        "sets": [
          "ContainerImage"
        ],
        "mandatory": true,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerImageName",
        "hostPath": false
      },
      {
        "name": "Environment",
        "type": "hashtable",
        "help": "Environment variables to add to those of the image: @{ NAME = 'value' }.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "WorkingDirectory",
        "type": "string",
        "help": "The folder in the container in which the command starts.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "default": "the one of the image, else C:\\",
        "hostPath": false
      },
      {
        "name": "PublishPort",
        "type": "string[]",
        "help": "Ports to publish on the host: 8080:80, 8080:80/tcp, or 80 alone, for which the host chooses a free port at start.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "ContainerComputerName",
        "type": "string",
        "help": "The computer name inside the container, at most 15 characters.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "default": "made from the id",
        "hostPath": false
      },
      {
        "name": "Isolation",
        "type": "string",
        "help": "How the container is kept apart from the host.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [
          "RuntimeType"
        ],
        "wildcards": false,
        "validateSet": [
          "Default",
          "Process",
          "HyperV"
        ],
        "default": "what the host does best",
        "hostPath": false
      },
      {
        "name": "MemoryStartupBytes",
        "type": "long",
        "help": "The memory of the container, in bytes: 512MB.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [
          "MaximumMemoryBytes",
          "MaximumBytes"
        ],
        "wildcards": false,
        "validateRange": [
          33554432,
          17592186044416
        ],
        "default": "no limit",
        "hostPath": false
      },
      {
        "name": "ProcessorCount",
        "type": "int",
        "help": "How many processors the container uses at most, of those that the host has.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          2048
        ],
        "default": "no limit",
        "hostPath": false
      },
      {
        "name": "Secret",
        "type": "hashtable",
        "help": "Environment variables whose values only its programs see: a SecureString, a PSCredential (its password), or the path of a file that holds the value: @{ TOKEN = (Read-Host -AsSecureString) }. They are kept encrypted, and are in no output, log or image.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "SecretFile",
        "type": "hashtable",
        "help": "Files that only its programs see, by a name (C:\\ProgramData\\HcsContainers\\secrets\\name) or an absolute path in the container: a SecureString, a PSCredential (its password), bytes, or the path of a file of this machine, at most 500 KB: @{ 'db' = './db.txt' }. They are kept encrypted, are there while the container runs, and are in no image, log or comparison. Embedded hosts only.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "User",
        "type": "string",
        "help": "The user in the container who runs its command: ContainerUser, ContainerAdministrator, or one that the image has. The embedded host knows ContainerAdministrator only.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "default": "the one of the image, else of the host",
        "hostPath": false
      },
      {
        "name": "RunAsAdministrator",
        "type": "switch",
        "help": "Runs the command of the container with all rights of an administrator; without -User, as ContainerAdministrator.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "StopCommand",
        "type": "string",
        "help": "A command line that is run in the container before its main process is asked to end. That it fails keeps no container from being stopped.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "StopTimeoutSec",
        "type": "int",
        "help": "How long its programs, the stop command too, may take to end by themselves, in seconds. -TimeoutSec of Stop-Container comes before it.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          0,
          86400
        ],
        "default": "30",
        "hostPath": false
      },
      {
        "name": "ProcessorMaximum",
        "type": "int",
        "help": "The most of all processors of the host that the container uses, in percent. One of -ProcessorCount, -ProcessorMaximum and -ProcessorWeight.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          100
        ],
        "default": "no limit",
        "hostPath": false
      },
      {
        "name": "ProcessorWeight",
        "type": "int",
        "help": "The share of the container where others want the processors too; 100 is usual.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          10000
        ],
        "default": "no limit",
        "hostPath": false
      },
      {
        "name": "StorageMaximumIOPS",
        "type": "long",
        "help": "How many reads and writes a second, of 8 KB each, the C: of the container does at most. Windows hosts only.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          4294967295
        ],
        "default": "no limit",
        "hostPath": false
      },
      {
        "name": "StorageMaximumBandwidth",
        "type": "long",
        "help": "How many bytes a second the C: of the container reads and writes at most: 50MB. Windows hosts only.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          17592186044416
        ],
        "default": "no limit",
        "hostPath": false
      },
      {
        "name": "MaximumThreadCount",
        "type": "int",
        "help": "How many threads all programs in the container have together at most, the 40 or so of its Windows among them. A program has at least one: a program that starts itself again and again comes to an end there. Embedded hosts only.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          64,
          4194304
        ],
        "default": "a quarter of what the machine can have",
        "hostPath": false
      },
      {
        "name": "LogMaximumBytes",
        "type": "long",
        "help": "How much of each stream of the output of its command is kept, in bytes: 20MB. The last so many can be read, and about twice as much is on the disk at most; the oldest lines go first. 0 keeps everything; else it is at least 64KB.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          0,
          17592186044416
        ],
        "default": "100MB",
        "hostPath": false
      },
      {
        "name": "ScratchSizeBytes",
        "type": "long",
        "help": "How much drive C: of the container holds, the files of its image among it, in bytes: 40GB. What is not written takes no room on the host. Windows hosts only.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          21474836480,
          70368744177664
        ],
        "default": "what Windows gives: 20 GB",
        "hostPath": false
      },
      {
        "name": "HealthCommand",
        "type": "string",
        "help": "A command line that is run in the container again and again: it is healthy when that ends with 0.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "default": "the health check of the image, if it has one",
        "hostPath": false
      },
      {
        "name": "HealthIntervalSec",
        "type": "int",
        "help": "How long to wait before each health check, in seconds.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          86400
        ],
        "default": "what the image says, else 30",
        "hostPath": false
      },
      {
        "name": "HealthTimeoutSec",
        "type": "int",
        "help": "How long a health check may take, in seconds. When it is over it is ended, and has failed.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          86400
        ],
        "default": "what the image says, else 30",
        "hostPath": false
      },
      {
        "name": "HealthRetries",
        "type": "int",
        "help": "How many failures one after the other make the container unhealthy.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          1000
        ],
        "default": "what the image says, else 3",
        "hostPath": false
      },
      {
        "name": "HealthStartPeriodSec",
        "type": "int",
        "help": "How long after a start failures do not count, in seconds, until it was healthy once. It is checked every 5 seconds then.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          0,
          86400
        ],
        "default": "what the image says, else 0",
        "hostPath": false
      },
      {
        "name": "NoHealthCheck",
        "type": "switch",
        "help": "Leaves out the health check of the image.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "RestartPolicy",
        "type": "string",
        "help": "When the container is started again by itself. OnFailure: when its command ended with another exit code than 0, or the container broke off. Always: whenever it ended; after Stop-Container only at the next start of the machine. UnlessStopped: whenever it ended, never after Stop-Container. The first wait is 0.1 seconds; it doubles up to a minute, and is short again after a run of 10 seconds.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateSet": [
          "No",
          "OnFailure",
          "Always",
          "UnlessStopped"
        ],
        "default": "No",
        "hostPath": false
      },
      {
        "name": "MaximumRetryCount",
        "type": "int",
        "help": "How often OnFailure starts the container again at most.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          2147483647
        ],
        "default": "no limit",
        "hostPath": false
      },
      {
        "name": "CredentialSpec",
        "type": "string",
        "help": "The credential spec of a group managed service account: the path of its JSON file, file://name for one in the folder CredentialSpecs of the state root, or the JSON text itself. It is read now and kept with the container. Windows hosts only.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "Device",
        "type": "string[]",
        "help": "Devices of the host that the container gets: class/<GUID> for all of an interface class (class/5B45201D-F2F2-4F3B-85BB-30FF1F953599 is the graphics card), or the PnP location path of one. Windows hosts and process isolation only.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      }
    ],
    "errors": [
      "NotFound",
      "Ambiguous",
      "AlreadyExists",
      "InvalidArgument",
      "NotSupported",
      "CommandFailed",
      "Timeout",
      "DiskFull"
    ]
  },
  "Connect-Container": {
    "name": "Connect-Container",
    "verb": "Connect",
    "noun": "Container",
    "synopsis": "Gives what the command of a running container prints from now on.",
    "sets": [
      "Name",
      "Container",
      "Id"
    ],
    "defaultParameterSet": "Name",
    "outputType": "String",
    "takesTerminal": false,
    "asJob": false,
    "shouldProcess": false,
    "confirmImpact": "None",
    "parameters": [
      {
        "name": "Name",
        "type": "string",
        "help": "The name of the container; also an id, or the first 4 or more digits of one.",
        "sets": [
          "Name"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Container",
        "type": "Container",
        "help": "The container, as Get-Container gives it.",
        "sets": [
          "Container"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Id",
        "type": "string",
        "help": "Its id, or the first 4 or more digits of it.",
        "sets": [
          "Id"
        ],
        "mandatory": true,
        "pipeline": [
          "ByPropertyName"
        ],
        "aliases": [
          "ContainerId"
        ],
        "wildcards": false,
        "completer": "ContainerId",
        "hostPath": false
      },
      {
        "name": "FromBeginning",
        "type": "switch",
        "help": "Gives first what was printed since the container was started.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      }
    ],
    "errors": [
      "NotFound",
      "Ambiguous",
      "InvalidState"
    ]
  },
  "Enter-ContainerSession": {
    "name": "Enter-ContainerSession",
    "verb": "Enter",
    "noun": "ContainerSession",
    "synopsis": "Opens a terminal in a running container.",
    "sets": [
      "Name",
      "Container",
      "Id"
    ],
    "defaultParameterSet": "Name",
    "outputType": "ContainerSession",
    "takesTerminal": true,
    "asJob": false,
    "shouldProcess": false,
    "confirmImpact": "None",
    "parameters": [
      {
        "name": "Name",
        "type": "string",
        "help": "The name of the container; also an id, or the first 4 or more digits of one.",
        "sets": [
          "Name"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Container",
        "type": "Container",
        "help": "The container, as Get-Container gives it. Where it comes down the pipeline, the other parameters are given by name.",
        "sets": [
          "Container"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Id",
        "type": "string",
        "help": "Its id, or the first 4 or more digits of it.",
        "sets": [
          "Id"
        ],
        "mandatory": true,
        "pipeline": [
          "ByPropertyName"
        ],
        "aliases": [
          "ContainerId"
        ],
        "wildcards": false,
        "completer": "ContainerId",
        "hostPath": false
      },
      {
        "name": "Command",
        "type": "string",
        "help": "The command line, or with -ArgumentList the program.",
        "mandatory": false,
        "position": 1,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "default": "cmd",
        "hostPath": false
      },
      {
        "name": "ArgumentList",
        "type": "string[]",
        "help": "Arguments, each quoted as Windows programs read them, after the command.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [
          "Args"
        ],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "SessionId",
        "type": "string",
        "help": "Comes back to this session instead of starting a program: its id, or the first digits of it.",
        "mandatory": false,
        "pipeline": [
          "ByPropertyName"
        ],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "DetachKeys",
        "type": "string",
        "help": "The keys that leave the session, one after the other: a character, or ctrl- and a letter or one of @ [ \\ ] ^ _. ctrl-x,d for example.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "default": "ctrl-p,ctrl-q",
        "hostPath": false
      },
      {
        "name": "WorkingDirectory",
        "type": "string",
        "help": "The folder in the container in which the command starts.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "default": "the one of the container",
        "hostPath": false
      },
      {
        "name": "Environment",
        "type": "hashtable",
        "help": "Environment variables to add: @{ NAME = 'value' }.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "User",
        "type": "string",
        "help": "The user in the container who runs the command: ContainerUser, ContainerAdministrator, or one that the image has.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "default": "the one of the image, else of the host: on Windows ContainerAdministrator",
        "hostPath": false
      },
      {
        "name": "RunAsAdministrator",
        "type": "switch",
        "help": "Runs the command with all rights of an administrator; without -User, as ContainerAdministrator.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      }
    ],
    "errors": [
      "NotFound",
      "Ambiguous",
      "InvalidState",
      "InvalidArgument",
      "NotSupported",
      "CommandFailed"
    ]
  },
  "Get-ContainerSession": {
    "name": "Get-ContainerSession",
    "verb": "Get",
    "noun": "ContainerSession",
    "synopsis": "Gets the terminal sessions of containers.",
    "sets": [
      "Name",
      "Container",
      "Id"
    ],
    "defaultParameterSet": "Name",
    "outputType": "ContainerSession",
    "takesTerminal": false,
    "asJob": false,
    "shouldProcess": false,
    "confirmImpact": "None",
    "parameters": [
      {
        "name": "Name",
        "type": "string[]",
        "help": "Names, with wildcards; also an id, or the first 4 or more digits of one.",
        "sets": [
          "Name"
        ],
        "mandatory": false,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": true,
        "completer": "ContainerName",
        "default": "all containers",
        "hostPath": false
      },
      {
        "name": "Container",
        "type": "Container[]",
        "help": "The containers, as Get-Container gives them.",
        "sets": [
          "Container"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Id",
        "type": "string[]",
        "help": "Ids, or the first 4 or more digits of them.",
        "sets": [
          "Id"
        ],
        "mandatory": true,
        "pipeline": [
          "ByPropertyName"
        ],
        "aliases": [
          "ContainerId"
        ],
        "wildcards": false,
        "completer": "ContainerId",
        "hostPath": false
      }
    ],
    "errors": [
      "NotFound",
      "Ambiguous"
    ]
  },
  "Copy-Container": {
    "name": "Copy-Container",
    "verb": "Copy",
    "noun": "Container",
    "synopsis": "Makes a copy of a container that is off.",
    "sets": [
      "Name",
      "Container",
      "Id"
    ],
    "defaultParameterSet": "Name",
    "outputType": "Container",
    "takesTerminal": false,
    "asJob": true,
    "shouldProcess": true,
    "confirmImpact": "Low",
    "parameters": [
      {
        "name": "Name",
        "type": "string",
        "help": "The name of the container; also an id, or the first 4 or more digits of one.",
        "sets": [
          "Name"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Container",
        "type": "Container",
        "help": "The container, as Get-Container gives it. Where it comes down the pipeline, the other parameters are given by name.",
        "sets": [
          "Container"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Id",
        "type": "string",
        "help": "The id of the container, or the first 4 or more digits of it.",
        "sets": [
          "Id"
        ],
        "mandatory": true,
        "pipeline": [
          "ByPropertyName"
        ],
        "aliases": [
          "ContainerId"
        ],
        "wildcards": false,
        "completer": "ContainerId",
        "hostPath": false
      },
      {
        "name": "NewName",
        "type": "string",
        "help": "The name of the copy: letters, digits, hyphen, underscore and dot, at most 63.",
        "mandatory": false,
        "position": 1,
        "pipeline": [],
        "aliases": [
          "Destination"
        ],
        "wildcards": false,
        "default": "made from the image name, as windows-3f2a",
        "hostPath": false
      }
    ],
    "errors": [
      "NotFound",
      "Ambiguous",
      "InvalidState",
      "InvalidArgument",
      "AlreadyExists",
      "DiskFull"
    ]
  },
  "Copy-ContainerItem": {
    "name": "Copy-ContainerItem",
    "verb": "Copy",
    "noun": "ContainerItem",
    "synopsis": "Copies files and folders between this machine and a container.",
    "sets": [
      "Path",
      "ToContainer",
      "FromContainer"
    ],
    "defaultParameterSet": "Path",
    "outputType": "ContainerItem",
    "takesTerminal": false,
    "asJob": true,
    "shouldProcess": true,
    "confirmImpact": "Medium",
    "parameters": [
      {
        "name": "Path",
        "type": "string[]",
        "help": "What to copy. C:\\site or web:C:\\site.",
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue",
          "ByPropertyName"
        ],
        "aliases": [
          "FullName",
          "PSPath"
        ],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "Destination",
        "type": "string",
        "help": "Where to copy it. C:\\site or web:C:\\site.",
        "mandatory": true,
        "position": 1,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "ToContainer",
        "type": "string",
        "help": "The container to copy into; -Destination is a path in it.",
        "sets": [
          "ToContainer"
        ],
        "mandatory": true,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "FromContainer",
        "type": "string",
        "help": "The container to copy from; -Path is a path in it.",
        "sets": [
          "FromContainer"
        ],
        "mandatory": true,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "CreateFullPath",
        "type": "switch",
        "help": "Makes the folders above -Destination where they are missing, instead of refusing.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "PassThru",
        "type": "switch",
        "help": "Gives each copied item.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      }
    ],
    "errors": [
      "NotFound",
      "Ambiguous",
      "InvalidArgument",
      "AccessDenied",
      "DiskFull"
    ]
  },
  "Get-ContainerLog": {
    "name": "Get-ContainerLog",
    "verb": "Get",
    "noun": "ContainerLog",
    "synopsis": "Gets what the main command of a container printed.",
    "sets": [
      "Name",
      "Container",
      "Id"
    ],
    "defaultParameterSet": "Name",
    "outputType": "String",
    "takesTerminal": false,
    "asJob": false,
    "shouldProcess": false,
    "confirmImpact": "None",
    "parameters": [
      {
        "name": "Name",
        "type": "string[]",
        "help": "Names, with wildcards; also an id, or the first 4 or more digits of one.",
        "sets": [
          "Name"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": true,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Container",
        "type": "Container[]",
        "help": "The containers, as Get-Container gives them.",
        "sets": [
          "Container"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Id",
        "type": "string[]",
        "help": "Ids, or the first 4 or more digits of them.",
        "sets": [
          "Id"
        ],
        "mandatory": true,
        "pipeline": [
          "ByPropertyName"
        ],
        "aliases": [
          "ContainerId"
        ],
        "wildcards": false,
        "completer": "ContainerId",
        "hostPath": false
      },
      {
        "name": "Tail",
        "type": "int",
        "help": "Only the last lines, at most this many.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          0,
          2147483647
        ],
        "default": "all lines",
        "hostPath": false
      },
      {
        "name": "Since",
        "type": "datetime",
        "help": "Only what was printed then or later, to a tenth of a second: (Get-Date).AddMinutes(-5).",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "default": "the beginning",
        "hostPath": false
      },
      {
        "name": "Timestamp",
        "type": "switch",
        "help": "Puts before each line when it was printed, in UTC: 2026-11-22T14:30:00.125Z.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [
          "Timestamps"
        ],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "Follow",
        "type": "switch",
        "help": "Goes on with what is printed from now on, until the container is off.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "Stream",
        "type": "string",
        "help": "Which stream to give.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateSet": [
          "Both",
          "StandardOutput",
          "StandardError"
        ],
        "default": "Both",
        "hostPath": false
      }
    ],
    "errors": [
      "NotFound",
      "Ambiguous"
    ]
  },
  "Get-ContainerProcess": {
    "name": "Get-ContainerProcess",
    "verb": "Get",
    "noun": "ContainerProcess",
    "synopsis": "Gets the programs that run in containers.",
    "sets": [
      "Name",
      "Container",
      "Id"
    ],
    "defaultParameterSet": "Name",
    "outputType": "ContainerProcess",
    "takesTerminal": false,
    "asJob": false,
    "shouldProcess": false,
    "confirmImpact": "None",
    "parameters": [
      {
        "name": "Name",
        "type": "string[]",
        "help": "Names, with wildcards; also an id, or the first 4 or more digits of one. Of those that a wildcard finds only those that run count.",
        "sets": [
          "Name"
        ],
        "mandatory": false,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": true,
        "completer": "ContainerName",
        "default": "all containers that run",
        "hostPath": false
      },
      {
        "name": "Container",
        "type": "Container[]",
        "help": "The containers, as Get-Container gives them.",
        "sets": [
          "Container"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Id",
        "type": "string[]",
        "help": "Ids, or the first 4 or more digits of them.",
        "sets": [
          "Id"
        ],
        "mandatory": true,
        "pipeline": [
          "ByPropertyName"
        ],
        "aliases": [
          "ContainerId"
        ],
        "wildcards": false,
        "completer": "ContainerId",
        "hostPath": false
      },
      {
        "name": "ProcessName",
        "type": "string[]",
        "help": "Only programs with these file names, with or without .exe, with wildcards.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": true,
        "default": "all",
        "hostPath": false
      }
    ],
    "errors": [
      "NotFound",
      "Ambiguous",
      "InvalidState",
      "NotSupported",
      "Timeout"
    ]
  },
  "Measure-Container": {
    "name": "Measure-Container",
    "verb": "Measure",
    "noun": "Container",
    "synopsis": "Measures what containers use: processor, memory, disk and network.",
    "sets": [
      "Name",
      "Container",
      "Id"
    ],
    "defaultParameterSet": "Name",
    "outputType": "ContainerMeasurement",
    "takesTerminal": false,
    "asJob": false,
    "shouldProcess": false,
    "confirmImpact": "None",
    "parameters": [
      {
        "name": "Name",
        "type": "string[]",
        "help": "Names, with wildcards; also an id, or the first 4 or more digits of one. Of those that a wildcard finds only those that run count.",
        "sets": [
          "Name"
        ],
        "mandatory": false,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": true,
        "completer": "ContainerName",
        "default": "all containers that run",
        "hostPath": false
      },
      {
        "name": "Container",
        "type": "Container[]",
        "help": "The containers, as Get-Container gives them.",
        "sets": [
          "Container"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Id",
        "type": "string[]",
        "help": "Ids, or the first 4 or more digits of them.",
        "sets": [
          "Id"
        ],
        "mandatory": true,
        "pipeline": [
          "ByPropertyName"
        ],
        "aliases": [
          "ContainerId"
        ],
        "wildcards": false,
        "completer": "ContainerId",
        "hostPath": false
      },
      {
        "name": "Continuous",
        "type": "switch",
        "help": "Goes on until Ctrl+C, or until the named containers are off.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "SampleInterval",
        "type": "int",
        "help": "The time between two samples, in seconds.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [
          "IntervalSec"
        ],
        "wildcards": false,
        "validateRange": [
          1,
          86400
        ],
        "default": "1",
        "hostPath": false
      },
      {
        "name": "MaxSamples",
        "type": "int",
        "help": "How many samples to give of each container.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateRange": [
          1,
          2147483647
        ],
        "default": "1; with -Continuous no limit",
        "hostPath": false
      }
    ],
    "errors": [
      "NotFound",
      "Ambiguous",
      "InvalidState",
      "NotSupported"
    ]
  },
  "Compare-Container": {
    "name": "Compare-Container",
    "verb": "Compare",
    "noun": "Container",
    "synopsis": "Tells what has changed in containers since their image: files and registry.",
    "sets": [
      "Name",
      "Container",
      "Id"
    ],
    "defaultParameterSet": "Name",
    "outputType": "ContainerChange",
    "takesTerminal": false,
    "asJob": true,
    "shouldProcess": false,
    "confirmImpact": "None",
    "parameters": [
      {
        "name": "Name",
        "type": "string[]",
        "help": "Names, with wildcards; also an id, or the first 4 or more digits of one.",
        "sets": [
          "Name"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": true,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Container",
        "type": "Container[]",
        "help": "The containers, as Get-Container gives them.",
        "sets": [
          "Container"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Id",
        "type": "string[]",
        "help": "Ids, or the first 4 or more digits of them.",
        "sets": [
          "Id"
        ],
        "mandatory": true,
        "pipeline": [
          "ByPropertyName"
        ],
        "aliases": [
          "ContainerId"
        ],
        "wildcards": false,
        "completer": "ContainerId",
        "hostPath": false
      },
      {
        "name": "Path",
        "type": "string[]",
        "help": "Only changes at these paths, with wildcards: C:\\site\\*, HKLM\\*.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": true,
        "default": "all",
        "hostPath": false
      },
      {
        "name": "Include",
        "type": "string",
        "help": "What to compare.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "validateSet": [
          "All",
          "Files",
          "Registry"
        ],
        "default": "All",
        "hostPath": false
      }
    ],
    "errors": [
      "NotFound",
      "Ambiguous",
      "InvalidState",
      "Corrupt",
      "Busy"
    ]
  },
  "Get-ContainerEvent": {
    "name": "Get-ContainerEvent",
    "verb": "Get",
    "noun": "ContainerEvent",
    "synopsis": "Gets what has happened to containers, and what happens.",
    "sets": [
      "Name",
      "Container",
      "Id"
    ],
    "defaultParameterSet": "Name",
    "outputType": "ContainerEvent",
    "takesTerminal": false,
    "asJob": false,
    "shouldProcess": false,
    "confirmImpact": "None",
    "parameters": [
      {
        "name": "Name",
        "type": "string[]",
        "help": "Names, with wildcards; also an id, or the first 4 or more digits of one.",
        "sets": [
          "Name"
        ],
        "mandatory": false,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": true,
        "completer": "ContainerName",
        "default": "all containers",
        "hostPath": false
      },
      {
        "name": "Container",
        "type": "Container[]",
        "help": "The containers, as Get-Container gives them.",
        "sets": [
          "Container"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "Id",
        "type": "string[]",
        "help": "Ids, or the first 4 or more digits of them.",
        "sets": [
          "Id"
        ],
        "mandatory": true,
        "pipeline": [
          "ByPropertyName"
        ],
        "aliases": [
          "ContainerId"
        ],
        "wildcards": false,
        "completer": "ContainerId",
        "hostPath": false
      },
      {
        "name": "Action",
        "type": "string[]",
        "help": "Only events with these actions, with wildcards: Exited, Re*.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": true,
        "default": "all",
        "hostPath": false
      },
      {
        "name": "Since",
        "type": "datetime",
        "help": "Only events at this time or later.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [
          "After"
        ],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "Until",
        "type": "datetime",
        "help": "Only events before this time.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [
          "Before"
        ],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "MaxEvents",
        "type": "int",
        "help": "Only the newest of the events that are there, at most this many.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [
          "Tail",
          "Newest"
        ],
        "wildcards": false,
        "validateRange": [
          0,
          2147483647
        ],
        "default": "all",
        "hostPath": false
      },
      {
        "name": "Follow",
        "type": "switch",
        "help": "Goes on with each event as it happens, until -Until or Ctrl+C.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      }
    ],
    "errors": [
      "InvalidArgument"
    ]
  },
  "New-ContainerImage": {
    "name": "New-ContainerImage",
    "verb": "New",
    "noun": "ContainerImage",
    "synopsis": "Captures a container as an image.",
    "sets": [
      "Container",
      "ContainerName",
      "ContainerId"
    ],
    "defaultParameterSet": "ContainerName",
    "outputType": "ContainerImage",
    "takesTerminal": false,
    "asJob": true,
    "shouldProcess": true,
    "confirmImpact": "Low",
    "parameters": [
      {
        "name": "Container",
        "type": "Container",
        "help": "The container, as Get-Container gives it. Where it comes down the pipeline, the other parameters are given by name.",
        "sets": [
          "Container"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "ContainerName",
        "type": "string",
        "help": "The name of the container; also an id, or the first 4 or more digits of one.",
        "sets": [
          "ContainerName"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerName",
        "hostPath": false
      },
      {
        "name": "ContainerId",
        "type": "string",
        "help": "The id of the container, or the first 4 or more digits of it.",
        "sets": [
          "ContainerId"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByPropertyName"
        ],
        "aliases": [
          "Id"
        ],
        "wildcards": false,
        "completer": "ContainerId",
        "hostPath": false
      },
      {
        "name": "Name",
        "type": "string",
        "help": "The name of the image.",
        "mandatory": true,
        "position": 1,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "Publisher",
        "type": "string",
        "help": "The publisher of the image, with or without CN=.",
        "mandatory": false,
        "position": 2,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "default": "CN=Local",
        "hostPath": false
      },
      {
        "name": "Version",
        "type": "version",
        "help": "The version of the image; 1.0 means 1.0.0.0.",
        "mandatory": false,
        "position": 3,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "default": "1.0.0.0",
        "hostPath": false
      },
      {
        "name": "Command",
        "type": "string",
        "help": "The command that containers of this image run when they start.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "default": "the one of the container",
        "hostPath": false
      },
      {
        "name": "Force",
        "type": "switch",
        "help": "Stops a running container first.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      }
    ],
    "errors": [
      "NotFound",
      "Ambiguous",
      "InvalidState",
      "AlreadyExists",
      "InvalidArgument",
      "DiskFull"
    ]
  },
  "Get-ContainerImage": {
    "name": "Get-ContainerImage",
    "verb": "Get",
    "noun": "ContainerImage",
    "synopsis": "Gets the images in the image store.",
    "sets": [
      "Name",
      "Image"
    ],
    "defaultParameterSet": "Name",
    "outputType": "ContainerImage",
    "takesTerminal": false,
    "asJob": false,
    "shouldProcess": false,
    "confirmImpact": "None",
    "parameters": [
      {
        "name": "Name",
        "type": "string[]",
        "help": "Names, with wildcards; also an OCI reference, a full name or a digest.",
        "sets": [
          "Name"
        ],
        "mandatory": false,
        "position": 0,
        "pipeline": [],
        "aliases": [],
        "wildcards": true,
        "completer": "ContainerImageName",
        "default": "all images",
        "hostPath": false
      },
      {
        "name": "Publisher",
        "type": "string",
        "help": "The publisher, with or without CN=, with wildcards.",
        "sets": [
          "Name"
        ],
        "mandatory": false,
        "position": 1,
        "pipeline": [],
        "aliases": [],
        "wildcards": true,
        "completer": "ContainerImagePublisher",
        "default": "any",
        "hostPath": false
      },
      {
        "name": "Version",
        "type": "version",
        "help": "The version.",
        "sets": [
          "Name"
        ],
        "mandatory": false,
        "position": 2,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerImageVersion",
        "default": "any",
        "hostPath": false
      },
      {
        "name": "Image",
        "type": "ContainerImage[]",
        "help": "Images, as Get-ContainerImage gave them: they are given as they are now.",
        "sets": [
          "Image"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerImageName",
        "hostPath": false
      },
      {
        "name": "ChildOf",
        "type": "ContainerImage",
        "help": "Only images that build on this one.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerImageName",
        "hostPath": false
      }
    ],
    "errors": [
      "NotFound",
      "Ambiguous",
      "Corrupt"
    ]
  },
  "Test-ContainerImage": {
    "name": "Test-ContainerImage",
    "verb": "Test",
    "noun": "ContainerImage",
    "synopsis": "Tests whether images are whole, and whether containers of them can run here.",
    "sets": [
      "Name",
      "Image"
    ],
    "defaultParameterSet": "Name",
    "outputType": "ContainerImageReport",
    "takesTerminal": false,
    "asJob": true,
    "shouldProcess": true,
    "confirmImpact": "Low",
    "parameters": [
      {
        "name": "Name",
        "type": "string[]",
        "help": "Names, with wildcards; also an OCI reference, a full name or a digest.",
        "sets": [
          "Name"
        ],
        "mandatory": false,
        "position": 0,
        "pipeline": [],
        "aliases": [],
        "wildcards": true,
        "completer": "ContainerImageName",
        "default": "all images",
        "hostPath": false
      },
      {
        "name": "Publisher",
        "type": "string",
        "help": "The publisher, with or without CN=, with wildcards.",
        "sets": [
          "Name"
        ],
        "mandatory": false,
        "position": 1,
        "pipeline": [],
        "aliases": [],
        "wildcards": true,
        "completer": "ContainerImagePublisher",
        "default": "any",
        "hostPath": false
      },
      {
        "name": "Version",
        "type": "version",
        "help": "The version.",
        "sets": [
          "Name"
        ],
        "mandatory": false,
        "position": 2,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerImageVersion",
        "default": "any",
        "hostPath": false
      },
      {
        "name": "Image",
        "type": "ContainerImage[]",
        "help": "The images, as Get-ContainerImage gives them.",
        "sets": [
          "Image"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerImageName",
        "hostPath": false
      },
      {
        "name": "Quiet",
        "type": "switch",
        "help": "Gives true when no image is damaged, else false, and nothing more.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      }
    ],
    "errors": [
      "NotFound",
      "Ambiguous",
      "Cancelled"
    ]
  },
  "Remove-ContainerImage": {
    "name": "Remove-ContainerImage",
    "verb": "Remove",
    "noun": "ContainerImage",
    "synopsis": "Removes images from the image store.",
    "sets": [
      "Name",
      "Image"
    ],
    "defaultParameterSet": "Name",
    "takesTerminal": false,
    "asJob": false,
    "shouldProcess": true,
    "confirmImpact": "High",
    "parameters": [
      {
        "name": "Name",
        "type": "string[]",
        "help": "Names, with wildcards; also an OCI reference, a full name or a digest.",
        "sets": [
          "Name"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [],
        "aliases": [],
        "wildcards": true,
        "completer": "ContainerImageName",
        "hostPath": false
      },
      {
        "name": "Publisher",
        "type": "string",
        "help": "The publisher, with or without CN=.",
        "sets": [
          "Name"
        ],
        "mandatory": false,
        "position": 1,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerImagePublisher",
        "default": "any",
        "hostPath": false
      },
      {
        "name": "Version",
        "type": "version",
        "help": "The version.",
        "sets": [
          "Name"
        ],
        "mandatory": false,
        "position": 2,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerImageVersion",
        "default": "the only one there is",
        "hostPath": false
      },
      {
        "name": "Image",
        "type": "ContainerImage[]",
        "help": "The images, as Get-ContainerImage gives them.",
        "sets": [
          "Image"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerImageName",
        "hostPath": false
      },
      {
        "name": "Force",
        "type": "switch",
        "help": "Does not ask before removing.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      }
    ],
    "errors": [
      "NotFound",
      "Ambiguous",
      "InvalidState"
    ]
  },
  "Export-ContainerImage": {
    "name": "Export-ContainerImage",
    "verb": "Export",
    "noun": "ContainerImage",
    "synopsis": "Exports images as OCI archives.",
    "sets": [
      "Name",
      "Image"
    ],
    "defaultParameterSet": "Name",
    "outputType": "ContainerImage",
    "takesTerminal": false,
    "asJob": true,
    "shouldProcess": true,
    "confirmImpact": "Low",
    "parameters": [
      {
        "name": "Name",
        "type": "string",
        "help": "The name of the image; also an OCI reference, a full name or a digest.",
        "sets": [
          "Name"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerImageName",
        "hostPath": false
      },
      {
        "name": "Publisher",
        "type": "string",
        "help": "The publisher, with or without CN=.",
        "sets": [
          "Name"
        ],
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerImagePublisher",
        "default": "any",
        "hostPath": false
      },
      {
        "name": "Version",
        "type": "version",
        "help": "The version.",
        "sets": [
          "Name"
        ],
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerImageVersion",
        "default": "the newest",
        "hostPath": false
      },
      {
        "name": "Image",
        "type": "ContainerImage[]",
        "help": "The images, as Get-ContainerImage gives them. Where they come down the pipeline, the other parameters are given by name.",
        "sets": [
          "Image"
        ],
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue"
        ],
        "aliases": [],
        "wildcards": false,
        "completer": "ContainerImageName",
        "hostPath": false
      },
      {
        "name": "Path",
        "type": "string",
        "help": "Where to write: a folder, in which each file is named after the full name of its image, or a file name that ends in .tar.",
        "mandatory": true,
        "position": 1,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": true
      },
      {
        "name": "Force",
        "type": "switch",
        "help": "Overwrites a file that is there.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      },
      {
        "name": "PassThru",
        "type": "switch",
        "help": "Gives the exported images.",
        "mandatory": false,
        "pipeline": [],
        "aliases": [],
        "wildcards": false,
        "hostPath": false
      }
    ],
    "errors": [
      "NotFound",
      "Ambiguous",
      "AlreadyExists",
      "AccessDenied",
      "Corrupt",
      "DiskFull"
    ]
  },
  "Import-ContainerImage": {
    "name": "Import-ContainerImage",
    "verb": "Import",
    "noun": "ContainerImage",
    "synopsis": "Imports images from OCI archives.",
    "sets": [],
    "outputType": "ContainerImage",
    "takesTerminal": false,
    "asJob": true,
    "shouldProcess": true,
    "confirmImpact": "Low",
    "parameters": [
      {
        "name": "Path",
        "type": "string[]",
        "help": "The archive files.",
        "mandatory": true,
        "position": 0,
        "pipeline": [
          "ByValue",
          "ByPropertyName"
        ],
        "aliases": [
          "FullName",
          "PSPath"
        ],
        "wildcards": false,
        "hostPath": true
      }
    ],
    "errors": [
      "NotFound",
      "Corrupt",
      "AlreadyExists",
      "AccessDenied",
      "DiskFull"
    ]
  }
};
