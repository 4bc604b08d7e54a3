import { fault, isFault, type RuntimeFault, toFault } from '../../base/fault.ts';
import { isThere } from '../../base/is-there.ts';
import { isUp } from '../../host/is-up.ts';
import type { HostFinding } from '../../host/preparation.ts';
import type { ContainerRecord } from '../../store/container-record.ts';
import { type ContainerWorld, MAIN_KEY, scratchFolder } from '../world.ts';

/** Has the host find the systems of this state root of which it has lost its record. */
export async function takeUpLost(world: ContainerWorld): Promise<void> {
  for (const { id, state } of await world.host.compute.takeUpLost(world.owner))
    world.log.warn('the host had lost its record of a compute system', { id, state });
}

/** The ids of our systems that are up, paused or not. */
async function idsUp({ host, owner }: ContainerWorld): Promise<Set<string>> {
  return new Set((await host.compute.list({ owner })).filter(isUp).map(({ id }) => id));
}

/** Containers that run, and whose main process nobody can follow any more: the host has lost its record of it. */
export async function findUnfollowed(world: ContainerWorld): Promise<HostFinding[]> {
  const { records } = await world.records.list();
  const suspects = records.filter(
    ({ id, run, command }) => run !== undefined && command !== undefined && !world.mains.has(id),
  );
  if (suspects.length === 0) return [];
  const up = await idsUp(world);
  const found: HostFinding[] = [];
  for (const record of suspects.filter(({ id }) => up.has(id))) {
    if (!(await world.host.compute.listProcesses(record.id)).includes(MAIN_KEY)) found.push(describe(record));
  }
  return found;
}

/** Asks that the writable layer of a container is there. @throws {RuntimeFault} `NotFound`. */
export async function requireScratch(world: ContainerWorld, { id, name }: ContainerRecord): Promise<void> {
  const folder = scratchFolder(world, id);
  if (await isThere(folder)) return;
  throw fault('NotFound', `The writable layer of container '${name}' is gone: there is no '${folder}'.`, {
    target: name,
    hint: `Put the folder back; or Remove-Container ${name}`,
  });
}

/** Containers whose writable layer somebody has removed. */
export async function findHollow(world: ContainerWorld): Promise<HostFinding[]> {
  const { records } = await world.records.list();
  const isHollow = await Promise.all(records.map(async ({ id }) => !(await isThere(scratchFolder(world, id)))));
  return records
    .filter((_, index) => isHollow[index])
    .map(({ id, name }) => ({
      id: `LostScratch:${id}`,
      name: 'LostScratch',
      result: 'failed',
      target: id,
      cause: `The writable layer of container '${name}' is gone: there is no '${scratchFolder(world, id)}'.`,
      fix: `Put the folder back; or Remove-Container -Id ${id} -Force`,
    }));
}

/** Containers that run, and whose network the host has lost its record of: ports are held until their keeper ends. */
export async function findUnconnected(world: ContainerWorld): Promise<HostFinding[]> {
  const { records } = await world.records.list();
  const published = records.filter(({ run, portMappings }) => run !== undefined && portMappings.length > 0);
  if (published.length === 0) return [];
  const up = await idsUp(world);
  const known = new Set((await world.host.network.listNamespaces({ owner: world.owner })).map(({ id }) => id));
  return published
    .filter(({ id }) => up.has(id) && !known.has(id))
    .map(({ id, name }) => ({
      id: `LostNetwork:${id}`,
      name: 'LostNetwork',
      result: 'warning',
      target: id,
      cause: `Container '${name}' runs, and the record of its network was lost: its published ports may stop answering.`,
      fix: `Restart-Container -Id ${id}`,
    }));
}

/** Containers whose secrets cannot be read: they would not start. */
export async function findLostSecrets(world: ContainerWorld): Promise<HostFinding[]> {
  const { records } = await world.records.list();
  const found: HostFinding[] = [];
  for (const { id } of records.filter(({ secretNames, secretFiles }) => secretNames ?? secretFiles)) {
    const problem = await whyNoSecrets(world, id);
    if (problem === undefined) continue;
    const { message, hint } = problem;
    const fix = hint === undefined ? {} : { fix: hint };
    found.push({ id: `LostSecrets:${id}`, name: 'LostSecrets', result: 'failed', target: id, cause: message, ...fix });
  }
  return found;
}

/** Looks again when the secrets were replaced meanwhile: no lock is held. */
async function whyNoSecrets(world: ContainerWorld, id: string): Promise<RuntimeFault | undefined> {
  const record = await world.records.read(id);
  if (record === undefined) return undefined;
  try {
    await world.secrets.read(record);
    return undefined;
  } catch (error) {
    const now = await world.records.read(id);
    if (now?.secretSet !== record.secretSet) return whyNoSecrets(world, id);
    return isFault(error) ? error : toFault(error, 'read the secrets of container', record.name);
  }
}

function describe({ id, name }: ContainerRecord): HostFinding {
  return {
    id: `LostProcess:${id}`,
    name: 'LostProcess',
    result: 'warning',
    target: id,
    cause: `Container '${name}' runs, and its main process was lost with the host's record: its end will not be seen.`,
    fix: `Stop-Container -Id ${id}`,
  };
}
