import { closeSync, openSync } from 'node:fs';
import { createServer, type Server, Socket } from 'node:net';
import { connectInNamespace } from './bind.ts';

/** The host ports of one network namespace: listens outside, connects inside. */
export class PortForward {
  private servers: Server[] = [];
  private readonly sockets = new Set<Socket>();
  /** Holds the sandbox's network namespace open, so that a process id used again can not take its place. */
  private namespaceFd: number | undefined;

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
      const server = createServer({ allowHalfOpen: true }, (outside) => this.carry(outside, containerPort));
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
  }

  private carry(outside: Socket, containerPort: number): void {
    let inside: Socket;
    try {
      if (this.namespaceFd === undefined) throw new Error('nothing runs yet');
      const fd = connectInNamespace(`/proc/self/fd/${this.namespaceFd}`, containerPort);
      inside = new Socket({ fd, readable: true, writable: true, allowHalfOpen: true });
    } catch {
      // Nobody listens inside: the caller sees what it would see there, a closed connection.
      outside.destroy();
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
      from.pipe(to);
    }
  }

  private disconnect(): void {
    if (this.namespaceFd !== undefined) closeSync(this.namespaceFd);
    this.namespaceFd = undefined;
  }

  close(): void {
    for (const server of this.servers.splice(0)) server.close();
    for (const socket of [...this.sockets]) socket.destroy();
    this.disconnect();
  }
}
