import { fault } from '../../base/fault.ts';
import type { SessionRecord } from '../../container/sessions/session-records.ts';
import type { ContainerView } from '../../container/view.ts';
import type { CmdletContext } from '../context.ts';
import type { ContainerSessionObject } from '../generated/contract.gen.ts';

/** Puts a session on the pipeline. */
export async function emitSession(
  context: CmdletContext,
  { record }: ContainerView,
  session: SessionRecord,
): Promise<void> {
  const object: ContainerSessionObject = {
    SessionId: session.id,
    ContainerName: record.name,
    ContainerId: record.id,
    Command: session.command,
    Started: session.startedAt,
  };
  await context.emit('ContainerSession', object);
}

/** The session of a container with this id, or whose id begins so. @throws {RuntimeFault} `NotFound`, `Ambiguous`. */
export async function findSession(
  context: CmdletContext,
  { record: { id, name } }: ContainerView,
  wanted: string,
): Promise<SessionRecord> {
  const sessions = await context.services.containers.listSessions(id);
  const found = sessions.filter((session) => session.id.startsWith(wanted.toLowerCase()));
  const [session] = found;
  if (session !== undefined && found.length === 1) return session;
  const hint = { target: wanted, hint: `Get-ContainerSession ${name}` };
  if (session !== undefined)
    throw fault('Ambiguous', `Several sessions of container '${name}' begin with '${wanted}'.`, hint);
  throw fault('NotFound', `Container '${name}' has no session '${wanted}'.`, hint);
}
