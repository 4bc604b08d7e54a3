import { randomUUID } from 'node:crypto';
import { EmbeddedNetwork } from '../../../core/embedded/network.ts';
import type { NetworkHost } from '../../../core/host/port.ts';
import { Failure } from './failure.ts';
import { type Json, object } from './request.ts';

const TCP = 6;
/** No system has this id. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Each PortMapping policy is a namespace of the embedded host with one port: so they come and go one by one. */
export class PortMappings {
  private readonly network: EmbeddedNetwork;

  constructor(network: NetworkHost) {
    if (!(network instanceof EmbeddedNetwork)) throw new Error('the stand-in service needs the embedded host');
    this.network = network;
  }

  /**
   * Takes the port of a policy, from now on.
   * @returns the policy with the port that was chosen, and the id to let it go with.
   * @throws Failure portInUse.
   */
  async take(policy: Json): Promise<{ policy: Json; id: string }> {
    const settings = object(policy, 'Settings');
    const { Protocol: protocol, InternalPort: internal, ExternalPort: external = 0 } = settings;
    if (protocol !== TCP) throw new Failure(0x803b0016, `Protocol ${String(protocol)} cannot be mapped here.`);
    if (typeof internal !== 'number' || internal === 0) throw new Failure(0x803b002d, 'There is no internal port.');
    const id = randomUUID();
    const mapping = { protocol: 'tcp' as const, hostPort: Number(external), containerPort: internal };
    const made = await this.network.createNamespace(id, { owner: 'standin', portMappings: [mapping] });
    const chosen = made.portMappings[0]?.hostPort ?? 0;
    return { policy: { ...policy, Settings: { ...settings, ExternalPort: chosen } }, id };
  }

  /** Also of a system that runs: HNS does not ask. */
  async letGo(id: string): Promise<void> {
    await this.network.connect(id, NOBODY);
    await this.network.deleteNamespace(id);
  }

  /** From now on the port leads to this system. */
  async connect(id: string, embeddedSystemId: string): Promise<void> {
    await this.network.connect(id, embeddedSystemId);
  }
}

export function isPortMapping(policy: Json): boolean {
  return policy['Type'] === 'PortMapping';
}
