import { compileWildcard, hasWildcard } from '../../base/wildcard.ts';
import type { EventFilter } from '../../container/events.ts';
import { isIdOf } from '../../container/resolve.ts';
import type { RecordedEvent } from '../../store/event-log.ts';
import type { CmdletContext, CmdletHandler } from '../context.ts';
import type { GetContainerEventParameters } from '../generated/contract.gen.ts';

/** Get-ContainerEvent: the history, oldest first, and with -Follow what happens. Of removed containers too. */
export const handler: CmdletHandler<GetContainerEventParameters> = async (parameters, context) => {
  const { events } = context.services.containers;
  const filter = filterOf(parameters);
  if (parameters.Follow !== true) {
    for await (const event of events.history(filter)) await emitEvent(context, event);
    return;
  }
  for await (const event of events.follow({ ...filter, signal: context.signal })) await emitEvent(context, event);
};

function filterOf(parameters: GetContainerEventParameters): EventFilter {
  const { Name, Container, Id, Action, Since, Until, MaxEvents } = parameters;
  const filter: EventFilter = {};
  const chosen = [...(Name ?? []).map(namedLike), ...[...(Container ?? []), ...(Id ?? [])].map(named)];
  if (chosen.length > 0) filter.isWanted = (id, names) => chosen.some((isNamed) => isNamed(id, names));
  if (Action !== undefined) {
    const actions = Action.map(compileWildcard);
    filter.isAction = (action) => actions.some((isLike) => isLike(action));
  }
  if (Since !== undefined) filter.since = new Date(Since);
  if (Until !== undefined) filter.until = new Date(Until);
  if (MaxEvents !== undefined) filter.last = MaxEvents;
  return filter;
}

type IsNamed = (id: string, names: readonly string[]) => boolean;

function namedLike(text: string): IsNamed {
  if (!hasWildcard(text)) return named(text);
  const isLike = compileWildcard(text);
  return (_id, names) => names.some(isLike);
}

/** By name, id or the beginning of an id. Nobody knows any more whether it is ambiguous: all are given. */
function named(text: string): IsNamed {
  const wanted = text.toLowerCase();
  return (id, names) => isIdOf(id, wanted) || names.some((name) => name.toLowerCase() === wanted);
}

function emitEvent(context: CmdletContext, event: RecordedEvent): Promise<void> {
  const { exitCode, ...details } = event.details;
  return context.emit('ContainerEvent', {
    Number: event.number,
    Time: event.time,
    Name: event.name,
    ContainerId: event.id,
    Action: event.action,
    ...(typeof exitCode === 'number' ? { ExitCode: exitCode } : {}),
    Details: Object.entries(details).map(([name, value]) => `${name}=${value}`),
  });
}
