import type { ComputeSystemDocument, ContainerDocument } from '../../spec/compute-document.ts';
import type { LayerIds } from '../win32-world.ts';

/** One concern of the document that only this host knows. Leaves the rest as it is. */
export type Finisher = (container: ContainerDocument, world: { layerIds: LayerIds }) => Promise<ContainerDocument>;

/** The filter knows a layer by an id that Windows makes of its folder's name; the caller's is not looked at. */
export const layerIds: Finisher = async (container, world) => ({
  ...container,
  Storage: {
    ...container.Storage,
    Layers: await Promise.all(
      container.Storage.Layers.map(async ({ Path }) => ({ Id: await world.layerIds.idOf(Path), Path })),
    ),
  },
});

/**
 * Windows ends services 5 s after it was asked to shut down, whatever the caller's deadline is: without a limit of its
 * own, the caller's counts.
 */
export const patientShutdown: Finisher = async (container) => ({
  ...container,
  RegistryChanges: {
    ...container.RegistryChanges,
    AddValues: [
      ...(container.RegistryChanges?.AddValues ?? []),
      {
        Key: { Hive: 'System', Name: 'ControlSet001\\Control' },
        Name: 'WaitToKillServiceTimeout',
        Type: 'String',
        StringValue: '2147483647',
      },
    ],
  },
});

const FINISHERS: readonly Finisher[] = [layerIds, patientShutdown];

/** The document of a process-isolated container as HCS takes it. */
export async function finishDocument(
  document: ComputeSystemDocument,
  world: { layerIds: LayerIds },
): Promise<ComputeSystemDocument> {
  let container = document.Container;
  for (const finish of FINISHERS) container = await finish(container, world);
  return { ...document, Container: container };
}
