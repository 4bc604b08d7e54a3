/**
 * Bundles what runs as a process of its own into dist/: one file each, since a start from many sources costs 250 ms.
 *
 * `buildIfStale()` compares sizes and times of the sources with those of the last build. Two at once do no harm: files
 * are written aside and renamed, the manifest last, and the same sources give the same bytes.
 */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureNode22, PROJECT } from './node22.mjs';
import { ensureSetUp } from './setup.mjs';

const DIST = join(PROJECT, 'dist');
const MANIFEST = join(DIST, 'build.json');

/** Output by source. */
export const ENTRIES = {
  hcs: 'core/cli/main.ts',
  service: 'core/service/main.ts',
  keeper: 'core/embedded/keeper-main.ts',
  'win32-keeper': 'core/win32/keeper/main.ts',
  helper: 'core/win32/helper/main.ts',
  'hcn-helper': 'core/win32/network/hcn-helper-main.ts',
};
/** Loaded from node_modules at run time: it has native parts. */
const EXTERNAL = ['koffi'];
/** Files of these kinds below this folder are found beside the bundle, under the same names. */
const ASSET_ROOT = 'core/embedded';
const ASSET_KINDS = /\.(exe|sh)$/;
/** Replaced by the id of the build once its bytes are known. */
const BUILD_PLACEHOLDER = '@HCS-BUILD-ID@';

function statOf(path) {
  const stat = statSync(join(PROJECT, path), { throwIfNoEntry: false });
  return stat === undefined ? undefined : [stat.size, stat.mtimeMs];
}

function assets() {
  return readdirSync(join(PROJECT, ASSET_ROOT), { recursive: true })
    .filter((name) => ASSET_KINDS.test(name) && !name.endsWith('build.sh'))
    .map((name) => `${ASSET_ROOT}/${name}`);
}

/** Whether dist/ is what the sources give. A few milliseconds. */
export function isFresh() {
  let manifest;
  try {
    manifest = JSON.parse(readFileSync(MANIFEST, 'utf8'));
  } catch {
    return false;
  }
  const same = ([path, [size, time]]) => {
    const now = statOf(path);
    return now !== undefined && now[0] === size && now[1] === time;
  };
  const entries = Object.values(ENTRIES).filter((path) => statOf(path) !== undefined);
  return (
    Object.entries(manifest.sources).every(same) &&
    [...entries, ...assets()].every((path) => manifest.sources[path] !== undefined) &&
    manifest.outputs.every((name) => existsSync(join(DIST, name)))
  );
}

/** Builds when something changed. */
export async function buildIfStale() {
  if (!isFresh()) await build();
}

export async function build() {
  const startedMs = Date.now() - 5;
  const esbuild = await import('esbuild');
  const entries = Object.fromEntries(Object.entries(ENTRIES).filter(([, path]) => statOf(path) !== undefined));
  const result = await esbuild.build({
    absWorkingDir: PROJECT,
    entryPoints: entries,
    outdir: DIST,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    external: EXTERNAL,
    legalComments: 'none',
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: 'warning',
    define: { HCS_BUILD: JSON.stringify(BUILD_PLACEHOLDER) },
    // CommonJS packages in an ESM bundle still ask for Node's modules by `require`.
    banner: {
      js: "import { createRequire as hcsCreateRequire } from 'node:module';\nconst require = hcsCreateRequire(import.meta.url);",
    },
  });
  const inputs = Object.keys(result.metafile.inputs).filter((path) => !path.includes('node_modules/'));
  const sources = [
    ...new Set([...inputs, ...Object.values(entries), ...assets(), 'package-lock.json', 'scripts/build.mjs']),
  ].sort();
  // A source that was written while we read it is looked at again next time.
  const settled = ([size, time]) => [size, time < startedMs ? time : -1];
  const stats = Object.fromEntries(sources.map((path) => [path, settled(statOf(path) ?? [0, 0])]));
  const id = buildId(result.outputFiles, stats, startedMs);

  const aside = join(DIST, `.new-${process.pid}`);
  mkdirSync(aside, { recursive: true });
  try {
    const outputs = [];
    const place = (name, write) => {
      for (const folder of [aside, DIST]) mkdirSync(dirname(join(folder, name)), { recursive: true });
      write(join(aside, name));
      renameSync(join(aside, name), join(DIST, name));
      outputs.push(name);
    };
    for (const path of assets()) {
      place(relative(ASSET_ROOT, path), (to) => {
        copyFileSync(join(PROJECT, path), to);
        chmodSync(to, 0o755);
      });
    }
    for (const file of result.outputFiles)
      place(relative(DIST, file.path), (to) => writeFileSync(to, file.text.replaceAll(BUILD_PLACEHOLDER, id)));
    writeFileSync(join(aside, 'build.json'), JSON.stringify({ build: id, outputs, sources: stats }));
    renameSync(join(aside, 'build.json'), MANIFEST);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  return id;
}

/** Sorts by age (the newest source's time), then tells builds of the same moment apart (the bytes). */
function buildId(files, stats, startedMs) {
  const newest = Math.max(...Object.values(stats).map(([, time]) => (time < 0 ? startedMs : time)));
  const digest = createHash('sha256');
  for (const file of files) digest.update(file.contents);
  return `${new Date(newest).toISOString().replace(/[-:]|\.\d+/g, '')}-${digest.digest('hex').slice(0, 8)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  ensureSetUp();
  await ensureNode22(fileURLToPath(import.meta.url));
  if (process.argv.includes('--force') || !isFresh()) process.stdout.write(`built ${await build()}\n`);
  else process.stdout.write('nothing changed\n');
}
