import { fault } from '../base/fault.ts';
import { tellAgent } from './embedded-process.ts';
import { notRunning } from './not-running.ts';
import type { AgentAnswer, SystemTracker } from './system-tracker.ts';

/** The agent answers within this unless the machine is stuck. */
const ANSWER_MS = 20_000;

/**
 * Tells the agent something and waits until it says how that went.
 *
 * @param question.answer The words that its line begins with; several who ask the same are answered in their order.
 * @param question.what For a message: `list what runs in it`.
 * @throws InvalidState when the system does not run, or it went wrong; Timeout when the agent does not answer.
 */
export async function askAgent(
  tracker: SystemTracker,
  question: { command: string; answer: string; what: string },
): Promise<void> {
  const { id } = tracker.folder;
  const answer: AgentAnswer = {};
  const queue = tracker.asked.get(question.answer) ?? [];
  tracker.asked.set(question.answer, queue);
  queue.push(answer);
  try {
    tracker.requireHearing();
    if (!(await tellAgent(tracker.folder, question.command))) throw notRunning(id);
    const error = await waitFor(tracker, answer, question.what);
    if (error === 'ended') throw notRunning(id);
    if (error === 0) return;
    throw fault('InvalidState', `Compute system '${id}' could not ${question.what}: Windows error ${error}.`, {
      target: id,
    });
  } finally {
    const at = queue.indexOf(answer);
    if (at >= 0) queue.splice(at, 1);
    if (queue.length === 0 && tracker.asked.get(question.answer) === queue) tracker.asked.delete(question.answer);
  }
}

async function waitFor(tracker: SystemTracker, answer: AgentAnswer, what: string): Promise<number | 'ended'> {
  const { id } = tracker.folder;
  try {
    return await tracker.until(
      () => answer.error ?? (tracker.hasEnded ? ('ended' as const) : undefined),
      AbortSignal.timeout(ANSWER_MS),
    );
  } catch (cause) {
    throw fault(
      'Timeout',
      `Compute system '${id}' did not ${what} in time: its agent is stuck, ended, or an older one.`,
      {
        target: id,
        hint: 'Start the container anew: Stop-Container <name>; Start-Container <name>',
        cause,
      },
    );
  }
}
