import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { endpointOf } from '../base/endpoint.ts';
import { PRODUCT_BUILD } from '../base/product.ts';
import { stateRoot } from '../base/state-root.ts';
import { PRODUCT_VERSION } from '../service/generated/contract.gen.ts';
import type { ServiceAccess } from './ensure-service.ts';
import { EXIT, problemOf } from './invoke-cmdlet.ts';
import { problemText } from './output.ts';
import { outputFailure } from './output-failure.ts';
import { run } from './run.ts';
import { shellExitCode } from './shell-exit-code.ts';
import { processTerminal } from './terminal.ts';

/** What this process is run with decides which root, hence which service, it speaks to. */
function accessOfThisProcess(given?: string): ServiceAccess {
  const environment = given === undefined ? process.env : { ...process.env, HCS_CONTAINERS_ROOT: given };
  const on = { platform: process.platform, userId: process.geteuid?.() };
  const chosen = stateRoot({ ...on, environment, homeFolder: homedir() });
  let root = chosen;
  try {
    root = realpathSync(chosen);
  } catch {
    // Not made yet: the service's start makes it, and says why when it cannot.
  }
  const isBundle = !import.meta.url.endsWith('.ts');
  return {
    endpoint: endpointOf(root, on),
    userId: on.userId,
    version: PRODUCT_VERSION,
    build: PRODUCT_BUILD,
    client: 'cli',
    node: process.execPath,
    entry: fileURLToPath(new URL(isBundle ? './service.mjs' : '../service/main.ts', import.meta.url)),
    environment,
  };
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `hcs: this needs Node.js 22.18 or newer, and runs on ${process.version}. Try: npm run -s hcs -- <Cmdlet>`,
  );
  process.exit(2);
}
const state = { hasFailed: false };
const terminal = processTerminal((error) => {
  const word = process.argv[2] ?? 'hcs';
  state.hasFailed = true;
  process.exitCode = EXIT.failed; // it may come when all else is done
  process.stderr.write(problemText(word, problemOf(outputFailure(error), word)));
});
void run({
  argv: process.argv.slice(2),
  workingDirectory: process.cwd(),
  terminal,
  access: accessOfThisProcess,
}).then((exitCode) => {
  process.exitCode = shellExitCode(state.hasFailed ? EXIT.failed : exitCode, process.platform);
  terminal.close();
});
