import type { ExitType } from '../../host/port.ts';
import { parseObject } from '../hcs-answer.ts';

const EXIT_TYPES: ReadonlySet<unknown> = new Set(['GracefulExit', 'ForcedExit', 'UnexpectedExit']);

/** The exit type that a document of HCS names; undefined when it names none. */
export function exitTypeOf(said: unknown): ExitType | undefined {
  return EXIT_TYPES.has(said) ? (said as ExitType) : undefined; // checked
}

/** Of a SystemExited event. @param data SystemExitStatus, as HCS wrote it. */
export function readExitType(data: string | null): ExitType {
  try {
    return exitTypeOf(parseObject(data)['ExitType']) ?? 'Unknown';
  } catch {
    return 'Unknown'; // what cannot be read tells nothing
  }
}
