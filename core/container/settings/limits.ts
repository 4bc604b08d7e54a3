import { fault } from '../../base/fault.ts';
import type { HostCapabilities, Limit } from '../../host/capabilities.ts';
import { checkScratchSize } from '../../host/check-limits.ts';
import type { SystemChange } from '../../host/controls.ts';
import type { ContainerRecord } from '../../store/container-record.ts';
import { checkLogLimit } from '../logs/log-limit.ts';

/** What a container can be limited in, as records hold it. */
export const LIMIT_FIELDS = [
  'memoryBytes',
  'processorCount',
  'processorPercent',
  'processorWeight',
  'storageIops',
  'storageBandwidth',
  'threadCount',
  'logMaximumBytes',
] as const;
export type LimitField = (typeof LIMIT_FIELDS)[number];
export type ContainerLimits = Partial<Pick<ContainerRecord, LimitField>>;

/** By what name a person knows each, and what a host must have for it. */
export const LIMIT_PARAMETERS = {
  memoryBytes: 'MemoryStartupBytes',
  processorCount: 'ProcessorCount',
  processorPercent: 'ProcessorMaximum',
  processorWeight: 'ProcessorWeight',
  storageIops: 'StorageMaximumIOPS',
  storageBandwidth: 'StorageMaximumBandwidth',
  threadCount: 'MaximumThreadCount',
  logMaximumBytes: 'LogMaximumBytes',
} as const satisfies Record<LimitField, string>;
const NEEDS: Readonly<Record<LimitField, Limit>> = {
  memoryBytes: 'memory',
  processorCount: 'processor',
  processorPercent: 'processor',
  processorWeight: 'processor',
  storageIops: 'storage',
  storageBandwidth: 'storage',
  threadCount: 'threads',
  logMaximumBytes: 'log',
};

/** The limits among other settings; what is absent stays absent. */
export function limitsAmong(settings: ContainerLimits): ContainerLimits {
  return Object.fromEntries(
    LIMIT_FIELDS.flatMap((field) => (settings[field] === undefined ? [] : [[field, settings[field]]])),
  );
}

/**
 * Refuses limits that this host does not have.
 * @param after What a message says of the state: `Nothing was created.`
 * @throws {RuntimeFault} `NotSupported`, naming the parameter; `InvalidArgument` for what is no limit of a log.
 */
export function checkLimits(
  capabilities: Pick<HostCapabilities, 'limits'>,
  wanted: ContainerLimits,
  after: string,
): void {
  checkLogLimit(wanted.logMaximumBytes, after);
  for (const field of LIMIT_FIELDS) {
    const limit = NEEDS[field];
    if (!isLimit(wanted[field]) || capabilities.limits.includes(limit)) continue;
    const parameter = LIMIT_PARAMETERS[field];
    throw fault('NotSupported', `This host cannot limit a container's ${limit}. ${after}`, {
      target: parameter,
      hint: `Leave out -${parameter}`,
    });
  }
}

/** 0 takes a limit away that is there without being asked for. */
function isLimit(value: number | undefined): boolean {
  return value !== undefined && value !== 0;
}

/**
 * Refuses a size of the scratch that this host does not give.
 * @throws {RuntimeFault} `NotSupported`; `InvalidArgument`
 */
export function checkScratch(
  { limits }: Pick<HostCapabilities, 'limits'>,
  scratchBytes: number | undefined,
  after: string,
): void {
  if (scratchBytes !== undefined && !limits.includes('scratch')) {
    throw fault(
      'NotSupported',
      `This host cannot give a container's C: a size: it grows as the disk has room. ${after}`,
      {
        target: 'ScratchSizeBytes',
        hint: 'Leave out -ScratchSizeBytes; Measure-Container tells what it takes',
      },
    );
  }
  checkScratchSize(scratchBytes, limits);
}

/** @throws {RuntimeFault} `InvalidArgument` for several limits of the processors: Windows takes one. */
export function checkOneProcessorLimit(limits: ContainerLimits, after: string): void {
  const given = LIMIT_FIELDS.filter((field) => NEEDS[field] === 'processor' && limits[field] !== undefined);
  if (given.length <= 1) return;
  const names = given.map((field) => LIMIT_PARAMETERS[field]);
  throw fault('InvalidArgument', `A container has one limit of its processors, not ${names.join(' and ')}. ${after}`, {
    target: names.at(-1) ?? '',
    hint: `Leave out all but one; Set-Container -Clear ${names[0]} takes one away`,
  });
}

/**
 * Refuses more processors than the host has, of what is asked for now: a container that has them already (its disk was in
 * another machine) is started with those that are there.
 * @throws {RuntimeFault} `InvalidArgument`
 */
export function checkProcessorCount(
  { processorCount: most }: Pick<HostCapabilities, 'processorCount'>,
  { processorCount = 0 }: ContainerLimits,
  after: string,
): void {
  if (processorCount <= most) return;
  throw fault(
    'InvalidArgument',
    `A container cannot use ${processorCount} processors: this host has ${most}. ${after}`,
    {
      target: LIMIT_PARAMETERS.processorCount,
      hint: `1 to ${most} can be given here; a container without such a limit uses all of them`,
    },
  );
}

/** What a host is asked for a limit of a running container; undefined for one that it can only be started with. */
export function limitChange(field: LimitField, record: ContainerRecord): SystemChange | undefined {
  const { memoryBytes, processorCount, processorPercent, processorWeight } = record;
  if (field === 'memoryBytes' && memoryBytes !== undefined) return { kind: 'memory', memoryBytes };
  if (field === 'processorCount' && processorCount !== undefined)
    return { kind: 'processor', limit: { count: processorCount } };
  if (field === 'processorPercent' && processorPercent !== undefined)
    return { kind: 'processor', limit: { maximum: processorPercent * 100 } };
  if (field === 'processorWeight' && processorWeight !== undefined)
    return { kind: 'processor', limit: { weight: processorWeight } };
  return undefined;
}
