/**
 * What each cmdlet does when all is well, with input from the pipeline, with -WhatIf, and where it fails, one after the
 * other. The state that they start from is made once (`SETUP`) and left as it was.
 */

/** What a script gives, as text, a line for each object: all of it, or a pattern in it. */
export type Wanted = string | RegExp;

export interface Failure {
  script: string;
  /** The whole FullyQualifiedErrorId. */
  id: string;
  category: string;
  /** TargetObject, as text. */
  target: Wanted;
  /** RecommendedAction. */
  action: RegExp;
}

export interface CmdletCase {
  happy: [script: string, wanted: Wanted];
  pipeline: [script: string, wanted: Wanted];
  /** For what changes something: what -WhatIf prints. */
  whatIf?: [script: string, text: RegExp];
  failures: [Failure, Failure];
}

/** `Enter-Terminal`: a script in a PowerShell with a terminal; with -Leave it is left by its keys. */
const TERMINAL = `
function Enter-Terminal([scriptblock] $Script, [switch] $Leave) {
    $text = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes("Import-Module '$Manifest'; $Script"))
    $info = [Diagnostics.ProcessStartInfo]::new('script', "-qec \`"pwsh -NoProfile -EncodedCommand $text\`" /dev/null")
    $info.RedirectStandardInput = $info.RedirectStandardOutput = $true
    $terminal = [Diagnostics.Process]::Start($info)
    $shown = $terminal.StandardOutput.ReadToEndAsync()
    # The keys are heard once the session has the terminal, and nobody hears them when it was left meanwhile.
    while ($Leave -and -not $terminal.WaitForExit(300)) {
        if (@(Get-ContainerSession).Count) { try { $terminal.StandardInput.Write("\`u{10}\`u{11}"); $terminal.StandardInput.Flush() } catch { $terminal.WaitForExit() } }
    }
    $shown.Result
}
`;

/** `idle` runs, `off` never ran, `done` ran to its end with 3, `slept` is to be used by one case at a time. */
export const SETUP = `
$null = New-Container idle -ContainerImageName tools | Start-Container
$null = New-Container off -ContainerImageName tools -Environment @{ MODE = 'live' }
$null = New-Container done -ContainerImageName tools -Command 'cmd /c echo one& echo two& exit 3' | Start-Container -PassThru | Wait-Container
[System.IO.File]::WriteAllText("$PWD/note.txt", 'a note')
$null = New-ContainerImage off spare
$null = Export-ContainerImage tools -Path ./tools.tar
[System.IO.File]::WriteAllText("$PWD/broken.tar", 'no archive')
${TERMINAL}
`;

const failure = (script: string, id: string, category: string, target: Wanted, action: RegExp = /\S/): Failure => ({
  script,
  id,
  category,
  target,
  action,
});

/** In a PowerShell that has a terminal, util-linux's `script`: what it shows, and the exit code. */
const inTerminal = (script: string): string => `Enter-Terminal { ${script}; "code $LASTEXITCODE" }`;

/** A limit set and taken away again; where the host has none of that kind, that it says so. */
const limited = (parameter: string, script: string, wanted: string): [script: string, wanted: Wanted] => [
  `if ((Get-ContainerHost).Supports -contains '${parameter}') {
     (${script} -PassThru).${parameter}; Set-Container off -Clear ${parameter}
   } else { $refused = $null; ${script} -ErrorAction SilentlyContinue -ErrorVariable refused; "$refused" }`,
  new RegExp(`^${wanted}$|^This host cannot limit`),
];

const limitedWhatIf = (script: string): [script: string, text: RegExp] => [
  `$refused = $null; ${script} -WhatIf -ErrorAction SilentlyContinue -ErrorVariable refused; Write-Host "$refused"`,
  /What if: .*off|cannot limit/,
];

/** No container has that name. */
const nobody = (script: string): Failure => {
  const cmdlet = script.split(' ')[0] ?? '';
  return failure(script, `NotFound,${cmdlet}`, 'ObjectNotFound', 'nobody', /Get-Container/);
};

