import { isFault } from '../../base/fault.ts';
import { formatBytes } from '../../base/format-bytes.ts';
import { compileWildcard } from '../../base/wildcard.ts';
import type { ContainerView } from '../../container/view.ts';
import type { CmdletContext, CmdletHandler } from '../context.ts';
import type { ClearContainerParameters } from '../generated/contract.gen.ts';
import { tryItem } from './each-container.ts';

/** Clear-Container: removes those that are off, and tells what that gave back. */
export const handler: CmdletHandler<ClearContainerParameters> = async (parameters, context) => {
  const { containers } = context.services;
  const isWanted = filterOf(parameters, context.runtime.now());
  for (const view of (await containers.list()).containers.filter(isWanted)) {
    await tryItem(context, 'remove container', view.record.name, () => clear(view, context));
  }
};

function filterOf(parameters: ClearContainerParameters, now: Date): (view: ContainerView) => boolean {
  const { Name, Exclude, ContainerImageName, OlderThan = 0 } = parameters;
  const like = (patterns: readonly string[] | undefined, texts: readonly string[]): boolean | undefined =>
    patterns?.some((pattern) => texts.some(compileWildcard(pattern)));
  return ({ record, state }) =>
    state === 'Off' &&
    like(Name, [record.name]) !== false &&
    like(Exclude, [record.name]) !== true &&
    like(ContainerImageName, [record.image.name, record.image.reference]) !== false &&
    now.getTime() - offSince({ record }).getTime() >= OlderThan * 1000;
}

/** When its last run ended; of one that never ran, when it was made. */
function offSince({ record }: Pick<ContainerView, 'record'>): Date {
  return new Date(record.lastRun?.endedAt ?? record.created);
}

async function clear(view: ContainerView, context: CmdletContext): Promise<void> {
  const { containers } = context.services;
  const { id, name, image, lastRun } = view.record;
  const bytes = await containers.diskBytes(id);
  const since = `${lastRun === undefined ? 'never run, made' : 'off since'} ${offSince(view).toISOString()}`;
  if (!(await context.shouldProcess(`container '${name}' (${formatBytes(bytes)}, ${since})`, 'Remove'))) return;
  try {
    if (!(await containers.remove(id, { signal: context.signal }))) return; // somebody else was faster
  } catch (error) {
    if (!isFault(error, 'InvalidState')) throw error;
    context.verbose(`Container '${name}' was started meanwhile, and stays.`);
    return;
  }
  await context.emit('ClearedContainer', {
    Name: name,
    ContainerId: id,
    ParentImageName: image.name,
    OffSince: offSince(view).toISOString(),
    ...(lastRun?.exitCode === undefined ? {} : { ExitCode: lastRun.exitCode }),
    Bytes: bytes,
  });
}
