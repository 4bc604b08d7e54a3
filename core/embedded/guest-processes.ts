import { closeSync, constants, readSync } from 'node:fs';
import { msOfFileTime } from '../base/file-time.ts';
import type { GuestProcess } from '../host/controls.ts';
import { askAgent } from './ask-agent.ts';
import { IoFolder } from './io-folder.ts';
import type { SystemTracker } from './system-tracker.ts';

/** What the key of such a question begins with. */
export const LIST_PREFIX = 'list-';
/** Some ten thousand programs; programs inside can write to the list too. */
const MAX_LIST_BYTES = 1024 * 1024;

/**
 * Asks the guest agent what runs beside it. By Windows process id; the agent itself and Wine's own services are there,
 * as Windows' are in a Windows container.
 *
 * @param key A name of its own for this question, as a process key is.
 * @throws InvalidState when it is not running; Timeout when the agent does not answer.
 */
export async function listGuestProcesses(tracker: SystemTracker, key: string): Promise<GuestProcess[]> {
  const { folder } = tracker;
  const io = await IoFolder.make(folder.ioPath, key, `${key}-aside`);
  try {
    io.write('list', '');
    await askAgent(tracker, { command: `list ${key}`, answer: `listed ${key}`, what: 'list what runs in it' });
    return parseProcessList(readList(io)).sort((a, b) => a.processId - b.processId);
  } finally {
    io.close();
    IoFolder.remove(folder.ioPath, key);
  }
}

function readList(io: IoFolder): string {
  const fd = io.openFile('list', constants.O_RDONLY);
  try {
    const buffer = Buffer.alloc(MAX_LIST_BYTES);
    let size = 0;
    for (let got = -1; got !== 0 && size < buffer.length; size += got)
      got = readSync(fd, buffer, size, buffer.length - size, size);
    return buffer.toString('utf8', 0, size);
  } finally {
    closeSync(fd);
  }
}

/** Reads the lines that `agent/agent.c` describes; what is none is left out. */
export function parseProcessList(text: string): GuestProcess[] {
  return text.split('\n').flatMap((line) => {
    const [, id, created, ticks, commit, inMemory, name] =
      /^(\d{1,10}) (\d{1,19}) (\d{1,19}) (\d{1,19}) (\d{1,19}) (.{1,260})$/.exec(line) ?? [];
    if (created === undefined || name === undefined) return [];
    return [
      {
        processId: Number(id),
        imageName: name,
        ...(created === '0' ? {} : { createdAt: new Date(msOfFileTime(BigInt(created))) }),
        processorMs: Number(ticks) / 10_000,
        memoryCommitBytes: Number(commit),
        // Wine counts as committed what is a program's own, swapped out or not.
        memoryPrivateBytes: Math.min(Number(commit), Number(inMemory)),
      },
    ];
  });
}
