import { benchCapture } from './capture.ts';
import { benchCompare } from './compare.ts';
import { benchListing } from './listing.ts';
import { benchLogs } from './logs.ts';
import { benchMany } from './many.ts';
import { benchMemory } from './memory.ts';
import { benchModule } from './module.ts';
import { type Finding, load, machine, type Row, table } from './report.ts';
import { IMAGE, Session } from './session.ts';
import { benchCommand, benchStart } from './start.ts';
import { benchWindows } from './windows/windows.ts';

export const GROUPS = [
  'start',
  'command',
  'listing',
  'memory',
  'capture',
  'many',
  'compare',
  'logs',
  'module',
  'windows',
] as const;
export type Group = (typeof GROUPS)[number];

const ROUNDS = 5;
/** For what takes milliseconds. */
const MANY_ROUNDS = 15;
/** For what is taken from each other: the machine's mood is in both. */
const PAIRED_ROUNDS = 31;
const CONTAINERS = 10;
const RUNNING = 8;

/** Runs groups of measurements and prints what they find. @returns the exit code: 1 when one could not be measured. */
export async function runBench(groups: readonly Group[]): Promise<number> {
  print(machine());
  const session = await Session.open();
  const interrupt = () => void session.close().finally(() => process.exit(130));
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, interrupt);
  const rows: Row[] = [];
  let failures = 0;
  try {
    await session.invoke('Install-ContainerOSImage');
    for (const group of groups) {
      print(`\n== ${group} (load ${load()})`);
      try {
        const { rows: found, notes } = await measure(group, session);
        rows.push(...found);
        print(notes.map((note) => `   ${note}`).join('\n'));
      } catch (error) {
        failures += 1;
        print(`   NOT MEASURED: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  } finally {
    await session.close();
  }
  print(`\n${machine()}; medians of ${ROUNDS} or more in turn, least and most in brackets\n\n${table(rows)}`);
  return failures === 0 ? 0 : 1;
}

async function measure(group: Group, session: Session): Promise<Finding> {
  switch (group) {
    case 'start':
      return benchStart(session, ROUNDS);
    case 'command':
      return benchCommand(session, MANY_ROUNDS);
    case 'listing':
      return withContainers(session, async (names) => {
        await session.invoke('Start-Container', { Name: names.slice(0, RUNNING) });
        return benchListing(session, names, MANY_ROUNDS);
      });
    case 'memory':
      return withContainers(session, (names) => benchMemory(session, names.slice(0, RUNNING)));
    case 'capture':
      return benchCapture(session, ROUNDS);
    case 'many':
      return benchMany(session, ROUNDS, MANY_ROUNDS);
    case 'compare':
      // A tenth of a second each: more rounds, or chance decides.
      return benchCompare(session, 3 * ROUNDS);
    case 'logs':
      return benchLogs(session, ROUNDS);
    case 'module':
      return benchModule(session, 2 * ROUNDS);
    case 'windows':
      return benchWindows(PAIRED_ROUNDS);
  }
}

/** Ten containers that publish a port each, and nothing else, while something is measured. */
async function withContainers(session: Session, act: (names: string[]) => Promise<Finding>): Promise<Finding> {
  const names = Array.from({ length: CONTAINERS }, (_, index) => `bench-${index}`);
  await session.invoke('Remove-Container', { Name: ['*'], Force: true });
  try {
    for (const Name of names)
      await session.invoke('New-Container', { Name, ContainerImageName: IMAGE, PublishPort: ['80'] });
    return await act(names);
  } finally {
    await session.invoke('Remove-Container', { Name: ['*'], Force: true });
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
