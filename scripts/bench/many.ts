import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { alone, inTurn, type Times, timed } from './measure.ts';
import { runPeer, versionOf } from './peer.ts';
import { type Finding, ms, type Row, ratioRow } from './report.ts';
import { IMAGE, type Session } from './session.ts';
import { writeTree } from './tree.ts';

const CREATED = 1000;
const TARGET_LIST_MS = 15;
const AT_ONCE = 10;
const TARGET_START_RATIO = 3;
const COPY_FILES = 2000;
const COPY_BYTES = 200e6;
const TARGET_COPY_RATIO = 1.5;

/** What many containers and many bytes cost: a listing, starts at once, a copy. */
export async function benchMany(session: Session, rounds: number, manyRounds: number): Promise<Finding> {
  const findings = [
    await benchStarts(session, rounds),
    await benchCopy(session, rounds),
    await benchList(session, manyRounds),
  ];
  return { rows: findings.flatMap(({ rows }) => rows), notes: findings.flatMap(({ notes }) => notes) };
}

async function benchList(session: Session, rounds: number): Promise<Finding> {
  const names = Array.from({ length: CREATED }, (_, index) => `list-${index}`);
  for (const Name of names) await session.invoke('New-Container', { Name, ContainerImageName: IMAGE });
  const times = await alone(rounds, async () => {
    const { objects, ms: time } = await session.invoke('Get-Container');
    if (objects.length !== CREATED) throw new Error(`Get-Container gave ${objects.length} containers`);
    return time;
  });
  await session.invoke('Remove-Container', { Name: ['list-*'], Force: true });
  const row: Row = {
    what: `Get-Container over the open connection, ${CREATED} containers`,
    ours: ms(times),
    theirs: '',
    figure: `${times.medianMs.toFixed(1)} ms`,
    target: `< ${TARGET_LIST_MS} ms`,
    holds: times.medianMs < TARGET_LIST_MS,
  };
  return { rows: [row], notes: [`verified: ${CREATED} objects in each answer`] };
}

/** Ten containers started by ten clients at once, against one alone. */
async function benchStarts(session: Session, rounds: number): Promise<Finding> {
  const names = Array.from({ length: AT_ONCE }, (_, index) => `start-${index}`);
  for (const Name of names) await session.invoke('New-Container', { Name, ContainerImageName: IMAGE });
  const clients = await Promise.all(names.map(() => session.another()));
  const start = async (count: number): Promise<number> => {
    const { ms: time } = await timed(() =>
      Promise.all(
        clients.slice(0, count).map((client, index) => client.invoke('Start-Container', { Name: [names[index]] })),
      ),
    );
    await session.invoke('Stop-Container', { Name: names, TurnOff: true });
    return time;
  };
  const times = await inTurn(
    rounds,
    () => start(AT_ONCE),
    () => start(1),
  );
  for (const client of clients) client.leave();
  await session.invoke('Remove-Container', { Name: names, Force: true });
  const row = ratioRow(`Start of ${AT_ONCE} containers at once`, times, TARGET_START_RATIO);
  return { rows: [row], notes: [`peer: the start of one of them alone`] };
}

/** A tree of files into a running container, against tar through a pipe into the same drive. */
async function benchCopy(session: Session, rounds: number): Promise<Finding> {
  const Name = ['copy'];
  const source = join(session.folder, 'tree');
  writeTree(source, COPY_FILES, COPY_BYTES);
  const { objects } = await session.invoke('New-Container', { Name: Name[0], ContainerImageName: IMAGE });
  await session.invoke('Start-Container', { Name });
  const drive = `/proc/${session.firstProcessOf(String(objects[0]?.['ContainerId']))}/root/c/drive_c`;
  const ours = async (round: number): Promise<number> => {
    const target = `ours-${round}`;
    const parameters = { Path: [source], ToContainer: Name[0], Destination: `C:\\${target}` };
    const { ms: time } = await session.invoke('Copy-ContainerItem', parameters);
    return checked(join(drive, target), time);
  };
  const theirs = async (round: number): Promise<number> => {
    const target = join(drive, `theirs-${round}`);
    mkdirSync(target);
    const { ms: time } = await runPeer(['sh', '-c', 'tar -C "$0" -cf - . | tar -C "$1" -xf -', source, target]);
    return checked(target, time);
  };
  const times = await inTurn(rounds, ours, theirs);
  await session.invoke('Remove-Container', { Name, Force: true });
  return copyFinding(times, await versionOf('tar', '--version'));
}

function copyFinding(times: { ours: Times; theirs: Times }, version: string | undefined): Finding {
  const what = `Copy of ${COPY_FILES} files, ${COPY_BYTES / 1e6} MB, into a running container`;
  const row = ratioRow(what, times, TARGET_COPY_RATIO);
  const notes = [
    'ours: Copy-ContainerItem FOLDER -ToContainer over the open connection',
    `peer: tar -cf - | tar -xf - into the same drive; ${version}`,
    'verified: the number and the sum of the sizes of the files',
  ];
  return { rows: [row], notes };
}

/** Checks a copied tree, and removes it. @returns the time that it is given. */
function checked(folder: string, time: number): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = files.reduce((total, file) => total + statSync(join(file.parentPath, file.name)).size, 0);
  if (files.length !== COPY_FILES || bytes !== COPY_BYTES)
    throw new Error(`${folder} holds ${files.length} files of ${bytes} bytes`);
  execFileSync('rm', ['-r', folder]);
  return time;
}
