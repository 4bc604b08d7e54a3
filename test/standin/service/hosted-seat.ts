import { Failure, HR } from './failure.ts';
import { checkLayerIds } from './machine-seat.ts';
import { type Json, object, objects, text } from './request.ts';
import { chainOf, embeddedDocument, type Seat, type SeatWorld } from './seat.ts';
import type { UtilityVm } from './utility-vm.ts';

/** A container in a utility VM: all that it names must be there in the guest. */
export async function hostedSeat(
  world: Pick<SeatWorld, 'paths' | 'layers'>,
  vm: UtilityVm,
  id: string,
  document: Json,
): Promise<Seat> {
  if (vm.state !== 'Running') throw new Failure(HR.invalidState, `Machine '${vm.id}' is ${vm.state}.`);
  if (!vm.isConnected) throw new Failure(HR.connectionClosed, `Nobody speaks with the guest of '${vm.id}'.`);
  const container = object(object(document, 'HostedSystem'), 'Container');
  const storage = object(container, 'Storage');
  const root = text(storage, 'Path').toLowerCase();
  const wanted = objects(storage, 'Layers').map((layer) => ({ id: text(layer, 'Id'), path: text(layer, 'Path') }));
  const { combined } = vm;
  const scratch = vm.disks.at(root);
  if (combined?.root !== root || scratch === undefined) {
    throw new Failure(HR.pathNotFound, `The guest has no container's files at '${root}'.`);
  }
  if (JSON.stringify(wanted) !== JSON.stringify(combined.layers)) {
    throw new Failure(HR.invalidParameter, 'These are not the layers that the guest has combined.');
  }
  const layers = wanted.map((layer) => ({ id: layer.id, path: vm.shares.layerAt(layer.path).windowsPath }));
  checkLayerIds(layers);
  for (const directory of objects(container, 'MappedDirectories')) vm.shares.at(text(directory, 'HostPath'));
  const namespace = object(container, 'Networking')['Namespace'];
  if (typeof namespace === 'string') vm.network.check(namespace.toLowerCase());
  const folders = layers.map(({ path }) => path);
  const shadows = await chainOf(world, folders, scratch);
  return {
    embedded: embeddedDocument(document['Owner'], object(container, 'GuestOs')['HostName'], {
      ids: layers.map((layer) => layer.id),
      shadows,
      scratch,
    }),
    scratch,
    ...(typeof namespace === 'string' ? { namespace: namespace.toLowerCase() } : {}),
    endpoints: [],
    take: async () => vm.enter(id),
    enter: async () => undefined,
    follow: async () => undefined,
    leave: async () => vm.leave(id),
  };
}
