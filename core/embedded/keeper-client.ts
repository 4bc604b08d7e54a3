import { spawn } from 'node:child_process';
import { closeSync, readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { checkEndpoint, endpointOf, prepareEndpoint } from '../base/endpoint.ts';
import { fault, isFault } from '../base/fault.ts';
import { openToAppend } from '../base/open-to-append.ts';
import { settlesWithin } from '../base/wait.ts';
import { handDownNothing } from './bind.ts';
import type { KeeperReply, KeeperRequest } from './keeper-protocol.ts';
import { SystemFolder } from './system-folder.ts';

const START_TIMEOUT_MS = 15_000;
/** It answers at once, unless it is stopped, or stuck. */
const ANSWER_MS = 15_000;

/** Talks to the state root's keeper, starting it when it is not there. */
export class KeeperClient {
  private readonly stateFolder: string;
  private readonly program: string;
  private readonly isRoot: boolean;
  private readonly answerMs: number;
  private starting: Promise<void> | undefined;

  constructor(options: { stateFolder: string; program: string; isRoot: boolean; answerMs?: number }) {
    this.answerMs = options.answerMs ?? ANSWER_MS;
    this.stateFolder = options.stateFolder;
    this.program = options.program;
    this.isRoot = options.isRoot;
  }

  /** The keeper's process id; it is up when this returns. */
  async processId(): Promise<number> {
    const reply = await this.ask({ op: 'hello' });
    if (!reply.ok || reply.processId === undefined) throw fault('ConnectionFailed', 'The keeper gave no process id.');
    return reply.processId;
  }

  /** Asks, starting the keeper first when it is not there. @throws Timeout when it is, and says nothing. */
  async ask(request: KeeperRequest): Promise<KeeperReply> {
    const first = await this.reach(request);
    if (first !== undefined) return first;
    this.starting ??= this.start().finally(() => {
      this.starting = undefined;
    });
    await this.starting;
    const second = await this.reach(request);
    if (second === undefined)
      throw fault('ConnectionFailed', 'The keeper ended while it was asked.', { hint: 'Get-ContainerHost' });
    return second;
  }

  /** Asks a keeper that may not be there. @returns undefined when it is not, or says nothing. */
  async tryAsk(request: KeeperRequest): Promise<KeeperReply | undefined> {
    try {
      return await this.reach(request);
    } catch (error) {
      if (isFault(error, 'Timeout')) return undefined;
      throw error;
    }
  }

  private async reach(request: KeeperRequest): Promise<KeeperReply | undefined> {
    const endpoint = this.endpoint();
    if (!(await checkEndpoint(endpoint, process.getuid?.()))) return undefined;
    const socket = connect(endpoint.address);
    try {
      // ECONNREFUSED, ENOENT, or it died: the caller starts one.
      const answer = converse(socket, request).catch(() => undefined);
      if (await settlesWithin(answer, this.answerMs)) return await answer;
    } finally {
      socket.destroy();
    }
    throw fault('Timeout', 'The keeper of the published ports does not answer: it is stopped, or stuck.', {
      target: endpoint.address,
      hint: `End the process that has '${endpoint.address}' in its command line; then run the command again`,
    });
  }

  private endpoint(): ReturnType<typeof endpointOf> {
    return endpointOf(join(this.stateFolder, 'keeper'), { platform: process.platform, userId: process.getuid?.() });
  }

  private async start(): Promise<void> {
    await mkdir(this.stateFolder, { recursive: true, mode: 0o700 });
    const endpoint = this.endpoint();
    await prepareEndpoint(endpoint, process.getuid?.());
    const log = openToAppend(join(this.stateFolder, 'keeper.log'));
    const node = [
      process.execPath,
      '--disable-warning=ExperimentalWarning',
      this.program,
      this.stateFolder,
      endpoint.address,
    ];
    const [command = process.execPath, ...args] = [...this.namespacePrefix(), ...node];
    handDownNothing();
    const child = spawn(command, args, {
      detached: true,
      stdio: ['ignore', log, log],
      cwd: '/',
      env: { PATH: process.env['PATH'] ?? '' },
    });
    closeSync(log);
    let failure: string | undefined;
    child.on('error', (error) => {
      failure = String(error);
    });
    child.on('exit', (code) => {
      if (code !== 0) failure = `it ended with ${code}; see ${join(this.stateFolder, 'keeper.log')}`;
    });
    child.unref();
    const until = performance.now() + START_TIMEOUT_MS;
    while (performance.now() < until && failure === undefined) {
      if ((await this.reach({ op: 'hello' })) !== undefined) return;
      await delay(10);
    }
    const hint = this.isRoot
      ? `See ${join(this.stateFolder, 'keeper.log')}; then run the command again`
      : 'sysctl -w kernel.unprivileged_userns_clone=1 (Debian), kernel.apparmor_restrict_unprivileged_userns=0 (Ubuntu); or run as root';
    throw fault('NotSupported', `The keeper could not be started: ${failure ?? 'it did not answer'}.`, { hint });
  }

  /** Root needs no namespace. An ordinary user's keeper joins that of the sandboxes that live, or makes one. */
  private namespacePrefix(): string[] {
    if (this.isRoot) return [];
    const pid = this.anyLiveSandbox();
    if (pid !== undefined) return ['nsenter', '--user', `--target=${pid}`, '--preserve-credentials', '--'];
    return ['unshare', '--user', '--map-root-user', '--'];
  }

  private anyLiveSandbox(): number | undefined {
    const systems = join(this.stateFolder, 'systems');
    let ids: string[];
    try {
      ids = readdirSync(systems);
    } catch {
      return undefined; // none was made yet
    }
    for (const id of ids) {
      const pid = new SystemFolder(systems, id).liveProcessId();
      if (pid !== undefined) return pid;
    }
    return undefined;
  }
}

async function converse(socket: Socket, request: KeeperRequest): Promise<KeeperReply> {
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: socket });
    socket.on('error', reject);
    lines.on('error', reject);
    socket.on('close', () => reject(new Error('closed')));
    lines.once('line', (line) => {
      try {
        resolve(JSON.parse(line) as KeeperReply); // from the keeper, over a socket only this user can open
      } catch (error) {
        reject(error);
      }
    });
    socket.write(`${JSON.stringify(request)}\n`);
  });
}
