# Generated from cmdlets.psd1 by 'npm run generate'. Do not edit.
# Source sha256: 9f4ade45ccd63a77f7f3e50d477362f881ddfb2702a934f76a7f792353ca1448
# The parts under "src" are in module/src/import; edit them there.

# Names that are asked for by -ArgumentList of Import-Module: Docker.
param([string] $Names)

Set-StrictMode -Version Latest

# What the cmdlets do is read when one of them is first called.
$script:HcsHasWork = $false
function Import-HcsWork {
    if ($script:HcsHasWork) { return }
    . "$PSScriptRoot/HcsContainers.Work.ps1"
    $script:HcsHasWork = $true
}

#region sessions

function Enter-PSSession {
    <#
    .Synopsis
    The shell's own Enter-PSSession, which reaches the containers of this host too.
    .Description
    Get-Help Enter-PSSession has the page of the shell's own, whose parameters these are.
    .Link
    about_ContainerSessions
    .ForwardHelpTargetName Microsoft.PowerShell.Core\None
    .ForwardHelpCategory Cmdlet
    #>
    [CmdletBinding(DefaultParameterSetName = 'ComputerName', RemotingCapability = 'OwnedByCommand')]
    param()
    dynamicparam { Import-HcsSession; Get-HcsShellParameter 'Enter-PSSession' }
    begin { $call = New-HcsShellCall $PSCmdlet $PSBoundParameters; Start-HcsShellCall $call }
    process { Step-HcsShellCall $call $_ }
    end { Complete-HcsShellCall $call }
}

function Invoke-Command {
    <#
    .Synopsis
    The shell's own Invoke-Command, which reaches the containers of this host too.
    .Description
    Get-Help Invoke-Command has the page of the shell's own, whose parameters these are.
    .Link
    about_ContainerSessions
    .ForwardHelpTargetName Microsoft.PowerShell.Core\None
    .ForwardHelpCategory Cmdlet
    #>
    [CmdletBinding(DefaultParameterSetName = 'InProcess', RemotingCapability = 'OwnedByCommand')]
    param()
    dynamicparam { Import-HcsSession; Get-HcsShellParameter 'Invoke-Command' }
    begin { $call = New-HcsShellCall $PSCmdlet $PSBoundParameters; Start-HcsShellCall $call }
    process { Step-HcsShellCall $call $_ }
    end { Complete-HcsShellCall $call }
}

function New-PSSession {
    <#
    .Synopsis
    The shell's own New-PSSession, which reaches the containers of this host too.
    .Description
    Get-Help New-PSSession has the page of the shell's own, whose parameters these are.
    .Link
    about_ContainerSessions
    .ForwardHelpTargetName Microsoft.PowerShell.Core\None
    .ForwardHelpCategory Cmdlet
    #>
    [CmdletBinding(DefaultParameterSetName = 'ComputerName', RemotingCapability = 'OwnedByCommand')]
    param()
    dynamicparam { Import-HcsSession; Get-HcsShellParameter 'New-PSSession' }
    begin { $call = New-HcsShellCall $PSCmdlet $PSBoundParameters; Start-HcsShellCall $call }
    process { Step-HcsShellCall $call $_ }
    end { Complete-HcsShellCall $call }
}

#endregion sessions

#region src/import/Completion.ps1

# Tab completion of a parameter, as the shell asks for it. How it is done is in the work.
function Complete-HcsName {
    param([string] $Completer, $Command, $Parameter, $Word, $Ast, $Bound)
    Import-HcsWork
    Get-HcsCompletion $Completer $Word $Parameter $Ast $Bound
}

#endregion src/import/Completion.ps1

#region src/import/Sessions.ps1

# Sessions into containers. The shell's own Invoke-Command, Enter-PSSession and New-PSSession take -ContainerId; where they
# cannot reach a container of ours, these stand before them. What names none of our containers goes to the shell's own as
# it is. The functions themselves are generated; how they work, is in connection/, which is read at the first call.

# Whether this Windows has what the shell's own cmdlets need for containers: two folders are looked for.
function Test-HcsInterop {
    foreach ($name in 'Microsoft.HostCompute.Interop', 'Microsoft.HyperV.Schema') {
        if (-not [System.IO.Directory]::Exists("$env:windir\Microsoft.NET\assembly\GAC_MSIL\$name")) { return $false }
    }
    $true
}

# Whether the shell's own cmdlets reach every container of this machine.
function Test-HcsShellReach {
    $shell = [version] ($PSVersionTable.PSVersion.ToString() -replace '-.*', '')
    if ($shell -ge [version] '7.6') { return $false }
    # The first of each line of versions that cannot reach a container with Hyper-V isolation.
    foreach ($broken in [version[]] ('7.4.12', '7.5.3')) {
        if ($shell.Major -eq $broken.Major -and $shell.Minor -eq $broken.Minor -and $shell -ge $broken) { return $false }
    }
    Test-HcsInterop
}

