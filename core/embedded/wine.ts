import { execFile } from 'node:child_process';
import { access, constants, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { fault, type RuntimeFault } from '../base/fault.ts';

/** The Wine that this machine has. */
export interface Wine {
  /** The 64-bit loader: a program, not a wrapper script. */
  loader: string;
  server: string;
  /** A folder outside /usr that must be seen inside too (`/opt/wine-stable`). */
  programFolder?: string;
  /** `8.0`. */
  version: string;
  /**
   * What its programs are started by: words that come before the loader. With random addresses the kernel now and then
   * takes the one address that Wine must have (`failed to map the shared user data`): about one start of Wine 8 in 4,000
   * is lost so, and of 16,000 with fixed addresses none was. Empty where the kernel does not let us fix them.
   */
  starter: readonly string[];
}

type Place = Omit<Wine, 'version' | 'starter'>;

const FIXED_ADDRESSES = ['setarch', 'x86_64', '--addr-no-randomize'];

/** Loader and server, in the order they are looked for: Debian and Ubuntu, Fedora and Arch, WineHQ's packages. */
const PLACES: readonly Place[] = [
  { loader: '/usr/lib/wine/wine64', server: '/usr/lib/wine/wineserver64' },
  { loader: '/usr/bin/wine64', server: '/usr/bin/wineserver' },
  {
    loader: '/opt/wine-stable/bin/wine64',
    server: '/opt/wine-stable/bin/wineserver',
    programFolder: '/opt/wine-stable',
  },
  {
    loader: '/opt/wine-staging/bin/wine64',
    server: '/opt/wine-staging/bin/wineserver',
    programFolder: '/opt/wine-staging',
  },
  { loader: '/usr/bin/wine', server: '/usr/bin/wineserver' },
];

export const WINE_FIX = 'apt-get install -y --no-install-recommends wine wine64';

const asked = new Map<string, Pick<Wine, 'version' | 'starter'>>();

/** Finds Wine. @returns undefined when there is none. Asks its version once per program file. */
export async function findWine(places: readonly Place[] = PLACES): Promise<Wine | undefined> {
  for (const place of places) {
    if (!(await isProgram(place.loader)) || !(await isProgram(place.server))) continue;
    const { mtimeMs, size } = await stat(place.loader);
    const identity = `${place.loader} ${mtimeMs} ${size}`;
    let answers = asked.get(identity);
    if (answers === undefined) {
      const [version, starter] = await Promise.all([askVersion(place.loader), findStarter()]);
      answers = { version, starter };
      asked.set(identity, answers);
    }
    return { ...place, ...answers };
  }
  return undefined;
}

/** The fault for a machine without Wine. */
export function noWine(op: string): RuntimeFault {
  return fault(
    'NotInstalled',
    `Cannot ${op}: Wine is not installed, and on this host it is what runs Windows programs.`,
    {
      hint: WINE_FIX,
    },
  );
}

async function askVersion(loader: string): Promise<string> {
  const { stdout } = await promisify(execFile)(loader, ['--version'], { timeout: 10_000 });
  return /wine-(\S+)/.exec(stdout)?.[1] ?? stdout.trim();
}

async function findStarter(): Promise<readonly string[]> {
  const [command = '', ...args] = FIXED_ADDRESSES;
  return promisify(execFile)(command, [...args, 'true']).then(
    () => FIXED_ADDRESSES,
    () => [], // not there, or forbidden: Wine runs all the same
  );
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false; // not there, or not for us: the next place is tried
  }
}
