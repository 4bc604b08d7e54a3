import { fault } from '../../base/fault.ts';
import type { LayerParts } from './layer-parts.ts';
import { checkLayer, checkScratch } from './layer-paths.ts';
import { held } from './scratches.ts';
import { diagnosed } from './who-holds.ts';

/** A scratch's volume, mounted until `release`. */
export interface VolumeUse {
  /** With a backslash at the end. */
  volumePath: string;
  release(): Promise<void>;
}

/**
 * The volume of a scratch: where it is when the scratch is attached, else attached for as long as it takes. While it is
 * used, the scratch is not let go, exported or removed.
 */
export async function useVolume(parts: LayerParts, folder: string, parents: readonly string[]): Promise<VolumeUse> {
  await checkScratch(folder);
  for (const parent of parents) await checkLayer(parent);
  for (;;) {
    const shared = await hold((work) => parts.locks.shared(folder.toLowerCase(), work));
    const attachment = await parts.attachments.byScratch(folder).catch(shared.fail);
    if (attachment?.isForMachine === true) return shared.fail(onlyInMachine(folder));
    if (attachment !== undefined) return { volumePath: attachment.volumePath, release: shared.release };
    await shared.release();
    const own = await attachForNow(parts, folder, parents);
    if (own !== undefined) return own;
  }
}

/** Undefined when somebody has attached it meanwhile. */
async function attachForNow(
  parts: LayerParts,
  folder: string,
  parents: readonly string[],
): Promise<VolumeUse | undefined> {
  const known = await parts.ids.ofAll(parents);
  const alone = await hold((work) => held(parts, folder, work));
  try {
    if ((await parts.attachments.byScratch(folder)) !== undefined) {
      await alone.release();
      return undefined;
    }
    const volumePath = await diagnosed(parts, folder, () => parts.calls.attach(folder, known));
    const release = async (): Promise<void> => {
      try {
        await parts.calls.detach(folder);
      } finally {
        await alone.release();
      }
    };
    return { volumePath, release };
  } catch (error) {
    return alone.fail(error);
  }
}

function onlyInMachine(folder: string): Error {
  return fault(
    'NotSupported',
    `Cannot reach the files of '${folder}': its container runs in a virtual machine of its own.`,
    {
      target: folder,
      hint: 'Stop-Container, then the same command again; or Invoke-ContainerCommand, which runs inside',
    },
  );
}

interface Hold {
  release(): Promise<void>;
  /** Releases, and throws on. */
  fail(error: unknown): Promise<never>;
}

/** Turns a lock around a piece of work into one that is held until told: for generators, whose work is elsewhere. */
async function hold(lock: (work: () => Promise<void>) => Promise<void>): Promise<Hold> {
  let letGo: () => void = () => {};
  const until = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let over: Promise<void> = Promise.resolve();
  await new Promise<void>((resolve, reject) => {
    over = lock(() => {
      resolve();
      return until;
    });
    over.catch(reject);
  });
  const release = async (): Promise<void> => {
    letGo();
    await over;
  };
  return {
    release,
    async fail(error) {
      await release();
      throw error;
    },
  };
}
