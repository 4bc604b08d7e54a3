import type { OnProgress } from '../../container/world.ts';
import type { CmdletContext } from '../context.ts';

const INTERVAL_MS = 100;

/** Reports work that may take over a second: begins at once, tells at most ten times a second, ends with `work`. */
export async function withProgress<T>(
  context: CmdletContext,
  activity: string,
  work: (progress: OnProgress) => Promise<T>,
): Promise<T> {
  let lastMs = Number.NEGATIVE_INFINITY;
  const progress: OnProgress = (status, percent) => {
    const nowMs = context.runtime.now().getTime();
    if (nowMs - lastMs < INTERVAL_MS) return;
    lastMs = nowMs;
    context.progress({ activity, status, ...(percent === undefined ? {} : { percent: Math.round(percent) }) });
  };
  progress('Starting');
  try {
    return await work(progress);
  } finally {
    context.progress({ activity, status: 'Done', completed: true });
  }
}
