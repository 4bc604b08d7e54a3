import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeJson } from '../base/atomic-file.ts';
import { fault } from '../base/fault.ts';
import { isNotFound } from '../base/hresult.ts';
import { listFolder } from '../base/list-folder.ts';
import { isGuid } from '../base/names.ts';
import type { Log } from '../base/runtime.ts';
import type { CredentialGuardState } from '../spec/compute-document.ts';
import { findCredentialGuard, guardAddition, guardQuery, guardRemoval } from './documents/credential-guard.ts';
import type { Hcs } from './hcs.ts';

/**
 * The instances by which HCS vouches for containers with group managed service accounts, one for each container.
 *
 * `<state>\credential-guards\<id>.json` is there from before an instance is made until after it is removed: HCS knows
 * them by id only, and forgets none by itself.
 */
export class CredentialGuards {
  private readonly folder: string;
  private readonly hcs: Pick<Hcs, 'modifyService' | 'serviceProperties'>;
  private readonly log: Log;

  constructor(stateFolder: string, hcs: Pick<Hcs, 'modifyService' | 'serviceProperties'>, log: Log) {
    this.folder = join(stateFolder, 'credential-guards');
    this.hcs = hcs;
    this.log = log;
  }

  /** Asks HCS to vouch for a container; nothing is left when it fails. @param credentialSpec JSON text. */
  async add(id: string, credentialSpec: string): Promise<CredentialGuardState> {
    await writeJson(this.path(id), { schemaVersion: 1 });
    try {
      await this.hcs.modifyService(guardAddition(id, credentialSpec));
      const found = findCredentialGuard(await this.hcs.serviceProperties(guardQuery), id);
      if (found !== undefined) return found;
      throw fault('Internal', `The host made no credential guard for container '${id}' and told no error.`, {
        target: id,
        op: 'HcsModifyServiceSettings',
      });
    } catch (error) {
      await this.remove(id);
      throw error;
    }
  }

  /** HCS vouches for it no more. What fails is written down, and tried again by the next `sweep`. */
  async remove(id: string): Promise<void> {
    try {
      await this.hcs.modifyService(guardRemoval(id)).catch((error: unknown) => {
        if (!isNotFound(error)) throw error;
      });
      await rm(this.path(id), { force: true });
    } catch (error) {
      this.log.warn('the host still vouches for a container that is gone', { systemId: id, error: String(error) });
    }
  }

  /** Removes those of containers that do not live: a core died before it could. */
  async sweep(lives: (id: string) => Promise<boolean>): Promise<void> {
    for (const id of await this.ids()) if (!(await lives(id))) await this.remove(id);
  }

  private async ids(): Promise<string[]> {
    return (await listFolder(this.folder)).map((name) => name.replace(/\.json$/, '')).filter(isGuid);
  }

  private path(id: string): string {
    return join(this.folder, `${id}.json`);
  }
}
