import { fault } from '../base/fault.ts';
import { ensureService, type ServiceAccess, tryConnect } from './ensure-service.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage.ts';

const USAGE = 'hcs service status | stop | start [--with-machine] [--root <folder>] | endpoint [--start]';
const STOP_WAIT_MS = 60_000;

/**
 * `hcs service status|stop|start|endpoint`: the service itself, which no cmdlet is about.
 *
 * `status` and `endpoint` print one line of JSON; `endpoint --start` starts the service first: the PowerShell module
 * begins with it. `start --with-machine` is what a machine runs at its start (Register-ContainerHostStartup): restart
 * policies learn of it. `status` exits 1 when no service runs.
 */
export async function serviceCommand(
  argv: readonly string[],
  accessOf: (root?: string) => ServiceAccess,
  terminal: Terminal,
): Promise<number> {
  const [verb, ...rest] = argv;
  if (verb?.toLowerCase() === 'start') return start(rest, accessOf);
  const access = accessOf();
  switch (verb?.toLowerCase()) {
    case 'status':
      return status(access, terminal);
    case 'stop':
      return stop(access, terminal);
    case 'endpoint':
      return endpoint(access, terminal, rest);
    default:
      throw new UsageError(
        'InvalidSubcommand',
        verb === undefined ? 'What about the service?' : `'${verb}' is nothing the service knows.`,
        USAGE,
      );
  }
}

async function status(access: ServiceAccess, terminal: Terminal): Promise<number> {
  const connection = await tryConnect(access);
  if (connection === undefined) {
    await terminal.out(
      `${JSON.stringify({ state: 'Off', root: access.endpoint.root, endpoint: access.endpoint.address })}\n`,
    );
    return 1;
  }
  connection.rpc.close();
  await terminal.out(
    `${JSON.stringify({ state: 'Running', endpoint: access.endpoint.address, ...connection.hello })}\n`,
  );
  return 0;
}

async function start(words: readonly string[], accessOf: (root?: string) => ServiceAccess): Promise<number> {
  let root: string | undefined;
  let isWithMachine = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === '--with-machine') isWithMachine = true;
    else if (word === '--root' && words[at + 1] !== undefined) root = words[++at];
    else throw new UsageError('InvalidSubcommand', `'${word}' is not understood.`, USAGE);
  }
  const { rpc } = await ensureService(accessOf(root));
  try {
    if (isWithMachine) await rpc.request('machineStarted', {}).reply;
  } finally {
    rpc.close();
  }
  return 0;
}

async function stop(access: ServiceAccess, terminal: Terminal): Promise<number> {
  const connection = await tryConnect(access);
  if (connection === undefined) {
    await terminal.err('No service runs.\n');
    return 0;
  }
  const { rpc, hello } = connection;
  await rpc.request('handOver', {}).reply;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), access.timeoutMs ?? STOP_WAIT_MS);
  });
  const outcome = await Promise.race([rpc.closed, late]);
  clearTimeout(timer);
  rpc.close();
  if (outcome !== 'late') return 0;
  throw fault(
    'Timeout',
    `The service (process ${hello.processId}) still runs a call. It accepts no more, and goes when that has ended.`,
    {
      target: String(hello.processId),
      hint: 'hcs service status',
    },
  );
}

async function endpoint(access: ServiceAccess, terminal: Terminal, rest: readonly string[]): Promise<number> {
  const unknown = rest.find((word) => word !== '--start' && word.toLowerCase() !== '-start');
  if (unknown !== undefined) throw new UsageError('InvalidSubcommand', `'${unknown}' is not understood.`, USAGE);
  const connection = rest.length > 0 ? await ensureService(access) : await tryConnect(access);
  connection?.rpc.close();
  const line =
    connection === undefined
      ? { endpoint: access.endpoint.address }
      : { endpoint: access.endpoint.address, processId: connection.hello.processId };
  await terminal.out(`${JSON.stringify(line)}\n`);
  return 0;
}
