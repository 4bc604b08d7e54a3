import type { Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import { fault } from '../../base/fault.ts';
import { answersOf, type Caller, isSystemCall } from './calls.ts';
import { FrameSocket } from './frame-socket.ts';
import { isProof, proofOf } from './handshake.ts';
import type { HeldSystems } from './held-systems.ts';
import { KEEPER_VERSION, type KeeperNotice, type KeeperRequest, type ToKeeper } from './protocol.ts';
import { encodeFault } from './wire-fault.ts';

/** Who does not say who it is within this, goes. */
const GREETING_MS = 10_000;

export interface KeeperServerOptions {
  systems: HeldSystems;
  secret: string;
  newId: () => string;
  /** Ends the process; asked for by a core of another version, when nothing is held. */
  retire: () => void;
}

/** The keeper's side of the pipe: all connections. */
export class KeeperServer {
  readonly listener: Server;
  private readonly connections = new Set<Connection>();

  constructor(options: KeeperServerOptions) {
    const answers = answersOf(options.systems);
    this.listener = createServer((socket) => {
      const connection = new Connection(socket, options, answers, () => this.connections.delete(connection));
      this.connections.add(connection);
    });
  }

  get connectionCount(): number {
    return this.connections.size;
  }

  tell(notice: KeeperNotice): void {
    for (const connection of this.connections) connection.tell(notice);
  }
}

/** One core. Before it has proved what it is, it gets no answer but to `hello` and hears nothing. */
class Connection implements Caller {
  private readonly options: KeeperServerOptions;
  private readonly answers: ReturnType<typeof answersOf>;
  private readonly frames: FrameSocket;
  private readonly nonce: string;
  private readonly watched = new Set<string>();
  private readonly inputs = new Map<string, { systemId: string; key: string }>();
  private readonly running = new Map<number, AbortController>();
  /** The newest sizes of processes that the core was too slow to hear of. */
  private readonly owed = new Map<string, KeeperNotice>();
  private readonly greeting: NodeJS.Timeout;
  private isProved = false;
  private isSubscribed = false;

  constructor(
    socket: Socket,
    options: KeeperServerOptions,
    answers: ReturnType<typeof answersOf>,
    onClose: () => void,
  ) {
    this.options = options;
    this.answers = answers;
    this.nonce = options.newId();
    this.greeting = setTimeout(() => socket.destroy(), GREETING_MS);
    this.frames = new FrameSocket(socket, {
      message: (message) => this.take(message as ToKeeper), // its own protocol; before the proof nothing of it is used
      close: () => {
        onClose();
        this.leave();
      },
    });
    this.frames.onDrain(() => this.payOwed());
  }

  subscribe(): void {
    this.isSubscribed = true;
  }

  watch(systemId: string, key: string): void {
    this.watched.add(idOf(systemId, key));
  }

  ownInput(systemId: string, key: string): void {
    this.inputs.set(idOf(systemId, key), { systemId, key });
  }

  tell(notice: KeeperNotice): void {
    if (!this.isProved) return;
    switch (notice.notice) {
      case 'output': {
        const id = idOf(notice.systemId, notice.key);
        if (!this.watched.has(id)) return;
        if (this.frames.isBehind) this.owed.set(id, notice);
        else this.frames.send(notice);
        return;
      }
      case 'processExited': {
        const id = idOf(notice.process.systemId, notice.process.key);
        if (this.watched.has(id) || this.isSubscribed) this.frames.send(notice);
        this.watched.delete(id);
        this.inputs.delete(id);
        this.owed.delete(id);
        return;
      }
      default:
        if (this.isSubscribed) this.frames.send(notice);
    }
  }

  private payOwed(): void {
    for (const notice of this.owed.values()) this.frames.send(notice);
    this.owed.clear();
  }

  private take(message: ToKeeper): void {
    if ('abort' in message) {
      this.running.get(message.abort)?.abort();
      return;
    }
    const { id } = message;
    const control = new AbortController();
    this.running.set(id, control);
    this.answer(message, control.signal)
      .then(
        (result) => this.frames.send({ id, result: typeof result === 'function' ? result() : result }),
        (error: unknown) => this.frames.send({ id, fault: encodeFault(error, message.call, undefined) }),
      )
      .finally(() => this.running.delete(id));
  }

  private async answer(request: KeeperRequest, signal: AbortSignal): Promise<unknown> {
    const { secret, systems, retire } = this.options;
    const args = request.arguments as never; // by the protocol's table, from a core that knows the secret
    if (request.call === 'hello') {
      const { nonce } = request.arguments as { nonce: string };
      return {
        version: KEEPER_VERSION,
        processId: process.pid,
        proof: proofOf(secret, 'keeper', String(nonce)),
        nonce: this.nonce,
      };
    }
    if (request.call === 'prove') {
      const { proof } = request.arguments as { proof: unknown };
      if (!isProof(proof, secret, 'core', this.nonce)) throw fault('AccessDenied', 'That is no proof.');
      this.isProved = true;
      clearTimeout(this.greeting);
      return {};
    }
    if (!this.isProved) throw fault('AccessDenied', 'Prove first who you are.');
    if (request.call === 'retire') {
      const retiring = !systems.holdsAny;
      if (retiring) setImmediate(retire);
      return { retiring };
    }
    isSystemCall(request.call, this.answers);
    return this.answers[request.call](args, this, signal);
  }

  /** The core is gone: what it was asking for goes on; programs that read from it get their end of file. */
  private leave(): void {
    clearTimeout(this.greeting);
    for (const { systemId, key } of this.inputs.values()) {
      Promise.resolve()
        .then(() => this.options.systems.get(systemId).processes.get(key).endInput())
        .catch(() => undefined); // it is closed
    }
  }
}

function idOf(systemId: string, key: string): string {
  return `${systemId}/${key}`;
}