/** The state root cannot be one: no service can be asked. */
const badRoot = (script: string): Failure => {
  const cmdlet = script.split(' ')[0] ?? '';
  const inBadRoot = `$kept = $env:HCS_CONTAINERS_ROOT; try { $env:HCS_CONTAINERS_ROOT = 'relative'; ${script} } finally { $env:HCS_CONTAINERS_ROOT = $kept }`;
  return failure(inBadRoot, `InvalidArgument,${cmdlet}`, 'InvalidArgument', /.*/, /HCS_CONTAINERS_ROOT/);
};

/** The service cannot be started there. */
const noService = (script: string): Failure => {
  const cmdlet = script.split(' ')[0] ?? '';
  const inNoRoot = `$kept = $env:HCS_CONTAINERS_ROOT; try { $env:HCS_CONTAINERS_ROOT = "$PWD/note.txt"; ${script} } finally { $env:HCS_CONTAINERS_ROOT = $kept }`;
  return failure(inNoRoot, `AccessDenied,${cmdlet}`, 'PermissionDenied', /.*/, /.*/);
};

/** The crontab of these tests fails. */
const withoutCrontab = (script: string): Failure => {
  const inBroken = `Set-Content "$env:CRONTAB_TABLE.broken" x; try { ${script} } finally { Remove-Item "$env:CRONTAB_TABLE.broken" }`;
  return failure(inBroken, `CommandFailed,${script}`, 'InvalidResult', 'crontab', /crontab -l/);
};

/** Says hello and stays for a moment. */
const SAYS =
  "$null = New-Container says -ContainerImageName tools -Command 'C:\\probe.exe line:hello sleep:5000'; Start-Container says";

