import { resolve } from 'node:path';
import { fault } from '../../base/fault.ts';
import { parseWindowsPath } from '../../base/windows-path.ts';
import type { CopiedItem } from '../../container/copy/copied-item.ts';
import { openHostSource } from '../../container/copy/host-tree.ts';
import { resolveOne } from '../../container/resolve.ts';
import type { ContainerView } from '../../container/view.ts';
import type { CmdletContext, CmdletHandler } from '../context.ts';
import type { ContainerItemObject, CopyContainerItemParameters } from '../generated/contract.gen.ts';
import { type GivenPath, splitContainerPath } from './container-path.ts';
import { foundOrExplained, tryItem } from './each-container.ts';
import { withProgress } from './progress-of.ts';

/** Copy-ContainerItem: between this machine and a container, as `docker cp` does. */
export const handler: CmdletHandler<CopyContainerItemParameters> = async (parameters, context) => {
  const destination = sideOf(parameters.Destination, parameters, parameters.ToContainer);
  const how = { isMany: parameters.Path.length > 1, isPathMade: parameters.CreateFullPath === true };
  for (const text of parameters.Path) {
    const source = sideOf(text, parameters, parameters.FromContainer);
    await tryItem(context, 'copy', text, async () => {
      const item = await copyOne(source, destination, how, context);
      if (item !== undefined && parameters.PassThru === true) await context.emit('ContainerItem', toObject(item));
    });
  }
};

/** With -ToContainer or -FromContainer the sides are known, and a colon is only a colon. */
function sideOf(text: string, parameters: CopyContainerItemParameters, container: string | undefined): GivenPath {
  if (container !== undefined) return { container, path: text };
  if (parameters.ToContainer === undefined && parameters.FromContainer === undefined) return splitContainerPath(text);
  return { path: text.replace(/^Microsoft\.PowerShell\.Core\\FileSystem::/i, '') };
}

async function copyOne(
  source: GivenPath,
  destination: GivenPath,
  how: Omit<Destination, 'path'>,
  context: CmdletContext,
): Promise<CopiedItem | undefined> {
  if (source.container !== undefined && destination.container !== undefined) {
    throw fault('NotSupported', 'Cannot copy from one container to another in one step.', {
      hint: 'Copy to this machine first, then into the other container',
    });
  }
  const to = { path: destination.path, ...how };
  if (destination.container !== undefined)
    return copyIn(source.path, await find(destination.container, context), to, context);
  if (source.container !== undefined) return copyOut(source.path, await find(source.container, context), to, context);
  throw fault('InvalidArgument', `Neither '${source.path}' nor '${destination.path}' is in a container.`, {
    hint: 'Name the container: Copy-ContainerItem ./site web:C:\\site; or give -ToContainer or -FromContainer',
  });
}

interface Destination {
  path: string;
  /** Several items: it has to be a folder. */
  isMany: boolean;
  /** The folders above it are made, too. */
  isPathMade: boolean;
}

async function copyIn(text: string, view: ContainerView, to: Destination, context: CmdletContext) {
  const destination = parseWindowsPath(to.path);
  const source = resolve(context.workingDirectory, text);
  const { id, name } = view.record;
  await openHostSource(source); // said before anybody is asked to confirm it
  if (!(await context.shouldProcess(`container '${name}'`, `Copy '${source}' into`))) return undefined;
  return withProgress(context, `Copying into container '${name}'`, (progress) =>
    context.services.containers.copyTo(id, {
      source,
      isContent: /(?:^|[\\/])\.$/.test(text),
      destination: { ...destination, isFolder: destination.isFolder || to.isMany },
      isPathMade: to.isPathMade,
      onSkip: (path, why) => context.warning(`'${path}' was not copied: ${why}.`),
      progress,
      signal: context.signal,
    }),
  );
}

async function copyOut(text: string, view: ContainerView, to: Destination, context: CmdletContext) {
  const source = parseWindowsPath(text);
  const destination = resolve(context.workingDirectory, to.path);
  const { id, name } = view.record;
  const { containers } = context.services;
  const request = {
    source,
    destination,
    isPathMade: to.isPathMade,
    isFolder: to.isMany || /(?:^|[\\/])\.{0,2}$/.test(to.path),
    signal: context.signal,
  };
  await containers.foresee.copyFrom(id, request); // said before anybody is asked to confirm it
  if (!(await context.shouldProcess(`'${destination}'`, `Copy '${text}' of container '${name}' to`))) return undefined;
  return withProgress(context, `Copying from container '${name}'`, (progress) =>
    containers.copyFrom(id, {
      ...request,
      onSkip: (path, why) => context.warning(`'${path}' was not copied: ${why}.`),
      progress,
    }),
  );
}

async function find(text: string, context: CmdletContext): Promise<ContainerView> {
  const listing = await context.services.containers.list();
  return foundOrExplained(context, text, () => resolveOne(listing, text));
}

function toObject(item: CopiedItem): ContainerItemObject {
  return { Name: item.name, Path: item.path, Length: item.sizeBytes };
}
