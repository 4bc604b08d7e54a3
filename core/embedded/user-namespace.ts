import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** How a sandbox gets the right to mount: inside a user namespace, root's too. */
export interface UserNamespace {
  /** What to put before a command so that it runs there. @throws NotSupported with the way to allow it. */
  enter(): Promise<readonly string[]>;
}

const OWN = ['unshare', '--user', '--map-root-user'];

/**
 * Root's sandboxes each get one of their own: without it, what is inside would be this machine's root, if without
 * capabilities, and could read root's keyring. Where the machine forbids them even to root (or hides parts of /proc, as
 * containers do, so that none could mount it anew), root's sandboxes do without.
 */
export function rootNamespace(): UserNamespace {
  let prefix: Promise<readonly string[]> | undefined;
  return {
    enter() {
      prefix ??= canHaveOwn().then((can) => (can ? [...OWN, '--'] : []));
      return prefix;
    },
  };
}

async function canHaveOwn(): Promise<boolean> {
  const args = ['--mount', '--pid', '--fork', 'mount', '-t', 'proc', 'proc', '/proc'];
  try {
    await promisify(execFile)('unshare', [...OWN.slice(1), ...args], { timeout: 10_000 });
    return true;
  } catch {
    return false; // forbidden here: every start would fail, where without it none does
  }
}

/** An ordinary user has one per state root, held by the keeper, so that all sandboxes and the keeper are in the same. */
export function userNamespaceOf(holder: () => Promise<number>): UserNamespace {
  return {
    async enter() {
      const pid = await holder();
      return ['nsenter', '--user', `--target=${pid}`, '--preserve-credentials', '--'];
    },
  };
}
