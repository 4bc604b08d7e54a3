/**
 * What the outside gives the core: time and chance. Built once by `service/main.ts`, replaced in tests, so that the
 * same input gives the same bytes. Nothing below `service/` calls `Date.now()` or `Math.random()`.
 */
export interface Runtime {
  /** The wall clock. */
  now(): Date;
  /** A new lower-case GUID without braces. */
  newId(): string;
}

/** Where the core tells what it does. `service/log.ts` writes it; tests collect it. */
export interface Log {
  debug(message: string, fields?: Record<string, unknown>): void;
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
}

/** A log that keeps nothing. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };
