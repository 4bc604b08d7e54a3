import { readdirSync, readFileSync, statSync } from 'node:fs';
import { processIds } from './process-ids.ts';

/** fdinfo's flags are octal; the last two bits say how it is open (fcntl.h): 1 and 2 can write. */
const ACCESS_MODE = 3;

/**
 * The process that holds a FIFO open for writing, found by looking at all of them (tens of milliseconds).
 * @returns its id; undefined when there is none, or none that we may look at.
 */
export function holderOf(fifoPath: string): number | undefined {
  const fifo = statSync(fifoPath, { throwIfNoEntry: false });
  if (fifo === undefined) return undefined;
  const holds = (pid: number): boolean =>
    descriptorsOf(pid).some((fd) => {
      try {
        const { dev, ino } = statSync(`/proc/${pid}/fd/${fd}`);
        if (dev !== fifo.dev || ino !== fifo.ino) return false;
        const flags = /^flags:\s*([0-7]+)/m.exec(readFileSync(`/proc/${pid}/fdinfo/${fd}`, 'utf8'))?.[1] ?? '0';
        return (Number.parseInt(flags, 8) & ACCESS_MODE) !== 0;
      } catch {
        return false; // closed meanwhile
      }
    });
  // A child that inherited it came later.
  return processIds().find(holds);
}

function descriptorsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`);
  } catch {
    return []; // ended meanwhile, or somebody else's
  }
}
