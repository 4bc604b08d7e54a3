/** The module as one hands it to a Windows machine: a folder that Import-Module takes as it is. */
import { copyFile, cp, mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { emitManifest } from '../../core/codegen/emit-manifest.ts';
import { readDeclaration } from '../../core/codegen/read-declaration.ts';
import { CATALOG, type CatalogRow, catalog, catalogText, filesBelow } from './catalog.ts';
import { buildConnection } from './connection.ts';
import { type Executable, type ExecutableSource, makeExecutable } from './executable.ts';
import { nodeWork, noticesText, packagesOf, workAt } from './notices.ts';

const PROJECT = join(import.meta.dirname, '../..');
/** In module/ for who works on it, not for who uses it. */
const NOT_SHIPPED = new Set(['src', 'README.md']);
/** What `require('koffi')` reads, and its license. Its part for Windows is a package of its own. */
const KOFFI = ['package.json', 'index.cjs', 'src/koffi/index.cjs', 'src/koffi/src/static.cjs', 'LICENSE.txt'];
const KOFFI_WINDOWS = ['package.json', 'index.js', 'win32_x64/koffi.node'];

export interface ModuleSource extends ExecutableSource {
  /** The version of `nodeExe`. */
  nodeVersion: string;
}

export interface PackedModule {
  folder: string;
  build: string;
  files: CatalogRow[];
  /** Why the assembly for sessions was not built: it is compiled where the module is used then. */
  withoutConnection?: string;
}

/**
 * Makes `<out>/HcsContainers/<version>`, in the place of an earlier one. The same sources with the same date give the
 * same bytes and times.
 */
export async function packModule(out: string, source: ModuleSource): Promise<PackedModule> {
  const declaration = await readDeclaration(join(PROJECT, 'cmdlets.psd1'));
  const { Name, Version } = declaration.declaration.Module;
  const folder = join(out, Name, Version);
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'bin'), { recursive: true });
  await copyShipped(folder);
  const withoutConnection = await buildConnection(join(folder, 'connection'));
  const executable = await makeExecutable(source);
  await writeFile(join(folder, 'bin/hcs.exe'), executable.bytes);
  await copyKoffi(join(folder, 'bin/node_modules'));
  await writeFile(join(folder, 'THIRD-PARTY-NOTICES.txt'), await notices(executable, source.nodeVersion));
  const listed = [...(await filesBelow(folder)), CATALOG].sort();
  await writeFile(join(folder, `${Name}.psd1`), emitManifest(declaration, listed));
  const files = await catalog(folder);
  await writeFile(join(folder, CATALOG), catalogText(files));
  for (const path of await filesBelow(folder)) await utimes(join(folder, path), source.date, source.date);
  const packed = { folder, build: executable.build, files };
  return withoutConnection === undefined ? packed : { ...packed, withoutConnection };
}

async function copyShipped(folder: string): Promise<void> {
  for (const name of await readdir(join(PROJECT, 'module'))) {
    if (NOT_SHIPPED.has(name)) continue;
    await cp(join(PROJECT, 'module', name), join(folder, name), {
      recursive: true,
      filter: (path) => !path.endsWith('.csproj'),
    });
  }
  for (const name of ['LICENSE', 'CHANGELOG.md']) await copyFile(join(PROJECT, name), join(folder, name));
}

async function copyKoffi(modules: string): Promise<void> {
  const from = join(PROJECT, 'node_modules');
  const paths = [
    ...KOFFI.map((path) => `koffi/${path}`),
    ...KOFFI_WINDOWS.map((path) => `@koromix/koffi-win32-x64/${path}`),
  ];
  for (const path of paths) {
    await mkdir(dirname(join(modules, path)), { recursive: true });
    await copyFile(join(from, path), join(modules, path));
  }
}

async function notices({ inputs }: Executable, nodeVersion: string): Promise<string> {
  const works = [
    await nodeWork(PROJECT, nodeVersion),
    await workAt(join(PROJECT, 'node_modules/koffi')),
    ...(await packagesOf(PROJECT, inputs)),
  ];
  return noticesText(works);
}
