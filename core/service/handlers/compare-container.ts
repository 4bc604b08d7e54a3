import { compileWildcard } from '../../base/wildcard.ts';
import type { CompareOptions } from '../../container/compare.ts';
import type { ScratchChange } from '../../host/scratch-change.ts';
import type { CmdletHandler } from '../context.ts';
import type { CompareContainerParameters, ContainerChangeObject } from '../generated/contract.gen.ts';
import { eachContainer } from './each-container.ts';

const KINDS = { file: 'File', folder: 'Folder', link: 'Link', key: 'RegistryKey', value: 'RegistryValue' } as const;

/** Compare-Container: what has changed since the image. */
export const handler: CmdletHandler<CompareContainerParameters> = async (parameters, context) => {
  const likes = parameters.Path?.map(compileWildcard);
  const isWanted = (path: string) => likes === undefined || likes.some((isLike) => isLike(path));
  const options: CompareOptions = { signal: context.signal };
  const include = parameters.Include?.toLowerCase();
  if (include === 'files' || include === 'registry') options.only = include;
  await eachContainer(parameters, context, 'compare container', async ({ record: { id, name } }) => {
    const changes = await context.services.containers.compare(id, options);
    for (const change of changes) {
      if (change.kind !== 'hive' && isWanted(change.path))
        await context.emit('ContainerChange', { ContainerName: name, ContainerId: id, ...toObject(change) });
    }
    const hives = changes.filter((change) => change.kind === 'hive');
    const unknown = hives.filter(({ reason }) => reason === undefined).map(({ path }) => path);
    if (unknown.length > 0)
      context.warning(`The registry of container '${name}' is not compared on this host: ${unknown.join(', ')}.`);
    for (const { path, reason } of hives)
      if (reason !== undefined) context.warning(`Of container '${name}', ${path} is not compared: ${reason}`);
  });
};

function toObject(
  change: Exclude<ScratchChange, { kind: 'hive' }>,
): Omit<ContainerChangeObject, 'ContainerName' | 'ContainerId'> {
  const object = { Change: change.action, Kind: KINDS[change.kind], Path: change.path };
  if (change.kind === 'key') return object;
  if (change.kind !== 'value') return change.sizeBytes === undefined ? object : { ...object, Length: change.sizeBytes };
  const { before, after } = change;
  return {
    ...object,
    ValueName: change.name === '' ? '(default)' : change.name,
    ValueKind: (after ?? before)?.type ?? '',
    ...(before === undefined ? {} : { OldValue: before.text }),
    ...(after === undefined ? {} : { NewValue: after.text }),
  };
}
