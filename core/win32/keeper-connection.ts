import { connect, type Socket } from 'node:net';
import { fault } from '../base/fault.ts';
import { FrameSocket } from './keeper/frame-socket.ts';
import { isProof, type KeeperFile, proofOf } from './keeper/handshake.ts';
import type { CallName, Calls, FromKeeper, KeeperNotice, ToKeeper } from './keeper/protocol.ts';
import { decodeFault } from './keeper/wire-fault.ts';

/** A keeper that is up answers at once; what does not answer a greeting is none. */
const GREETING_MS = 10_000;

interface Pending {
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
}

export interface ConnectionHandlers {
  notice: (notice: KeeperNotice) => void;
  /** Once, when it is over. */
  close: () => void;
  newId: () => string;
}

/** Thrown for a request whose answer never came: the keeper went away. */
export class ConnectionLost extends Error {}

/** One connection to a keeper that has proved what it is. */
export class KeeperConnection {
  keeperVersion = 0;
  private readonly frames: FrameSocket;
  private readonly handlers: ConnectionHandlers;
  private readonly pending = new Map<number, Pending>();
  private sequence = 0;
  private isClosed = false;
  private isHeld = false;

  /**
   * @returns undefined when nobody listens there (any more).
   * @throws AccessDenied when who listens does not know the secret.
   */
  static async open(file: KeeperFile, handlers: ConnectionHandlers): Promise<KeeperConnection | undefined> {
    const socket = connect(file.address);
    const isThere = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false)); // ENOENT: no such pipe
    });
    if (!isThere) return undefined;
    const connection = new KeeperConnection(socket, handlers);
    const limit = setTimeout(() => connection.close(), GREETING_MS);
    try {
      await connection.greet(file.secret);
      return connection;
    } catch (error) {
      connection.close();
      if (error instanceof ConnectionLost) return undefined;
      throw error;
    } finally {
      clearTimeout(limit);
    }
  }

  private constructor(socket: Socket, handlers: ConnectionHandlers) {
    this.handlers = handlers;
    this.frames = new FrameSocket(socket, {
      message: (message) => this.take(message as FromKeeper), // its own protocol; what else it sends is not looked at
      close: () => this.lose(),
    });
    this.settleHold();
  }

  private async greet(secret: string): Promise<void> {
    const nonce = this.handlers.newId();
    const answer = await this.call('hello', { nonce });
    if (!isProof(answer.proof, secret, 'keeper', nonce)) {
      throw fault('AccessDenied', 'What answers in place of the keeper is not the keeper of this state folder.', {
        hint: 'Get-ChildItem \\\\.\\pipe\\ | Where-Object Name -like hcscontainers-*',
      });
    }
    this.keeperVersion = answer.version;
    await this.call('prove', { proof: proofOf(secret, 'core', answer.nonce) });
  }

  get isOpen(): boolean {
    return !this.isClosed;
  }

  /**
   * @param signal Aborted: the keeper is told, and its answer still waited for.
   * @throws the keeper's fault; ConnectionLost when it went away before its answer came.
   */
  call<Name extends CallName>(
    call: Name,
    args: Calls[Name]['takes'],
    signal?: AbortSignal,
  ): Promise<Calls[Name]['gives']> {
    if (this.isClosed) return Promise.reject(new ConnectionLost());
    const id = ++this.sequence;
    const abort = (): void => this.send({ abort: id });
    const answer = new Promise<unknown>((resolve, reject) => {
      this.pending.set(id, { resolve, reject });
      this.settleHold();
      this.send({ id, call, arguments: args });
      if (signal?.aborted) abort();
      else signal?.addEventListener('abort', abort, { once: true });
    });
    return answer.finally(() => signal?.removeEventListener('abort', abort)) as Promise<Calls[Name]['gives']>; // the protocol's promise
  }

  /** Whether it keeps Node alive also while nothing is asked. */
  hold(isHeld: boolean): void {
    this.isHeld = isHeld;
    this.settleHold();
  }

  close(): void {
    this.frames.destroy();
    this.lose();
  }

  private send(message: ToKeeper): void {
    this.frames.send(message);
  }

  private settleHold(): void {
    this.frames.hold(this.isHeld || this.pending.size > 0);
  }

  private take(message: FromKeeper): void {
    if ('notice' in message) {
      this.handlers.notice(message);
      return;
    }
    const pending = this.pending.get(message.id);
    this.pending.delete(message.id);
    this.settleHold();
    if ('fault' in message) pending?.reject(decodeFault(message.fault));
    else pending?.resolve(message.result);
  }

  private lose(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    for (const { reject } of this.pending.values()) reject(new ConnectionLost());
    this.pending.clear();
    this.handlers.close();
  }
}
