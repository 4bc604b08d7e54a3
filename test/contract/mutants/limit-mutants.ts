import type { CreateOptions } from '../../../core/host/port.ts';
import type { ComputeSystemDocument } from '../../../core/spec/compute-document.ts';
import { breakCompute, type Mutant, override } from './break.ts';

const MEMORY = 'memory: a program that wants more gets none, the next one runs; or NotSupported';
const TOLD = 'a limit of memory that was reached is told, and still when the system has ended';
const PROCESSORS =
  'the capabilities say how many processors a system can have: it runs with all of them; or NotSupported';
const SHARE = 'a share of the processors: no more than that is used; or NotSupported';
const SEVERAL = 'several limits of the processors at once are InvalidArgument, as is one out of its range';
const STORAGE = 'a limit of the storage is taken; or NotSupported';
const NO_STORAGE = 'a limit of the storage that is none is InvalidArgument';
const THREADS = 'threads: a program that starts others is refused more, and what is there goes on; or NotSupported';

/** Systems are made with another document, or other options, than was asked. */
function made(
  name: string,
  title: string | readonly string[],
  alter: (document: ComputeSystemDocument, options: CreateOptions) => [ComputeSystemDocument, CreateOptions],
): Mutant {
  return {
    name,
    cases: [title].flat(),
    break: (host) =>
      breakCompute(host, (compute) => ({
        create: (id, document, options = {}) => compute.create(id, ...alter(document, options)),
      })),
  };
}

function without(document: ComputeSystemDocument, field: 'Memory' | 'Processor'): ComputeSystemDocument {
  const { [field]: _, ...rest } = document.Container;
  return { ...document, Container: rest };
}

export const LIMIT_MUTANTS: readonly Mutant[] = [
  made('the memory of a new system is not limited', MEMORY, (document, options) => [
    without(document, 'Memory'),
    options,
  ]),
  {
    name: 'one processor of the host is not counted',
    cases: [PROCESSORS],
    break: (host) =>
      override(host, {
        capabilities: async () => {
          const found = await host.capabilities();
          return { ...found, processorCount: found.processorCount - 1 };
        },
      }),
  },
  made('a share of the processors is all of them', SHARE, (document, options) => {
    const { Processor } = document.Container;
    if (Processor?.Maximum === undefined) return [document, options];
    return [{ ...document, Container: { ...document.Container, Processor: { Maximum: 10_000 } } }, options];
  }),
  made('of several limits of the processors one is taken', SEVERAL, (document, options) => {
    const { Count } = document.Container.Processor ?? {};
    const processor = Count === undefined ? {} : { Processor: { Count } };
    return [{ ...document, Container: { ...without(document, 'Processor').Container, ...processor } }, options];
  }),
  made('what is asked of the storage is left out', [STORAGE, NO_STORAGE], (document, options) => {
    const { QoS: _, ...Storage } = document.Container.Storage;
    return [{ ...document, Container: { ...document.Container, Storage } }, options];
  }),
  made('the threads of a new system are not limited', THREADS, (document, { threadCount: _, ...options }) => [
    document,
    options,
  ]),
  {
    name: 'a limit that was reached is forgotten with the end',
    cases: [TOLD],
    break: (host) =>
      breakCompute(host, (compute) => ({
        query: async (id) => {
          const { limitsReached, ...found } = await compute.query(id);
          return found.state === 'Stopped' || limitsReached === undefined ? found : { ...found, limitsReached };
        },
      })),
  },
];
