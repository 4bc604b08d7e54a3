import { fault } from '../base/fault.ts';
import { resolveOne } from '../container/resolve.ts';
import type { ContainerView } from '../container/view.ts';
import type { Shell } from '../host/shells.ts';
import type { ShellParams, ShellResult } from '../spec/wire.ts';
import type { InputQueue } from './input-queue.ts';
import type { Services } from './services.ts';

/** What a shell's last words are kept of, for an error. */
const LAST_WORDS = 2000;

export interface ShellCaller {
  signal: AbortSignal;
  stdin: InputQueue;
  /** Resolves when the client can take more. */
  output(data: Uint8Array): Promise<void>;
}

/**
 * Carries a client's PowerShell remoting to the PowerShell of a container and back, until one of them ends.
 *
 * @throws {RuntimeFault} `NotFound`, `InvalidState`, `NotInstalled`; `ConnectionFailed` when the shell ended without being
 *   asked to, with what it said; `Cancelled`.
 */
export async function runShell(
  params: ShellParams,
  { containers }: Services,
  caller: ShellCaller,
): Promise<ShellResult> {
  const { id, name } = resolveOne(await containers.list(), params.container).record;
  const { script } = params;
  const shell = await containers.openShell(id, {
    asAdministrator: params.runAsAdministrator === true,
    ...(script === undefined ? {} : { script }),
  });
  const cancel = () => void shell.end().catch(() => undefined); // awaited below
  caller.signal.addEventListener('abort', cancel, { once: true });
  try {
    if (caller.signal.aborted) cancel();
    const fed = feed(shell, caller.stdin);
    const said = lastWords(shell);
    for await (const chunk of shell.output) await caller.output(chunk as Uint8Array);
    const exitCode = await shell.exited;
    caller.signal.throwIfAborted();
    if (script !== undefined || fed.isOver) return exitCode === undefined ? {} : { exitCode };
    throw endedBy(name, said(), await containers.view(id));
  } finally {
    caller.signal.removeEventListener('abort', cancel);
    await shell.end();
  }
}

function feed(shell: Shell, input: InputQueue): { isOver: boolean } {
  const state = { isOver: false };
  const work = async () => {
    for await (const chunk of input) {
      if (!shell.input.write(chunk) && !shell.input.destroyed)
        await new Promise((resolve) => {
          shell.input.once('drain', resolve);
          shell.input.once('close', resolve);
        });
    }
    state.isOver = true;
    shell.input.end();
  };
  // A client that broke off is told by the signal; a shell that reads no more by its end.
  work().catch(() => undefined);
  return state;
}

function lastWords({ problems }: Shell): () => string {
  let text = '';
  problems.on('data', (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-LAST_WORDS);
  });
  problems.on('error', () => undefined); // closed under us: nothing more is said
  return () => text.trim();
}

function endedBy(name: string, said: string, now: ContainerView | undefined): Error {
  const isUp = now?.state === 'Running';
  const why =
    now === undefined ? 'the container was removed' : isUp ? said : `the container is ${now.state.toLowerCase()}`;
  return fault('ConnectionFailed', `The session in container '${name}' has ended: ${why || 'its PowerShell ended'}.`, {
    target: name,
    hint: 'Get-Container',
  });
}
