/**
 * Calls `work` once, after so many milliseconds. Given from outside like the clock, so that tests need not wait.
 *
 * @returns what takes it back; after the call it does nothing.
 */
export type Schedule = (delayMs: number, work: () => void) => () => void;

/** By the timers of this process. */
export const schedule: Schedule = (delayMs, work) => {
  const timer = setTimeout(work, delayMs);
  return () => clearTimeout(timer);
};
