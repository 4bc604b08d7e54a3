import type { Host } from '../../../core/host/port.ts';
import { endSystem } from './end-system.ts';

/** Ends every system and frees every namespace and network of the host; tells at the end what it could not. */
export async function clearHost(host: Host): Promise<void> {
  const failures: unknown[] = [];
  const ask = (call: () => Promise<void>) => call().catch((error: unknown) => failures.push(error));
  for (const { id } of await host.compute.list()) await ask(() => endSystem(host, id));
  for (const { id } of await host.network.listNamespaces()) await ask(() => host.network.deleteNamespace(id));
  for (const { id } of await host.network.listNetworks()) await ask(() => host.network.deleteNetwork(id));
  if (failures.length > 0) throw new AggregateError(failures, `left behind: ${failures.join('; ')}`);
}
