import { join } from 'node:path';
import { readJson } from '../base/atomic-file.ts';
import { fault } from '../base/fault.ts';
import { checkKey } from '../host/check-process.ts';
import { askAgent } from './ask-agent.ts';
import type { ProcessRecord } from './embedded-process.ts';
import type { SystemTracker } from './system-tracker.ts';
import { checkTerminalSize, type TerminalSize } from './terminal-size.ts';

/** See `SystemControls.resizeConsole`; the system was seen running. */
export async function resizeTerminal(tracker: SystemTracker, key: string, size: TerminalSize): Promise<void> {
  checkTerminalSize(size);
  checkKey(key);
  const { folder } = tracker;
  const record = (await readJson(join(folder.processesPath, `${key}.json`))) as ProcessRecord | undefined; // the host's own
  await tracker.refresh();
  const tracked = tracker.processes.get(key);
  if (record === undefined || tracked?.processId === undefined) {
    throw fault('NotFound', `Compute system '${folder.id}' has no process '${key}'.`, { target: key });
  }
  if (record.hasTerminal !== true) {
    throw fault('InvalidState', `Process '${key}' has no terminal.`, { target: key });
  }
  if (tracked.exit !== undefined) return;
  try {
    await askAgent(tracker, {
      command: `resize ${key} ${size.height} ${size.width}`,
      answer: `resized ${key}`,
      what: 'give a terminal another size',
    });
  } catch (error) {
    // It ended meanwhile, and its terminal with it.
    await tracker.refresh();
    if (tracker.processes.get(key)?.exit === undefined) throw error;
  }
}
