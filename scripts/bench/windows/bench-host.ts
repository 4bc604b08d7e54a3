import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Host } from '../../../core/host/port.ts';
import type { ComputeSystemDocument } from '../../../core/spec/compute-document.ts';
import { AttachmentFiles } from '../../../core/win32/attachments.ts';
import { openWin32Host } from '../../../core/win32/host.ts';

/** The Windows host over the plain stand-ins in `dllsFolder`. */
export function openBenchHost(options: {
  stateFolder: string;
  dllsFolder: string;
  programsFolder: string;
}): Promise<Host> {
  const { stateFolder, dllsFolder, programsFolder } = options;
  return openWin32Host({
    stateFolder,
    runtime: { now: () => new Date(), newId: randomUUID },
    log: { debug: () => undefined, info: () => undefined, warn: console.error, error: console.error },
    dlls: { computecore: join(dllsFolder, 'computecore.dll'), vmcompute: join(dllsFolder, 'vmcompute.dll') },
    programsFolder,
    keeperIdleMs: 300,
  });
}

/** A container's document, its scratch written down as attached: layers are not what is measured. */
export async function prepareDocument(stateFolder: string): Promise<ComputeSystemDocument> {
  const layer = join(stateFolder, 'layer');
  mkdirSync(layer, { recursive: true });
  const volumePath = `\\\\?\\Volume{${randomUUID()}}\\`;
  const scratch = join(stateFolder, 'scratch');
  await new AttachmentFiles(stateFolder).add({ scratch, parents: [layer], volumePath });
  return {
    Owner: 'bench',
    SchemaVersion: { Major: 2, Minor: 1 },
    ShouldTerminateOnLastHandleClosed: false,
    Container: { Storage: { Layers: [{ Id: '', Path: layer }], Path: volumePath } },
  };
}
