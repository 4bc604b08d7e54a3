import { type ChildProcess, spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { fault, RuntimeFault } from '../../base/fault.ts';
import { encodeFrame, FrameDecoder } from '../../base/frames.ts';
import { programWords } from '../../base/own-program.ts';
import type { Log } from '../../base/runtime.ts';
import { Circuit, HNS_HINT } from './circuit.ts';
import { describeRequest, type HcnReply, type HcnRequest, type Hns } from './hcn-protocol.ts';

export interface HcnClientOptions {
  /** The helper's main file: `hcn-helper.mjs` when bundled. */
  program: string;
  /** The file behind each DLL name, for the helper. */
  dlls: Readonly<Record<string, string>>;
  log: Log;
  now: () => Date;
  /** For one call; a network may take twice as long to be made. Default 20,000. */
  deadlineMs?: number;
  /** How long an idle helper stays. Default 60,000. */
  idleMs?: number;
}

interface Helper {
  child: ChildProcess;
  /** Settles the call that it works on. */
  waiting: { number: number; resolve: (reply: HcnReply) => void; reject: (error: Error) => void } | undefined;
}

/**
 * The calls of the Host Compute Network, made in a helper process that can be killed: HNS calls hang at times, and
 * nothing else ends them (moby issue 40699).
 *
 * One call at a time, as HNS itself works. A call over its deadline kills the helper; what came of it is unknown, so
 * the caller must have written down the ids before. The next call starts a fresh helper. Never restarts the service.
 */
export class HcnClient implements Hns {
  private readonly options: HcnClientOptions;
  private readonly circuit: Circuit;
  private helper: Helper | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private idleTimer: NodeJS.Timeout | undefined;
  private calls = 0;
  private isClosed = false;

  constructor(options: HcnClientOptions) {
    this.options = options;
    this.circuit = new Circuit({ limit: 3, restMs: 30_000, now: options.now });
  }

  send(request: HcnRequest): Promise<unknown> {
    const answer = this.last.then(() => this.sendNow(request));
    this.last = answer.catch(() => undefined);
    return answer;
  }

  /** Ends the helper once it is idle; a call under way is finished first. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.last;
    await this.end();
  }

  private async sendNow(request: HcnRequest): Promise<unknown> {
    const { op, target } = describeRequest(request);
    if (this.isClosed) throw fault('ConnectionFailed', `Cannot ${op}: the host was closed.`, { op });
    this.circuit.check(op);
    const reply = await this.ask(request);
    this.circuit.answered();
    if (reply.ok) return reply.result;
    throw new RuntimeFault(reply.kind, reply.message, {
      op,
      ...(target === undefined ? {} : { target }),
      ...reply.details,
    });
  }

  private async ask(request: HcnRequest): Promise<HcnReply> {
    clearTimeout(this.idleTimer);
    this.helper ??= this.start();
    const { helper } = this;
    const number = ++this.calls;
    let deadline: NodeJS.Timeout | undefined;
    setReferenced(helper.child, true);
    try {
      return await new Promise<HcnReply>((resolve, reject) => {
        helper.waiting = { number, resolve, reject };
        deadline = setTimeout(() => this.expire(helper, request), this.deadlineOf(request));
        helper.child.stdin?.write(encodeFrame({ number, request }));
      });
    } finally {
      clearTimeout(deadline);
      helper.waiting = undefined;
      setReferenced(helper.child, false);
      this.idleTimer = setTimeout(() => void this.end(), this.options.idleMs ?? 60_000).unref();
    }
  }

  private deadlineOf(request: HcnRequest): number {
    const deadlineMs = this.options.deadlineMs ?? 20_000;
    return request.op === 'create' && request.kind === 'network' ? 2 * deadlineMs : deadlineMs;
  }

  private expire(helper: Helper, request: HcnRequest): void {
    const { op, target } = describeRequest(request);
    this.circuit.timedOut();
    this.drop(helper);
    helper.child.kill('SIGKILL');
    this.options.log.warn('the network service did not answer; its helper was ended', { op, target });
    const on = target === undefined ? '' : ` '${target}'`;
    const why = `the network service (hns) did not answer within ${this.deadlineOf(request)} ms`;
    helper.waiting?.reject(
      fault('Timeout', `Cannot ${op}${on}: ${why}.`, {
        op,
        hint: HNS_HINT,
        ...(target === undefined ? {} : { target }),
      }),
    );
  }

  private start(): Helper {
    const { program, dlls, log } = this.options;
    const args = [...programWords(program), JSON.stringify(dlls)];
    // Its working folder is one that nobody wants to remove.
    const child = spawn(process.execPath, args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
      cwd: dirname(process.execPath),
    });
    const helper: Helper = { child, waiting: undefined };
    const decoder = new FrameDecoder();
    let complaint = '';
    const fail = (why: string): void => {
      this.drop(helper);
      helper.waiting?.reject(
        fault('ConnectionFailed', `The network helper process ended: ${why}.`, {
          hint: 'Try again; Get-ContainerHost',
        }),
      );
    };
    child.stdout?.on('data', (chunk: Buffer) => {
      try {
        for (const message of decoder.push(chunk)) settle(helper, message as HcnReply); // our own helper's
      } catch (error) {
        child.kill('SIGKILL');
        fail(String(error));
      }
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      complaint = `${complaint}${chunk.toString('utf8')}`.slice(-2000);
    });
    child.stdin?.on('error', () => undefined); // its end is told by 'exit'
    child.on('error', (error) => fail(error.message));
    child.on('exit', (code, signal) => {
      if (complaint.trim() !== '') log.warn('the network helper complained', { complaint: complaint.trim() });
      fail(`exit code ${code ?? signal}`);
    });
    return helper;
  }

  private drop(helper: Helper): void {
    if (this.helper === helper) this.helper = undefined;
  }

  /** The end of its input is the helper's sign to go; one that does not is killed. */
  private async end(): Promise<void> {
    const { helper } = this;
    clearTimeout(this.idleTimer);
    if (helper === undefined || helper.waiting !== undefined) return;
    this.helper = undefined;
    const { child } = helper;
    if (child.exitCode !== null || child.signalCode !== null) return;
    setReferenced(child, true);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => child.kill('SIGKILL'), 2000);
      child.once('exit', () => {
        clearTimeout(timer);
        resolve();
      });
      child.stdin?.end();
    });
  }
}

function settle(helper: Helper, reply: HcnReply): void {
  if (helper.waiting?.number === reply.number) helper.waiting.resolve(reply);
}

/** An idle helper must not keep this process alive. The streams of a child are sockets, which its type does not say. */
function setReferenced(child: ChildProcess, isReferenced: boolean): void {
  const parts = [child, child.stdin, child.stdout, child.stderr] as unknown as ({
    ref?(): void;
    unref?(): void;
  } | null)[];
  for (const part of parts) {
    if (isReferenced) part?.ref?.();
    else part?.unref?.();
  }
}
