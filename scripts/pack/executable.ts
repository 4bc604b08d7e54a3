/** All our programs for Windows as one executable: Node's own, with our bundles in it (Node's "single executable"). */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build, type Metafile } from 'esbuild';
import { addResource } from './add-resource.ts';

const PROJECT = join(import.meta.dirname, '../..');
/** Node looks here for what to run: `src/node_sea.cc`. */
const BLOB = { type: 10, name: 'NODE_SEA_BLOB' };
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2:';
/** As in scripts/build.mjs: replaced once the bytes are known. */
const BUILD_PLACEHOLDER = '@HCS-BUILD-ID@';

export interface ExecutableSource {
  /** Source files by the program's name. */
  programs: Readonly<Record<string, string>>;
  /** The node.exe that it is made of. */
  nodeExe: string;
  /** A Node of this machine, of the same version: it writes the blob. */
  node: string;
  /** When the sources are from: with the same time the same sources give the same bytes. */
  date: Date;
}

export interface Executable {
  bytes: Buffer;
  /** Sorts by age; the service and its clients tell each other. */
  build: string;
  /** What went into the bundles. */
  inputs: string[];
}

/** @throws Error when a program does not build, or this Node and `nodeExe` are of different versions. */
export async function makeExecutable(source: ExecutableSource): Promise<Executable> {
  const { files, inputs } = await bundle(source.programs);
  const digest = createHash('sha256');
  for (const [, text] of files) digest.update(text);
  const stamp = source.date.toISOString().replace(/[-:]|\.\d+/g, '');
  const id = `${stamp}-${digest.digest('hex').slice(0, 8)}`;
  const blob = await makeBlob(
    source.node,
    files.map(([name, text]) => [name, text.replaceAll(BUILD_PLACEHOLDER, id)]),
  );
  const node = lightFuse(await readFile(source.nodeExe));
  return { bytes: addResource(node, { ...BLOB, data: blob }), build: id, inputs };
}

/** A bundle each, sorted by name, and the files that they are made of. */
async function bundle(
  programs: Readonly<Record<string, string>>,
): Promise<{ files: [string, string][]; inputs: string[] }> {
  const entries = { ...programs, launcher: 'scripts/pack/launcher.ts' };
  const result = await build({
    absWorkingDir: PROJECT,
    entryPoints: entries,
    outdir: '/',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['koffi'],
    legalComments: 'none',
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: 'warning',
    define: {
      HCS_BUILD: JSON.stringify(BUILD_PLACEHOLDER),
      HCS_IS_EXECUTABLE: 'true',
      'import.meta.url': 'hcsProgramUrl',
      'process.platform': '"win32"',
    },
  });
  const files = result.outputFiles.map(({ path, text }): [string, string] => [path.replace(/^.*[\\/]/, ''), text]);
  files.sort(([a], [b]) => (a < b ? -1 : 1));
  return { files, inputs: inputsOf(result.metafile) };
}

function inputsOf({ outputs }: Metafile): string[] {
  return [...new Set(Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs)))].sort();
}

async function makeBlob(node: string, files: readonly (readonly [string, string])[]): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'hcs-sea-'));
  try {
    for (const [name, text] of files) await writeFile(join(folder, name), text);
    const names = files.map(([name]) => name).filter((name) => name !== 'launcher.cjs');
    const config = {
      main: 'launcher.cjs',
      output: 'blob',
      disableExperimentalSEAWarning: true,
      assets: Object.fromEntries(names.map((name) => [name, name])),
    };
    await writeFile(join(folder, 'config.json'), JSON.stringify(config));
    await promisify(execFile)(node, ['--experimental-sea-config', 'config.json'], { cwd: folder });
    return await readFile(join(folder, 'blob'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Tells node.exe that there is a blob. */
function lightFuse(node: Buffer): Buffer {
  const at = node.indexOf(`${FUSE}0`, 0, 'latin1');
  if (at < 0 || node.includes(`${FUSE}0`, at + 1, 'latin1')) throw new Error('this node.exe takes no program');
  node.write('1', at + FUSE.length, 'latin1');
  return node;
}
