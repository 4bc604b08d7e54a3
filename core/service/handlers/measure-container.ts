import { setTimeout as delay } from 'node:timers/promises';
import type { Measurement } from '../../container/measure.ts';
import type { SystemStatistics } from '../../host/controls.ts';
import type { ContainerRecord } from '../../store/container-record.ts';
import type { CmdletContext, CmdletHandler } from '../context.ts';
import type { MeasureContainerParameters } from '../generated/contract.gen.ts';
import { tryItem } from './each-container.ts';
import { eachUpContainer } from './each-up-container.ts';

const OP = 'measure container';

/**
 * Measure-Container: samples as Get-Counter takes them. How busy the processor was needs two, so the first that is given
 * comes one interval after the start.
 */
export const handler: CmdletHandler<MeasureContainerParameters> = async (parameters, context) => {
  const {
    SampleInterval = 1,
    Continuous,
    MaxSamples = Continuous === true ? Number.POSITIVE_INFINITY : 1,
  } = parameters;
  const before = new Map<string, SystemStatistics>();
  const failed = new Set<string>();
  const isAll = [parameters.Name, parameters.Container, parameters.Id].every((texts) => texts === undefined);
  for (let sample = 0; ; sample++) {
    const found = await measureAll(parameters, context, { before, failed });
    if (sample > 0) for (const { record, measured } of found) await emitMeasurement(context, record, measured);
    // Those that were named are off; all there are may be started yet.
    const isOver = found.length === 0 && (Continuous !== true || !isAll);
    if (sample >= MaxSamples || isOver) return;
    await delay(SampleInterval * 1000, undefined, { signal: context.signal });
  }
};

interface Found {
  record: ContainerRecord;
  measured: Measurement;
}

/** One sample of each, taken at once. One that cannot be measured is told once. */
async function measureAll(
  parameters: MeasureContainerParameters,
  context: CmdletContext,
  { before, failed }: { before: Map<string, SystemStatistics>; failed: Set<string> },
): Promise<Found[]> {
  const found: Found[] = [];
  const asked: Promise<void>[] = [];
  const quiet: CmdletContext = {
    ...context,
    error(error, op, target = '') {
      if (failed.has(target)) return;
      failed.add(target);
      context.error(error, op, target);
    },
  };
  const ask = async (record: ContainerRecord, at: number) => {
    const measured = await context.services.containers.measure(record.id, before.get(record.id));
    before.set(record.id, measured);
    found[at] = { record, measured };
  };
  await eachUpContainer(parameters, quiet, OP, async ({ record }) => {
    asked.push(tryItem(quiet, OP, record.name, () => ask(record, asked.length)));
  });
  await Promise.all(asked);
  return found.filter((one) => one !== undefined); // those that failed left a hole
}

function emitMeasurement(context: CmdletContext, record: ContainerRecord, measured: Measurement): Promise<void> {
  const { processorPercent, memoryPeakBytes, network } = measured;
  return context.emit('ContainerMeasurement', {
    Name: record.name,
    ContainerId: record.id,
    Time: measured.takenAt.toISOString(),
    Uptime: measured.uptimeMs / 1000,
    ...(processorPercent === undefined ? {} : { ProcessorPercent: Math.round(processorPercent * 10) / 10 }),
    ProcessorTime: measured.processorMs / 1000,
    UserProcessorTime: measured.processorUserMs / 1000,
    KernelProcessorTime: measured.processorKernelMs / 1000,
    MemoryBytes: measured.memoryCommitBytes,
    MemoryPrivateBytes: measured.memoryPrivateBytes,
    ...(memoryPeakBytes === undefined ? {} : { MemoryPeakBytes: memoryPeakBytes }),
    ReadBytes: measured.readBytes,
    WrittenBytes: measured.writtenBytes,
    ...(network === undefined ? {} : { ReceivedBytes: network.receivedBytes, SentBytes: network.sentBytes }),
  });
}
