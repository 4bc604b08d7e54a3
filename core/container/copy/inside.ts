import { fault, isFault } from '../../base/fault.ts';
import { formatWindowsPath } from '../../base/windows-path.ts';
import type { LayerEntry } from '../../spec/layer-entry.ts';
import type { ContainerRecord } from '../../store/container-record.ts';
import { requireScratch } from '../recovery/lost.ts';
import { type ContainerWorld, parentFolders, readRecord, scratchFolder } from '../world.ts';

/** The files of one container. */
export interface Inside {
  record: ContainerRecord;
  /** `file`, `folder`..., or undefined when there is nothing. `C:\` is a folder. */
  kindOf(parts: readonly string[]): Promise<LayerEntry['kind'] | undefined>;
  /** The file, or the folder and what is below it. */
  read(parts: readonly string[]): AsyncIterable<LayerEntry>;
  /** Writes below a folder, which is made when missing. */
  write(parts: readonly string[], entries: AsyncIterable<LayerEntry>): Promise<void>;
}

/** Opens a container's files, whether it runs or not. @throws {RuntimeFault} `NotFound`. */
export async function openInside(world: ContainerWorld, id: string): Promise<Inside> {
  const record = await readRecord(world, id);
  await requireScratch(world, record);
  const parents = await parentFolders(world, record);
  const scratch = scratchFolder(world, id);
  const { layers } = world.host;
  return {
    record,
    async kindOf(parts) {
      if (parts.length === 0) return 'folder';
      try {
        for await (const entry of layers.readFiles(scratch, parents, formatWindowsPath(parts))) return entry.kind;
      } catch (error) {
        if (!isFault(error, 'NotFound')) throw error;
      }
      return undefined;
    },
    async *read(parts) {
      const path = formatWindowsPath(parts);
      try {
        yield* layers.readFiles(scratch, parents, path);
      } catch (error) {
        if (!isFault(error, 'NotFound')) throw error;
        throw nothingThere(record, parts, error);
      }
    },
    write: (parts, entries) => layers.writeFiles(scratch, parents, formatWindowsPath(parts), entries),
  };
}

export function nothingThere({ name }: ContainerRecord, parts: readonly string[], cause?: unknown): Error {
  const path = formatWindowsPath(parts);
  return fault('NotFound', `There is no '${path}' in container '${name}'.`, {
    target: path,
    cause,
    hint: `Invoke-ContainerCommand ${name} 'cmd /c dir C:\\'`,
  });
}
