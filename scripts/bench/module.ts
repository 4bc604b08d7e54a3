import { importTimes, inShell, MANIFEST } from './import-time.ts';
import { alone, type Times, timesOf } from './measure.ts';
import { versionOf } from './peer.ts';
import { type Finding, ms, type Row } from './report.ts';
import { IMAGE, type Session } from './session.ts';
import { benchSessions } from './sessions.ts';

const TARGET_IMPORT_MS = 150;
const CALLS = 40;
const TARGET_CALL_MS = 10;
const CREATED = 1000;
const TARGET_FIRST_MS = 50;
const TARGET_COMPLETION_MS = 100;

/** What PowerShell adds: the module's import, a warm cmdlet, the first of many objects, a session. @throws where there is no `pwsh`. */
export async function benchModule(session: Session, rounds: number): Promise<Finding> {
  const version = await versionOf('pwsh', '-NoProfile', '-Version');
  if (version === undefined) throw new Error('pwsh (PowerShell 7) is not on PATH');
  const { ours, theirs } = await importTimes(session.folder, rounds);
  const one = timeRow('Import-Module, PowerShell 7', ours, TARGET_IMPORT_MS, theirs);
  const others = await benchCalls(session);
  const sessions = await benchSessions(session, { small: CALLS / 2, large: rounds });
  return {
    rows: [one, ...others, ...sessions.rows],
    notes: [version, 'peer of the import: an empty module with as many functions', ...sessions.notes],
  };
}

/** Over connections that are open: one container by name, and the first of a thousand. */
async function benchCalls(session: Session): Promise<Row[]> {
  const names = Array.from({ length: CREATED }, (_, index) => `module-${index}`);
  for (const Name of names) await session.invoke('New-Container', { Name, ContainerImageName: IMAGE });
  try {
    const core = await alone(CALLS, async () => (await session.invoke('Get-Container', { Name: ['module-7'] })).ms);
    const script = `
Import-Module '${MANIFEST}'
$one = foreach ($round in 0..${CALLS}) {
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $found = @(Get-Container -Name module-7)
    $clock.Elapsed.TotalMilliseconds
    if ($found.Count -ne 1) { throw "$($found.Count) containers" }
}
$first = foreach ($round in 0..${CALLS}) {
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $count = 0
    Get-Container | ForEach-Object { if ($count -eq 0) { $clock.Elapsed.TotalMilliseconds }; $count += 1 }
    if ($count -ne ${CREATED}) { throw "$count containers" }
}
$word = 'Stop-Container module-99'
$names = foreach ($round in 0..${CALLS}) {
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $found = (TabExpansion2 -inputScript $word -cursorColumn $word.Length).CompletionMatches
    $clock.Elapsed.TotalMilliseconds
    if ($found.Count -ne 11) { throw "$($found.Count) names" }
}
ConvertTo-Json -Compress @{ one = $one; first = $first; names = $names }`;
    // Our own script's answer.
    const said = JSON.parse(await inShell(script, session.root)) as Record<'one' | 'first' | 'names', number[]>;
    const warm = (times: number[]) => timesOf(times.slice(1));
    return [
      callRow(warm(said.one), core),
      timeRow(`First object of Get-Container of ${CREATED}, in PowerShell 7`, warm(said.first), TARGET_FIRST_MS),
      timeRow(`A name of ${CREATED} completed, in PowerShell 7`, warm(said.names), TARGET_COMPLETION_MS),
    ];
  } finally {
    await session.invoke('Remove-Container', { Name: ['module-*'], Force: true });
  }
}

function callRow(ours: Times, core: Times): Row {
  const more = ours.medianMs - core.medianMs;
  return {
    what: 'A warm cmdlet in PowerShell 7, against the core over a socket',
    ours: ms(ours),
    theirs: ms(core),
    figure: `+${more.toFixed(1)} ms`,
    target: `< ${TARGET_CALL_MS} ms`,
    holds: more < TARGET_CALL_MS,
  };
}

function timeRow(what: string, ours: Times, targetMs: number, theirs?: Times): Row {
  return {
    what,
    ours: ms(ours),
    theirs: theirs === undefined ? '' : ms(theirs),
    figure: `${ours.medianMs.toFixed(0)} ms`,
    target: `< ${targetMs} ms`,
    holds: ours.medianMs < targetMs,
  };
}
