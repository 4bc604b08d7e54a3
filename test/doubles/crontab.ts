import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface Crontab {
  /** To be put on the PATH; the program in it is `crontab`. */
  folder: string;
  /** The user's table; not there when the user has none. */
  table: string;
}

/**
 * A crontab that is nobody's: `-l` prints the table or says that there is none, a file, or with `-` what it reads, replaces it. While a file with the
 * table's name and `.broken` is there, it fails.
 */
export async function makeCrontab(folder: string, content?: string): Promise<Crontab> {
  const table = join(folder, 'table');
  const program = join(folder, 'bin', 'crontab');
  const script = `#!/bin/sh
[ ! -f '${table}.broken' ] || { echo "crontabs: Permission denied" >&2; exit 1; }
if [ "$1" = -l ]; then
  [ -f '${table}' ] || { echo "no crontab for me" >&2; exit 1; }
  cat '${table}'
else cat "$1" >'${table}.new' && mv '${table}.new' '${table}'; fi
`;
  await mkdir(dirname(program));
  await writeFile(program, script, { mode: 0o755 });
  if (content !== undefined) await writeFile(table, content);
  return { folder: dirname(program), table };
}
