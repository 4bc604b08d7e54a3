import type { Reader } from './record-reader.ts';

const ACTS = ['Changed', 'Renamed', 'Stopped'] as const;

/**
 * What was done to a container last, in the words of its history. It is written with what it changed, so that a service
 * which dies before it has told the history leaves it to the next one to tell.
 */
export interface LastAct {
  action: (typeof ACTS)[number];
  /** ISO 8601: the time of its event. */
  at: string;
  details: Record<string, string>;
}

/** @throws {RuntimeFault} `Corrupt`. */
export function parseLastAct(at: Reader): LastAct {
  return { action: at.oneOf('action', ACTS), at: at.date('at'), details: at.texts('details') };
}
