import { fault } from '../base/fault.ts';
import type { CreateOptions } from '../host/port.ts';
import type { ComputeSystemDocument } from '../spec/compute-document.ts';
import type { Schema1Document } from '../spec/schema1-document.ts';
import { checkDocument, checkSystemId, findUtilityVm } from './check-document.ts';
import type { CredentialGuards } from './credential-guards.ts';
import { withCredentialGuard } from './documents/credential-guard.ts';
import { finishDocument } from './documents/finish-document.ts';
import { hyperVDocument } from './documents/hyperv-v1.ts';
import type { KeeperClient } from './keeper-client.ts';
import type { KnownSystems } from './known-systems.ts';
import type { ScratchRelease } from './scratch-release.ts';
import type { Win32World } from './win32-world.ts';

/** What is needed to make systems. */
export interface CreationParts {
  world: Pick<Win32World, 'log' | 'attachments' | 'namespaces' | 'layerIds'>;
  keeper: KeeperClient;
  guards: CredentialGuards;
  systems: KnownSystems;
  scratches: ScratchRelease;
}

/** Makes a system on the scratch that its document names; nothing is left when it fails. */
export async function createSystem(
  parts: CreationParts,
  id: string,
  document: ComputeSystemDocument,
  options: CreateOptions,
): Promise<void> {
  checkSystemId(id);
  const { attachments, namespaces } = parts.world;
  const { Storage, Networking } = document.Container;
  // Asked all at once, judged in this order.
  const asked = [
    checkDocument(document),
    attachments.byVolume(Storage.Path),
    Networking?.Namespace === undefined ? undefined : namespaces.check(Networking.Namespace),
    parts.systems.find(id),
  ] as const;
  for (const one of asked) one?.catch(() => undefined); // the first that is judged is told
  await asked[0];
  const attachment = await asked[1];
  if (attachment === undefined) {
    throw fault('NotFound', `No scratch is attached as '${Storage.Path}'.`, { target: Storage.Path });
  }
  await asked[2];
  if ((await asked[3]) !== undefined) {
    throw fault('AlreadyExists', `There is already a compute system '${id}'.`, { target: id });
  }
  const isClaimed = await attachments.claim(attachment.scratch, id);
  try {
    await createOn(parts, attachment.scratch, { id, document, options });
  } catch (error) {
    if (isClaimed) await parts.scratches.release(id);
    throw error;
  }
}

interface Wanted {
  id: string;
  document: ComputeSystemDocument;
  options: CreateOptions;
}

async function createOn(parts: CreationParts, scratchFolder: string, wanted: Wanted): Promise<void> {
  const { id, document, options } = wanted;
  const { isolation = 'process', credentialSpec } = options;
  const finished = await finishDocument(document, parts.world);
  if (isolation === 'hyperv') {
    const hyperV = await hyperVOf(parts, scratchFolder, { ...wanted, document: finished });
    const about = { document, isolation, hasCredentialGuard: false };
    await parts.keeper.call('createSystem', { id, document: hyperV, about });
    return;
  }
  const whole =
    credentialSpec === undefined ? finished : withCredentialGuard(finished, await parts.guards.add(id, credentialSpec));
  try {
    const about = { document, isolation, hasCredentialGuard: credentialSpec !== undefined };
    await parts.keeper.call('createSystem', { id, document: whole, about });
  } catch (error) {
    if (credentialSpec !== undefined) await parts.guards.remove(id);
    throw error;
  }
}

async function hyperVOf(
  { world }: CreationParts,
  scratchFolder: string,
  { id, document, options }: Wanted,
): Promise<Schema1Document> {
  const { Networking, Storage } = document.Container;
  const namespace = Networking?.Namespace;
  return hyperVDocument({
    id,
    document,
    scratchFolder,
    utilityVmFolder: await findUtilityVm(Storage.Layers.map((layer) => layer.Path)),
    endpointIds: namespace === undefined ? [] : await world.namespaces.endpointIds(namespace),
    credentialSpec: options.credentialSpec,
  });
}
