import { fault } from '../base/fault.ts';
import { fileContent } from '../base/file-content.ts';
import type { PartNote } from '../base/part-notes.ts';
import { Turns } from '../base/turns.ts';
import { formatWindowsPath, parseWindowsPath } from '../base/windows-path.ts';
import type { LayerEntry } from '../spec/layer-entry.ts';
import { readDosAttributes } from './attributes.ts';
import { ContainerWriter } from './container-writer.ts';
import { wholeSeconds } from './export-scratch.ts';
import { inLayerOrder, type UnionEntry, UnionView } from './union-view.ts';

/** See `LayerHost.readFiles`. `roots`: the folders whose union is C:, topmost first. */
export async function* readContainerFiles(roots: readonly string[], path: string): AsyncIterable<LayerEntry> {
  const { parts } = parseWindowsPath(path);
  const view = new UnionView(roots);
  try {
    const found = parts.length === 0 ? undefined : view.find(parts);
    if (parts.length > 0 && found === undefined) throw notThere(parts);
    const walk = { view, turns: new Turns() };
    if (found === undefined) yield* readFolder(walk, '', '');
    else yield* readOne(walk, found.path, found.entry.name, found.entry);
  } finally {
    view.close();
  }
}

interface Walk {
  view: UnionView;
  turns: Turns;
}

async function* readOne(walk: Walk, path: string, name: string, entry: UnionEntry): AsyncGenerator<LayerEntry> {
  const { view } = walk;
  const { stats, rootIndex } = entry;
  const modifiedMs = wholeSeconds(stats.mtimeMs);
  if (stats.isDirectory()) {
    yield { kind: 'folder', name, modifiedMs };
    yield* readFolder(walk, path, name);
  } else if (stats.isSymbolicLink()) {
    yield { kind: 'symlink', name, modifiedMs, target: view.readLink(rootIndex, path) };
  } else if (stats.isFile()) {
    const attributes = readDosAttributes(view.procPath(rootIndex, path), stats.mode, false);
    yield {
      kind: 'file',
      name,
      modifiedMs,
      sizeBytes: stats.size,
      ...(attributes === undefined ? {} : { attributes }),
      open: () => fileContent(view.openFile(rootIndex, path), stats.size),
    };
  }
}

async function* readFolder(walk: Walk, path: string, name: string): AsyncGenerator<LayerEntry> {
  const { view, turns } = walk;
  const children = new Map([...(await view.listInTurns(path, turns)).values()].map((child) => [child.name, child]));
  for (const childName of inLayerOrder([...children.keys()])) {
    const child = children.get(childName);
    if (child === undefined) continue;
    if (turns.isDue()) await turns.give();
    yield* readOne(
      walk,
      path === '' ? child.name : `${path}/${child.name}`,
      name === '' ? child.name : `${name}/${child.name}`,
      child,
    );
  }
}

/** See `LayerHost.writeFiles`. Writes into the first root; the note, which it closes, tells what a kill would leave. */
export async function writeContainerFiles(
  roots: readonly string[],
  { path, note }: { path: string; note: PartNote },
  entries: AsyncIterable<LayerEntry>,
): Promise<void> {
  const { parts } = parseWindowsPath(path);
  const view = new UnionView(roots);
  try {
    const writer = new ContainerWriter(view, note);
    const base = writer.folder(parts);
    for await (const entry of entries) await writer.write(base, entry);
  } finally {
    view.close();
    await note.close();
  }
}

function notThere(parts: readonly string[]): Error {
  const path = formatWindowsPath(parts);
  return fault('NotFound', `There is no '${path}' in the container.`, {
    target: path,
    hint: `Invoke-ContainerCommand <name> 'cmd /c dir ${formatWindowsPath(parts.slice(0, -1))}'`,
  });
}
