import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fault, isFault } from '../base/fault.ts';
import { listFolder } from '../base/list-folder.ts';
import { isGuid } from '../base/names.ts';
import type { Isolation } from '../host/capabilities.ts';
import { isUp } from '../host/is-up.ts';
import type { SystemProperties } from '../host/port.ts';
import type { Hcs } from './hcs.ts';
import { machineIdOf } from './hyperv/machine-plan.ts';
import type { SystemState } from './keeper/protocol.ts';
import type { KeeperClient } from './keeper-client.ts';
import { endLoneMachines } from './lone-machines.ts';
import { findLost } from './lost-systems.ts';
import type { LiveSystems, Win32World } from './win32-world.ts';

/** The systems of a state folder, as its keeper knows them. Asking starts a keeper only when there is one to tell of. */
export class KnownSystems implements LiveSystems {
  private readonly folder: string;
  private readonly keeper: KeeperClient;
  private readonly hcs: Hcs;

  constructor(stateFolder: string, keeper: KeeperClient, hcs: Hcs) {
    this.folder = join(stateFolder, 'systems');
    this.keeper = keeper;
    this.hcs = hcs;
  }

  /** Whether a keeper has anything to tell of. */
  async any(): Promise<boolean> {
    return (await listFolder(this.folder)).some(isGuid);
  }

  /** @throws NotFound. */
  async query(id: string): Promise<SystemProperties> {
    if (!(await this.any())) throw fault('NotFound', `There is no compute system '${id}'.`, { target: id });
    return properties(await this.keeper.call('querySystem', { id }));
  }

  /** Undefined when there is none. */
  async find(id: string): Promise<SystemProperties | undefined> {
    try {
      return await this.query(id);
    } catch (error) {
      if (isFault(error, 'NotFound')) return undefined;
      throw error;
    }
  }

  async list(filter: { owner?: string } = {}): Promise<SystemProperties[]> {
    if (!(await this.any())) return [];
    const { systems } = await this.keeper.call('listSystems', {});
    const wanted = filter.owner === undefined ? systems : systems.filter((system) => system.owner === filter.owner);
    return wanted.map(properties);
  }

  async isRunning(systemId: string): Promise<boolean> {
    const known = await this.find(systemId);
    return known === undefined ? this.isLost(systemId) : isUp(known);
  }

  /** Whether HCS has a system, or a virtual machine for it, of which there is no record. */
  async isLost(id: string): Promise<boolean> {
    const its = [id, machineIdOf(id)];
    return (await this.hcs.enumerateSystems({ Ids: its })).some(({ Id }) => its.includes(String(Id)));
  }

  /** See `ComputeHost.takeUpLost`. */
  async takeUpLost(
    world: Pick<Win32World, 'attachments' | 'runtime' | 'log'>,
    owner: string,
  ): Promise<SystemProperties[]> {
    const { folder, hcs } = this;
    const lost = await findLost(
      {
        hcs,
        attachments: world.attachments,
        now: () => world.runtime.now(),
        // One without a folder needs no keeper to be asked.
        isKnown: async (id) => existsSync(join(folder, id)) && (await this.find(id)) !== undefined,
      },
      owner,
    );
    const taken: SystemProperties[] = [];
    for (const one of lost) taken.push(properties(await this.keeper.call('takeUpSystem', one)));
    const { log, attachments } = world;
    await endLoneMachines({ hcs, log, attachments, isWritten: (id) => existsSync(join(folder, id)) }, owner);
    return taken;
  }

  async usingNamespace(namespaceId: string): Promise<string | undefined> {
    for (const { id, state } of await this.list()) {
      if (!isUp({ state })) continue;
      const { document } = await this.keeper.call('systemFacts', { id });
      if (document.Container.Networking?.Namespace?.toLowerCase() === namespaceId.toLowerCase()) return id;
    }
    return undefined;
  }

  async isolationOf(id: string): Promise<Isolation> {
    return (await this.keeper.call('systemFacts', { id })).isolation;
  }
}

function properties({ startedAt, exitedAt, ...rest }: SystemState): SystemProperties {
  return {
    ...rest,
    ...(startedAt === undefined ? {} : { startedAt: new Date(startedAt) }),
    ...(exitedAt === undefined ? {} : { exitedAt: new Date(exitedAt) }),
  };
}