function Import-HcsSession {
    Import-HcsWork
    Import-HcsPart 'connection'
}

# Which of them stand is decided at import; elsewhere than on Windows without a call, which would take a tenth of it.
if ($env:windir -and (Test-HcsShellReach)) {
    Microsoft.PowerShell.Management\Remove-Item -Path Function:Invoke-Command, Function:New-PSSession, Function:Enter-PSSession
}

# For the shell's own too, which no attribute reaches.
Microsoft.PowerShell.Core\Register-ArgumentCompleter -CommandName Invoke-Command, New-PSSession, Enter-PSSession -ParameterName ContainerId -ScriptBlock {
    param($Command, $Parameter, $Word)
    Complete-HcsName 'ReadyContainerId' $Command $Parameter $Word
}

#endregion src/import/Sessions.ps1

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
        Import-HcsWork
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
        Import-HcsWork
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
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerHostCheckName @args })]
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
        Import-HcsWork
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
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerHostCheckName @args })]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerHostCheckId @args })]
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
        Import-HcsWork
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        Remove-HcsStaleParameter $PSCmdlet $PSBoundParameters
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
        Import-HcsWork
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
        Import-HcsWork
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
        Import-HcsWork
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
        Import-HcsWork
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
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerOSImageName @args })]
        [ValidateNotNullOrEmpty()]
        [string]
        $ImageName,

        [Parameter(ParameterSetName = 'ByName')]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerOSImageVersion @args })]
        [ValidateNotNullOrEmpty()]
        [version]
        $Version,

        [Parameter(ParameterSetName = 'ByContainerImage', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerOSImageName @args })]
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
        Import-HcsWork
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        Remove-HcsStaleParameter $PSCmdlet $PSBoundParameters
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
    How the container is kept apart from the host. One of: Default, Process, HyperV. Default: what the host does best.

    .PARAMETER MemoryStartupBytes
    The memory of the container, in bytes: 512MB. From 33554432 to 17592186044416. Default: no limit.

    .PARAMETER ProcessorCount
    How many processors the container uses at most, of those that the host has. From 1 to 2048. Default: no limit.

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

    .PARAMETER StorageMaximumIOPS
    How many reads and writes a second, of 8 KB each, the C: of the container does at most. Windows hosts only. From 1 to 4294967295. Default: no limit.

    .PARAMETER StorageMaximumBandwidth
    How many bytes a second the C: of the container reads and writes at most: 50MB. Windows hosts only. From 1 to 17592186044416. Default: no limit.

    .PARAMETER MaximumThreadCount
    How many threads all programs in the container have together at most, the 40 or so of its Windows among them. A program has at least one: a program that starts itself again and again comes to an end there. Embedded hosts only. From 64 to 4194304. Default: a quarter of what the machine can have.

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
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerImageName @args })]
        [Alias('ImageName', 'Image')]
        [ValidateNotNullOrEmpty()]
        [string]
        $ContainerImageName,

        [Parameter(ParameterSetName = 'ContainerImageName')]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerImagePublisher @args })]
        [ValidateNotNullOrEmpty()]
        [string]
        $ContainerImagePublisher,

        [Parameter(ParameterSetName = 'ContainerImageName')]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerImageVersion @args })]
        [ValidateNotNullOrEmpty()]
        [version]
        $ContainerImageVersion,

        [Parameter(ParameterSetName = 'ContainerImage', Mandatory = $true, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerImageName @args })]
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
        [Alias('MaximumMemoryBytes', 'MaximumBytes')]
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
        [ValidateRange(1, 4294967295)]
        [long]
        $StorageMaximumIOPS,

        [Parameter()]
        [ValidateRange(1, 17592186044416)]
        [long]
        $StorageMaximumBandwidth,

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
        Import-HcsWork
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
        $calls = [System.Collections.Generic.List[hashtable]]::new()
    }

    process {
        Remove-HcsStaleParameter $PSCmdlet $PSBoundParameters
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('ContainerImage')) { return }
        if ($AsJob -and -not $WhatIfPreference) { $calls.Add((ConvertTo-HcsJobCall $PSCmdlet $PSBoundParameters)); return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Name', 'ContainerImageName', 'ContainerImagePublisher', 'ContainerImageVersion', 'ContainerImage', 'Command', 'Environment', 'WorkingDirectory', 'PublishPort', 'ContainerComputerName', 'Isolation', 'MemoryStartupBytes', 'ProcessorCount', 'Secret', 'SecretFile', 'User', 'RunAsAdministrator', 'StopCommand', 'StopTimeoutSec', 'ProcessorMaximum', 'ProcessorWeight', 'StorageMaximumIOPS', 'StorageMaximumBandwidth', 'MaximumThreadCount', 'LogMaximumBytes', 'ScratchSizeBytes', 'HealthCommand', 'HealthIntervalSec', 'HealthTimeoutSec', 'HealthRetries', 'HealthStartPeriodSec', 'NoHealthCheck', 'RestartPolicy', 'MaximumRetryCount', 'CredentialSpec', 'Device') @{ ContainerImage = 'Digest' } @() @{ Isolation = @('Default', 'Process', 'HyperV'); RestartPolicy = @('No', 'OnFailure', 'Always', 'UnlessStopped') }
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

    .PARAMETER Container
    Containers, as Get-Container gave them: they are given as they are now. A name or id does as well. Takes pipeline input by value.

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
    HcsContainers.Container

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
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerId @args })]
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
        Import-HcsWork
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        Remove-HcsStaleParameter $PSCmdlet $PSBoundParameters
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('Container')) { return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Name', 'Container', 'Id', 'State', 'Owner') @{ Container = 'ContainerId' } @() @{ State = @('Off', 'Running', 'Paused', 'Restarting') }
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
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerId @args })]
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
        Import-HcsWork
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
        $calls = [System.Collections.Generic.List[hashtable]]::new()
    }

    process {
        Remove-HcsStaleParameter $PSCmdlet $PSBoundParameters
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
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerId @args })]
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
        Import-HcsWork
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
        $calls = [System.Collections.Generic.List[hashtable]]::new()
    }

    process {
        Remove-HcsStaleParameter $PSCmdlet $PSBoundParameters
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
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerId @args })]
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
        Import-HcsWork
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
        $calls = [System.Collections.Generic.List[hashtable]]::new()
    }

    process {
        Remove-HcsStaleParameter $PSCmdlet $PSBoundParameters
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
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerId @args })]
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
        Import-HcsWork
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        Remove-HcsStaleParameter $PSCmdlet $PSBoundParameters
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
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerId @args })]
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
        Import-HcsWork
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        Remove-HcsStaleParameter $PSCmdlet $PSBoundParameters
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
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerId @args })]
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
        Import-HcsWork
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
        $calls = [System.Collections.Generic.List[hashtable]]::new()
    }

    process {
        Remove-HcsStaleParameter $PSCmdlet $PSBoundParameters
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
    How many processors the container uses at most, of those that the host has. From 1 to 2048.

    .PARAMETER ProcessorMaximum
    The most of all processors of the host that the container uses, in percent. One of -ProcessorCount, -ProcessorMaximum and -ProcessorWeight. From 1 to 100.

    .PARAMETER ProcessorWeight
    The share of the container where others want the processors too; 100 is usual. From 1 to 10000.

    .PARAMETER StorageMaximumIOPS
    How many reads and writes a second, of 8 KB each, the C: of the container does at most. Windows hosts only. From 1 to 4294967295.

    .PARAMETER StorageMaximumBandwidth
    How many bytes a second the C: of the container reads and writes at most: 50MB. Windows hosts only. From 1 to 17592186044416.

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
    Settings to take away: Command, WorkingDirectory, PublishPort, Environment, MemoryStartupBytes, ProcessorCount, ProcessorMaximum, ProcessorWeight, StorageMaximumIOPS, StorageMaximumBandwidth, MaximumThreadCount, LogMaximumBytes, CredentialSpec, Device, User, StopCommand, StopTimeoutSec, HealthCheck.

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
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerId @args })]
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
        [ValidateRange(1, 4294967295)]
        [long]
        $StorageMaximumIOPS,

        [Parameter()]
        [ValidateRange(1, 17592186044416)]
        [long]
        $StorageMaximumBandwidth,

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
        Import-HcsWork
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        Remove-HcsStaleParameter $PSCmdlet $PSBoundParameters
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('Container')) { return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Name', 'Container', 'Id', 'Command', 'Environment', 'RemoveEnvironment', 'Secret', 'RemoveSecret', 'SecretFile', 'RemoveSecretFile', 'WorkingDirectory', 'PublishPort', 'ContainerComputerName', 'Isolation', 'MemoryStartupBytes', 'ProcessorCount', 'ProcessorMaximum', 'ProcessorWeight', 'StorageMaximumIOPS', 'StorageMaximumBandwidth', 'MaximumThreadCount', 'LogMaximumBytes', 'CredentialSpec', 'Device', 'User', 'StopCommand', 'StopTimeoutSec', 'HealthCommand', 'HealthIntervalSec', 'HealthTimeoutSec', 'HealthRetries', 'HealthStartPeriodSec', 'RestartPolicy', 'MaximumRetryCount', 'Clear', 'PassThru') @{ Container = 'ContainerId' } @() @{ Isolation = @('Process', 'HyperV'); RestartPolicy = @('No', 'OnFailure', 'Always', 'UnlessStopped') }
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Set-ContainerMemory {
    <#
    .SYNOPSIS
    Limits the memory of containers.

    .DESCRIPTION
    Limits the memory of containers: the same as Set-Container -MemoryStartupBytes, by the name that scripts of the preview era use. A container that is off obeys at its next start; one that runs at once, where the host can do that. Set-Container -Clear MemoryStartupBytes takes the limit away.

    .PARAMETER ContainerName
    Names, with wildcards; also an id, or the first 4 or more digits of one. Takes pipeline input by value. Wildcards are permitted.

    .PARAMETER Container
    The containers, as Get-Container gives them. A name or id does as well. Takes pipeline input by value.

    .PARAMETER ContainerId
    Ids, or the first 4 or more digits of them. Takes pipeline input by property name.

    .PARAMETER MaximumBytes
    The memory of the container, in bytes: 512MB. From 33554432 to 17592186044416.

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
    Set-ContainerMemory web -MaximumBytes 512MB

    Gives the container web 512 MB at most.

    .EXAMPLE
    Get-Container web* | Set-ContainerMemory -MaximumBytes 1GB -PassThru

    Gives containers more memory, and shows them.

    .INPUTS
    System.String
    HcsContainers.Container

    .OUTPUTS
    HcsContainers.Container

    .NOTES
    Error ids: NotFound,Set-ContainerMemory; Ambiguous,Set-ContainerMemory; InvalidState,Set-ContainerMemory; InvalidArgument,Set-ContainerMemory; NotSupported,Set-ContainerMemory

    .LINK
    Set-Container

    .LINK
    New-Container

    .LINK
    Measure-Container

    .LINK
    Get-ContainerHost
    #>
    [CmdletBinding(DefaultParameterSetName = 'ContainerName', SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
    [OutputType('HcsContainers.Container')]
    param(
        [Parameter(ParameterSetName = 'ContainerName', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [Alias('Name')]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $ContainerName,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Container,

        [Parameter(ParameterSetName = 'ContainerId', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerId @args })]
        [Alias('Id')]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $ContainerId,

        [Parameter(Mandatory = $true)]
        [ValidateRange(33554432, 17592186044416)]
        [long]
        $MaximumBytes,

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
        Import-HcsWork
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        Remove-HcsStaleParameter $PSCmdlet $PSBoundParameters
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('Container')) { return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('ContainerName', 'Container', 'ContainerId', 'MaximumBytes', 'PassThru') @{ Container = 'ContainerId' } @() @{}
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Set-ContainerProcessor {
    <#
    .SYNOPSIS
    Limits the processors of containers.

    .DESCRIPTION
    Limits the processors of containers, by the name that scripts of the preview era use. A container has one such limit: the one given takes the place of the one before. A container that is off obeys at its next start; of one that runs its kind of limit can be given another value, where the host can do that. Set-Container -Clear takes the limit away.

    .PARAMETER ContainerName
    Names, with wildcards; also an id, or the first 4 or more digits of one. Takes pipeline input by value. Wildcards are permitted.

    .PARAMETER Container
    The containers, as Get-Container gives them. A name or id does as well. Takes pipeline input by value.

    .PARAMETER ContainerId
    Ids, or the first 4 or more digits of them. Takes pipeline input by property name.

    .PARAMETER Maximum
    The most of all processors of the host that the container uses, in percent. One of -Maximum, -RelativeWeight and -Count. From 1 to 100.

    .PARAMETER RelativeWeight
    The share of the container where others want the processors too; 100 is usual. From 1 to 10000.

    .PARAMETER Count
    How many processors the container uses at most, of those that the host has. From 1 to 2048.

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
    Set-ContainerProcessor web -Maximum 50

    Lets the container web use half of the processors of the host.

    .EXAMPLE
    Get-Container job* | Set-ContainerProcessor -RelativeWeight 10

    Lets containers work where others leave them time.

    .INPUTS
    System.String
    HcsContainers.Container

    .OUTPUTS
    HcsContainers.Container

    .NOTES
    Error ids: NotFound,Set-ContainerProcessor; Ambiguous,Set-ContainerProcessor; InvalidState,Set-ContainerProcessor; InvalidArgument,Set-ContainerProcessor; NotSupported,Set-ContainerProcessor

    .LINK
    Set-Container

    .LINK
    New-Container

    .LINK
    Measure-Container

    .LINK
    Get-ContainerHost
    #>
    [CmdletBinding(DefaultParameterSetName = 'ContainerName', SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
    [OutputType('HcsContainers.Container')]
    param(
        [Parameter(ParameterSetName = 'ContainerName', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [Alias('Name')]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $ContainerName,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Container,

        [Parameter(ParameterSetName = 'ContainerId', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerId @args })]
        [Alias('Id')]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $ContainerId,

        [Parameter()]
        [ValidateRange(1, 100)]
        [int]
        $Maximum,

        [Parameter()]
        [ValidateRange(1, 10000)]
        [int]
        $RelativeWeight,

        [Parameter()]
        [ValidateRange(1, 2048)]
        [int]
        $Count,

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
        Import-HcsWork
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        Remove-HcsStaleParameter $PSCmdlet $PSBoundParameters
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('Container')) { return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('ContainerName', 'Container', 'ContainerId', 'Maximum', 'RelativeWeight', 'Count', 'PassThru') @{ Container = 'ContainerId' } @() @{}
        Invoke-HcsCmdlet $PSCmdlet $parameters
    }

    end {
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
    }
}

function Set-ContainerStorage {
    <#
    .SYNOPSIS
    Limits how much containers read and write a second.

    .DESCRIPTION
    Limits how much containers read and write a second, by the name that scripts of the preview era use: the same as Set-Container -StorageMaximumIOPS and -StorageMaximumBandwidth. What is not given stays as it is; the limit that is reached first counts. A container obeys at its next start. Set-Container -Clear takes a limit away. Windows hosts only: see Supports of Get-ContainerHost.

    .PARAMETER ContainerName
    Names, with wildcards; also an id, or the first 4 or more digits of one. Takes pipeline input by value. Wildcards are permitted.

    .PARAMETER Container
    The containers, as Get-Container gives them. A name or id does as well. Takes pipeline input by value.

    .PARAMETER ContainerId
    Ids, or the first 4 or more digits of them. Takes pipeline input by property name.

    .PARAMETER MaximumIOPS
    How many reads and writes a second, of 8 KB each, the C: of the container does at most. From 1 to 4294967295.

    .PARAMETER MaximumBandwidth
    How many bytes a second the C: of the container reads and writes at most: 50MB. From 1 to 17592186044416.

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
    Set-ContainerStorage web -MaximumIOPS 500 -MaximumBandwidth 50MB

    Lets the container web read and write 500 times and 50 MB a second at most, whichever is less.

    .EXAMPLE
    Get-Container job* | Set-ContainerStorage -MaximumBandwidth 10MB -PassThru

    Keeps containers from the disk that others need, and shows them.

    .INPUTS
    System.String
    HcsContainers.Container

    .OUTPUTS
    HcsContainers.Container

    .NOTES
    Error ids: NotFound,Set-ContainerStorage; Ambiguous,Set-ContainerStorage; InvalidState,Set-ContainerStorage; InvalidArgument,Set-ContainerStorage; NotSupported,Set-ContainerStorage

    .LINK
    Set-Container

    .LINK
    New-Container

    .LINK
    Measure-Container

    .LINK
    Get-ContainerHost
    #>
    [CmdletBinding(DefaultParameterSetName = 'ContainerName', SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
    [OutputType('HcsContainers.Container')]
    param(
        [Parameter(ParameterSetName = 'ContainerName', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [Alias('Name')]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $ContainerName,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Container,

        [Parameter(ParameterSetName = 'ContainerId', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerId @args })]
        [Alias('Id')]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $ContainerId,

        [Parameter()]
        [ValidateRange(1, 4294967295)]
        [long]
        $MaximumIOPS,

        [Parameter()]
        [ValidateRange(1, 17592186044416)]
        [long]
        $MaximumBandwidth,

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
        Import-HcsWork
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        Remove-HcsStaleParameter $PSCmdlet $PSBoundParameters
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('Container')) { return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('ContainerName', 'Container', 'ContainerId', 'MaximumIOPS', 'MaximumBandwidth', 'PassThru') @{ Container = 'ContainerId' } @() @{}
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
    The container, as Get-Container gives it. Where it comes down the pipeline, the other parameters are given by name. A name or id does as well. Takes pipeline input by value.

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
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [ValidateNotNullOrEmpty()]
        [string]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [ValidateNotNullOrEmpty()]
        [object]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerId @args })]
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
        Import-HcsWork
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        Remove-HcsStaleParameter $PSCmdlet $PSBoundParameters
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
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerId @args })]
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
        Import-HcsWork
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
        $calls = [System.Collections.Generic.List[hashtable]]::new()
    }

    process {
        Remove-HcsStaleParameter $PSCmdlet $PSBoundParameters
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
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter()]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Exclude,

        [Parameter()]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerImageName @args })]
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
        Import-HcsWork
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
    The containers, as Get-Container gives them. Where they come down the pipeline, the other parameters are given by name. A name or id does as well. Takes pipeline input by value.

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
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerId @args })]
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
        Import-HcsWork
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
        $calls = [System.Collections.Generic.List[hashtable]]::new()
    }

    process {
        Remove-HcsStaleParameter $PSCmdlet $PSBoundParameters
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
    How the container is kept apart from the host. One of: Default, Process, HyperV. Default: what the host does best.

    .PARAMETER MemoryStartupBytes
    The memory of the container, in bytes: 512MB. From 33554432 to 17592186044416. Default: no limit.

    .PARAMETER ProcessorCount
    How many processors the container uses at most, of those that the host has. From 1 to 2048. Default: no limit.

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

    .PARAMETER StorageMaximumIOPS
    How many reads and writes a second, of 8 KB each, the C: of the container does at most. Windows hosts only. From 1 to 4294967295. Default: no limit.

    .PARAMETER StorageMaximumBandwidth
    How many bytes a second the C: of the container reads and writes at most: 50MB. Windows hosts only. From 1 to 17592186044416. Default: no limit.

    .PARAMETER MaximumThreadCount
    How many threads all programs in the container have together at most, the 40 or so of its Windows among them. A program has at least one: a program that starts itself again and again comes to an end there. Embedded hosts only. From 64 to 4194304. Default: a quarter of what the machine can have.

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
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerImageName @args })]
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
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerImagePublisher @args })]
        [ValidateNotNullOrEmpty()]
        [string]
        $ContainerImagePublisher,

        [Parameter(ParameterSetName = 'ContainerImageName')]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerImageVersion @args })]
        [ValidateNotNullOrEmpty()]
        [version]
        $ContainerImageVersion,

        [Parameter(ParameterSetName = 'ContainerImage', Mandatory = $true, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerImageName @args })]
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
        [Alias('MaximumMemoryBytes', 'MaximumBytes')]
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
        [ValidateRange(1, 4294967295)]
        [long]
        $StorageMaximumIOPS,

        [Parameter()]
        [ValidateRange(1, 17592186044416)]
        [long]
        $StorageMaximumBandwidth,

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
        Import-HcsWork
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
        $calls = [System.Collections.Generic.List[hashtable]]::new()
    }

    process {
        Remove-HcsStaleParameter $PSCmdlet $PSBoundParameters
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('ContainerImage')) { return }
        if ($AsJob -and -not $WhatIfPreference) { $calls.Add((ConvertTo-HcsJobCall $PSCmdlet $PSBoundParameters)); return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('ContainerImageName', 'Command', 'ArgumentList', 'Name', 'AutoRemove', 'Detach', 'InputText', 'InputFile', 'TimeoutSec', 'AsObject', 'ContainerImagePublisher', 'ContainerImageVersion', 'ContainerImage', 'Environment', 'WorkingDirectory', 'PublishPort', 'ContainerComputerName', 'Isolation', 'MemoryStartupBytes', 'ProcessorCount', 'Secret', 'SecretFile', 'User', 'RunAsAdministrator', 'StopCommand', 'StopTimeoutSec', 'ProcessorMaximum', 'ProcessorWeight', 'StorageMaximumIOPS', 'StorageMaximumBandwidth', 'MaximumThreadCount', 'LogMaximumBytes', 'ScratchSizeBytes', 'HealthCommand', 'HealthIntervalSec', 'HealthTimeoutSec', 'HealthRetries', 'HealthStartPeriodSec', 'NoHealthCheck', 'RestartPolicy', 'MaximumRetryCount', 'CredentialSpec', 'Device') @{ ContainerImage = 'Digest' } @('InputFile') @{ Isolation = @('Default', 'Process', 'HyperV'); RestartPolicy = @('No', 'OnFailure', 'Always', 'UnlessStopped') }
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
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [ValidateNotNullOrEmpty()]
        [string]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [ValidateNotNullOrEmpty()]
        [object]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerId @args })]
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
        Import-HcsWork
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        Remove-HcsStaleParameter $PSCmdlet $PSBoundParameters
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
    The container, as Get-Container gives it. Where it comes down the pipeline, the other parameters are given by name. A name or id does as well. Takes pipeline input by value.

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
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [ValidateNotNullOrEmpty()]
        [string]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [ValidateNotNullOrEmpty()]
        [object]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerId @args })]
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

    begin {
        Import-HcsWork
        Import-HcsPreference $PSCmdlet $PSBoundParameters
    }

    process {
        Remove-HcsStaleParameter $PSCmdlet $PSBoundParameters
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
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerId @args })]
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
        Import-HcsWork
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        Remove-HcsStaleParameter $PSCmdlet $PSBoundParameters
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
    The container, as Get-Container gives it. Where it comes down the pipeline, the other parameters are given by name. A name or id does as well. Takes pipeline input by value.

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
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [ValidateNotNullOrEmpty()]
        [string]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [ValidateNotNullOrEmpty()]
        [object]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerId @args })]
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
        Import-HcsWork
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
        $calls = [System.Collections.Generic.List[hashtable]]::new()
    }

    process {
        Remove-HcsStaleParameter $PSCmdlet $PSBoundParameters
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
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [ValidateNotNullOrEmpty()]
        [string]
        $ToContainer,

        [Parameter(ParameterSetName = 'FromContainer', Mandatory = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
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
        Import-HcsWork
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
        $calls = [System.Collections.Generic.List[hashtable]]::new()
    }

    process {
        Remove-HcsStaleParameter $PSCmdlet $PSBoundParameters
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
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerId @args })]
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
        Import-HcsWork
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        Remove-HcsStaleParameter $PSCmdlet $PSBoundParameters
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
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerId @args })]
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
        Import-HcsWork
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        Remove-HcsStaleParameter $PSCmdlet $PSBoundParameters
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
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerId @args })]
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
        Import-HcsWork
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        Remove-HcsStaleParameter $PSCmdlet $PSBoundParameters
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
    Gives one object for each file, folder, registry key and registry value that was added, changed or deleted. Of what was deleted with all it held only the top is given. What Windows writes by itself at each start is left out where it is known. On the embedded host a container may run meanwhile; its registry may then be half a minute behind. On Windows it must be off; a part of the registry that cannot be read is told by a warning, with the reason, and what Windows itself has written is told too.

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
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerId @args })]
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
        Import-HcsWork
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
        $calls = [System.Collections.Generic.List[hashtable]]::new()
    }

    process {
        Remove-HcsStaleParameter $PSCmdlet $PSBoundParameters
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
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Container', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Container,

        [Parameter(ParameterSetName = 'Id', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerId @args })]
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
        Import-HcsWork
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        Remove-HcsStaleParameter $PSCmdlet $PSBoundParameters
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
    The container, as Get-Container gives it. Where it comes down the pipeline, the other parameters are given by name. A name or id does as well. Takes pipeline input by value.

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
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [ValidateNotNullOrEmpty()]
        [object]
        $Container,

        [Parameter(ParameterSetName = 'ContainerName', Mandatory = $true, Position = 0)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerName @args })]
        [ValidateNotNullOrEmpty()]
        [string]
        $ContainerName,

        [Parameter(ParameterSetName = 'ContainerId', Mandatory = $true, Position = 0, ValueFromPipelineByPropertyName = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerId @args })]
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
        Import-HcsWork
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
        $calls = [System.Collections.Generic.List[hashtable]]::new()
    }

    process {
        Remove-HcsStaleParameter $PSCmdlet $PSBoundParameters
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

    .PARAMETER Image
    Images, as Get-ContainerImage gave them: they are given as they are now. A name or id does as well. Takes pipeline input by value.

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
    HcsContainers.ContainerImage

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
    [CmdletBinding(DefaultParameterSetName = 'Name')]
    [OutputType('HcsContainers.ContainerImage')]
    param(
        [Parameter(ParameterSetName = 'Name', Position = 0)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerImageName @args })]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Name', Position = 1)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerImagePublisher @args })]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string]
        $Publisher,

        [Parameter(ParameterSetName = 'Name', Position = 2)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerImageVersion @args })]
        [ValidateNotNullOrEmpty()]
        [version]
        $Version,

        [Parameter(ParameterSetName = 'Image', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerImageName @args })]
        [ValidateNotNullOrEmpty()]
        [object[]]
        $Image,

        [Parameter()]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerImageName @args })]
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
        Import-HcsWork
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
    }

    process {
        Remove-HcsStaleParameter $PSCmdlet $PSBoundParameters
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('Image', 'ChildOf')) { return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Name', 'Publisher', 'Version', 'Image', 'ChildOf') @{ Image = 'Digest'; ChildOf = 'Digest' } @() @{}
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
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerImageName @args })]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Name', Position = 1)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerImagePublisher @args })]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string]
        $Publisher,

        [Parameter(ParameterSetName = 'Name', Position = 2)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerImageVersion @args })]
        [ValidateNotNullOrEmpty()]
        [version]
        $Version,

        [Parameter(ParameterSetName = 'Image', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerImageName @args })]
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
        Import-HcsWork
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
        $calls = [System.Collections.Generic.List[hashtable]]::new()
        $together = $null
    }

    process {
        Remove-HcsStaleParameter $PSCmdlet $PSBoundParameters
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('Image')) { return }
        if ($AsJob -and -not $WhatIfPreference) { $calls.Add((ConvertTo-HcsJobCall $PSCmdlet $PSBoundParameters)); return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Name', 'Publisher', 'Version', 'Image', 'Quiet') @{ Image = 'Digest' } @() @{}
        $together = Join-HcsParameter $together $parameters 'Image'
    }

    end {
        Join-HcsJobCall $calls 'Image'
        if ($calls.Count -gt 0) { Start-HcsJob $PSCmdlet $calls }
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
        Invoke-HcsCmdlet $PSCmdlet $together
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
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerImageName @args })]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]]
        $Name,

        [Parameter(ParameterSetName = 'Name', Position = 1)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerImagePublisher @args })]
        [ValidateNotNullOrEmpty()]
        [string]
        $Publisher,

        [Parameter(ParameterSetName = 'Name', Position = 2)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerImageVersion @args })]
        [ValidateNotNullOrEmpty()]
        [version]
        $Version,

        [Parameter(ParameterSetName = 'Image', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerImageName @args })]
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
        Import-HcsWork
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
        $together = $null
    }

    process {
        Remove-HcsStaleParameter $PSCmdlet $PSBoundParameters
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('Image')) { return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Name', 'Publisher', 'Version', 'Image', 'Force') @{ Image = 'Digest' } @() @{}
        $together = Join-HcsParameter $together $parameters 'Image'
    }

    end {
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
        Invoke-HcsCmdlet $PSCmdlet $together
    }
}

