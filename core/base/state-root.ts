import { posix, win32 } from 'node:path';
import { fault } from './fault.ts';

/** What the choice of the state root depends on. */
export interface RootSource {
  environment: Readonly<Record<string, string | undefined>>;
  platform: string;
  /** The effective user id; undefined on Windows. */
  userId: number | undefined;
  homeFolder: string;
}

/**
 * The folder that holds all state: `HCS_CONTAINERS_ROOT`, else the platform's data folder.
 *
 * `%ProgramData%\HcsContainers` on Windows; `/var/lib/hcscontainers` for root; else
 * `$XDG_DATA_HOME/hcscontainers` or `~/.local/share/hcscontainers`.
 *
 * @throws {RuntimeFault} `InvalidArgument` for a root that is not absolute.
 * @example An ordinary user on Linux
 * const root = stateRoot({ environment: {}, platform: 'linux', userId: 1000, homeFolder: '/home/a' });
 * assert.equal(root, '/home/a/.local/share/hcscontainers');
 */
export function stateRoot(source: RootSource): string {
  const { environment, platform, userId, homeFolder } = source;
  const path = platform === 'win32' ? win32 : posix;
  const chosen = environment['HCS_CONTAINERS_ROOT'];
  if (chosen !== undefined && chosen !== '') {
    if (!path.isAbsolute(chosen)) {
      throw fault('InvalidArgument', `HCS_CONTAINERS_ROOT is '${chosen}', which is not an absolute path.`, {
        target: chosen,
        hint: `HCS_CONTAINERS_ROOT=${path.join(homeFolder, 'hcs')}`,
      });
    }
    const resolved = path.resolve(chosen);
    return resolved;
  }
  if (platform === 'win32') return path.join(environment['ProgramData'] ?? 'C:\\ProgramData', 'HcsContainers');
  if (userId === 0) return '/var/lib/hcscontainers';
  const data = environment['XDG_DATA_HOME'];
  const base = data !== undefined && path.isAbsolute(data) ? data : path.join(homeFolder, '.local', 'share');
  return path.join(base, 'hcscontainers');
}
