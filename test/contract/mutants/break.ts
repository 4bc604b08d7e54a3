import { Readable, Transform } from 'node:stream';
import { type FaultKind, isFault } from '../../../core/base/fault.ts';
import type { SystemControls } from '../../../core/host/controls.ts';
import type { ComputeHost, Host, HostEvent, HostProcess, LayerHost, NetworkHost } from '../../../core/host/port.ts';
import type { LayerEntry } from '../../../core/spec/layer-entry.ts';

/** A host that breaks one promise of the port. */
export interface Mutant {
  name: string;
  /** Titles of the cases that must notice; each must exist. */
  cases: readonly string[];
  /** Wraps each instance that is opened. */
  break(host: Host): Host;
}

/** The object with some members replaced; the rest goes to the original. */
export function override<T extends object>(original: T, members: Partial<T>): T {
  return new Proxy(original, {
    get(target, key) {
      const from = Object.hasOwn(members, key) ? members : target;
      const value: unknown = Reflect.get(from, key, from);
      return typeof value === 'function' ? value.bind(from) : value;
    },
  });
}

export function breakCompute(host: Host, members: (compute: ComputeHost) => Partial<ComputeHost>): Host {
  return override(host, { compute: override(host.compute, members(host.compute)) });
}

export function breakLayers(host: Host, members: (layers: LayerHost) => Partial<LayerHost>): Host {
  return override(host, { layers: override(host.layers, members(host.layers)) });
}

export function breakNetwork(host: Host, members: (network: NetworkHost) => Partial<NetworkHost>): Host {
  return override(host, { network: override(host.network, members(host.network)) });
}

export function breakControls(host: Host, members: (controls: SystemControls) => Partial<SystemControls>): Host {
  return override(host, { controls: override(host.controls, members(host.controls)) });
}

/** Breaks each process, made or found again. */
export function breakProcess(host: Host, members: (process: HostProcess) => Partial<HostProcess>): Host {
  const wrap = (process: HostProcess) => override(process, members(process));
  return breakCompute(host, (compute) => ({
    createProcess: async (...args) => wrap(await compute.createProcess(...args)),
    openProcess: async (...args) => wrap(await compute.openProcess(...args)),
  }));
}

/** Breaks what listeners hear: each event becomes some, perhaps later. */
export function breakEvents(host: Host, tell: (event: HostEvent, listener: (event: HostEvent) => void) => void): Host {
  return breakCompute(host, (compute) => ({
    subscribe: (listener) => compute.subscribe((event) => tell(event, listener)),
  }));
}

/** A success in place of one kind of fault. */
export async function swallow<T>(kind: FaultKind, call: () => Promise<T>, instead: T): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (isFault(error, kind)) return instead;
    throw error;
  }
}

/** Passes a stream through `change`, chunk by chunk; `end` adds the last bytes. */
export function through(
  stream: Readable,
  change: (chunk: Buffer) => Buffer,
  end: () => Buffer = () => Buffer.alloc(0),
): Readable {
  const transform = new Transform({
    transform(chunk: Buffer, _, done) {
      done(null, change(chunk));
    },
    flush(done) {
      done(null, end());
    },
  });
  return stream.pipe(transform);
}

/** The stream without its last byte. */
export function withoutLastByte(stream: Readable): Readable {
  let last = Buffer.alloc(0);
  return through(stream, (chunk) => {
    const all = Buffer.concat([last, chunk]);
    last = all.subarray(-1);
    return all.subarray(0, -1);
  });
}

/** The whole stream at its end, and nothing before. */
export function onlyAtTheEnd(stream: Readable): Readable {
  const chunks: Buffer[] = [];
  return through(
    stream,
    (chunk) => {
      chunks.push(chunk);
      return Buffer.alloc(0);
    },
    () => Buffer.concat(chunks),
  );
}

export async function* mapEntries(
  entries: AsyncIterable<LayerEntry>,
  change: (entry: LayerEntry) => LayerEntry | undefined,
): AsyncIterable<LayerEntry> {
  for await (const entry of entries) {
    const changed = change(entry);
    if (changed !== undefined) yield changed;
    else if (entry.kind === 'file') entry.open().destroy();
  }
}

/** All entries, contents read, in another order. */
export async function* reorder(
  entries: AsyncIterable<LayerEntry>,
  order: (all: LayerEntry[]) => LayerEntry[],
): AsyncIterable<LayerEntry> {
  const all: LayerEntry[] = [];
  for await (const entry of entries) {
    if (entry.kind !== 'file') {
      all.push(entry);
      continue;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of entry.open()) chunks.push(chunk);
    all.push({ ...entry, open: () => Readable.from(chunks) });
  }
  yield* order(all);
}