export const CASES: Readonly<Record<string, CmdletCase>> = {
  'Get-ContainerHost': {
    happy: ['$h = Get-ContainerHost; "$($h.Kind) $($h.Isolation)"', 'Embedded Process'],
    pipeline: ['(Get-ContainerHost | Where-Object StateRoot -eq $env:HCS_CONTAINERS_ROOT).Kind', 'Embedded'],
    failures: [badRoot('Get-ContainerHost'), noService('Get-ContainerHost')],
  },
  'Install-ContainerHost': {
    happy: ['(Install-ContainerHost -Confirm:$false 3>&1).Count -ge 0', 'True'],
    pipeline: ['(Get-ContainerHost | ForEach-Object { Install-ContainerHost }).Count -ge 0', 'True'],
    whatIf: ['Install-ContainerHost -WhatIf', /^$/],
    failures: [
      failure('Install-ContainerHost -Isolation HyperV', 'NotSupported,Install-ContainerHost', 'NotImplemented', /.*/),
      failure(
        'Install-ContainerHost -Restart -NoRestart',
        'InvalidArgument,Install-ContainerHost',
        'InvalidArgument',
        /.*/,
      ),
    ],
  },
  'Test-ContainerHost': {
    happy: ["@(Test-ContainerHost | Where-Object Result -eq 'Failed').Count; Test-ContainerHost -Quiet", '0\nTrue'],
    pipeline: ["'Leftover*' | ForEach-Object { @(Test-ContainerHost $_).Count -ge 0 }", 'True'],
    failures: [badRoot('Test-ContainerHost'), noService('Test-ContainerHost')],
  },
  'Repair-ContainerHost': {
    happy: ['@(Repair-ContainerHost).Count', '0'],
    pipeline: ['@(Test-ContainerHost Leftover* | Repair-ContainerHost).Count', '0'],
    whatIf: ['Repair-ContainerHost -WhatIf', /^$/],
    failures: [
      failure('Repair-ContainerHost -Id nothing', 'NotFound,Repair-ContainerHost', 'ObjectNotFound', 'nothing'),
      badRoot('Repair-ContainerHost'),
    ],
  },
  'Register-ContainerHostStartup': {
    happy: [
      '$null = Register-ContainerHostStartup; $null = Register-ContainerHostStartup; (Get-Content $env:CRONTAB_TABLE) -match "@reboot" | Measure-Object | ForEach-Object Count; (Get-ContainerHostStartup).State',
      '1\nRegistered',
    ],
    pipeline: ['(Get-ContainerHost | ForEach-Object { Register-ContainerHostStartup }).Kind', 'Crontab'],
    whatIf: [
      '$null = Unregister-ContainerHostStartup; Register-ContainerHostStartup -WhatIf; $null = Register-ContainerHostStartup',
      /What if: .*crontab -l/i,
    ],
    failures: [badRoot('Register-ContainerHostStartup'), withoutCrontab('Register-ContainerHostStartup')],
  },
  'Get-ContainerHostStartup': {
    happy: ['(Get-ContainerHostStartup | ForEach-Object { "$($_.State) $($_.Kind)" })', 'Registered Crontab'],
    pipeline: [
      '(Get-ContainerHostStartup | Where-Object State -eq Registered).Command -match $env:HCS_CONTAINERS_ROOT',
      'True',
    ],
    failures: [badRoot('Get-ContainerHostStartup'), withoutCrontab('Get-ContainerHostStartup')],
  },
  'Unregister-ContainerHostStartup': {
    happy: [
      '(Unregister-ContainerHostStartup).State; (Get-Content $env:CRONTAB_TABLE) -join ","',
      'NotRegistered\n# of others',
    ],
    pipeline: [
      '$null = Register-ContainerHostStartup; Get-ContainerHostStartup | ForEach-Object { Unregister-ContainerHostStartup } | ForEach-Object State',
      'NotRegistered',
    ],
    whatIf: [
      '$null = Register-ContainerHostStartup; Unregister-ContainerHostStartup -WhatIf; $null = Unregister-ContainerHostStartup',
      /What if: .*crontab -l/,
    ],
    failures: [badRoot('Unregister-ContainerHostStartup'), withoutCrontab('Unregister-ContainerHostStartup')],
  },
  'Install-ContainerOSImage': {
    happy: ['(Install-ContainerOSImage).IsOSImage', 'True'],
    pipeline: ['(Get-ContainerHost | ForEach-Object { Install-ContainerOSImage }).Name', 'Windows'],
    whatIf: ['Install-ContainerOSImage -Force -WhatIf', /What if: .*base image/],
    failures: [
      failure(
        'Install-ContainerOSImage -WimPath ./none.wim',
        'NotSupported,Install-ContainerOSImage',
        'NotImplemented',
        /none\.wim/,
      ),
      failure(
        'Install-ContainerOSImage -ImageIndex 2',
        'InvalidArgument,Install-ContainerOSImage',
        'InvalidArgument',
        /.*/,
      ),
    ],
  },
  'New-Container': {
    happy: [
      '(New-Container made -ContainerImageName tools -Command "cmd /c ver").State; Remove-Container made -Force',
      'Off',
    ],
    pipeline: [
      '(Get-ContainerImage tools | New-Container -Name made).ParentImageName; Remove-Container made -Force',
      'tools',
    ],
    whatIf: ['New-Container made -ContainerImageName tools -WhatIf', /What if: .*"New-Container|What if: .*made/],
    failures: [
      failure(
        'New-Container off -ContainerImageName tools',
        'AlreadyExists,New-Container',
        'ResourceExists',
        'off',
        /Container/,
      ),
      failure(
        'New-Container made -ContainerImageName nothing',
        'NotFound,New-Container',
        'ObjectNotFound',
        'nothing',
        /Image/,
      ),
    ],
  },
  'Get-Container': {
    happy: ['(Get-Container d*, off | ForEach-Object { "$($_.Name) $($_.State)" }) -join ", "', 'done Off, off Off'],
    pipeline: ["'idle', 'off' | Get-Container | ForEach-Object Name", 'idle\noff'],
    failures: [nobody('Get-Container nobody'), badRoot('Get-Container')],
  },
  'Start-Container': {
    happy: ['(Start-Container off -PassThru).State; Stop-Container off', 'Running'],
    pipeline: [
      'Get-Container off | Start-Container -PassThru | ForEach-Object { "$($_.Name) $($_.State)" }; Stop-Container off',
      'off Running',
    ],
    whatIf: ['Start-Container off -WhatIf', /What if: .*off/],
    failures: [
      nobody('Start-Container nobody'),
      failure(
        'Suspend-Container idle; Start-Container idle; Resume-Container idle',
        'InvalidState,Start-Container',
        'InvalidOperation',
        'idle',
        /Resume-Container/,
      ),
    ],
  },
  'Stop-Container': {
    happy: ['Start-Container off; (Stop-Container off -PassThru).State', 'Off'],
    pipeline: [
      'Start-Container off; Get-Container off | Stop-Container -TurnOff -PassThru | ForEach-Object { "$($_.State)" }',
      'Off',
    ],
    whatIf: ['Get-Container idle | Stop-Container -WhatIf', /What if: .*idle/],
    failures: [nobody('Stop-Container nobody'), badRoot('Stop-Container idle')],
  },
  'Restart-Container': {
    happy: [
      '$before = @(Get-ContainerEvent idle -Action Started).Count; Restart-Container idle -TurnOff; @(Get-ContainerEvent idle -Action Started).Count - $before',
      '1',
    ],
    pipeline: ['(Get-Container idle | Restart-Container -TurnOff -PassThru).State', 'Running'],
    whatIf: ['Restart-Container idle -WhatIf', /What if: .*idle/],
    failures: [nobody('Restart-Container nobody'), badRoot('Restart-Container idle')],
  },
  'Suspend-Container': {
    happy: ['(Suspend-Container idle -PassThru).State; Resume-Container idle', 'Paused'],
    pipeline: ['(Get-Container idle | Suspend-Container -PassThru | Resume-Container -PassThru).State', 'Running'],
    whatIf: ['Suspend-Container idle -WhatIf', /What if: .*idle/],
    failures: [
      nobody('Suspend-Container nobody'),
      failure('Suspend-Container off', 'InvalidState,Suspend-Container', 'InvalidOperation', 'off', /Start-Container/),
    ],
  },
  'Resume-Container': {
    happy: ['Suspend-Container idle; (Resume-Container idle -PassThru).State', 'Running'],
    pipeline: ['Suspend-Container idle; (Get-Container -State Paused | Resume-Container -PassThru).Name', 'idle'],
    whatIf: [
      'Suspend-Container idle; try { Resume-Container idle -WhatIf } finally { Resume-Container idle }',
      /What if: .*idle/,
    ],
    failures: [
      nobody('Resume-Container nobody'),
      failure('Resume-Container off', 'InvalidState,Resume-Container', 'InvalidOperation', 'off', /Container/),
    ],
  },
  'Wait-Container': {
    happy: ['(Wait-Container done).ExitCode', '3'],
    pipeline: ['(Get-Container done | Wait-Container -LogLike *two* -TimeoutSec 600).Name', 'done'],
    failures: [
      nobody('Wait-Container nobody'),
      failure('Wait-Container idle -TimeoutSec 1', 'Timeout,Wait-Container', 'OperationTimeout', 'idle'),
    ],
  },
  'Set-ContainerMemory': {
    happy: limited('MemoryStartupBytes', 'Set-ContainerMemory off -MaximumBytes 1GB', '1073741824'),
    pipeline: limited('MemoryStartupBytes', 'Get-Container off | Set-ContainerMemory -MaximumBytes 512MB', '536870912'),
    whatIf: limitedWhatIf('Set-ContainerMemory off -MaximumBytes 1GB'),
    failures: [
      nobody('Set-ContainerMemory nobody -MaximumBytes 1GB'),
      badRoot('Set-ContainerMemory off -MaximumBytes 1GB'),
    ],
  },
  'Set-ContainerProcessor': {
    happy: limited('ProcessorMaximum', 'Set-ContainerProcessor off -Maximum 50', '50'),
    pipeline: limited('ProcessorWeight', 'Get-Container off | Set-ContainerProcessor -RelativeWeight 10', '10'),
    whatIf: limitedWhatIf('Set-ContainerProcessor off -Maximum 50'),
    failures: [
      nobody('Set-ContainerProcessor nobody -Maximum 50'),
      failure(
        'Set-ContainerProcessor off -Maximum 50 -Count 1',
        'InvalidArgument,Set-ContainerProcessor',
        'InvalidArgument',
        'Maximum',
        /-Maximum, -RelativeWeight and -Count/,
      ),
    ],
  },
  'Set-ContainerStorage': {
    happy: limited('StorageMaximumIOPS', 'Set-ContainerStorage off -MaximumIOPS 500', '500'),
    pipeline: limited(
      'StorageMaximumBandwidth',
      'Get-Container off | Set-ContainerStorage -MaximumBandwidth 1MB',
      '1048576',
    ),
    whatIf: limitedWhatIf('Set-ContainerStorage off -MaximumIOPS 500'),
    failures: [
      nobody('Set-ContainerStorage nobody -MaximumIOPS 500'),
      failure(
        'Set-ContainerStorage off',
        'InvalidArgument,Set-ContainerStorage',
        'InvalidArgument',
        'MaximumIOPS',
        /-MaximumIOPS, -MaximumBandwidth/,
      ),
    ],
  },
  'Set-Container': {
    happy: [
      "(Set-Container off -Environment @{ MODE = 'test' } -PassThru).Environment; Set-Container off -Environment @{ MODE = 'live' }",
      'MODE=test',
    ],
    pipeline: [
      "(Get-Container off | Set-Container -Command 'cmd /c ver' -PassThru).Command; Set-Container off -Clear Command",
      'cmd /c ver',
    ],
    whatIf: ["Set-Container off -Environment @{ MODE = 'test' } -WhatIf", /What if: .*off/],
    failures: [
      nobody("Set-Container nobody -Command 'cmd /c ver'"),
      failure(
        "Set-Container idle -Command 'cmd /c ver'",
        'InvalidState,Set-Container',
        'InvalidOperation',
        'idle',
        /Stop-Container/,
      ),
    ],
  },
  'Rename-Container': {
    happy: ['(Rename-Container off out -PassThru).Name; Rename-Container out off', 'out'],
    pipeline: [
      '(Get-Container off | Rename-Container -NewName out -PassThru | Rename-Container -NewName off -PassThru).Name',
      'off',
    ],
    whatIf: ['Rename-Container off out -WhatIf', /What if: .*out.*off|What if: .*off.*out/],
    failures: [
      nobody('Rename-Container nobody somebody'),
      failure('Rename-Container off idle', 'AlreadyExists,Rename-Container', 'ResourceExists', 'idle', /\S/),
    ],
  },
  'Remove-Container': {
    happy: [
      '$null = New-Container gone -ContainerImageName tools; (Remove-Container gone -PassThru).Name; @(Get-Container gone*).Count',
      'gone\n0',
    ],
    pipeline: [
      '1..2 | ForEach-Object { New-Container gone$_ -ContainerImageName tools } | Remove-Container; @(Get-Container gone*).Count',
      '0',
    ],
    whatIf: ['Get-Container off, done | Remove-Container -WhatIf', /What if: .*off[\s\S]*What if: .*done/],
    failures: [
      nobody('Remove-Container nobody'),
      failure(
        'Remove-Container idle',
        'InvalidState,Remove-Container',
        'InvalidOperation',
        'idle',
        /Stop-Container|-Force/,
      ),
    ],
  },
  'Clear-Container': {
    happy: ['$null = New-Container gone -ContainerImageName tools; (Clear-Container gone*).Name', 'gone'],
    pipeline: ['@(Get-Container nobody* | ForEach-Object { Clear-Container $_.Name }).Count', '0'],
    whatIf: ['Clear-Container off -WhatIf', /What if: .*off/],
    failures: [badRoot('Clear-Container'), noService('Clear-Container')],
  },
  'Invoke-ContainerCommand': {
    happy: ["Invoke-ContainerCommand idle 'cmd /c echo hello& exit 5'; $LASTEXITCODE", 'hello\n5'],
    pipeline: ["(Get-Container idle | Invoke-ContainerCommand -Command 'cmd /c exit 300' -AsObject).ExitCode", '300'],
    failures: [
      nobody("Invoke-ContainerCommand nobody 'cmd /c ver'"),
      failure(
        "Invoke-ContainerCommand off 'cmd /c ver'",
        'InvalidState,Invoke-ContainerCommand',
        'InvalidOperation',
        'off',
        /Start-Container/,
      ),
    ],
  },
  'Invoke-ContainerImage': {
    happy: ["Invoke-ContainerImage tools 'cmd /c echo hello& exit 4' -AutoRemove; $LASTEXITCODE", 'hello\n4'],
    pipeline: ["Get-ContainerImage tools | Invoke-ContainerImage -Command 'cmd /c echo hello' -AutoRemove", 'hello'],
    whatIf: ["Invoke-ContainerImage tools 'cmd /c ver' -AutoRemove -WhatIf", /What if: /],
    failures: [
      failure(
        "Invoke-ContainerImage nothing 'cmd /c ver'",
        'NotFound,Invoke-ContainerImage',
        'ObjectNotFound',
        'nothing',
        /Image/,
      ),
      failure(
        "Invoke-ContainerImage tools 'cmd /c ver' -Name off",
        'AlreadyExists,Invoke-ContainerImage',
        'ResourceExists',
        'off',
      ),
    ],
  },
  'Connect-Container': {
    happy: [`${SAYS}; Connect-Container says -FromBeginning; Remove-Container says`, 'hello'],
    pipeline: [`${SAYS} -PassThru | Connect-Container -FromBeginning; Remove-Container says`, 'hello'],
    failures: [
      nobody('Connect-Container nobody'),
      failure('Connect-Container off', 'InvalidState,Connect-Container', 'InvalidOperation', 'off', /Start-Container/),
    ],
  },
  'Enter-ContainerSession': {
    happy: [inTerminal("Enter-ContainerSession idle 'cmd /c echo hello& exit 6'"), /hello[\s\S]*code 6/],
    pipeline: [
      inTerminal("Get-Container idle | Enter-ContainerSession -Command 'cmd /c echo hello'"),
      /hello[\s\S]*code 0/,
    ],
    // This shell has no terminal.
    failures: [
      failure(
        'Enter-ContainerSession idle',
        'InvalidState,Enter-ContainerSession',
        'InvalidOperation',
        '',
        /Invoke-ContainerCommand/,
      ),
      failure(
        'Get-Container idle | Enter-ContainerSession',
        'InvalidState,Enter-ContainerSession',
        'InvalidOperation',
        '',
        /Invoke-ContainerCommand/,
      ),
    ],
  },
  'Get-ContainerSession': {
    happy: [
      `$null = Enter-Terminal -Leave { Enter-ContainerSession idle 'cmd /c set /p x=' }
       Get-ContainerSession idle | ForEach-Object { "$($_.ContainerName) $($_.Command)" }`,
      'idle cmd /c set /p x=',
    ],
    pipeline: ['(Get-Container idle, done | Get-ContainerSession).ContainerName', 'idle'],
    failures: [nobody('Get-ContainerSession nobody'), badRoot('Get-ContainerSession')],
  },
  'Copy-Container': {
    happy: ['(Copy-Container off twin).Environment; Remove-Container twin', 'MODE=live'],
    pipeline: ['(Get-Container off | Copy-Container -NewName twin).Name; Remove-Container twin', 'twin'],
    whatIf: ['Copy-Container off twin -WhatIf', /What if: .*off/],
    failures: [
      nobody('Copy-Container nobody twin'),
      failure('Copy-Container off done', 'AlreadyExists,Copy-Container', 'ResourceExists', 'done'),
    ],
  },
  'Copy-ContainerItem': {
    happy: [
      "Copy-ContainerItem ./note.txt idle:C:\\; Invoke-ContainerCommand idle 'cmd /c type C:\\note.txt'",
      'a note',
    ],
    pipeline: [
      "(Get-Item note.txt | Copy-ContainerItem -ToContainer idle -Destination 'C:\\' -PassThru).Path",
      /note\.txt/,
    ],
    whatIf: ['Copy-ContainerItem ./note.txt idle:C:\\other.txt -WhatIf', /What if: .*(note|other)\.txt/],
    failures: [
      nobody('Copy-ContainerItem ./note.txt nobody:C:\\'),
      failure('Copy-ContainerItem ./none.txt idle:C:\\', 'NotFound,Copy-ContainerItem', 'ObjectNotFound', /none\.txt/),
    ],
  },
  'Get-ContainerLog': {
    happy: ['Get-ContainerLog done', 'one\ntwo'],
    pipeline: ['Get-Container done | Get-ContainerLog -Tail 1', 'two'],
    failures: [nobody('Get-ContainerLog nobody'), badRoot('Get-ContainerLog done')],
  },
  'Get-ContainerProcess': {
    // A session that is being left has one of its own.
    happy: ['(Get-ContainerProcess idle -ProcessName agent | Select-Object -First 1).ProcessName', 'agent.exe'],
    pipeline: ['@(Get-Container idle | Get-ContainerProcess).Count -gt 0', 'True'],
    failures: [
      nobody('Get-ContainerProcess nobody'),
      failure(
        'Get-ContainerProcess off',
        'InvalidState,Get-ContainerProcess',
        'InvalidOperation',
        'off',
        /Start-Container/,
      ),
    ],
  },
  'Measure-Container': {
    happy: ['$use = Measure-Container idle; "$($use.Name) $($use.MemoryBytes -gt 1MB)"', 'idle True'],
    pipeline: ['(Get-Container idle | Measure-Container).ProcessorPercent -ge 0', 'True'],
    failures: [
      nobody('Measure-Container nobody'),
      failure('Measure-Container off', 'InvalidState,Measure-Container', 'InvalidOperation', 'off', /Start-Container/),
    ],
  },
  'Compare-Container': {
    happy: [
      "Invoke-ContainerCommand idle 'cmd /c echo x> C:\\new.txt' | Out-Null; Stop-Container idle; (Compare-Container idle -Path C:\\new.txt).Change; Start-Container idle",
      'Added',
    ],
    pipeline: ['@(Get-Container off | Compare-Container -Path C:\\new.txt).Count', '0'],
    failures: [nobody('Compare-Container nobody'), badRoot('Compare-Container off')],
  },
  'Get-ContainerEvent': {
    happy: ['(Get-ContainerEvent done).Action -join " "', 'Created Started Exited'],
    pipeline: ['(Get-Container done | Get-ContainerEvent -Action Exited).Action', 'Exited'],
    failures: [noService('Get-ContainerEvent'), badRoot('Get-ContainerEvent')],
  },
  'New-ContainerImage': {
    happy: [
      '(New-ContainerImage off mine -Version 1.2).FullName; Remove-ContainerImage mine -Force',
      'CN=Local_mine_1.2.0.0',
    ],
    pipeline: [
      '(Get-Container off | New-ContainerImage -Name mine -Publisher Demo).Publisher; Remove-ContainerImage mine -Force',
      /Demo/,
    ],
    whatIf: ['New-ContainerImage off mine -WhatIf', /What if: .*off/],
    failures: [
      nobody('New-ContainerImage nobody mine'),
      failure(
        'New-ContainerImage idle mine',
        'InvalidState,New-ContainerImage',
        'InvalidOperation',
        'idle',
        /Stop-Container/,
      ),
    ],
  },
  'Get-ContainerImage': {
    happy: ['(Get-ContainerImage).Name -join " "', /tools/],
    pipeline: [
      "Get-ContainerImage | Where-Object IsOSImage | Get-ContainerImage | ForEach-Object Name; ('tools', 'Windows' | Get-ContainerImage).Name",
      'Windows\ntools\nWindows',
    ],
    failures: [
      failure(
        'Get-ContainerImage nothing',
        'NotFound,Get-ContainerImage',
        'ObjectNotFound',
        'nothing',
        /Get-ContainerImage/,
      ),
      badRoot('Get-ContainerImage'),
    ],
  },
  'Test-ContainerImage': {
    happy: ['(Test-ContainerImage spare).Result; Test-ContainerImage tools -Quiet', 'Passed\nTrue'],
    pipeline: ['(Get-ContainerImage spare | Test-ContainerImage).Result', 'Passed'],
    whatIf: ['Get-ContainerImage spare | Test-ContainerImage -WhatIf', /What if: .*spare/],
    failures: [
      failure(
        'Test-ContainerImage nothing',
        'NotFound,Test-ContainerImage',
        'ObjectNotFound',
        'nothing',
        /Get-ContainerImage/,
      ),
      badRoot('Test-ContainerImage'),
    ],
  },
  'Remove-ContainerImage': {
    happy: ['$null = New-ContainerImage off mine; Remove-ContainerImage mine; @(Get-ContainerImage mine*).Count', '0'],
    pipeline: ['New-ContainerImage off mine | Remove-ContainerImage; @(Get-ContainerImage mine*).Count', '0'],
    whatIf: ['Get-ContainerImage spare | Remove-ContainerImage -WhatIf', /What if: .*spare/],
    failures: [
      failure(
        'Remove-ContainerImage nothing',
        'NotFound,Remove-ContainerImage',
        'ObjectNotFound',
        'nothing',
        /Get-ContainerImage/,
      ),
      failure(
        'Remove-ContainerImage tools',
        'InvalidState,Remove-ContainerImage',
        'InvalidOperation',
        /tools/,
        /Remove-Container|-Force/,
      ),
    ],
  },
  'Export-ContainerImage': {
    happy: [
      '(Export-ContainerImage tools -Path ./other.tar -PassThru).Digest -eq (Get-ContainerImage tools).Digest',
      'True',
    ],
    pipeline: ['(Get-ContainerImage tools | Export-ContainerImage -Path ./other.tar -Force -PassThru).Name', /./],
    whatIf: ['Export-ContainerImage tools -Path ./never.tar -WhatIf; Test-Path ./never.tar', /What if: .*tools/],
    failures: [
      failure(
        'Export-ContainerImage nothing -Path ./n.tar',
        'NotFound,Export-ContainerImage',
        'ObjectNotFound',
        'nothing',
        /Get-ContainerImage/,
      ),
      failure(
        'Export-ContainerImage tools -Path ./tools.tar',
        'AlreadyExists,Export-ContainerImage',
        'ResourceExists',
        /tools\.tar/,
        /-Force/,
      ),
    ],
  },
  'Import-ContainerImage': {
    happy: ['(Import-ContainerImage ./tools.tar).Name', 'tools'],
    pipeline: ['(Get-Item tools.tar | Import-ContainerImage).Name', 'tools'],
    whatIf: ['Import-ContainerImage ./tools.tar -WhatIf', /What if: .*tools\.tar/],
    failures: [
      failure('Import-ContainerImage ./none.tar', 'NotFound,Import-ContainerImage', 'ObjectNotFound', /none\.tar/),
      failure('Import-ContainerImage ./broken.tar', 'Corrupt,Import-ContainerImage', 'InvalidData', /broken\.tar/),
    ],
  },
  // The last one: before it the containers and images that need the base are removed.
  'Uninstall-ContainerOSImage': {
    happy: [
      `Export-ContainerImage Windows -Path ./windows.tar; Get-Container | Remove-Container -Force; Remove-ContainerImage tools, spare
       Uninstall-ContainerOSImage Windows; @(Get-ContainerImage).Count; $null = Import-ContainerImage ./windows.tar`,
      '0',
    ],
    pipeline: [
      `Get-ContainerImage | Where-Object IsOSImage | Uninstall-ContainerOSImage -Force; @(Get-ContainerImage).Count
       $null = Import-ContainerImage ./windows.tar`,
      '0',
    ],
    whatIf: ['Uninstall-ContainerOSImage Windows -WhatIf', /What if: .*Windows/],
    failures: [
      failure('Uninstall-ContainerOSImage nothing', 'NotFound,Uninstall-ContainerOSImage', 'ObjectNotFound', 'nothing'),
      failure(
        '$null = New-Container last -ContainerImageName Windows; Uninstall-ContainerOSImage Windows',
        'InvalidState,Uninstall-ContainerOSImage',
        'InvalidOperation',
        /Windows/,
        /Remove-Container/,
      ),
    ],
  },
};
