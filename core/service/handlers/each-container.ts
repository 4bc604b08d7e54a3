import { isFault } from '../../base/fault.ts';
import { findOther, otherFault } from '../../container/others.ts';
import { resolveOne, resolvePattern } from '../../container/resolve.ts';
import type { ContainerListing, ContainerView } from '../../container/view.ts';
import type { CmdletContext } from '../context.ts';

/** How the parameter sets of a container verb name containers. */
export interface ContainerChoice {
  Name?: string[];
  Container?: string[];
  Id?: string[];
}

/**
 * Does something with each container that the parameters name, each once, in the order in which they are named. What
 * fails for one is a non-terminating error; the next goes on. A cancel ends the call.
 *
 * @param op In the words of a message: `start container`.
 */
export async function eachContainer(
  choice: ContainerChoice,
  context: CmdletContext,
  op: string,
  work: (view: ContainerView) => Promise<void>,
): Promise<void> {
  const listing = await context.services.containers.list();
  const done = new Set<string>();
  for (const { text, find } of chosen(choice)) {
    await tryItem(context, op, text, async () => {
      for (const view of await foundOrExplained(context, text, () => find(listing))) {
        if (done.has(view.record.id)) continue;
        done.add(view.record.id);
        await tryItem(context, op, view.record.name, () => work(view));
      }
    });
  }
}

/** What `find` gives. What nobody here knows may be a compute system of somebody else's: then the fault says so. */
export async function foundOrExplained<T>(context: CmdletContext, text: string, find: () => T): Promise<T> {
  try {
    return find();
  } catch (error) {
    if (!isFault(error, 'NotFound')) throw error;
    const others = await context.services.containers.listOthers().catch(() => []); // the fault at hand is the better one
    const other = findOther(others, text);
    throw other === undefined ? error : otherFault(other);
  }
}

/** Runs the work on one item: a failure is a non-terminating error, unless the whole call was cancelled. */
export async function tryItem(
  context: CmdletContext,
  op: string,
  target: string,
  work: () => Promise<void>,
): Promise<void> {
  context.signal.throwIfAborted();
  try {
    await work();
  } catch (error) {
    if (context.signal.aborted) throw error;
    context.error(error, op, target);
  }
}

interface Chosen {
  text: string;
  find(listing: ContainerListing): ContainerView[];
}

function chosen(choice: ContainerChoice): Chosen[] {
  const patterns = (choice.Name ?? []).map((text) => ({
    text,
    find: (listing: ContainerListing) => resolvePattern(listing, text),
  }));
  const exact = [...(choice.Container ?? []), ...(choice.Id ?? [])].map((text) => ({
    text,
    find: (listing: ContainerListing) => [resolveOne(listing, text)],
  }));
  return [...patterns, ...exact];
}
