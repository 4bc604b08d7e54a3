import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Set by the bundler of the single executable; absent in the other bundles and in the sources. */
declare const HCS_IS_EXECUTABLE: boolean | undefined;

/**
 * Whether this process is the single executable that holds all our programs (`scripts/pack/executable.ts`). There
 * `process.execPath` is that executable, and no program of ours is a file.
 */
export const isExecutable: boolean = typeof HCS_IS_EXECUTABLE === 'boolean' && HCS_IS_EXECUTABLE;

/** The executable's first argument when it is to be another program than the command line; the program's name follows. */
export const PROGRAM_WORD = '--hcs-program';

/**
 * One of our programs: its bundle or, in development, its source. In the executable a name, and no file.
 *
 * @param folder Of the bundles, or of the sources.
 * @param bundle `helper.mjs`. @param source Below `folder`.
 */
export function ownProgram(folder: string, bundle: string, source: string): string {
  const path = join(folder, bundle);
  return isExecutable || existsSync(path) ? path : join(folder, source);
}

/** Whether it can be started: the executable has all of them in itself. */
export function isProgramThere(program: string): boolean {
  return isExecutable || existsSync(program);
}

/** What `process.execPath` is started with to run a program of ours; its own arguments follow. */
export function programWords(program: string): string[] {
  return isExecutable ? [PROGRAM_WORD, basename(program, '.mjs')] : ['--disable-warning=ExperimentalWarning', program];
}
