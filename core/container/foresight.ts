import { type CloneOptions, checkClone } from './clone.ts';
import { type CopyFromRequest, checkCopyFrom } from './copy/copy-from.ts';
import { type CreateRequest, checkCreation } from './create.ts';
import { checkRename } from './rename.ts';
import { checkRun } from './run-image.ts';
import { type ContainerSettings, checkSettings } from './settings/set.ts';
import { checkStart } from './start.ts';
import { checkResume, checkSuspend } from './suspend.ts';
import type { ContainerWorld } from './world.ts';

/**
 * Throws what the operation of the same name would refuse as things are now: before somebody is asked whether it is to be
 * done, and where it is only to be told what would be. Changes nothing and waits for nobody, but `copyFrom`, which waits as
 * a copy does; the operation looks again, under its lock.
 */
export interface Foresight {
  create(request: CreateRequest): Promise<void>;
  runImage(request: CreateRequest): Promise<void>;
  clone(id: string, options: CloneOptions): Promise<void>;
  start(id: string): Promise<void>;
  set(id: string, settings: ContainerSettings): Promise<void>;
  suspend(id: string): Promise<void>;
  resume(id: string): Promise<void>;
  rename(id: string, newName: string): Promise<void>;
  copyFrom(id: string, request: CopyFromRequest): Promise<void>;
}

export function foresightOf(world: ContainerWorld): Foresight {
  return {
    create: (request) => checkCreation(world, request),
    runImage: (request) => checkRun(world, request),
    clone: (id, options) => checkClone(world, id, options),
    start: (id) => checkStart(world, id),
    set: (id, settings) => checkSettings(world, id, settings),
    suspend: (id) => checkSuspend(world, id),
    resume: (id) => checkResume(world, id),
    rename: (id, newName) => checkRename(world, id, newName),
    copyFrom: (id, request) => checkCopyFrom(world, id, request),
  };
}
