import { setTimeout as delay } from 'node:timers/promises';
import { fault, isFault } from '../base/fault.ts';
import type { Log } from '../base/runtime.ts';
import { type KeeperFile, readKeeperFile } from './keeper/handshake.ts';
import { type CallName, type Calls, KEEPER_VERSION, type KeeperNotice } from './keeper/protocol.ts';
import { ConnectionLost, KeeperConnection } from './keeper-connection.ts';
import { type KeeperProgram, startKeeper } from './start-keeper.ts';

/** What changes nothing can be asked again of the next keeper. */
const REPEATABLE: ReadonlySet<CallName> = new Set([
  'subscribe',
  'querySystem',
  'listSystems',
  'systemFacts',
  'systemProperties',
  'watchProcess',
  'listProcesses',
]);

/** A keeper that has come up writes its file at once; a busy machine takes a second. */
const FILE_MS = 5_000;

export interface KeeperListener {
  notice(notice: KeeperNotice): void;
  /** The keeper went away; the next call starts another one. */
  lost(): void;
  /** A connection stands; comes before anything else is asked on it. */
  connected(connection: KeeperConnection): void;
}

/** Talks to the state folder's keeper over one connection, starting the keeper when it is not there. */
export class KeeperClient {
  private readonly program: KeeperProgram;
  private readonly newId: () => string;
  private readonly log: Log;
  private readonly listener: KeeperListener;
  private connection: KeeperConnection | undefined;
  private connecting: Promise<KeeperConnection | undefined> | undefined;
  private isHeld = false;
  private isClosed = false;

  constructor(options: { program: KeeperProgram; newId: () => string; log: Log; listener: KeeperListener }) {
    this.program = options.program;
    this.newId = options.newId;
    this.log = options.log;
    this.listener = options.listener;
  }

  /** @throws the keeper's fault; ConnectionFailed when it went away and the call may have been carried out. */
  async call<Name extends CallName>(
    call: Name,
    args: Calls[Name]['takes'],
    signal?: AbortSignal,
  ): Promise<Calls[Name]['gives']> {
    try {
      return await (await this.connect()).call(call, args, signal);
    } catch (error) {
      if (!(error instanceof ConnectionLost)) throw error;
      if (!REPEATABLE.has(call)) {
        throw fault(
          'ConnectionFailed',
          `The keeper ended while it was asked to ${call}: that may have happened or not.`,
          {
            op: call,
            hint: 'Get-Container',
            cause: error,
          },
        );
      }
      return await (await this.connect()).call(call, args, signal);
    }
  }

  /** Connects to a keeper that is up; does not start one. */
  async connectIfUp(): Promise<boolean> {
    if (this.connection?.isOpen) return true;
    this.connecting ??= this.open().finally(() => {
      this.connecting = undefined;
    });
    return (await this.connecting) !== undefined;
  }

  async connect(): Promise<KeeperConnection> {
    for (;;) {
      if (this.isClosed) throw closed();
      if (this.connection?.isOpen) return this.connection;
      if (this.connecting === undefined) {
        this.connecting = this.openOrStart().finally(() => {
          this.connecting = undefined;
        });
      }
      const connection = await this.connecting;
      if (connection?.isOpen) return connection;
    }
  }

  /** Whether the connection keeps Node alive also while nothing is asked. */
  hold(isHeld: boolean): void {
    this.isHeld = isHeld;
    this.connection?.hold(isHeld);
  }

  close(): void {
    this.isClosed = true;
    this.connection?.close();
  }

  private async openOrStart(): Promise<KeeperConnection> {
    const up = await this.open();
    if (up !== undefined) return up;
    this.log.info('starting the keeper', { stateFolder: this.program.stateFolder });
    return startKeeper(this.program, () => this.open());
  }

  private async open(): Promise<KeeperConnection | undefined> {
    const file = await readKeeperFile(this.program.stateFolder);
    if (file === undefined) return undefined;
    let connection: KeeperConnection | undefined;
    try {
      connection = await this.greet(file);
    } catch (error) {
      // A new keeper listens a moment before its file is there: what we know is the secret of the last one.
      if (!isFault(error, 'AccessDenied') || !(await this.isReplaced(file))) throw error;
      return this.open();
    }
    if (connection === undefined) return undefined;
    if (this.isClosed) {
      connection.close(); // which would keep the keeper here
      throw closed();
    }
    if (connection.keeperVersion !== KEEPER_VERSION) return this.replace(connection);
    this.connection = connection;
    connection.hold(this.isHeld);
    this.listener.connected(connection);
    return connection;
  }

  private greet(file: KeeperFile): Promise<KeeperConnection | undefined> {
    return KeeperConnection.open(file, {
      notice: (notice) => this.listener.notice(notice),
      close: () => {
        if (this.connection === undefined || this.connection.isOpen) return;
        this.connection = undefined;
        if (!this.isClosed) this.listener.lost();
      },
      newId: this.newId,
    });
  }

  /** Whether another keeper's file comes in its place. */
  private async isReplaced(file: KeeperFile): Promise<boolean> {
    for (const until = performance.now() + FILE_MS; performance.now() < until; await delay(20)) {
      const now = await readKeeperFile(this.program.stateFolder);
      if (now !== undefined && now.secret !== file.secret) return true;
    }
    return false;
  }

  /** A keeper of another version goes when it holds nothing; else its containers come first. */
  private async replace(connection: KeeperConnection): Promise<undefined> {
    const { keeperVersion } = connection;
    const { retiring } = await connection.call('retire', {}).finally(() => connection.close());
    if (retiring) return undefined;
    throw fault(
      'InvalidState',
      `Containers are held by a keeper of version ${keeperVersion}; this core speaks version ${KEEPER_VERSION}.`,
      { hint: 'Stop all containers with the version that started them: Get-Container | Stop-Container' },
    );
  }
}

function closed(): Error {
  return fault('InvalidState', 'The host was closed.');
}
