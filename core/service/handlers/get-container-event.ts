import { compileWildcard } from '../../base/wildcard.ts';
import type { EventFilter } from '../../container/events.ts';
import { isLike, isNamed } from '../../container/resolve.ts';
import type { RecordedEvent } from '../../store/event-log.ts';
import type { CmdletContext, CmdletHandler } from '../context.ts';
import type { GetContainerEventParameters } from '../generated/contract.gen.ts';

/** Get-ContainerEvent: the history, oldest first, and with -Follow what happens. Of removed containers too. */
export const handler: CmdletHandler<GetContainerEventParameters> = async (parameters, context) => {
  const { containers } = context.services;
  const { events } = containers;
  const filter = filterOf(parameters);
  if (parameters.Follow !== true) {
    await containers.list(); // what has ended, and is just being recorded as such, is waited for by a listing
    for await (const event of events.history(filter)) await emitEvent(context, event);
    return;
  }
  for await (const event of events.follow({ ...filter, signal: context.signal })) await emitEvent(context, event);
};

function filterOf(parameters: GetContainerEventParameters): EventFilter {
  const { Name, Container, Id, Action, Since, Until, MaxEvents } = parameters;
  const filter: EventFilter = {};
  const exact = [...(Container ?? []), ...(Id ?? [])];
  // Nobody knows any more whether the beginning of an id is ambiguous: all are given.
  if (Name !== undefined || exact.length > 0)
    filter.isWanted = (id, names) =>
      (Name ?? []).some((text) => isLike(text, id, names)) || exact.some((text) => isNamed(text, id, names));
  if (Action !== undefined) {
    const actions = Action.map(compileWildcard);
    filter.isAction = (action) => actions.some((matches) => matches(action));
  }
  if (Since !== undefined) filter.since = new Date(Since);
  if (Until !== undefined) filter.until = new Date(Until);
  if (MaxEvents !== undefined) filter.last = MaxEvents;
  return filter;
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
