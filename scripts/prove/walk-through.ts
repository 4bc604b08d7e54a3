/**
 * `npm run prove:walk-through`: types the walk-through of 2015 into a real PowerShell, against the embedded host, packs the
 * module and starts its program under Wine, and writes docs/proof/walk-through.md. A line that fails, or does not show
 * what it should, ends it with nothing written.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { RealRoot } from '../../test/service/real-root.ts';
import { importTimes, inShell } from '../bench/import-time.ts';
import type { Times } from '../bench/measure.ts';
import { PROJECT } from '../demo/project.ts';
import { WALK } from './lines.ts';
import { type PackedModule, packedModule } from './packed-module.ts';
import { steady } from './steady.ts';

const PAGE = join(PROJECT, 'docs/proof/walk-through.md');
const IMPORTS = 11;
/** Less than this is the machine's load. */
const IMPORT_STEP_MS = 10;
const run = promisify(execFile);

interface Typed {
  line: string;
  text: string;
  errors: string[];
}

const real = await RealRoot.withBase();
const work = await mkdtemp(join(tmpdir(), 'hcs-walk-'));
try {
  const environment = await installedModule(work, real.root);
  const version = await inShell('$PSVersionTable.PSVersion.ToString()');
  const typed = await typeLines(work, environment);
  const imports = await importTimes(work, IMPORTS);
  const packed = await packedModule(work);
  await writeFile(PAGE, pageOf({ version, typed, imports, packed }));
  process.stdout.write(`wrote docs/proof/walk-through.md: ${typed.length} lines\n`);
} finally {
  await real.dispose();
  await rm(work, { recursive: true, force: true, maxRetries: 5 });
}

/** An environment in which PowerShell finds the module by its name. */
async function installedModule(folder: string, root: string): Promise<NodeJS.ProcessEnv> {
  const modules = join(folder, 'modules');
  await mkdir(modules);
  await symlink(join(PROJECT, 'module'), join(modules, 'HcsContainers'));
  const [HCS_CONTAINERS_NODE, HCS_CONTAINERS_CORE] = [process.execPath, join(PROJECT, 'dist/hcs.mjs')];
  const ours = { HCS_CONTAINERS_ROOT: root, HCS_CONTAINERS_NODE, HCS_CONTAINERS_CORE, PSModulePath: modules };
  return { ...process.env, ...ours, NO_COLOR: '1' };
}

async function typeLines(folder: string, env: NodeJS.ProcessEnv): Promise<Typed[]> {
  const path = join(folder, 'lines.json');
  await writeFile(path, JSON.stringify(['Import-Module HcsContainers', ...WALK.map(([line]) => line)]));
  const words = ['-NoProfile', '-NonInteractive', '-File', join(import.meta.dirname, 'typed.ps1'), path];
  const { stdout } = await run('pwsh', words, { env, cwd: folder, maxBuffer: 1 << 26 });
  const typed = [...stdout.matchAll(/^##typed (.*)$/gm)].map(([, json = '']) => JSON.parse(json) as Typed); // our own script's
  for (const [index, [line, shows]] of WALK.entries()) {
    const found = typed[index + 1];
    if (found?.errors.length !== 0 || !shows.test(found.text.trim()))
      throw new Error(`'${line}' did not show ${shows}: ${found?.errors.join('; ')}${found?.text ?? stdout}`);
  }
  return typed;
}

function pageOf(found: {
  version: string;
  typed: readonly Typed[];
  imports: { ours: Times; theirs: Times };
  packed: PackedModule;
}): string {
  const shown = found.typed.map(({ line, text }) => `PS> ${line}\n${text.trim() === '' ? '' : `${text.trimEnd()}\n`}`);
  return `# The walk-through of 2015, as people typed it

Written by \`npm run prove:walk-through\`, which types each line and looks at what it shows: PowerShell ${found.version} on
Linux, the embedded host. Ids are numbered and dates are zero, so that the next run writes the same.

\`\`\`
${steady(shown.join('\n')).trimEnd()}
\`\`\`

## The time of the import
\`Import-Module HcsContainers\` takes ${rounded(found.imports.ours)} ms, and an empty module of as many functions ${rounded(found.imports.theirs)} ms: medians of ${IMPORTS}
processes each, in turn, to the nearest ${IMPORT_STEP_MS} ms.

## The packed module
What \`npm run pack:module\` writes, below \`HcsContainers/<version>\`:

\`\`\`
${found.packed.listing.join('\n')}
\`\`\`

Its program holds Node.js and the core; started under Wine:

\`\`\`
${found.packed.started.join('\n\n')}
\`\`\`
`;
}

function rounded({ medianMs }: Times): number {
  return Math.round(medianMs / IMPORT_STEP_MS) * IMPORT_STEP_MS;
}
