import { HcsSetComputeSystemCallback, HcsSetProcessCallback } from './bindings/computecore.ts';
import type { HcsEvent } from './bindings/types.ts';
import { callbacksOf } from './callbacks.ts';
import type { HcsProcess, HcsSystem } from './handle.ts';
import { keepAlive } from './keep-alive.ts';
import type { Native } from './native.ts';

/** HCS_EVENT_TYPE by its number. */
const EVENT_NAMES: Readonly<Record<number, ComputeEventName>> = {
  1: 'SystemExited',
  2: 'SystemCrashInitiated',
  3: 'SystemCrashReport',
  4: 'SystemRdpEnhancedModeStateChanged',
  5: 'SystemSiloJobCreated',
  6: 'SystemGuestConnectionClosed',
  65536: 'ProcessExited',
  16777216: 'OperationCallback',
  33554432: 'ServiceDisconnect',
};

export type ComputeEventName =
  | 'SystemExited'
  | 'SystemCrashInitiated'
  | 'SystemCrashReport'
  | 'SystemRdpEnhancedModeStateChanged'
  | 'SystemSiloJobCreated'
  | 'SystemGuestConnectionClosed'
  | 'ProcessExited'
  | 'OperationCallback'
  /** vmcompute died or restarted: every handle is dead. It is no exit. */
  | 'ServiceDisconnect'
  | 'Unknown';

export interface ComputeEvent {
  name: ComputeEventName;
  /** HCS_EVENT_TYPE. */
  type: number;
  /** The document as HCS wrote it: SystemExitStatus, ProcessStatus, CrashReport; null when there is none. */
  data: string | null;
}

export interface EventWatch {
  /**
   * Forgets the listener. Call it when `HcsClose*` of the handle has resolved: until then events may come. Idempotent.
   */
  stop(): void;
}

/**
 * Tells `onEvent` what HCS says about a system, in order, each once per time that HCS says it. Register right after
 * create or open, before start. Node stays alive while something is watched.
 *
 * @throws the failure of HcsSetComputeSystemCallback: one watch per handle (0x80370119).
 */
export function watchSystem(
  native: Native,
  system: HcsSystem,
  onEvent: (event: ComputeEvent) => void,
): Promise<EventWatch> {
  return watch(native, onEvent, (context, { pointer }) =>
    native.call(HcsSetComputeSystemCallback, system, 0, context, pointer),
  );
}

/** The same for a process. A short process may have exited before: query its properties once after this. */
export function watchProcess(
  native: Native,
  process: HcsProcess,
  onEvent: (event: ComputeEvent) => void,
): Promise<EventWatch> {
  return watch(native, onEvent, (context, { pointer }) =>
    native.call(HcsSetProcessCallback, process, 0, context, pointer),
  );
}

type Events = ReturnType<typeof callbacksOf>['events'];

async function watch(
  native: Native,
  onEvent: (event: ComputeEvent) => void,
  register: (context: bigint, events: Events) => Promise<unknown>,
): Promise<EventWatch> {
  const { events } = callbacksOf(native);
  // HCS's thread waits for this function: the listener runs when it has been let go.
  const context = events.add((event) => {
    const copy = copied(event);
    setImmediate(() => onEvent(copy));
  });
  const release = keepAlive();
  const stop = () => {
    events.remove(context);
    release();
  };
  try {
    await register(context, events);
  } catch (error) {
    stop();
    throw error;
  }
  return { stop };
}

function copied(event: HcsEvent): ComputeEvent {
  return { name: EVENT_NAMES[event.Type] ?? 'Unknown', type: event.Type, data: event.EventData };
}
