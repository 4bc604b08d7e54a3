import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MANIFEST } from './import-time.ts';
import { timesOf } from './measure.ts';
import { runPeer } from './peer.ts';
import { type Finding, ratioRow } from './report.ts';
import { IMAGE, type Session } from './session.ts';

const TARGET_RATIO = 1.3;
const LARGE_BYTES = 50 * 1024 * 1024;
const NAME = 'session';

/**
 * `Invoke-Command -ContainerId` into a running container, against the shell's own remoting to a `pwsh -s` that is started by
 * hand in the same sandbox: its SSH, with `nsenter` in the place of ssh. In turn, in one PowerShell.
 */
export async function benchSessions(session: Session, rounds: { small: number; large: number }): Promise<Finding> {
  await session.invoke('New-Container', { Name: NAME, ContainerImageName: IMAGE });
  try {
    const { objects } = await session.invoke('Start-Container', { Name: [NAME], PassThru: true });
    const id = String(objects[0]?.['ContainerId']);
    const enter = enterByHand(session.firstProcessOf(id));
    const said = await measureInShell(session, { id, programs: writeAsSsh(session.folder, enter), rounds });
    const row = (what: string, key: 'small' | 'large') =>
      ratioRow(what, { ours: timesOf(said[key].ours), theirs: timesOf(said[key].theirs) }, TARGET_RATIO);
    return {
      rows: [
        row('Invoke-Command -ContainerId { 1 + 1 }, in PowerShell 7', 'small'),
        row(`Invoke-Command -ContainerId, ${LARGE_BYTES / 1024 / 1024} MB of output`, 'large'),
      ],
      notes: [
        `peer of a session: Invoke-Command -HostName, with ssh being: ${enter}`,
        `verified: 2, and ${LARGE_BYTES} bytes, each round`,
      ],
    };
  } finally {
    await session.invoke('Remove-Container', { Name: [NAME], Force: true });
  }
}

/** The same program with the same variables as `core/embedded/shells.ts` gives it, without what makes a drive of C:. */
function enterByHand(pid: number): string {
  const variables =
    'PATH=/usr/bin:/bin HOME=/tmp TMPDIR=/tmp LANG=C.UTF-8 DOTNET_ROOT=/dotnet DOTNET_EnableDiagnostics=0 POWERSHELL_TELEMETRY_OPTOUT=1 POWERSHELL_UPDATECHECK=Off';
  return [
    `nsenter --target=${pid} --mount --pid --net --uts --ipc --root --wd`,
    'setpriv --bounding-set=-all --inh-caps=-all --ambient-caps=-all --no-new-privs --pdeathsig KILL',
    `env -i ${variables} /pwsh/pwsh -NoLogo -NoProfile -s`,
  ].join(' ');
}

/** @returns a folder for PATH. */
function writeAsSsh(folder: string, command: string): string {
  const place = join(folder, 'by-hand');
  mkdirSync(place, { recursive: true });
  const file = join(place, 'ssh');
  writeFileSync(file, `#!/bin/sh\nexec ${command}\n`);
  chmodSync(file, 0o755);
  return place;
}

/** In milliseconds, without the first of each. */
type Measured = Record<'small' | 'large', Record<'ours' | 'theirs', number[]>>;

async function measureInShell(
  session: Session,
  { id, programs, rounds }: { id: string; programs: string; rounds: { small: number; large: number } },
): Promise<Measured> {
  const script = `
$ErrorActionPreference = 'Stop'
Import-Module '${MANIFEST}'
$work = @{
    small = @{ Rounds = ${rounds.small}; Script = { 1 + 1 }; Wanted = 2 }
    large = @{ Rounds = ${rounds.large}; Script = { foreach ($i in 1..50) { , [byte[]]::new(1MB) } }; Wanted = ${LARGE_BYTES} }
}
$told = @{}
foreach ($name in 'small', 'large') {
    $one = $work[$name]
    $told[$name] = @{ ours = [System.Collections.Generic.List[double]]::new(); theirs = [System.Collections.Generic.List[double]]::new() }
    foreach ($round in 0..$one.Rounds) {
        foreach ($side in 'ours', 'theirs') {
            $clock = [Diagnostics.Stopwatch]::StartNew()
            $said = @(if ($side -eq 'ours') { HcsContainers\\Invoke-Command -ContainerId '${id}' $one.Script } else { Microsoft.PowerShell.Core\\Invoke-Command -HostName byhand $one.Script })
            $took = $clock.Elapsed.TotalMilliseconds
            $sum = if ($name -eq 'small') { $said[0] } else { ($said | Measure-Object -Property Length -Sum).Sum }
            if ($sum -ne $one.Wanted) { throw "$side gave $sum" }
            if ($round -gt 0) { $told[$name][$side].Add($took) }
        }
    }
}
ConvertTo-Json -Compress -Depth 3 $told`;
  const { stdout } = await runPeer(['pwsh', '-NoProfile', '-NonInteractive', '-Command', script], {
    env: { HCS_CONTAINERS_ROOT: session.root, PATH: `${programs}:${process.env['PATH']}` },
  });
  // Our own script's answer.
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Measured;
}
