/**
 * A real service process with cmdlets that need no host: what the tests of the service start. Version and build come
 * from the environment, so that a test can be the older one.
 */
import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fault } from '../../core/base/fault.ts';
import type { CmdletHandler } from '../../core/service/context.ts';
import type { CmdletCatalog } from '../../core/service/dispatch.ts';
import { runService } from '../../core/service/run-service.ts';

type Handler = CmdletHandler<Record<string, unknown>>;

const wait = (milliseconds: number, signal?: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });

const handlers: Record<string, Handler> = {
  'Get-Container': async ({ Name }, context) => {
    for (const name of Array.isArray(Name) ? Name : ['web', 'db']) {
      if (name === 'none')
        context.error(
          fault('NotFound', "There is no container 'none'.", { target: 'none', hint: 'Get-Container' }),
          'get',
        );
      else await context.emit('Container', { Name: name, State: 'Running', Uptime: 61, ParentImageName: 'Windows' });
    }
  },
  // Runs until it is cancelled, and says so on disk.
  'Start-Container': async (_parameters, context) => {
    const trace = join(context.services.root, 'trace.log');
    appendFileSync(trace, 'started\n');
    try {
      await wait(60_000, context.signal);
    } finally {
      appendFileSync(trace, context.signal.aborted ? 'cancelled\n' : 'ended\n');
    }
  },
  'Stop-Container': async (parameters, context) => {
    appendFileSync(join(context.services.root, 'trace.log'), 'stopping\n');
    await wait(Number(parameters['TimeoutSec'] ?? 1) * 1000, context.signal);
    await context.emit('Container', { Name: 'web', State: 'Off', Uptime: 0, ParentImageName: 'Windows' });
  },
  'Remove-Container': async (_parameters, context) => {
    for (const name of ['web', 'db']) {
      if (await context.shouldProcess(`container '${name}'`, 'Remove'))
        appendFileSync(join(context.services.root, 'trace.log'), `removed ${name}\n`);
    }
  },
  // Ends the whole process, as a defect would.
  'New-Container': async ({ Command }, context) => {
    if (Command === 'throw-late')
      setTimeout(() => {
        throw new Error('boom');
      }, 5);
    if (Command === 'reject-late') void Promise.reject(new Error('unheard'));
    if (Command === 'throw') throw new TypeError('a defect');
    if (Command === 'die') process.kill(process.pid, 'SIGKILL');
    if (Command === 'flood') {
      for (let count = 0; count < 20_000; count++) await context.emit('String', `line ${count}`);
    }
    if (Command === 'mixed') {
      for (const name of ['a', 'b']) await context.emit('Container', { Name: name });
      await context.emit('String', 'c');
      context.warning('d');
      await context.emit('String', 'e');
      await context.output('stdout', Buffer.from('f'));
      for (const text of ['g', 'h']) await context.emit('String', text);
      return;
    }
    await wait(Command === 'throw-late' || Command === 'die' ? 10_000 : 50, context.signal);
  },
  'Invoke-ContainerCommand': async ({ Command }, context) => {
    if (Command === 'cat') for await (const chunk of context.input()) await context.output('stdout', chunk);
    await context.output('stderr', Buffer.from('to stderr\n'));
    context.setExitCode(Command === 'fail' ? 0xc0000005 : 0);
  },
};

const catalog: CmdletCatalog = {
  names: Object.keys(handlers),
  validate: (_cmdlet, _set, parameters) =>
    parameters['Bad'] === undefined ? undefined : "A parameter cannot be found that matches parameter name 'Bad'.",
  handler: async (cmdlet) => handlers[cmdlet],
};

process.exit(
  await runService({
    environment: process.env,
    platform: process.platform,
    userId: process.geteuid?.(),
    homeFolder: homedir(),
    runtime: { now: () => new Date(), newId: () => randomUUID() },
    version: process.env['FAKE_VERSION'] ?? '0.1.0',
    build: process.env['FAKE_BUILD'] ?? 'dev',
    catalog,
    openServices: async ({ root }) => {
      const cause = process.env['FAKE_BROKEN'];
      if (cause !== undefined) throw fault('NotInstalled', cause, { hint: 'apt-get install it' });
      // The host is never touched by these handlers.
      return { root, host: {} as never } as never;
    },
    isNeeded: () => process.env['FAKE_NEEDED'] === '1',
    closeServices: async () => undefined,
  }),
);
