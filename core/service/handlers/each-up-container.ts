import { isNamed } from '../../container/resolve.ts';
import type { ContainerView } from '../../container/view.ts';
import { isUp } from '../../host/is-up.ts';
import type { CmdletContext } from '../context.ts';
import { type ContainerChoice, eachContainer, tryItem } from './each-container.ts';

/**
 * As `eachContainer`, for what only a running or paused container can be asked: all of those when none is named. Of what
 * a wildcard finds those that are off are passed over; one that is named is left to `work`, which says that it is off.
 */
export async function eachUpContainer(
  choice: ContainerChoice,
  context: CmdletContext,
  op: string,
  work: (view: ContainerView) => Promise<void>,
): Promise<void> {
  const texts = [...(choice.Name ?? []), ...(choice.Container ?? []), ...(choice.Id ?? [])];
  if (texts.length === 0) {
    const { containers } = await context.services.containers.list();
    for (const view of containers) {
      if (isUp(view)) await tryItem(context, op, view.record.name, () => work(view));
    }
    return;
  }
  await eachContainer(choice, context, op, async (view) => {
    const { id, name } = view.record;
    if (isUp(view) || texts.some((text) => isNamed(text, id, [name]))) await work(view);
  });
}
