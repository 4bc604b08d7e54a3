import { fault, isFault, type RuntimeFault } from '../base/fault.ts';
import {
  HcsCloseOperation,
  HcsCreateOperation,
  HcsGetOperationResult,
  HcsGetOperationResultAndProcessInfo,
} from './bindings/computecore.ts';
import type { HcsProcessInformation, Out } from './bindings/types.ts';
import { callbacksOf } from './callbacks.ts';
import type { HcsOperation } from './handle.ts';
import { hostFault } from './host-fault.ts';
import type { Native } from './native.ts';
import { readResultDocument } from './result-document.ts';
import { Stragglers } from './stragglers.ts';

/** Submits the request with the operation: `(operation) => native.call(HcsStartComputeSystem, system, operation, null)`. */
export type Submit = (operation: HcsOperation) => Promise<unknown>;

export interface OperationOptions {
  /** What is done, as the words after "Cannot": `start container`. */
  op: string;
  /** What it is done to. */
  target?: string;
  /** How long the caller waits, submission included; the operation itself is not ended by it. */
  timeoutMs: number;
  /** The caller waits no longer; the operation itself goes on. */
  signal?: AbortSignal | undefined;
  /**
   * Called when a request ends that nobody waits for any more, well or not: the place to undo it, and to close a handle
   * that it gave meanwhile. What it throws is dropped: nobody is there to tell.
   */
  onLate?: (late: LateResult<OperationResult>) => Promise<void>;
}

/** How a request ended after its caller had gone. */
export type LateResult<Result> = { result: Result } | { error: unknown };

export interface OperationResult {
  /** The result document; null when there is none. */
  document: string | null;
}

export interface ProcessOperationResult extends OperationResult {
  /** The caller owns the three handles; null where there is no such pipe. */
  process: HcsProcessInformation;
}

/**
 * Runs one HCS request: makes the operation, submits it, waits until HCS says that it is done (no thread is held
 * meanwhile), reads the result document and closes the operation, whatever happens.
 *
 * A timed-out or cancelled request keeps its operation and all arguments until HCS is done with them: giving them up
 * earlier crashes the process. `runningOperations` tells how many there are.
 *
 * @throws the request's own failure with what the result document says; Timeout; Cancelled.
 */
export function runOperation(native: Native, submit: Submit, options: OperationOptions): Promise<OperationResult> {
  return bounded(native, () => perform(native, submit, options, readResult), options);
}

/** The same for HcsCreateProcess and HcsGetProcessInfo, whose result has the process id and the pipe handles. */
export function runProcessOperation(
  native: Native,
  submit: Submit,
  options: Omit<OperationOptions, 'onLate'> & { onLate?: (late: LateResult<ProcessOperationResult>) => Promise<void> },
): Promise<ProcessOperationResult> {
  return bounded(native, () => perform(native, submit, options, readProcessResult), options);
}

const stragglers = new WeakMap<Native, Stragglers>();

/** The requests that nobody waits for any more but HCS has not finished. */
export function runningOperations(native: Native): Stragglers {
  let found = stragglers.get(native);
  if (found === undefined) {
    found = new Stragglers();
    stragglers.set(native, found);
  }
  return found;
}

type ReadResult<Result> = (native: Native, operation: HcsOperation) => Promise<{ failed?: number; result: Result }>;

async function perform<Result extends OperationResult>(
  native: Native,
  submit: Submit,
  options: Pick<OperationOptions, 'op' | 'target'>,
  read: ReadResult<Result>,
): Promise<Result> {
  const { completions } = callbacksOf(native);
  const done = promiseAndSettlers<void>();
  const context = completions.add(() => done.resolve());
  try {
    const operation = native.callNow(HcsCreateOperation, context, completions.pointer); // makes an object, asks nobody
    try {
      try {
        await submit(operation);
      } catch (error) {
        throw await refused(native, operation, error, options, read);
      }
      await done.promise;
      const { failed, result } = await read(native, operation);
      if (failed !== undefined) throw failure(failed, result.document, options);
      return result;
    } finally {
      await native.call(HcsCloseOperation, operation);
    }
  } finally {
    completions.remove(context);
  }
}

