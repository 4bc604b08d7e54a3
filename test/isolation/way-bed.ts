import { execFile } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { chmod, copyFile, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isFault } from '../../core/base/fault.ts';
import { eventually } from '../contract/kit/within.ts';
import { EmbeddedBed, type Sandbox } from '../embedded/bed.ts';

const run = promisify(execFile);

/** A word in the host's environment while the ways are tried. */
const SECRET = 'a-word-of-the-host-alone';

/** What became of each way: `refused 13`, `OPEN it worked`. */
export type Outcomes = ReadonlyMap<string, string>;

/**
 * Builds the programs, leaves things on the host to be found, has all ways tried in one sandbox, and takes all away.
 *
 * @param from Who tries them: programs of the sandbox; or a PowerShell session in it, those that are no program of Windows.
 */
export async function tryWays(from: 'programs' | 'session' = 'programs'): Promise<Outcomes> {
  const bed = await EmbeddedBed.open();
  const programs = await build(bed.root);
  const tcp = await listen();
  const name = `hcs-isolation-${process.pid}`;
  const abstract = createServer((socket) => socket.destroy()).listen(`\0${name}`);
  process.env['HCS_TEST_SECRET'] = SECRET;
  for (const program of [programs.ways, programs.moreWays]) await run(program, ['plant']);
  await run(programs.moreWays, ['found']); // what cannot be found outside proves nothing inside
  const left = leaveFolderOpen();
  try {
    const sandbox = await bed.running();
    const pid = (await readFile(join(sandbox.folder, 'init'), 'utf8')).split(' ')[0];
    const drive = `/proc/${pid}/root/c/drive_c`;
    for (const program of Object.values(programs)) {
      const inside = join(drive, program.slice(bed.root.length + 1));
      await copyFile(program, inside);
      await chmod(inside, 0o755);
    }
    const port = String(portOf(tcp));
    const commands = [`ways ways ${port} ${name}`, `more-ways ${process.pid} ${SECRET} ${bed.stateFolder}`];
    let said = '';
    if (from === 'session') await inSession(bed, sandbox, commands);
    else {
      said = (await bed.run(sandbox, `C:\\windows-ways.exe ${port} ${process.pid} ${SECRET}`)).stdout;
      for (const command of commands) await native(bed, sandbox, command);
    }
    const told = ['ways.txt', 'more-ways.txt'].map((file) => readFile(join(drive, file), 'utf8'));
    return outcomesOf([said, ...(await Promise.all(told))].join('\n'));
  } finally {
    for (const program of [programs.ways, programs.moreWays]) await run(program, ['clear']);
    delete process.env['HCS_TEST_SECRET'];
    closeSync(left);
    tcp.close();
    abstract.close();
    await bed.dispose();
  }
}

/** As whoever starts a service may have: Node hands down to its children what it was started with. @returns the descriptor. */
function leaveFolderOpen(): number {
  const koffi = createRequire(import.meta.url)('koffi') as typeof import('koffi');
  const duplicate = koffi.load(null).func('int fcntl(int fd, int command, int value)');
  const fd = openSync('/', 'r');
  const F_DUPFD = 0;
  try {
    return duplicate(fd, F_DUPFD, 200) as number;
  } finally {
    closeSync(fd);
  }
}

/** Runs native programs of C: in a PowerShell session, to their end. */
async function inSession({ host }: EmbeddedBed, { id }: Sandbox, commands: readonly string[]): Promise<void> {
  const script = commands.map((command) => `/c/drive_c/${command}`).join('; ');
  const shell = await host.shells?.open(id, 'ways', { environment: {}, isRestricted: false, script });
  if (shell === undefined) throw new Error('this host has no sessions');
  shell.input.end();
  shell.output.resume();
  shell.problems.resume();
  await shell.exited;
  await shell.end();
}

/** Runs a native program of C: to its end; Wine gives it no output of its own. */
async function native(bed: EmbeddedBed, sandbox: Sandbox, command: string): Promise<void> {
  const pid = (await readFile(join(sandbox.folder, 'init'), 'utf8')).split(' ')[0];
  const done = `/proc/${pid}/root/tmp/done-${command.split(' ')[0]}`;
  const script = `/c/drive_c/${command}; echo > /tmp/done-${command.split(' ')[0]}`;
  await bed.launch(sandbox, `\\\\?\\unix\\bin\\sh -c "${script}"`).catch((error: unknown) => {
    if (!isFault(error)) throw error; // the program may break its own start's answer
  });
  await eventually(60_000, `'${command}' has ended`, () => existsSync(done));
}

/** Builds a program of `native/`. @returns its path. */
export async function buildNative(folder: string, name: string): Promise<string> {
  const program = join(folder, name);
  await run('gcc', ['-static', '-O1', '-o', program, join(import.meta.dirname, 'native', `${name}.c`)]);
  return program;
}

async function build(folder: string): Promise<{ ways: string; moreWays: string; windowsWays: string }> {
  const [ways, moreWays] = await Promise.all([buildNative(folder, 'ways'), buildNative(folder, 'more-ways')]);
  const windowsWays = join(folder, 'windows-ways.exe');
  const source = (path: string): string => join(import.meta.dirname, path);
  const libraries = ['-lws2_32', '-lpsapi'];
  await run('x86_64-w64-mingw32-gcc', ['-O1', '-o', windowsWays, source('windows/ways.c'), ...libraries]);
  return { ways, moreWays, windowsWays };
}

/** The compilers that are not here. */
export async function missingCompilers(): Promise<string[]> {
  const missing: string[] = [];
  for (const name of ['gcc', 'x86_64-w64-mingw32-gcc']) await run(name, ['--version']).catch(() => missing.push(name));
  return missing;
}

function outcomesOf(text: string): Outcomes {
  const outcomes = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const [way = '', ...rest] = line.split(' ');
    // One that was open stays so, whatever is told of it later.
    if (way !== '' && !outcomes.get(way)?.startsWith('OPEN')) outcomes.set(way, rest.join(' '));
  }
  return outcomes;
}

async function listen(): Promise<Server> {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
