import { execFile } from 'node:child_process';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const HERE = import.meta.dirname;

/**
 * Builds the stand-ins and their self tests, and copies them into `folder`. What the last build made is kept, so that
 * only what has changed is made again; one build at a time.
 * @throws when the build fails or has something to say.
 */
export async function buildDlls(folder: string): Promise<void> {
  const kept = join(HERE, '../../.tmp/standin');
  await mkdir(kept, { recursive: true });
  const said = await promisify(execFile)('flock', [`${kept}.lock`, join(HERE, 'build.sh'), kept]);
  if (said.stdout + said.stderr !== '') throw new Error(`build.sh says: ${said.stdout}${said.stderr}`);
  await cp(kept, folder, { recursive: true, filter: (path) => !path.includes('objects') });
}
