import { closeSync, fstatSync, openSync, statSync } from 'node:fs';
import { createServer, type Server, Socket } from 'node:net';
import type { Traffic } from './keeper-protocol.ts';
import type { NamespaceConnector } from './namespace-connector.ts';

/** The host ports of one network namespace: listens outside, connects inside. */
export class PortForward {
  private readonly connector: Pick<NamespaceConnector, 'connect'>;
  private servers: Server[] = [];
  private readonly sockets = new Set<Socket>();
  /** Holds the sandbox's network namespace open, so that a process id used again can not take its place. */
  private namespaceFd: number | undefined;
  private initProcessId: number | undefined;
  private isClosed = false;
  private readonly isFromStart: boolean;
  private receivedBytes = 0;
  private sentBytes = 0;

  /** @param isFromStart Whether it sees all that is carried from the system's start on: not after another keeper. */
  constructor(connector: Pick<NamespaceConnector, 'connect'>, isFromStart: boolean) {
    this.connector = connector;
    this.isFromStart = isFromStart;
  }

  /** What was carried in and out since the start of the system; undefined when a part of it was not seen. */
  get traffic(): Traffic | undefined {
    return this.isFromStart ? { receivedBytes: this.receivedBytes, sentBytes: this.sentBytes } : undefined;
  }

  /**
   * Takes the ports, all or none. A connection that comes before `connect` is refused by closing it.
   * @returns the host ports, in order, chosen ones included.
   * @throws the system error with `port` added.
   */
  async listen(mappings: readonly { hostPort: number; containerPort: number }[]): Promise<number[]> {
    const ports: number[] = [];
    try {
      for (const { hostPort, containerPort } of mappings) ports.push(await this.listenOne(hostPort, containerPort));
    } catch (error) {
      this.close();
      throw error;
    }
    return ports;
  }

  private listenOne(hostPort: number, containerPort: number): Promise<number> {
    return new Promise((resolve, reject) => {
      const server = createServer({ allowHalfOpen: true }, (outside) => void this.carry(outside, containerPort));
      server.once('error', (error) => reject(Object.assign(error, { port: hostPort })));
      server.listen({ port: hostPort, exclusive: true }, () => {
        this.servers.push(server);
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : hostPort);
      });
    });
  }

  connect(initProcessId: number): void {
    this.disconnect();
    this.namespaceFd = openSync(`/proc/${initProcessId}/ns/net`, 'r');
    this.initProcessId = initProcessId;
  }

  /** Whether it was led to a system, which may have ended. */
  get isLed(): boolean {
    return this.namespaceFd !== undefined;
  }

  /** Whether the system that it was led to lives. */
  get leadsSomewhere(): boolean {
    if (this.namespaceFd === undefined) return false;
    try {
      return statSync(`/proc/${this.initProcessId}/ns/net`).ino === fstatSync(this.namespaceFd).ino;
    } catch {
      return false; // ENOENT; or EACCES, which the kernel says of one that ends at this moment
    }
  }

  private async carry(outside: Socket, containerPort: number): Promise<void> {
    outside.on('error', () => outside.destroy());
    let inside: Socket;
    try {
      if (this.namespaceFd === undefined) throw new Error('nothing runs yet');
      const fd = await this.connector.connect(this.namespaceFd, containerPort);
      inside = new Socket({ fd, readable: true, writable: true, allowHalfOpen: true });
    } catch {
      // Nobody listens inside: the caller sees what it would see there, a closed connection.
      outside.destroy();
      return;
    }
    if (this.isClosed || outside.destroyed) {
      outside.destroy();
      inside.destroy();
      return;
    }
    for (const [from, to] of [
      [outside, inside],
      [inside, outside],
    ] as const) {
      this.sockets.add(from);
      from.setNoDelay(true);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.sockets.delete(from);
        if (from.errored) to.destroy();
      });
      from.on('data', (piece) => {
        if (from === outside) this.receivedBytes += piece.length;
        else this.sentBytes += piece.length;
      });
      from.pipe(to);
    }
  }

  private disconnect(): void {
    if (this.namespaceFd !== undefined) closeSync(this.namespaceFd);
    this.namespaceFd = undefined;
  }

  close(): void {
    this.isClosed = true;
    for (const server of this.servers.splice(0)) server.close();
    for (const socket of [...this.sockets]) socket.destroy();
    this.disconnect();
  }
}
