import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Runtime, silentLog } from '../../core/base/runtime.ts';
import { type Containers, openContainers } from '../../core/container/containers.ts';
import type { CreateRequest } from '../../core/container/create.ts';
import { FakeSchedule } from './fake-schedule.ts';
import { MemoryMachine, openMemoryHost } from './memory-host.ts';
import { MemoryImages, sampleImage } from './memory-images.ts';

/** A state root on a memory machine: containers can be opened on it again and again, as services come and go. */
export interface ContainersKit {
  root: string;
  machine: MemoryMachine;
  images: MemoryImages;
  /** Its clock goes on, and what is scheduled happens, when told. */
  runtime: Runtime & { advance(ms: number): void };
  /** Of the service that was opened last. */
  timers: FakeSchedule;
  containers: Containers;
  /** Opens the root again, as the next service does; the one before is not closed, unless asked. */
  reopen(options?: { close?: boolean }): Promise<Containers>;
  create(name: string, request?: Partial<CreateRequest>): Promise<string>;
  /** Called before each change on disk; replace it to fail or to stop there. */
  beforeChange: (step: string) => Promise<void>;
  dispose(): Promise<void>;
}

export async function openContainersKit(): Promise<ContainersKit> {
  const root = await mkdtemp(join(tmpdir(), 'hcs-containers-'));
  const machine = new MemoryMachine();
  const images = new MemoryImages();
  const runtime = fakeRuntime();
  const open = () => {
    const { epoch } = machine;
    const timers = new FakeSchedule(runtime.now);
    kit.timers = timers;
    return openContainers({
      root,
      host: openMemoryHost(machine, runtime.now),
      images,
      runtime,
      log: silentLog,
      schedule: timers.schedule,
      beforeChange: (step) =>
        machine.call(`disk.${step.slice(step.indexOf(':') + 1)}`, () => kit.beforeChange(step), epoch),
    });
  };
  const kit: ContainersKit = {
    root,
    machine,
    images,
    runtime,
    timers: new FakeSchedule(runtime.now),
    containers: undefined as never, // set below, before anybody has the kit
    beforeChange: async () => undefined,
    async reopen(options) {
      if (options?.close === true) await kit.containers.close();
      kit.containers = await open();
      return kit.containers;
    },
    async create(name, request) {
      const record = await kit.containers.create({ name, image: sampleImage(), ...request });
      return record.id;
    },
    async dispose() {
      await kit.containers.close();
      await rm(root, { recursive: true, force: true });
    },
  };
  images.now = runtime.now;
  const { advance } = runtime;
  runtime.advance = (ms) => kit.timers.advance(ms, advance);
  kit.containers = await open();
  return kit;
}

/** A clock that goes on only when told, and ids that count. */
export function fakeRuntime(): ContainersKit['runtime'] {
  let nowMs = Date.parse('2026-01-01T00:00:00Z');
  let ids = 0;
  return {
    now: () => new Date(nowMs),
    newId: () => {
      const text = (++ids).toString(16).padStart(4, '0');
      return `${text}a000-1111-4222-8333-444444444444`;
    },
    advance(ms) {
      nowMs += ms;
    },
  };
}

/** The fault that a promise rejects with. */
export async function faultOf(promise: Promise<unknown>): Promise<Error & { kind?: string; hint?: string }> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
  throw new Error('It did not fail.');
}
