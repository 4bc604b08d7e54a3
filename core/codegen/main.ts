/**
 * `node core/codegen/main.ts` writes every generated file from `cmdlets.psd1`; with `--check` it writes nothing, names
 * the files that differ and exits 1.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errnoOf } from '../base/fault.ts';
import { emitAll } from './emit-all.ts';
import { readDeclaration } from './read-declaration.ts';

const repository = join(import.meta.dirname, '..', '..');

async function main(arguments_: string[]): Promise<number> {
  const unknown = arguments_.find((argument) => argument !== '--check');
  if (unknown !== undefined) {
    process.stderr.write(`core/codegen: unknown argument '${unknown}'; it takes --check or nothing\n`);
    return 2;
  }
  const check = arguments_.includes('--check');
  const files = await emitAll(await readDeclaration(join(repository, 'cmdlets.psd1')), repository);
  const changed: string[] = [];
  for (const [name, text] of files) {
    if ((await readText(join(repository, name))) !== text) changed.push(name);
  }
  if (check) {
    for (const name of changed) process.stderr.write(`differs from cmdlets.psd1: ${name}\n`);
    if (changed.length > 0) process.stderr.write('Run: npm run generate\n');
    return changed.length > 0 ? 1 : 0;
  }
  for (const name of changed) {
    await mkdir(dirname(join(repository, name)), { recursive: true });
    await writeFile(join(repository, name), files.get(name) ?? '');
    process.stdout.write(`wrote ${name}\n`);
  }
  return 0;
}

/** The file's text with LF line ends (a checkout may have others); undefined when there is none. */
async function readText(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).replaceAll('\r\n', '\n');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`core/codegen: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
