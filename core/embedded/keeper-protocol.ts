/**
 * Between the host and its keeper: one JSON object a line over a Unix socket, each request answered by one line.
 * The keeper has no state of its own: it reads the namespaces' records when it starts, so it can be killed at any time.
 */
export const KEEPER_VERSION = 1;

export type KeeperRequest =
  | { op: 'hello' }
  /** Take the ports of `<state>/namespaces/<id>.json`; answers with those it got. */
  | { op: 'listen'; id: string; mappings: { hostPort: number; containerPort: number }[] }
  /** Carry connections into the network namespace of this process from now on. */
  | { op: 'connect'; id: string; initProcessId: number }
  /** What was carried for it since its system's start. */
  | { op: 'traffic'; id: string }
  | { op: 'release'; id: string }
  /** Note when these logs of a system grow, until it has ended, and keep them to a size. */
  | { op: 'keepLogs'; id: string; paths: string[]; maximumBytes?: number };

export interface Traffic {
  receivedBytes: number;
  sentBytes: number;
}

export type KeeperReply =
  | { ok: true; version?: number; processId?: number; hostPorts?: number[]; traffic?: Traffic }
  /** `code`: the errno name; `port`: the one that could not be taken. */
  | { ok: false; code: string; message: string; port?: number };
