import { link, rm, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { readJson, writeJson } from '../base/atomic-file.ts';
import { shortHash } from '../base/digest.ts';
import { errnoOf, fault, isDiskFull } from '../base/fault.ts';
import { KeyedLock } from '../base/keyed-lock.ts';
import { listFolder } from '../base/list-folder.ts';
import type { Log, Runtime } from '../base/runtime.ts';
import type { LogKeeper } from './log-keeper.ts';
import type { EmbeddedNetwork } from './network.ts';
import { SystemFolder } from './system-folder.ts';
import type { UserNamespace } from './user-namespace.ts';

/** The files beside our code that a sandbox is made with. */
export interface Assets {
  sandbox: string;
  systemBoot: string;
  baseBoot: string;
  /** Holds agent.exe; seen inside as /hcs. */
  agentFolder: string;
  /** What Node runs as the keeper. */
  keeper: string;
}

/** An attached scratch, in `<state>/attachments/<hash of its path>.json`. */
interface Attachment {
  scratch: string;
  parents: string[];
  /** The system that was started on it last. */
  systemId?: string;
}

/**
 * What the parts of the embedded host know of one another: which scratches are attached, who runs on them, how to get
 * into the user namespace. All of it in files, so that the next process knows it too.
 */
export class EmbeddedWorld {
  readonly stateFolder: string;
  readonly runtime: Runtime;
  readonly log: Log;
  readonly assets: Assets;
  readonly userNamespace: UserNamespace;
  network: EmbeddedNetwork | undefined;
  logKeeper: LogKeeper | undefined;
  /** By scratch: an end that frees one must not write back what is being let go of. */
  private readonly attachmentLocks = new KeyedLock();

  constructor(options: {
    stateFolder: string;
    runtime: Runtime;
    log: Log;
    assets: Assets;
    userNamespace: UserNamespace;
  }) {
    this.stateFolder = options.stateFolder;
    this.runtime = options.runtime;
    this.log = options.log;
    this.assets = options.assets;
    this.userNamespace = options.userNamespace;
  }

  enterUserNamespace(): Promise<readonly string[]> {
    return this.userNamespace.enter();
  }

  async checkNamespace(id: string): Promise<void> {
    await this.network?.check(id);
  }

  async connectNamespace(id: string, systemId: string): Promise<void> {
    await this.network?.connect(id, systemId);
  }

  /** @throws NotFound unless the folder is an imported layer. */
  async checkLayer(path: string): Promise<void> {
    if (!isAbsolute(path) || !(await isFolder(join(path, 'drive_c')))) {
      throw fault('NotFound', `There is no layer '${path}'.`, { target: path });
    }
  }

  async attachment(scratch: string): Promise<Attachment | undefined> {
    return (await readJson(this.attachmentPath(scratch))) as Attachment | undefined; // written by us only
  }

  async checkAttached(scratch: string): Promise<void> {
    if ((await this.attachment(scratch)) === undefined) {
      throw fault('NotFound', `Scratch '${scratch}' is not attached.`, { target: scratch });
    }
  }

  /** @returns false when it is attached already. Of two callers at once one gets true. */
  async attach(scratch: string, parents: readonly string[]): Promise<boolean> {
    const path = this.attachmentPath(scratch);
    // Named as what a writer that died in the middle leaves: the next removes it.
    const own = `${path}.${this.runtime.newId()}.${process.pid}.0.tmp`;
    await writeJson(own, { scratch, parents: [...parents] });
    try {
      await link(own, path);
      return true;
    } catch (error) {
      if (errnoOf(error) === 'EEXIST') return false;
      throw error;
    } finally {
      await rm(own, { force: true });
    }
  }

  async detach(scratch: string): Promise<void> {
    await this.attachmentLocks.exclusive(scratch, () => rm(this.attachmentPath(scratch), { force: true }));
  }

  /** The attached scratches. */
  async attachments(): Promise<Attachment[]> {
    const names = await listFolder(join(this.stateFolder, 'attachments'));
    const found: Attachment[] = [];
    for (const name of names.filter((entry) => entry.endsWith('.json'))) {
      const attachment = await readJson(join(this.stateFolder, 'attachments', name));
      if (attachment !== undefined) found.push(attachment as unknown as Attachment); // written by us only
    }
    return found;
  }

  async useScratch(scratch: string, systemId: string): Promise<void> {
    const attachment = await this.attachment(scratch);
    if (attachment === undefined) throw fault('NotFound', `Scratch '${scratch}' is not attached.`, { target: scratch });
    const user = this.liveUser(attachment);
    if (user !== undefined) {
      throw fault('Busy', `Scratch '${scratch}' is in use by compute system '${user.id}'.`, { target: scratch });
    }
    await writeJson(this.attachmentPath(scratch), { ...attachment, systemId });
  }

  releaseScratch(scratch: string, systemId: string): Promise<void> {
    return this.attachmentLocks.exclusive(scratch, async () => {
      const attachment = await this.attachment(scratch);
      if (attachment?.systemId !== systemId) return;
      const released = { scratch: attachment.scratch, parents: attachment.parents };
      await writeJson(this.attachmentPath(scratch), released).catch((error: unknown) => {
        if (!isDiskFull(error)) throw error; // then it names a system that has ended, which holds nothing either
      });
    });
  }

  /** The first process of the system that runs on this scratch now, as the host numbers it. */
  async runningOn(scratch: string): Promise<number | undefined> {
    const attachment = await this.attachment(scratch);
    return attachment === undefined ? undefined : this.liveUser(attachment)?.liveProcessId();
  }

  private liveUser(attachment: Attachment): SystemFolder | undefined {
    if (attachment.systemId === undefined) return undefined;
    const folder = new SystemFolder(join(this.stateFolder, 'systems'), attachment.systemId);
    return folder.liveProcessId() === undefined ? undefined : folder;
  }

  private attachmentPath(scratch: string): string {
    const name = shortHash(scratch, 32);
    return join(this.stateFolder, 'attachments', `${name}.json`);
  }
}

export async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return false;
    throw error;
  }
}
