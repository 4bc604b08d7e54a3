import { toFault } from '../../base/fault.ts';
import type { HealthCheck, Probe } from '../../store/health-record.ts';
import { runCommand } from '../command.ts';
import { querySystem } from '../settle.ts';
import { type ContainerWorld, nowText } from '../world.ts';

/** How much of a probe's output is kept. */
const MOST_OUTPUT_BYTES = 4096;

/**
 * Runs a health check once. One that takes too long is ended with its children.
 *
 * @returns undefined when nothing was found out: the container is off or paused, or the signal was aborted.
 */
export async function probe(
  world: ContainerWorld,
  id: string,
  check: HealthCheck,
  signal: AbortSignal,
): Promise<Probe | undefined> {
  const isRunning = async (): Promise<boolean> => (await querySystem(world, id))?.state === 'Running';
  if (signal.aborted || !(await isRunning())) return undefined;
  const output: Buffer[] = [];
  let size = 0;
  const keep = async (chunk: Uint8Array): Promise<void> => {
    const part = Buffer.from(chunk.subarray(0, MOST_OUTPUT_BYTES - size));
    size += part.length;
    output.push(part);
  };
  const startedAt = nowText(world);
  const text = () => Buffer.concat(output).toString('utf8');
  try {
    const request = { commandLine: check.command, timeoutMs: check.timeoutMs, signal };
    const { exitCode } = await runCommand(world, id, request, { stdout: keep, stderr: keep });
    // Ended under it: the container's end, which is told elsewhere.
    if (signal.aborted || exitCode === undefined) return undefined;
    return { startedAt, endedAt: nowText(world), exitCode, output: text() };
  } catch (error) {
    if (signal.aborted || !(await isRunning())) return undefined;
    const { message } = toFault(error, 'check the health of container', id);
    return { startedAt, endedAt: nowText(world), output: [text(), message].filter(Boolean).join('\n') };
  }
}
