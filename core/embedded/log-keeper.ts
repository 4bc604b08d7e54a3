import type { Log } from '../base/runtime.ts';
import type { KeeperClient } from './keeper-client.ts';

/** Has the keeper note when logs grow, and drop their fronts. What it cannot is logged: a log without times is no reason not to run. */
export interface LogKeeper {
  /** Starts the keeper, where it is not there, while something else takes its time. */
  prepare(): void;
  /** Resolves when these logs of a system are watched: what is written from now on has its time. */
  watch(systemId: string, paths: string[], maximumBytes: number | undefined): Promise<void>;
}

export function logKeeper(keeper: KeeperClient, log: Log): LogKeeper {
  const warn = (error: unknown): void => log.warn('the times of logs cannot be kept', { reason: String(error) });
  return {
    prepare: () => void keeper.processId().catch(warn),
    async watch(id, paths, maximumBytes) {
      try {
        const reply = await keeper.ask({
          op: 'keepLogs',
          id,
          paths,
          ...(maximumBytes === undefined ? {} : { maximumBytes }),
        });
        if (!reply.ok) throw new Error(reply.message);
      } catch (error) {
        warn(error);
      }
    },
  };
}
