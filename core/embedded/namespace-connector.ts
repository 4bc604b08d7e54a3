import { closeSync, openSync } from 'node:fs';
import { parentPort, Worker } from 'node:worker_threads';
import { connectInNamespace } from './bind.ts';

interface ConnectRequest {
  sequence: number;
  namespacePath: string;
  port: number;
}

interface ConnectReply {
  sequence: number;
  fd?: number;
  problem?: string;
}

/**
 * Makes connections inside other network namespaces, on one thread of its own. The thread goes from namespace to
 * namespace and never comes home: an ordinary user may enter those of their sandboxes, but not the machine's again. So
 * it must not be the thread that listens.
 */
export class NamespaceConnector {
  private readonly entry: URL;
  private readonly waiting = new Map<number, { resolve(fd: number): void; reject(error: Error): void }>();
  private worker: Worker | undefined;
  private sequence = 0;

  /** @param entry The script the thread runs: it calls `serveConnections`. */
  constructor(entry: URL) {
    this.entry = entry;
  }

  /**
   * Begins a TCP connection to 127.0.0.1:`port` in the network namespace behind a descriptor, which stays the caller's.
   * @returns a non-blocking descriptor, connecting or connected, that the caller owns.
   */
  async connect(namespaceFd: number, port: number): Promise<number> {
    // One of our own, so that the caller may close theirs meanwhile.
    const held = openSync(`/proc/self/fd/${namespaceFd}`, 'r');
    try {
      return await new Promise<number>((resolve, reject) => {
        const request: ConnectRequest = { sequence: ++this.sequence, namespacePath: `/proc/self/fd/${held}`, port };
        this.waiting.set(request.sequence, { resolve, reject });
        this.thread().postMessage(request);
      });
    } finally {
      closeSync(held);
    }
  }

  private thread(): Worker {
    if (this.worker !== undefined) return this.worker;
    const worker = new Worker(this.entry);
    worker.unref();
    worker.on('message', ({ sequence, fd, problem }: ConnectReply) => {
      const asker = this.waiting.get(sequence);
      this.waiting.delete(sequence);
      if (fd === undefined) asker?.reject(new Error(problem ?? 'it cannot be connected'));
      else asker?.resolve(fd);
    });
    const lost = (error?: Error): void => {
      if (this.worker !== worker) return;
      this.worker = undefined; // the next connection starts another
      for (const { reject } of this.waiting.values()) reject(error ?? new Error('the connecting thread ended'));
      this.waiting.clear();
    };
    worker.on('error', lost);
    worker.on('exit', () => lost());
    this.worker = worker;
    return worker;
  }
}

/** What the connecting thread does, until its process ends. */
export function serveConnections(): void {
  parentPort?.on('message', ({ sequence, namespacePath, port }: ConnectRequest) => {
    const reply: ConnectReply = { sequence };
    try {
      reply.fd = connectInNamespace(namespacePath, port);
    } catch (error) {
      reply.problem = String(error);
    }
    parentPort?.postMessage(reply);
  });
}
