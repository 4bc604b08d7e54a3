import type { CallbackPointer, HcsEvent } from './bindings/types.ts';
import type { Native } from './native.ts';

/** What a receiver gets: the copied event, or nothing for the end of an operation. */
type Receiver<Value> = (value: Value) => void;

/**
 * One function pointer of a kind for everybody: koffi has 8,192 of them and a process may watch more. Who is meant is
 * in the context pointer, a number that means nothing to Windows. Ids are never used twice, so a late call for what is
 * long gone is dropped.
 */
export class SharedCallback<Value> {
  readonly pointer: CallbackPointer;
  readonly #receivers = new Map<bigint, Receiver<Value>>();
  #lastId = 0n;

  constructor(register: (onCall: (value: unknown, context: unknown) => void) => CallbackPointer) {
    // The thread that calls waits for this: copy, hand on, return. What is thrown here would be lost.
    this.pointer = register((value, context) => {
      try {
        this.#receivers.get(BigInt((context ?? 0n) as bigint))?.(value as Value); // as the prototype says
      } catch (error) {
        rethrowLater(error);
      }
    });
  }

  /** How many receivers there are. */
  get size(): number {
    return this.#receivers.size;
  }

  /** @returns the context to give with `pointer`. */
  add(receiver: Receiver<Value>): bigint {
    const id = ++this.#lastId;
    this.#receivers.set(id, receiver);
    return id;
  }

  /** What still comes for `context` is dropped. */
  remove(context: bigint): void {
    this.#receivers.delete(context);
  }
}

function rethrowLater(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}

export interface Callbacks {
  /** The ends of operations. */
  completions: SharedCallback<unknown>;
  /** The events of systems and processes. */
  events: SharedCallback<HcsEvent>;
}

const opened = new WeakMap<Native, Callbacks>();

/** The shared callbacks of these native functions; made at the first use, never unregistered: a call may be late. */
export function callbacksOf(native: Native): Callbacks {
  let found = opened.get(native);
  if (found === undefined) {
    found = {
      completions: new SharedCallback((onCall) => native.register('HCS_OPERATION_COMPLETION', onCall)),
      events: new SharedCallback((onCall) => native.register('HCS_EVENT_CALLBACK', onCall)),
    };
    opened.set(native, found);
  }
  return found;
}
