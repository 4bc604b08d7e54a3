import { fault } from '../../base/fault.ts';
import { showName } from '../../base/names.ts';
import { compileWildcard, hasWildcard } from '../../base/wildcard.ts';
import type { OtherSystem } from '../../container/others.ts';
import { damagedFault, isLike } from '../../container/resolve.ts';
import type { CmdletContext } from '../context.ts';
import type { ContainerObject, GetContainerParameters } from '../generated/contract.gen.ts';
import { emitContainer } from './container-object.ts';

/** Get-Container -Owner: ours where our tag is asked for, then the compute systems of others, which have only an id. */
export async function getByOwner(
  { Name, Id, Container, State, Owner }: GetContainerParameters & { Owner: string[] },
  context: CmdletContext,
): Promise<void> {
  const { containers } = context.services;
  const texts = [...(Name ?? []), ...(Id ?? []), ...(Container ?? [])];
  const hit = new Set<string>();
  const isWanted = (id: string, name: string, state: string): boolean => {
    if (State !== undefined && State.toLowerCase() !== state.toLowerCase()) return false;
    const found = texts.filter((text) => isLike(text, id, [name]));
    for (const text of found) hit.add(text);
    return texts.length === 0 || found.length > 0;
  };
  const owners = Owner.map(compileWildcard);
  const isOwner = (owner: string): boolean => owners.some((matches) => matches(owner));
  if (isOwner(containers.owner)) {
    const listing = await containers.list();
    for (const view of listing.containers)
      if (isWanted(view.record.id, view.record.name, view.state)) await emitContainer(context, view);
    if (texts.length === 0)
      for (const one of listing.damaged) context.error(damagedFault(one), 'get container', one.id);
  }
  for (const other of await containers.listOthers()) {
    if (isOwner(other.owner) && isWanted(other.id, other.id, other.state))
      await context.emit('Container', toObject(other, context));
  }
  for (const text of texts)
    if (!hasWildcard(text) && !hit.has(text)) context.error(missing(text), 'get container', text);
}

function missing(text: string): Error {
  return fault('NotFound', `There is no container '${showName(text)}' of such an owner, or in such a state.`, {
    target: text,
    hint: 'Get-Container -Owner *',
  });
}

function toObject({ id, owner, state, startedAt }: OtherSystem, context: CmdletContext): ContainerObject {
  const upMs = state === 'Off' || startedAt === undefined ? 0 : context.runtime.now().getTime() - startedAt.getTime();
  return {
    Name: id,
    ContainerId: id,
    State: state,
    Uptime: Math.max(0, upMs) / 1000,
    ComputerName: context.services.info.hostName,
    Owner: owner,
  };
}
