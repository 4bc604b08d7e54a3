import { fault } from '../base/fault.ts';
import type { ComputeSystemDocument } from '../spec/compute-document.ts';
import type { Limit } from './capabilities.ts';
import { checkChange } from './check-change.ts';
import type { CreateOptions } from './compute.ts';
import type { SystemChange } from './controls.ts';

const MB = 1024 * 1024;

/** What a system is limited to, and nothing else. */
export interface SystemLimits {
  memoryBytes?: number;
  processor?: ProcessorLimit;
  threads?: number;
}

export type ProcessorLimit = Extract<SystemChange, { kind: 'processor' }>['limit'];

/**
 * The limits in a document and the options beside it.
 * @throws InvalidArgument for one out of its range; NotSupported for one that this machine does not give.
 */
export function wantedLimits(
  { Container: { Memory, Processor, Storage } }: ComputeSystemDocument,
  { threadCount }: CreateOptions,
  given: readonly Limit[],
): SystemLimits {
  const limits: SystemLimits = {};
  if (Memory?.SizeInMB !== undefined) {
    limits.memoryBytes = Memory.SizeInMB * MB;
    checkChange({ kind: 'memory', memoryBytes: limits.memoryBytes });
    checkGiven('memory', given);
  }
  const processor = processorLimit(Processor ?? {});
  if (processor !== undefined) {
    checkChange({ kind: 'processor', limit: processor });
    checkGiven('processor', given);
    limits.processor = processor;
  }
  const { QoS } = Storage;
  if (QoS !== undefined) {
    for (const most of [QoS.IopsMaximum, QoS.BandwidthMaximum]) if (most !== undefined) checkStorageLimit(most);
    checkGiven('storage', given);
  }
  if (threadCount !== undefined) {
    checkThreadCount(threadCount);
    checkGiven('threads', given);
    limits.threads = threadCount;
  }
  return limits;
}

function processorLimit({ Count, Maximum, Weight }: { Count?: number; Maximum?: number; Weight?: number }) {
  const found: ProcessorLimit[] = [];
  if (Count !== undefined) found.push({ count: Count });
  if (Maximum !== undefined) found.push({ maximum: Maximum });
  if (Weight !== undefined) found.push({ weight: Weight });
  if (found.length <= 1) return found[0];
  throw fault('InvalidArgument', 'A container has one of a processor count, a maximum and a weight, not several.');
}

/** Windows makes scratches of this size, and can only let them grow (moby's and hcsshim's own least). */
export const LEAST_SCRATCH_BYTES = 20 * 1024 * MB;

/**
 * Checks the size that a scratch is to have; undefined: what the host gives.
 * @throws InvalidArgument for one that Windows cannot make; NotSupported where this machine gives none.
 */
export function checkScratchSize(sizeBytes: number | undefined, given: readonly Limit[]): void {
  if (sizeBytes === undefined) return;
  if (!Number.isSafeInteger(sizeBytes) || sizeBytes < LEAST_SCRATCH_BYTES) {
    throw fault('InvalidArgument', `A scratch has at least ${LEAST_SCRATCH_BYTES} bytes (20 GB), not ${sizeBytes}.`, {
      target: String(sizeBytes),
    });
  }
  checkGiven('scratch', given);
}

/** @throws InvalidArgument */
function checkThreadCount(count: number): void {
  if (Number.isSafeInteger(count) && count >= 1) return;
  throw fault('InvalidArgument', `The number of threads must be a whole number of at least 1, not ${count}.`);
}

/** @throws InvalidArgument */
function checkStorageLimit(most: number): void {
  if (Number.isSafeInteger(most) && most >= 1) return;
  throw fault('InvalidArgument', `A limit of the storage must be a whole number of at least 1, not ${most}.`);
}

function checkGiven(limit: Limit, given: readonly Limit[]): void {
  if (!given.includes(limit)) throw notGiven(limit);
}

export function notGiven(limit: Limit): Error {
  return fault('NotSupported', `This machine lets us limit no ${limit} of a container.`, {
    target: limit,
    hint: '(Get-ContainerHost).Features',
  });
}
