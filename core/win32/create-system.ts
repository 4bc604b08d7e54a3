import { fault } from '../base/fault.ts';
import type { CreateOptions } from '../host/port.ts';
import type { ComputeSystemDocument } from '../spec/compute-document.ts';
import { checkDocument, checkSystemId } from './check-document.ts';
import type { CredentialGuards } from './credential-guards.ts';
import { withCredentialGuard } from './documents/credential-guard.ts';
import { finishDocument } from './documents/finish-document.ts';
import type { Hcs } from './hcs.ts';
import { hyperVRequest } from './hyperv/hyperv-request.ts';
import type { KeeperClient } from './keeper-client.ts';
import type { KnownSystems } from './known-systems.ts';
import type { ScratchRelease } from './scratch-release.ts';
import type { Win32World } from './win32-world.ts';

/** What is needed to make systems. */
export interface CreationParts {
  world: Pick<Win32World, 'log' | 'attachments' | 'namespaces' | 'layerIds'>;
  keeper: KeeperClient;
  hcs: Hcs;
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
    checkDocument(document, options),
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
    const asked = { id, document: finished, scratchFolder, credentialSpec };
    const { document: whole, machine } = await hyperVRequest(
      { hcs: parts.hcs, namespaces: parts.world.namespaces },
      asked,
    );
    const about = { document, isolation, hasCredentialGuard: false, ...(machine === undefined ? {} : { machine }) };
    await parts.keeper.call('createSystem', { id, document: whole, about });
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
