import { fault, isFault, type RuntimeFault } from '../../base/fault.ts';
import { SCRIPT } from './script.ts';

/** What can be asked of Windows through PowerShell: see `script.ts`. */
export type PowerShellRequest =
  /** Gives `value` back: for tests of the way there and back. */
  | { op: 'echo'; value: unknown }
  | { op: 'facts'; features: readonly string[]; services: readonly string[]; isServer: boolean }
  /** Gives `{ restartNeeded }`. */
  | { op: 'installFeature'; feature: string; isServer: boolean }
  | { op: 'startService'; service: string }
  | { op: 'loadFilter'; filter: string }
  | { op: 'register'; task: string; encodedCommand: string }
  /** Runs the program as SYSTEM when Windows has started. */
  | { op: 'registerTask'; task: string; execute: string; argument: string }
  /** Gives `{ execute, argument }`, or null for no such task. */
  | { op: 'findTask'; task: string }
  | { op: 'unregister'; task: string }
  | { op: 'restart'; delaySeconds: number };

export interface AskOptions {
  timeoutMs: number;
  signal?: AbortSignal;
}

/** Who answers: `openPowerShell`. */
export type AskPowerShell = (request: PowerShellRequest, options: AskOptions) => Promise<unknown>;

/**
 * Windows PowerShell, one process for each question; nothing runs in between. Loaded when it is first asked.
 *
 * @param executable A name on the PATH, or a path. Default: `powershell`, which every Windows has.
 * @returns what asks. It throws NotInstalled without PowerShell; AccessDenied, NotFound and CommandFailed for what a
 *   cmdlet says; Timeout and Cancelled, then the process is gone and what it began is unknown; Corrupt for an answer
 *   that is none.
 */
export function openPowerShell(executable = 'powershell'): AskPowerShell {
  return async (request, { timeoutMs, signal }) => {
    signal?.throwIfAborted();
    const { PowerShell } = await import('node-powershell');
    const shell = new PowerShell({
      executable,
      executableOptions: { '-NoProfile': true, '-NonInteractive': true },
      throwOnInvocationError: false,
      spawnOptions: { windowsHide: true },
    });
    let endedBy: 'deadline' | 'signal' | undefined;
    const end = (by: 'deadline' | 'signal') => () => {
      endedBy ??= by;
      shell.dispose('SIGKILL').catch(() => undefined); // `invoke` tells that it ended
    };
    const timer = setTimeout(end('deadline'), timeoutMs);
    const onAbort = end('signal');
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      const { raw } = await shell.invoke(commandLine(request));
      if (endedBy === undefined) return readAnswer(raw, request.op);
    } catch (error) {
      if (endedBy === undefined) throw isFault(error) ? error : noPowerShell(executable, request.op, error);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      await shell.dispose().catch(() => undefined); // it is gone already
    }
    if (endedBy === 'signal') throw signal?.reason;
    throw fault('Timeout', `PowerShell did not answer '${request.op}' within ${timeoutMs / 1000} seconds.`, {
      op: request.op,
      hint: 'Test-ContainerHost shows how far it came; then the same command again',
    });
  };
}

/** One line: PowerShell reads commands from a pipe line by line. All that varies is base64. */
function commandLine(request: PowerShellRequest): string {
  const script = Buffer.from(SCRIPT, 'utf8').toString('base64');
  const argument = Buffer.from(JSON.stringify(request), 'utf8').toString('base64');
  const text = `[System.Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${script}'))`;
  return `& ([scriptblock]::Create(${text})) '${argument}'`;
}

function readAnswer(raw: string, op: string): unknown {
  let answer: unknown;
  try {
    // A terminal's control sequences may be around it.
    const line = /\[answer:([A-Za-z0-9+/]+=*)\]/.exec(raw)?.[1];
    if (line === undefined) throw new Error('it is not marked as one');
    answer = JSON.parse(Buffer.from(line, 'base64').toString('utf8'));
  } catch (error) {
    throw fault(
      'Corrupt',
      `PowerShell gave no answer to '${op}' that can be read: ${JSON.stringify(raw.slice(0, 200))}`,
      {
        op,
        hint: 'powershell -NoProfile -Command $PSVersionTable',
        cause: error,
      },
    );
  }
  if (!isFields(answer)) throw fault('Corrupt', `PowerShell's answer to '${op}' is no object.`, { op });
  if (answer['ok'] === true) return answer['value'];
  throw refused(answer, op);
}

/** What a cmdlet said: the access and not-found kinds by its category or HRESULT, else CommandFailed. */
function refused(answer: Record<string, unknown>, op: string): RuntimeFault {
  const text = typeof answer['message'] === 'string' ? answer['message'].trim() : '';
  const hresult = typeof answer['hresult'] === 'number' ? answer['hresult'] >>> 0 : undefined;
  const isDenied = answer['category'] === 'PermissionDenied' || hresult === 0x80070005 || hresult === 0x800702e4;
  const kind = isDenied ? 'AccessDenied' : answer['category'] === 'ObjectNotFound' ? 'NotFound' : 'CommandFailed';
  return fault(kind, `Windows refused '${op}': ${text}`, {
    op,
    ...(hresult === undefined || hresult === 0 ? {} : { hresult }),
    hint: isDenied ? 'Start-Process powershell -Verb RunAs' : 'Test-ContainerHost',
  });
}

function noPowerShell(executable: string, op: string, cause: unknown): RuntimeFault {
  return fault('NotInstalled', `Cannot run '${executable}', which this machine is prepared with: ${String(cause)}`, {
    op,
    hint: 'Windows PowerShell 5.1 is part of Windows: sfc /scannow',
    cause,
  });
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
