/**
 * Another process that starts a system and a process in it, and is killed. Imported, it gives `startAndDie`; run with a
 * JSON argument, it is that other process.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import type { Host } from '../../../core/host/port.ts';
import type { ComputeSystemDocument } from '../../../core/spec/compute-document.ts';
import { firstLine } from './run.ts';
import { within } from './within.ts';

interface Plan {
  openModule: string;
  root: string;
  id: string;
  key: string;
  document: ComputeSystemDocument;
  /** Its first line of output is waited for. */
  command: string;
}

/** Lets another process start the system and the command, and kills that process (SIGKILL) when the command is up. */
export async function startAndDie(plan: Plan): Promise<void> {
  const child = spawn(process.execPath, [import.meta.filename, JSON.stringify(plan)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  try {
    await within(60_000, 'the other process', firstLine(child.stdout));
  } finally {
    child.kill('SIGKILL');
    await gone;
  }
}

async function live(plan: Plan): Promise<void> {
  setInterval(() => {}, 60_000); // it lives until it is killed
  const { openOver } = (await import(pathToFileURL(plan.openModule).href)) as { openOver(root: string): Promise<Host> }; // the fixture's promise
  const { compute } = await openOver(plan.root);
  await compute.create(plan.id, plan.document);
  await compute.start(plan.id);
  const parameters = { CommandLine: plan.command, CreateStdOutPipe: true, CreateStdErrPipe: true };
  const started = await compute.createProcess(plan.id, plan.key, parameters, { kind: 'spool' });
  await firstLine(started.stdout);
  process.stdout.write('up\n');
}

const [, script, argument] = process.argv;
if (script === import.meta.filename && argument !== undefined) await live(JSON.parse(argument) as Plan); // written above
