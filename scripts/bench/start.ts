import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findWine } from '../../core/embedded/wine.ts';
import { PROJECT } from '../demo/project.ts';
import { inTurn } from './measure.ts';
import { runPeer } from './peer.ts';
import { type Finding, ms, ratioRow } from './report.ts';
import { IMAGE, type Session } from './session.ts';

const TARGET_RATIO = 1.25;
const TARGET_OVER_MS = 20;
const COMMAND = 'cmd /c ver';
const EXPECTED = 'Microsoft Windows';

/** From the start of a new container to the first output of a command in it, against the same sandbox made by hand. */
export async function benchStart(session: Session, rounds: number): Promise<Finding> {
  const base = await baseLayer(session);
  const wine = await requireWine();
  const outputs = new Set<string>();
  const ours = async (round: number): Promise<number> => {
    const Name = [`start-${round}`];
    await session.invoke('New-Container', { Name: Name[0], ContainerImageName: IMAGE });
    const startedMs = performance.now();
    await session.invoke('Start-Container', { Name });
    const commandMs = performance.now();
    const { stdout, firstOutputMs } = await session.invoke('Invoke-ContainerCommand', { Name, Command: COMMAND });
    outputs.add(checked(stdout));
    await session.invoke('Remove-Container', { Name, Force: true });
    return commandMs - startedMs + (firstOutputMs ?? Number.NaN);
  };
  const byHand = (folder: string): string[] => [
    ...['unshare', '--mount', '--pid', '--net', '--uts', '--ipc', '--fork'],
    ...['sh', join(PROJECT, 'scripts/bench/by-hand.sh'), folder, base, wine.loader, wine.server],
    ...COMMAND.split(' '),
  ];
  const theirs = async (round: number): Promise<number> => {
    const folder = join(session.folder, `hand-${round}`);
    for (const name of ['root', 'upper', 'work']) mkdirSync(join(folder, name), { recursive: true });
    const run = await runPeer(byHand(folder), { until: EXPECTED });
    outputs.add(checked(run.stdout));
    return run.ms;
  };
  const times = await inTurn(rounds, ours, theirs);
  return {
    rows: [ratioRow('Start of a new container to the first output', times, TARGET_RATIO)],
    notes: [
      `ours: Start-Container, then Invoke-ContainerCommand '${COMMAND}', over the open connection; New-Container is outside`,
      `peer: ${byHand('FOLDER').join(' ').replace(base, 'BASE').replace(`${PROJECT}/`, '')}`,
      `verified: ${agreed(outputs)}`,
    ],
  };
}

/** A command in a running container, against the same Wine command by hand inside it. */
export async function benchCommand(session: Session, rounds: number): Promise<Finding> {
  const wine = await requireWine();
  const Name = ['command'];
  const created = await session.invoke('New-Container', { Name: Name[0], ContainerImageName: IMAGE });
  await session.invoke('Start-Container', { Name });
  const pid = session.firstProcessOf(String(created.objects[0]?.['ContainerId']));
  const byHand = [
    ...['nsenter', '--target', String(pid), '--mount', '--root', '--pid', '--net', '--uts', '--ipc'],
    ...['env', '-i', '-C', '/c/drive_c', 'PATH=/usr/bin:/bin', 'HOME=/tmp', 'WINEPREFIX=/c', 'WINEDEBUG=-all'],
    ...[`WINELOADER=${wine.loader}`, `WINESERVER=${wine.server}`, wine.loader, ...COMMAND.split(' ')],
  ];
  const outputs = new Set<string>();
  const times = await inTurn(
    rounds,
    async () => {
      const answer = await session.invoke('Invoke-ContainerCommand', { Name, Command: COMMAND });
      outputs.add(checked(answer.stdout));
      return answer.ms;
    },
    async () => {
      const run = await runPeer(byHand);
      outputs.add(checked(run.stdout));
      return run.ms;
    },
  );
  await session.invoke('Remove-Container', { Name, Force: true });
  const overMs = times.ours.medianMs - times.theirs.medianMs;
  return {
    rows: [
      {
        what: 'Command in a running container, to its end',
        ours: ms(times.ours),
        theirs: ms(times.theirs),
        figure: `${overMs < 0 ? '-' : '+'}${Math.abs(overMs).toFixed(0)} ms`,
        target: `<= +${TARGET_OVER_MS} ms`,
        holds: overMs <= TARGET_OVER_MS,
      },
    ],
    notes: [
      `ours: Invoke-ContainerCommand '${COMMAND}' over the open connection`,
      `peer: ${byHand.join(' ').replace(String(pid), 'PID')}`,
      `verified: ${agreed(outputs)}`,
    ],
  };
}

/** The layer folder of the base image, found by way of a container that runs on it. */
async function baseLayer(session: Session): Promise<string> {
  const Name = ['layer'];
  const { objects } = await session.invoke('New-Container', { Name: Name[0], ContainerImageName: IMAGE });
  await session.invoke('Start-Container', { Name });
  const layers = session.layersOf(String(objects[0]?.['ContainerId']));
  await session.invoke('Remove-Container', { Name, Force: true });
  const [base] = layers;
  if (base === undefined || layers.length !== 1) throw new Error(`the base image has ${layers.length} layers`);
  readFileSync(join(base, 'system.reg'));
  return base;
}

async function requireWine() {
  const wine = await findWine();
  if (wine === undefined) throw new Error('Wine is not installed');
  return wine;
}

function checked(stdout: string): string {
  const text = stdout.trim();
  if (!text.startsWith(EXPECTED)) throw new Error(`'${COMMAND}' printed '${text}'`);
  return text;
}

function agreed(outputs: ReadonlySet<string>): string {
  if (outputs.size !== 1) throw new Error(`both sides do not say the same: ${[...outputs].join(' / ')}`);
  return `every run of both sides printed '${[...outputs][0]}'`;
}
