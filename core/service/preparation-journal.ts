import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readJson, writeJson } from '../base/atomic-file.ts';
import { isFault } from '../base/fault.ts';

/** `<root>/preparation.json`: an installation that waits for a restart of the machine. */
export interface PreparationJournal {
  schemaVersion: 1;
  /** When the restart was found to be needed, ISO 8601. */
  at: string;
  hyperV: boolean;
  /** Steps that were taken, and those that are taken after the restart: as a person would type them. */
  done: string[];
  waiting: string[];
}

/** Undefined when none waits. A damaged file counts as none: the plan of the machine as it is says what to do. */
export async function readPreparation(root: string): Promise<PreparationJournal | undefined> {
  try {
    const value = await readJson(pathOf(root));
    if (value === undefined || value['schemaVersion'] !== 1) return undefined;
    const texts = (list: unknown): string[] =>
      Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
    return {
      schemaVersion: 1,
      at: String(value['at']),
      hyperV: value['hyperV'] === true,
      done: texts(value['done']),
      waiting: texts(value['waiting']),
    };
  } catch (error) {
    if (isFault(error, 'Corrupt')) return undefined;
    throw error;
  }
}

export async function writePreparation(root: string, journal: PreparationJournal): Promise<void> {
  await writeJson(pathOf(root), journal);
}

/** None there: success. */
export async function clearPreparation(root: string): Promise<void> {
  await rm(pathOf(root), { force: true });
}

function pathOf(root: string): string {
  return join(root, 'preparation.json');
}