function Export-ContainerImage {
    <#
    .SYNOPSIS
    Exports images as OCI archives.

    .DESCRIPTION
    Writes images with all their layers to OCI archives: tar files that other OCI tools read. Several images of one command or pipeline go into one archive, with the layers that they share once, where -Path is a file, and into a file each where it is a folder. The same images give the same file, byte for byte.

    .PARAMETER Name
    The name of the image; also an OCI reference, a full name or a digest.

    .PARAMETER Publisher
    The publisher, with or without CN=. Default: any.

    .PARAMETER Version
    The version. Default: the newest.

    .PARAMETER Image
    The images, as Get-ContainerImage gives them. Where they come down the pipeline, the other parameters are given by name. A name or id does as well. Takes pipeline input by value.

    .PARAMETER Path
    Where to write: a folder, in which each file is named after the full name of its image, or a file name that ends in .tar. A path of the host that the cmdlet runs on.

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

    .EXAMPLE
    Get-ContainerImage | Export-ContainerImage -Path ./all.tar -Force

    Writes all images into one archive. Import-ContainerImage ./all.tar reads them all.

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
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerImageName @args })]
        [ValidateNotNullOrEmpty()]
        [string]
        $Name,

        [Parameter(ParameterSetName = 'Name')]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerImagePublisher @args })]
        [ValidateNotNullOrEmpty()]
        [string]
        $Publisher,

        [Parameter(ParameterSetName = 'Name')]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerImageVersion @args })]
        [ValidateNotNullOrEmpty()]
        [version]
        $Version,

        [Parameter(ParameterSetName = 'Image', Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ContainerImageName @args })]
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
        Import-HcsWork
        Import-HcsPreference $PSCmdlet $PSBoundParameters
        $hosts = New-HcsHostCall $PSBoundParameters
        $calls = [System.Collections.Generic.List[hashtable]]::new()
        $together = $null
    }

    process {
        Remove-HcsStaleParameter $PSCmdlet $PSBoundParameters
        if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ @('Image')) { return }
        if ($AsJob -and -not $WhatIfPreference) { $calls.Add((ConvertTo-HcsJobCall $PSCmdlet $PSBoundParameters)); return }
        $parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters @('Name', 'Publisher', 'Version', 'Image', 'Path', 'Force', 'PassThru') @{ Image = 'Digest' } @('Path') @{}
        $together = Join-HcsParameter $together $parameters 'Image'
    }

    end {
        Join-HcsJobCall $calls 'Image'
        if ($calls.Count -gt 0) { Start-HcsJob $PSCmdlet $calls }
        if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }
        Invoke-HcsCmdlet $PSCmdlet $together
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
        Import-HcsWork
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

if ($Names) {
    if ($Names -ne 'Docker') {
        Import-HcsWork
        $why = "There are no names '$Names': -ArgumentList of Import-Module HcsContainers takes Docker."
        throw (New-HcsErrorRecord 'InvalidArgument' 'InvalidArgument' $why $Names 'Import-Module HcsContainers -ArgumentList Docker' $null)
    }
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
    Microsoft.PowerShell.Core\Export-ModuleMember -Function '*' -Alias 'docker-*'
}
