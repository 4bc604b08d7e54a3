import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readJson, writeJson } from '../../base/atomic-file.ts';
import { listFolder } from '../../base/list-folder.ts';
import type { HostCapabilities } from '../../host/capabilities.ts';
import type { ProcessOutput } from '../../host/port.ts';
import type { ContainerWorld } from '../world.ts';

/** In characters. */
export interface TerminalSize {
  height: number;
  width: number;
}

/** What is kept of a session: enough to list it. It is there as long as its process is in the host. */
export interface SessionRecord {
  /** Eight hexadecimal digits. */
  id: string;
  command: string;
  startedAt: string;
  /** As its terminal was last. */
  size: TerminalSize;
}

const KEY_PREFIX = 'session-';
/** What a session has shown is kept so far: for who comes back, and for who is slower than it. */
const MOST_SHOWN_BYTES = 8 * 1024 * 1024;

/** The key of a session's process in its compute system. */
export function sessionKey(sessionId: string): string {
  return `${KEY_PREFIX}${sessionId}`;
}

function recordFolder(world: ContainerWorld, containerId: string): string {
  return join(world.records.folder(containerId), 'sessions');
}

export async function writeSession(world: ContainerWorld, containerId: string, record: SessionRecord): Promise<void> {
  const folder = recordFolder(world, containerId);
  await mkdir(folder, { recursive: true });
  await writeJson(join(folder, `${record.id}.json`), record);
}

/** With what it has shown. What somebody still reads of that goes with the run. */
export async function removeSession(world: ContainerWorld, containerId: string, sessionId: string): Promise<void> {
  const folder = recordFolder(world, containerId);
  await rm(join(folder, `${sessionId}.json`), { force: true });
  for (const name of await listFolder(folder))
    if (name.startsWith(`${sessionId}.`)) await rm(join(folder, name), { force: true }).catch(() => undefined);
}

/** Where what a session shows is kept, and how much of it; on a host that cannot keep less, all of it, where it likes. */
export function sessionOutput(
  world: ContainerWorld,
  { containerId, sessionId }: { containerId: string; sessionId: string },
  { limits }: Pick<HostCapabilities, 'limits'>,
): ProcessOutput {
  if (!limits.includes('log')) return { kind: 'spool' };
  const path = join(recordFolder(world, containerId), sessionId);
  return { kind: 'log', stdoutPath: `${path}.shown`, stderrPath: `${path}.none`, maximumBytes: MOST_SHOWN_BYTES };
}

/** Sessions end with the run of their container. */
export async function removeSessions(world: ContainerWorld, containerId: string): Promise<void> {
  await rm(recordFolder(world, containerId), { recursive: true, force: true });
}

/** The records of all sessions, also of those that ended with their system, by their start. */
export async function readSessions(world: ContainerWorld, containerId: string): Promise<SessionRecord[]> {
  const folder = recordFolder(world, containerId);
  const names = (await listFolder(folder)).filter((name) => /^[0-9a-f]{8}\.json$/.test(name));
  const read = async (name: string): Promise<SessionRecord[]> => {
    // A file of ours, written whole; one that was damaged is a session that cannot be listed.
    const value = await readJson(join(folder, name)).catch(() => undefined);
    return isSession(value) ? [value] : [];
  };
  const records = (await Promise.all(names.map(read))).flat();
  return records.sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
}

function isSession(value: object | undefined): value is SessionRecord {
  if (value === undefined || !('id' in value && 'command' in value && 'startedAt' in value && 'size' in value))
    return false;
  const { id, command, startedAt, size } = value;
  const texts = [id, command, startedAt].every((text) => typeof text === 'string');
  return texts && typeof size === 'object' && size !== null && 'height' in size && 'width' in size;
}
