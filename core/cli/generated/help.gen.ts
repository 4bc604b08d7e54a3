// Generated from cmdlets.psd1 by 'npm run generate'. Do not edit.
// Source sha256: 9f4ade45ccd63a77f7f3e50d477362f881ddfb2702a934f76a7f792353ca1448
export interface CmdletHelp {
  description: string;
  examples: readonly { code: string; remark: string }[];
  links: readonly string[];
}

export const HELP: Readonly<Record<string, CmdletHelp>> = {
  "Get-ContainerHost": {
    "description": "Gets the container host of this machine. Features tells each capability and, where one is missing, why and what to install. It starts the service when it does not run yet; nothing else is changed.",
    "examples": [
      {
        "code": "Get-ContainerHost",
        "remark": "Shows the host, its kind and the folder of its image store."
      },
      {
        "code": "(Get-ContainerHost).Features | Where-Object { -not $_.Available }",
        "remark": "Shows what this host cannot do, with the reasons."
      }
    ],
    "links": [
      "Install-ContainerHost",
      "Test-ContainerHost",
      "Install-ContainerOSImage"
    ]
  },
  "Install-ContainerHost": {
    "description": "Takes the steps that are still missing, in order: Windows features, services and the network on Windows; packages and kernel settings on Linux. -WhatIf tells each step and its command, and changes nothing. Where Windows must be restarted in between, what is left is done by itself after the restart; running the command again does the same. It needs an administrator, or root.",
    "examples": [
      {
        "code": "Install-ContainerHost -WhatIf",
        "remark": "Tells what would be installed, with the command for each step."
      },
      {
        "code": "Install-ContainerHost -Isolation HyperV -Restart -Confirm:$false",
        "remark": "Installs everything, restarts the machine when needed and goes on after that."
      }
    ],
    "links": [
      "Test-ContainerHost",
      "Repair-ContainerHost",
      "Get-ContainerHost"
    ]
  },
  "Test-ContainerHost": {
    "description": "Gives one object for each check, with cause and fix where it has not passed: what the host needs (features, services, rights), what containers have left behind, state files, and images that cannot run here. It changes nothing.",
    "examples": [
      {
        "code": "Test-ContainerHost | Where-Object Result -ne 'Passed' | Format-List",
        "remark": "Shows what is wrong, with causes and fixes."
      },
      {
        "code": "Test-ContainerHost -Quiet",
        "remark": "Says whether containers can run here."
      }
    ],
    "links": [
      "Repair-ContainerHost",
      "Install-ContainerHost",
      "Get-ContainerHost"
    ]
  },
  "Repair-ContainerHost": {
    "description": "Mends each finding on its own: starts services, loads filters, removes what containers have left behind. Only what is ours is touched, and what is in use meanwhile stays. -WhatIf lists what would be done. When one fails, the others go on; what only a person can mend is told as a warning with its fix.",
    "examples": [
      {
        "code": "Repair-ContainerHost -WhatIf",
        "remark": "Lists what would be mended."
      },
      {
        "code": "Test-ContainerHost Leftover* | Repair-ContainerHost",
        "remark": "Removes what containers have left behind."
      }
    ],
    "links": [
      "Test-ContainerHost",
      "Install-ContainerHost"
    ]
  },
  "Register-ContainerHostStartup": {
    "description": "From its next start on the machine runs the service before anybody signs in, and restart policies are obeyed: what ran starts again, and what is to run Always also when it was stopped by hand. On Windows it is a scheduled task as SYSTEM; for root on Linux with systemd a unit; else a line of the crontab of the user. -WhatIf tells the command. Where it is registered already nothing is done; Unregister-ContainerHostStartup takes it back.",
    "examples": [
      {
        "code": "Register-ContainerHostStartup -WhatIf",
        "remark": "Tells what would be registered, with the command."
      },
      {
        "code": "Register-ContainerHostStartup",
        "remark": "Containers with a restart policy start with the machine from now on."
      }
    ],
    "links": [
      "Unregister-ContainerHostStartup",
      "Get-ContainerHostStartup",
      "New-Container"
    ]
  },
  "Unregister-ContainerHostStartup": {
    "description": "Takes back what Register-ContainerHostStartup did for this state root. Containers that run go on. Where nothing is registered nothing is done.",
    "examples": [
      {
        "code": "Unregister-ContainerHostStartup -WhatIf",
        "remark": "Tells what would be taken back, with the command."
      },
      {
        "code": "Unregister-ContainerHostStartup",
        "remark": "Nothing is started with the machine any more."
      }
    ],
    "links": [
      "Register-ContainerHostStartup",
      "Get-ContainerHostStartup"
    ]
  },
  "Get-ContainerHostStartup": {
    "description": "Gives what Register-ContainerHostStartup has registered for this state root, or would register, with the commands that a person would type. It changes nothing.",
    "examples": [
      {
        "code": "(Get-ContainerHostStartup).State",
        "remark": "Says Registered, NotRegistered or Different."
      },
      {
        "code": "Get-ContainerHostStartup | Format-List",
        "remark": "Shows whether it is registered, and what is run."
      }
    ],
    "links": [
      "Register-ContainerHostStartup",
      "Unregister-ContainerHostStartup"
    ]
  },
  "Install-ContainerOSImage": {
    "description": "Puts a base image into the image store. Without -WimPath it is the base image that the host itself provides, under the name Windows. Of a WIM file, which only Windows hosts read, it is the Windows in one of its images, under the name WindowsServerCore, NanoServer, WindowsServer or Windows. When the same image is there already nothing is done; -Force installs it again.",
    "examples": [
      {
        "code": "Install-ContainerOSImage",
        "remark": "Installs the base image of the host under the name Windows."
      },
      {
        "code": "Install-ContainerOSImage -WimPath D:\\sources\\install.wim -ImageIndex 1",
        "remark": "Installs the first image of a WIM file: of Windows Server media, Server Core."
      },
      {
        "code": "Install-ContainerOSImage -Force -Verbose",
        "remark": "Makes the base image again, and tells each step."
      }
    ],
    "links": [
      "Uninstall-ContainerOSImage",
      "Get-ContainerImage"
    ]
  },
  "Uninstall-ContainerOSImage": {
    "description": "Takes a base image out of the image store. An image that a container or another image needs is not touched: the error names what needs it.",
    "examples": [
      {
        "code": "Uninstall-ContainerOSImage -ImageName Windows",
        "remark": "Uninstalls the base image Windows, after a question."
      },
      {
        "code": "Get-ContainerImage | Where-Object IsOSImage | Uninstall-ContainerOSImage -Force",
        "remark": "Uninstalls every base image without asking."
      }
    ],
    "links": [
      "Install-ContainerOSImage",
      "Get-ContainerImage"
    ]
  },
  "New-Container": {
    "description": "Creates a container; Start-Container runs it. The image is named as the preview-era module did (name, publisher, version), by an OCI reference or digest, or given as an object. With a command, the container runs that command and is off when it ends; without one it idles until Stop-Container.",
    "examples": [
      {
        "code": "New-Container -Name web -ContainerImageName Windows",
        "remark": "Creates the container web from the base image."
      },
      {
        "code": "New-Container -Name web -ContainerImageName mysite -PublishPort 8080:80 -Environment @{ MODE = 'live' } | Start-Container -PassThru",
        "remark": "Creates a container that serves its port 80 as port 8080 of the host, and starts it."
      },
      {
        "code": "New-Container -Name site -ContainerImageName mysite -HealthCommand 'curl -f http://localhost/' -HealthIntervalSec 10",
        "remark": "Creates a container whose health is checked every ten seconds."
      },
      {
        "code": "New-Container -Name shop -ContainerImageName mysite -Secret @{ DB_PASSWORD = (Get-Credential) }",
        "remark": "Asks for a password, which the programs of the container find in the variable DB_PASSWORD, and which nobody else sees."
      },
      {
        "code": "New-Container -Name tls -ContainerImageName mysite -SecretFile @{ 'C:\\site\\key.pem' = './key.pem' }",
        "remark": "Creates a container whose programs find the file key.pem of this folder in C:\\site, while it runs; it is in no image of it."
      },
      {
        "code": "New-Container -Name worker -ContainerImageName mysite -RestartPolicy OnFailure -MaximumRetryCount 5",
        "remark": "Creates a container that is started again when it fails, five times at most."
      },
      {
        "code": "1..3 | ForEach-Object { New-Container -Name \"web$_\" -ContainerImageName mysite -PublishPort 80 }",
        "remark": "Creates three containers; the host chooses a port for each."
      }
    ],
    "links": [
      "Start-Container",
      "Get-ContainerImage",
      "Remove-Container"
    ]
  },
  "Get-Container": {
    "description": "Gets all containers, or those with the given names or ids. A name that is not there is an error; a wildcard that matches nothing is not. A container whose state file is damaged is reported as an error; the others are given.",
    "examples": [
      {
        "code": "Get-Container",
        "remark": "Lists all containers."
      },
      {
        "code": "Get-Container web* -State Running | Stop-Container",
        "remark": "Stops every running container whose name begins with web."
      },
      {
        "code": "Get-Container web | Format-List *",
        "remark": "Shows all that is known of the container web."
      },
      {
        "code": "Get-Container -Owner * | Format-Table Name, State, Owner",
        "remark": "Lists what runs in containers and virtual machines on this machine, whoever made it."
      }
    ],
    "links": [
      "New-Container",
      "Start-Container",
      "Stop-Container",
      "Remove-Container"
    ]
  },
  "Start-Container": {
    "description": "Starts containers and returns when commands work in them. One that runs already is left as it is; one that waits for its restart policy is started now; one that is paused is an error: see Resume-Container.",
    "examples": [
      {
        "code": "Start-Container web",
        "remark": "Starts the container web."
      },
      {
        "code": "Get-Container -State Off | Start-Container -PassThru",
        "remark": "Starts every container that is off, and shows them."
      }
    ],
    "links": [
      "Stop-Container",
      "Get-Container",
      "Invoke-ContainerCommand"
    ]
  },
  "Stop-Container": {
    "description": "Runs the stop command of a container, asks its programs to end, waits, and ends those that are left; -Verbose tells each step. With -TurnOff nothing is asked, as when a machine loses power. A container that is off is left as it is; its files stay. No restart policy starts it again, but Always at the next start of the machine.",
    "examples": [
      {
        "code": "Stop-Container web",
        "remark": "Stops the container web within 30 seconds."
      },
      {
        "code": "Get-Container -State Running | Stop-Container -TurnOff",
        "remark": "Ends all running containers at once."
      }
    ],
    "links": [
      "Start-Container",
      "Get-Container",
      "Remove-Container"
    ]
  },
  "Restart-Container": {
    "description": "Stops a container as Stop-Container does, and starts it; its files, id and name stay. One that is off is started. When the stop fails the container runs on; when the start fails it is off.",
    "examples": [
      {
        "code": "Restart-Container web",
        "remark": "Stops the container web and starts it again."
      },
      {
        "code": "Get-Container -State Running | Restart-Container -TurnOff -PassThru",
        "remark": "Restarts all running containers without waiting for their programs, and shows them."
      }
    ],
    "links": [
      "Start-Container",
      "Stop-Container"
    ]
  },
  "Suspend-Container": {
    "description": "Stops all programs of a container where they are, until Resume-Container. It keeps its memory, files and ports, and stays paused whatever becomes of the service; commands cannot be run in it. Stop-Container, Restart-Container and Remove-Container -Force end it as one that runs. One that is paused already is left as it is. On Windows only containers with Hyper-V isolation can be paused.",
    "examples": [
      {
        "code": "Suspend-Container web",
        "remark": "Pauses the container web."
      },
      {
        "code": "Get-Container -State Running | Suspend-Container -PassThru",
        "remark": "Pauses every container that runs, and shows them."
      }
    ],
    "links": [
      "Resume-Container",
      "Stop-Container",
      "Get-Container"
    ]
  },
  "Resume-Container": {
    "description": "Lets the programs of a paused container go on where they were. One that is not paused is left as it is; one that is off is an error.",
    "examples": [
      {
        "code": "Resume-Container web",
        "remark": "The container web goes on."
      },
      {
        "code": "Get-Container -State Paused | Resume-Container",
        "remark": "Every paused container goes on."
      }
    ],
    "links": [
      "Suspend-Container",
      "Start-Container",
      "Get-Container"
    ]
  },
  "Wait-Container": {
    "description": "Waits for each container and gives it as it is then. What is so already is not waited for. With -LogLike it waits for a line of the main command, in the run that goes on or, of a container that is off, in its last; a run that ends without it is an error. A container that is removed meanwhile is an error.",
    "examples": [
      {
        "code": "(Wait-Container job).ExitCode",
        "remark": "Waits until the container job has ended, and gives the exit code of its command."
      },
      {
        "code": "Start-Container web -PassThru | Wait-Container -LogLike '*listening*' -TimeoutSec 60",
        "remark": "Starts the container web and returns when its command has printed a line with the word listening."
      },
      {
        "code": "Start-Container web -PassThru | Wait-Container -For Healthy -TimeoutSec 120",
        "remark": "Starts the container web and returns when its health check has passed."
      },
      {
        "code": "Get-Container batch* | Wait-Container | Remove-Container",
        "remark": "Removes each container whose name begins with batch when it has ended."
      }
    ],
    "links": [
      "Start-Container",
      "Get-ContainerLog",
      "Get-Container"
    ]
  },
  "Set-Container": {
    "description": "Changes what New-Container was given: all that is asked for, or nothing. What is not given stays as it is. A container that is off obeys at its next start. Of one that runs the restart policy, the health check, its secrets (for its next start) and how it is stopped can be changed, and memory and processors where the host can change them in a running container; they count at once and at its next starts. All else is refused while it runs.",
    "examples": [
      {
        "code": "Set-Container web -PublishPort 8081:80 -Environment @{ MODE = 'test' }",
        "remark": "Gives the container web, which is off, another port and the value of a variable."
      },
      {
        "code": "Get-Container web* | Set-Container -MemoryStartupBytes 1GB -PassThru",
        "remark": "Gives containers more memory, and shows them."
      },
      {
        "code": "Set-Container job -Clear Command, MemoryStartupBytes",
        "remark": "The container job only idles from its next start on, without a limit of memory."
      },
      {
        "code": "Set-Container shop -Secret @{ DB_PASSWORD = (Get-Credential) } -RemoveSecret OLD_*",
        "remark": "Asks for another password, which the programs of the container shop find after its next start, and takes secrets of before away."
      }
    ],
    "links": [
      "New-Container",
      "Get-Container",
      "Rename-Container"
    ]
  },
  "Set-ContainerMemory": {
    "description": "Limits the memory of containers: the same as Set-Container -MemoryStartupBytes, by the name that scripts of the preview era use. A container that is off obeys at its next start; one that runs at once, where the host can do that. Set-Container -Clear MemoryStartupBytes takes the limit away.",
    "examples": [
      {
        "code": "Set-ContainerMemory web -MaximumBytes 512MB",
        "remark": "Gives the container web 512 MB at most."
      },
      {
        "code": "Get-Container web* | Set-ContainerMemory -MaximumBytes 1GB -PassThru",
        "remark": "Gives containers more memory, and shows them."
      }
    ],
    "links": [
      "Set-Container",
      "New-Container",
      "Measure-Container",
      "Get-ContainerHost"
    ]
  },
  "Set-ContainerProcessor": {
    "description": "Limits the processors of containers, by the name that scripts of the preview era use. A container has one such limit: the one given takes the place of the one before. A container that is off obeys at its next start; of one that runs its kind of limit can be given another value, where the host can do that. Set-Container -Clear takes the limit away.",
    "examples": [
      {
        "code": "Set-ContainerProcessor web -Maximum 50",
        "remark": "Lets the container web use half of the processors of the host."
      },
      {
        "code": "Get-Container job* | Set-ContainerProcessor -RelativeWeight 10",
        "remark": "Lets containers work where others leave them time."
      }
    ],
    "links": [
      "Set-Container",
      "New-Container",
      "Measure-Container",
      "Get-ContainerHost"
    ]
  },
  "Set-ContainerStorage": {
    "description": "Limits how much containers read and write a second, by the name that scripts of the preview era use: the same as Set-Container -StorageMaximumIOPS and -StorageMaximumBandwidth. What is not given stays as it is; the limit that is reached first counts. A container obeys at its next start. Set-Container -Clear takes a limit away. Windows hosts only: see Supports of Get-ContainerHost.",
    "examples": [
      {
        "code": "Set-ContainerStorage web -MaximumIOPS 500 -MaximumBandwidth 50MB",
        "remark": "Lets the container web read and write 500 times and 50 MB a second at most, whichever is less."
      },
      {
        "code": "Get-Container job* | Set-ContainerStorage -MaximumBandwidth 10MB -PassThru",
        "remark": "Keeps containers from the disk that others need, and shows them."
      }
    ],
    "links": [
      "Set-Container",
      "New-Container",
      "Measure-Container",
      "Get-ContainerHost"
    ]
  },
  "Rename-Container": {
    "description": "Gives a container another name, running or off. Its id, its files and its computer name stay. A name that another container has is refused.",
    "examples": [
      {
        "code": "Rename-Container web web-old",
        "remark": "The container web is called web-old from now on."
      },
      {
        "code": "Get-Container web | Rename-Container -NewName web-old -PassThru",
        "remark": "The same, and shows it."
      }
    ],
    "links": [
      "Get-Container",
      "New-Container"
    ]
  },
  "Remove-Container": {
    "description": "Removes containers with all that was changed in them; their images stay. A running container is refused, unless -Force stops it first.",
    "examples": [
      {
        "code": "Remove-Container web",
        "remark": "Removes the container web, after a question."
      },
      {
        "code": "Get-Container test* | Remove-Container -Force",
        "remark": "Stops and removes every container whose name begins with test, without asking."
      }
    ],
    "links": [
      "Stop-Container",
      "New-Container",
      "Get-Container"
    ]
  },
  "Clear-Container": {
    "description": "Removes the containers that are off, with their files, or those of them that the parameters choose, and tells what each took on disk. Those that run, are paused or wait for their restart policy stay, and those whose state file is damaged. -WhatIf tells which would go, and their bytes.",
    "examples": [
      {
        "code": "Clear-Container -WhatIf",
        "remark": "Tells which containers would be removed, and their bytes."
      },
      {
        "code": "Clear-Container -OlderThan 7.00:00:00 -Exclude keep* -Force",
        "remark": "Removes, without asking, the containers that have been off for a week, but those whose names begin with keep."
      },
      {
        "code": "(Clear-Container -Force | Measure-Object Bytes -Sum).Sum / 1MB",
        "remark": "Removes all containers that are off, and tells how many MB that gave back."
      }
    ],
    "links": [
      "Remove-Container",
      "Get-Container"
    ]
  },
  "Invoke-ContainerCommand": {
    "description": "Runs a command line in containers and gives what it prints, as it prints it: the lines of standard output on the pipeline, those of standard error as error records with the id StandardError. $LASTEXITCODE is the exit code, as after any program; a code other than 0 is no error by itself. With -AsObject one object per container tells the exit code and both texts.",
    "examples": [
      {
        "code": "Invoke-ContainerCommand -Name web -Command 'cmd /c dir C:\\'",
        "remark": "Lists the C: drive of the container web."
      },
      {
        "code": "(Invoke-ContainerCommand web 'cmd /c exit 3' -AsObject).ExitCode",
        "remark": "Gives the exit code: 3."
      },
      {
        "code": "Get-Container web* | Invoke-ContainerCommand -Command 'reg query HKLM\\Software\\Demo'",
        "remark": "Reads a registry key in several containers."
      }
    ],
    "links": [
      "Start-Container",
      "Get-ContainerLog",
      "Copy-ContainerItem"
    ]
  },
  "Invoke-ContainerImage": {
    "description": "Creates a container, starts it, and gives what its command prints, as it prints it, until the container is off: the lines of standard output on the pipeline, those of standard error as error records with the id StandardError. $LASTEXITCODE is the exit code. Ctrl+C, -TimeoutSec and a connection that breaks stop the container. With -AutoRemove it is removed at its end, whatever the end was. With -Detach the container is given as soon as it runs, and goes on. When the command cannot be started nothing is left.",
    "examples": [
      {
        "code": "Invoke-ContainerImage Windows 'cmd /c ver' -AutoRemove",
        "remark": "Prints the version of Windows that containers of the image see; nothing is left."
      },
      {
        "code": "Invoke-ContainerImage Windows 'cmd /c exit 3' -AutoRemove; $LASTEXITCODE",
        "remark": "Gives the exit code: 3."
      },
      {
        "code": "Invoke-ContainerImage mysite -Name web -PublishPort 8080:80 -Detach",
        "remark": "Starts a container that goes on, and shows it."
      }
    ],
    "links": [
      "New-Container",
      "Start-Container",
      "Invoke-ContainerCommand",
      "Get-ContainerLog"
    ]
  },
  "Connect-Container": {
    "description": "Attaches to the output of the main command of a container and gives it as it comes, until the container is off: the lines of standard output on the pipeline, those of standard error as error records with the id StandardError. Then $LASTEXITCODE is its exit code. Ctrl+C detaches; the container does not notice. For what a container that is off has printed there is Get-ContainerLog.",
    "examples": [
      {
        "code": "Connect-Container web",
        "remark": "Shows what web prints, until it is off or Ctrl+C is pressed."
      },
      {
        "code": "Start-Container job -PassThru | Connect-Container -FromBeginning",
        "remark": "Starts a container and shows all that it prints."
      }
    ],
    "links": [
      "Get-ContainerLog",
      "Invoke-ContainerImage",
      "Invoke-ContainerCommand"
    ]
  },
  "Enter-ContainerSession": {
    "description": "Connects this terminal to a program in a container, cmd when nothing else is asked for: colours, cursor keys, Ctrl+C and the size of the window are the program's. Ctrl+P Ctrl+Q leaves the session and lets the program go on; so does a terminal that goes away. Enter-ContainerSession -SessionId comes back: the last 64 KB that were shown are shown again. The session ends with its program, or with the container. $LASTEXITCODE is the exit code. Without a terminal (in a script whose input or output is redirected, in PowerShell ISE) it is refused: there is Invoke-ContainerCommand.",
    "examples": [
      {
        "code": "Enter-ContainerSession web",
        "remark": "Opens cmd in the container web. Ctrl+P Ctrl+Q leaves it, exit ends it."
      },
      {
        "code": "Get-ContainerSession web | Select-Object -First 1 | Enter-ContainerSession",
        "remark": "Comes back to the oldest session of web."
      },
      {
        "code": "Enter-ContainerSession web -Command 'powershell -NoLogo' -DetachKeys ctrl-x,d",
        "remark": "Opens Windows PowerShell, where the image has it."
      }
    ],
    "links": [
      "Get-ContainerSession",
      "Invoke-ContainerCommand",
      "Connect-Container"
    ]
  },
  "Get-ContainerSession": {
    "description": "Gets the sessions that Enter-ContainerSession started and whose programs run, whether a terminal is in them or they were left.",
    "examples": [
      {
        "code": "Get-ContainerSession",
        "remark": "Lists the sessions of all containers."
      },
      {
        "code": "Get-ContainerSession web | Select-Object -Last 1 | Enter-ContainerSession",
        "remark": "Comes back to the newest session of web."
      }
    ],
    "links": [
      "Enter-ContainerSession",
      "Get-Container"
    ]
  },
  "Copy-Container": {
    "description": "Makes a container with the files, the registry and the settings of another one, which must be off. The copy is off; it has an id, a name, a log and a history of its own, and a computer name of its own unless that of the other was chosen. Published ports are copied too: of two containers with one fixed port of the host only one can run.",
    "examples": [
      {
        "code": "Copy-Container web web-test",
        "remark": "Makes the container web-test, which is as web is now."
      },
      {
        "code": "Get-Container web | Copy-Container | Start-Container -PassThru",
        "remark": "Makes a copy with a name of its own, and starts it."
      }
    ],
    "links": [
      "New-Container",
      "New-ContainerImage",
      "Rename-Container"
    ]
  },
  "Copy-ContainerItem": {
    "description": "Copies files and folders into a container or out of it, running or off. One side is a path in the container: say which with -ToContainer or -FromContainer, or put the name before the path, as in web:C:\\site. Folders are copied whole; files that are there are overwritten. When the destination is a folder, or is written with \\ at its end, the item goes into it, else it gets that name. The folder above it must be there, unless -CreateFullPath is given. Relative paths of this machine start at the current folder.",
    "examples": [
      {
        "code": "Copy-ContainerItem ./site web:C:\\",
        "remark": "Copies the folder site to C:\\site of the container web."
      },
      {
        "code": "Copy-ContainerItem -FromContainer web -Path C:\\logs -Destination ./logs",
        "remark": "Copies the folder C:\\logs of the container to this machine."
      },
      {
        "code": "Get-ChildItem *.html | Copy-ContainerItem -ToContainer web -Destination C:\\site\\",
        "remark": "Copies files from the pipeline."
      }
    ],
    "links": [
      "Invoke-ContainerCommand",
      "New-ContainerImage"
    ]
  },
  "Get-ContainerLog": {
    "description": "Gets the lines that the main command of a container wrote, in all of its runs, while it runs or after it ended. Lines of both streams are plain strings.",
    "examples": [
      {
        "code": "Get-ContainerLog web",
        "remark": "Shows all that the command of web printed."
      },
      {
        "code": "Get-ContainerLog web -Tail 10 -Follow",
        "remark": "Shows the last 10 lines, and each new one as it is printed, until web is off or Ctrl+C is pressed."
      },
      {
        "code": "Get-ContainerLog web -Since (Get-Date).AddMinutes(-5) -Timestamp",
        "remark": "Shows what was printed in the last 5 minutes, with the times."
      },
      {
        "code": "Get-ContainerLog web -Tail 20 -Stream StandardError",
        "remark": "Shows the last 20 lines of its standard error."
      }
    ],
    "links": [
      "Get-Container",
      "Invoke-ContainerCommand",
      "Get-ContainerEvent"
    ]
  },
  "Get-ContainerProcess": {
    "description": "Gets every program that runs in a container, by process id, not only its command: on Windows and under Wine also the services of the system itself. A container that is off is an error, and on hosts that must ask inside a paused one.",
    "examples": [
      {
        "code": "Get-ContainerProcess web",
        "remark": "Lists what runs in the container web."
      },
      {
        "code": "Get-ContainerProcess -ProcessName node | Sort-Object CommitBytes -Descending",
        "remark": "Lists node.exe in all containers that run, those with the most memory first."
      }
    ],
    "links": [
      "Measure-Container",
      "Invoke-ContainerCommand"
    ]
  },
  "Measure-Container": {
    "description": "Measures containers, as Get-Counter does counters: once, so many times, or on and on. How busy a container keeps the processors is measured between two samples, so the first answer comes after one interval. Counts are from the start of the container. What the host does not tell is null.",
    "examples": [
      {
        "code": "Measure-Container",
        "remark": "Shows what each container that runs uses."
      },
      {
        "code": "Measure-Container web -Continuous -SampleInterval 5",
        "remark": "Shows what the container web uses, every 5 seconds."
      },
      {
        "code": "Measure-Container | Sort-Object MemoryBytes -Descending | Select-Object -First 3",
        "remark": "Finds the three containers with the most memory."
      }
    ],
    "links": [
      "Get-ContainerProcess",
      "Get-Container"
    ]
  },
  "Compare-Container": {
    "description": "Gives one object for each file, folder, registry key and registry value that was added, changed or deleted. Of what was deleted with all it held only the top is given. What Windows writes by itself at each start is left out where it is known. On the embedded host a container may run meanwhile; its registry may then be half a minute behind. On Windows it must be off; a part of the registry that cannot be read is told by a warning, with the reason, and what Windows itself has written is told too.",
    "examples": [
      {
        "code": "Compare-Container web",
        "remark": "Shows all that is not as in the image of web."
      },
      {
        "code": "Compare-Container web -Include Registry | Format-Table Change, Path, ValueName, OldValue, NewValue",
        "remark": "Shows the registry keys and values that have changed, with both values."
      },
      {
        "code": "Get-Container | Compare-Container -Path C:\\Windows\\*",
        "remark": "Finds what containers have changed below C:\\Windows."
      }
    ],
    "links": [
      "New-ContainerImage",
      "Copy-ContainerItem"
    ]
  },
  "Get-ContainerEvent": {
    "description": "Gets the history of all containers of this host, removed ones too, the oldest event first; or of those with the given names or ids. A name is the one that the container had then: a renamed container is found whole by -Container or -Id. The history keeps some 20,000 events at least. With -Follow it goes on with each event as it happens, until -Until or Ctrl+C.",
    "examples": [
      {
        "code": "Get-ContainerEvent",
        "remark": "Shows all that is known."
      },
      {
        "code": "Get-ContainerEvent web* -Action Exited -Since (Get-Date).AddDays(-1)",
        "remark": "Shows how the runs ended, in the last day, of containers whose name begins with web."
      },
      {
        "code": "Get-ContainerEvent -Follow -MaxEvents 0",
        "remark": "Shows each event as it happens, until Ctrl+C is pressed."
      }
    ],
    "links": [
      "Get-Container",
      "Get-ContainerLog",
      "Wait-Container"
    ]
  },
  "New-ContainerImage": {
    "description": "Makes an image of what was changed in a container, on top of the image that the container was made from. The container must be off; -Force stops it first. The container stays as it is. The same changes give the same image, byte for byte.",
    "examples": [
      {
        "code": "New-ContainerImage -ContainerName web -Name mysite -Version 1.2",
        "remark": "Captures the container web as the image mysite, version 1.2.0.0."
      },
      {
        "code": "Get-Container web | New-ContainerImage -Name mysite -Publisher Demo -Force",
        "remark": "Stops the container where it runs, and captures it with the publisher CN=Demo."
      }
    ],
    "links": [
      "Get-ContainerImage",
      "Export-ContainerImage",
      "New-Container"
    ]
  },
  "Get-ContainerImage": {
    "description": "Gets all images, or those with the given name, publisher and version. A name that is not there is an error; a wildcard that matches nothing is not.",
    "examples": [
      {
        "code": "Get-ContainerImage",
        "remark": "Lists all images."
      },
      {
        "code": "Get-ContainerImage -ChildOf (Get-ContainerImage Windows)",
        "remark": "Lists the images that build on the base image."
      }
    ],
    "links": [
      "New-ContainerImage",
      "Remove-ContainerImage",
      "Export-ContainerImage",
      "Import-ContainerImage"
    ]
  },
  "Test-ContainerImage": {
    "description": "Reads every byte of an image and compares it with its digests: the documents, the layers as stored and what is in them. Gives one object for each image, with the causes and what to do where it has not passed. It changes nothing. Test-ContainerHost asks the same of all images, without reading their layers.",
    "examples": [
      {
        "code": "Test-ContainerImage mysite",
        "remark": "Reads all versions of the image mysite and says whether they are whole."
      },
      {
        "code": "Get-ContainerImage | Test-ContainerImage | Where-Object Result -ne 'Passed' | Format-List",
        "remark": "Shows what is wrong with the images of this host."
      }
    ],
    "links": [
      "Get-ContainerImage",
      "Import-ContainerImage",
      "Test-ContainerHost"
    ]
  },
  "Remove-ContainerImage": {
    "description": "Removes images and the layers that no other image needs. An image that a container, even one that is off, or another image needs is not touched: the error names what needs it.",
    "examples": [
      {
        "code": "Remove-ContainerImage mysite -Version 1.2",
        "remark": "Removes version 1.2.0.0 of the image mysite, after a question."
      },
      {
        "code": "Get-ContainerImage test* | Remove-ContainerImage -Force",
        "remark": "Removes every image whose name begins with test, without asking."
      }
    ],
    "links": [
      "Get-ContainerImage",
      "Remove-Container"
    ]
  },
  "Export-ContainerImage": {
    "description": "Writes images with all their layers to OCI archives: tar files that other OCI tools read. Several images of one command or pipeline go into one archive, with the layers that they share once, where -Path is a file, and into a file each where it is a folder. The same images give the same file, byte for byte.",
    "examples": [
      {
        "code": "Export-ContainerImage mysite -Path ./images",
        "remark": "Writes ./images/CN=Local_mysite_1.0.0.0.tar."
      },
      {
        "code": "Get-ContainerImage mysite | Export-ContainerImage -Path ./mysite.tar -Force",
        "remark": "Writes ./mysite.tar, over one that is there."
      },
      {
        "code": "Get-ContainerImage | Export-ContainerImage -Path ./all.tar -Force",
        "remark": "Writes all images into one archive. Import-ContainerImage ./all.tar reads them all."
      }
    ],
    "links": [
      "Import-ContainerImage",
      "Get-ContainerImage"
    ]
  },
  "Import-ContainerImage": {
    "description": "Reads OCI archives into the image store. Every byte is checked against its digest before the image appears. Images of other operating systems can be stored and exported, but not run.",
    "examples": [
      {
        "code": "Import-ContainerImage ./mysite.tar",
        "remark": "Reads one archive."
      },
      {
        "code": "Get-ChildItem ./images/*.tar | Import-ContainerImage",
        "remark": "Reads every archive of a folder."
      }
    ],
    "links": [
      "Export-ContainerImage",
      "Get-ContainerImage"
    ]
  }
};