/** A refused request may still have a result document that says why. */
async function refused(
  native: Native,
  operation: HcsOperation,
  error: unknown,
  options: Pick<OperationOptions, 'op' | 'target'>,
  read: ReadResult<OperationResult>,
): Promise<unknown> {
  if (!isFault(error) || error.hresult === undefined) return error;
  const { result } = await read(native, operation);
  return failure(error.hresult, result.document, options, error);
}

function failure(
  hresult: number,
  document: string | null,
  { op, target }: Pick<OperationOptions, 'op' | 'target'>,
  cause?: unknown,
) {
  const { messages, jsonPath } = readResultDocument(document);
  return hostFault(hresult, { service: 'vmcompute', op, target, events: messages, jsonPath, cause });
}

/** The operation has ended, or was refused: its result is there, nothing waits. */
async function readResult(native: Native, operation: HcsOperation) {
  const document: Out<string> = [null];
  const failed = hresultOf(() => native.callNow(HcsGetOperationResult, operation, document));
  return { ...(failed === undefined ? {} : { failed }), result: { document: document[0] } };
}

const NO_PROCESS: HcsProcessInformation = {
  ProcessId: 0,
  Reserved: 0,
  StdInput: null,
  StdOutput: null,
  StdError: null,
};

async function readProcessResult(native: Native, operation: HcsOperation) {
  const document: Out<string> = [null];
  const process: Out<HcsProcessInformation> = [null];
  const failed = hresultOf(() => native.callNow(HcsGetOperationResultAndProcessInfo, operation, process, document));
  return {
    ...(failed === undefined ? {} : { failed }),
    result: { document: document[0], process: process[0] ?? NO_PROCESS },
  };
}

/** The HRESULT of a failed call, undefined for success. @throws what is no HRESULT */
function hresultOf(call: () => unknown): number | undefined {
  try {
    call();
    return undefined;
  } catch (error) {
    if (isFault(error) && error.hresult !== undefined) return error.hresult;
    throw error;
  }
}

/**
 * The caller's wait: ends with the work, the deadline or the signal. Work that is left runs on, watched. A signal that
 * was aborted before lets nothing begin.
 */
async function bounded<Result extends OperationResult>(
  native: Native,
  begin: () => Promise<Result>,
  options: Pick<OperationOptions, 'op' | 'target' | 'timeoutMs' | 'signal'> & {
    onLate?: (late: LateResult<Result>) => Promise<void>;
  },
): Promise<Result> {
  const { signal, onLate } = options;
  if (signal?.aborted === true) throw cancelled(options);
  const limit = promiseAndSettlers<never>();
  let isGivenUp = false;
  const giveUp = (why: RuntimeFault) => {
    isGivenUp = true;
    limit.reject(why);
  };
  const timer = setTimeout(() => giveUp(timedOut(options)), options.timeoutMs);
  const onAbort = () => giveUp(cancelled(options));
  signal?.addEventListener('abort', onAbort, { once: true });
  const work = begin();
  try {
    return await Promise.race([work, limit.promise]);
  } catch (error) {
    if (isGivenUp) {
      const late = work.then(
        (result) => onLate?.({ result }),
        (failed: unknown) => onLate?.({ error: failed }),
      );
      runningOperations(native).add(late);
    }
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

type What = Pick<OperationOptions, 'op' | 'target' | 'timeoutMs'>;

function timedOut({ op, target, timeoutMs }: What): RuntimeFault {
  const text = `Cannot ${op}${quoted(target)}: no answer within ${timeoutMs / 1000} s. It goes on in the background.`;
  const hint = 'Test-ContainerHost; Get-Container shows the state';
  return fault('Timeout', text, { op, hint, ...(target === undefined ? {} : { target }) });
}

function cancelled({ op, target }: What): RuntimeFault {
  const details = { op, ...(target === undefined ? {} : { target }) };
  return fault('Cancelled', `Cannot ${op}${quoted(target)}: it was cancelled.`, details);
}

function quoted(target: string | undefined): string {
  return target === undefined ? '' : ` '${target}'`;
}

/** Promise.withResolvers, which Node 20 lacks. */
function promiseAndSettlers<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (reason: unknown) => void = () => {};
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
