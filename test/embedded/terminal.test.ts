import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { expect } from 'chai';
import { sandboxProcessIds } from '../../core/embedded/sandbox-usage.ts';
import { SystemFolder } from '../../core/embedded/system-folder.ts';
import type { HostProcess } from '../../core/host/port.ts';
import { expectFault } from '../contract/kit/expect-fault.ts';
import { eventually } from '../eventually.ts';
import { skip } from '../skip.ts';
import { EmbeddedBed, type Sandbox, whyNoNodeExe } from './bed.ts';

/** What a terminal has shown up to now, and a wait for more. */
function screenOf(process: HostProcess): { text(): string; shows(what: RegExp): Promise<void> } {
  let text = '';
  const waiters = new Set<() => void>();
  const wake = (): void => {
    for (const waiter of waiters) waiter();
  };
  process.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    wake();
  });
  process.stdout.on('end', wake);
  return {
    text: () => text,
    async shows(what) {
      while (!what.test(stripVTControlCharacters(text))) {
        if (process.stdout.readableEnded)
          throw new Error(`the terminal ended without ${what}: ${JSON.stringify(text)}`);
        await new Promise<void>((resolve) => waiters.add(resolve));
        waiters.clear();
      }
    },
  };
}

/** Where a descriptor leads; '' when it was closed meanwhile. */
function pathOf(descriptor: string): string {
  try {
    return readlinkSync(descriptor);
  } catch {
    return '';
  }
}

describe('a terminal in a sandbox', function () {
  this.timeout(30_000);
  this.slow(4000);
  let bed: EmbeddedBed;
  let sandbox: Sandbox;

  before(async function () {
    this.timeout(180_000);
    const why = await whyNoNodeExe();
    if (why !== undefined) skip(this, why);
    bed = await EmbeddedBed.open();
    sandbox = await bed.running();
    await bed.putNodeExe(sandbox);
  });
  after(async () => bed?.dispose());

  const terminal = (commandLine: string, size: [number, number] = [31, 97]): Promise<HostProcess> =>
    bed.launch(sandbox, commandLine, {
      EmulateConsole: true,
      ConsoleSize: size,
      CreateStdInPipe: true,
      CreateStdErrPipe: false,
    });
  const node = (code: string): Promise<HostProcess> => terminal(`C:\\node.exe -e "${code}"`);

  it('a program in it knows its size, hears of another, and its colours come through', async () => {
    const process = await node(
      // libuv learns of a new size from the keys that it reads, and Windows notes it only for who does: so it listens first.
      "const o=process.stdout,size=()=>o.getWindowSize().join();process.stdin.setRawMode(true).on('data',()=>{});" +
        "o.on('resize',()=>{console.log('now '+size());process.exit(7)});" +
        "console.log(['\\u001b[32mgreen',o.isTTY,process.stdin.isTTY,size()].join(' '))",
    );
    const screen = screenOf(process);
    await screen.shows(/green true true 97,31/);
    expect(screen.text()).to.include('\u001b[32mgreen true');
    await bed.host.controls.resizeConsole(sandbox.id, process.processKey, { height: 42, width: 133 });
    await screen.shows(/now 133,42/);
    expect(await process.exited).to.equal(7);
    await bed.host.controls.resizeConsole(sandbox.id, process.processKey, { height: 30, width: 90 });
    await process.close();
  });

  it('what is typed is shown and heard; a line at a time', async () => {
    const process = await terminal('cmd.exe');
    const screen = screenOf(process);
    await screen.shows(/C:\\>/);
    process.stdin?.write('set /a 6*7\r');
    await screen.shows(/42/);
    expect(screen.text()).to.include('set /a 6*7');
    process.stdin?.write('exit 300000\r');
    expect(await process.exited).to.equal(300_000);
    await process.close();
  });

  it('Ctrl+C that is typed, and CtrlC as a signal, reach the program as the console event', async () => {
    const code =
      "let n=0;process.on('SIGINT',()=>{console.log('heard '+ ++n);n>1&&process.exit(5)});setInterval(()=>{},1000);console.log('up')";
    const process = await node(code);
    const screen = screenOf(process);
    await screen.shows(/up/);
    process.stdin?.write('\x03');
    await screen.shows(/heard 1/);
    await process.signal('CtrlC');
    await screen.shows(/heard 2/);
    expect(await process.exited).to.equal(5);
    await process.close();
  });

  it('who goes and comes back finds it as it was, and types on', async () => {
    const process = await terminal('cmd.exe');
    const screen = screenOf(process);
    await screen.shows(/C:\\>/);
    process.stdin?.write('set kept=still here\r');
    await screen.shows(/still here\r\n(.|\r?\n)*C:\\>/);
    process.stdin?.destroy();
    process.stdout.destroy();
    const other = await bed.another();
    try {
      const again = await other.compute.openProcess(sandbox.id, process.processKey);
      const redrawn = screenOf(again);
      await redrawn.shows(/C:\\>/);
      expect(redrawn.text()).to.include('set kept');
      again.stdin?.write('echo %kept%!\r');
      await redrawn.shows(/still here!/);
      again.stdin?.write('exit 4\r');
      expect(await again.exited).to.equal(4);
      await again.close();
    } finally {
      await other.close();
    }
  });

  it('ended from outside: its program, its console and our part of it are gone', async () => {
    const process = await terminal('cmd.exe /c ping -n 1000 127.0.0.1');
    await screenOf(process).shows(/127/);
    await process.terminate();
    expect(await process.exited).to.equal(1);
    await process.close();
    await eventually(async () => {
      const names = (await bed.host.controls.guestProcesses(sandbox.id)).map(({ imageName }) => imageName);
      const ours = names.filter((name) => ['agent.exe', 'conhost.exe', 'ping.exe'].includes(name));
      return ours.join() === 'agent.exe';
    });
  });

  it('a program that is not there says so; one without a terminal cannot get another size', async () => {
    await expectFault('CommandFailed', () => terminal('C:\\no-such.exe'));
    const { controls } = bed.host;
    const plain = await bed.launch(sandbox, 'cmd /c ping -n 1000 127.0.0.1');
    const size = { height: 30, width: 90 };
    await expectFault('InvalidState', () => controls.resizeConsole(sandbox.id, plain.processKey, size));
    await expectFault('NotFound', () => controls.resizeConsole(sandbox.id, randomUUID(), size));
    for (const wrong of [0, -1, 1.5, 32_768])
      await expectFault('InvalidArgument', () =>
        controls.resizeConsole(sandbox.id, plain.processKey, { ...size, height: wrong }),
      );
    await expectFault('InvalidArgument', () => terminal('cmd.exe', [32_767, 32_767]));
    await plain.terminate();
    await plain.close();
  });

  it('nothing in the sandbox has a terminal of the machine, by descriptor or as its controlling one', async () => {
    const process = await terminal('cmd.exe');
    await screenOf(process).shows(/C:\\>/);
    const init = new SystemFolder(join(bed.stateFolder, 'systems'), sandbox.id).liveProcessId() ?? 0;
    for (const pid of sandboxProcessIds(init)) {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const controlling = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[4];
      expect(controlling, `tty_nr of ${pid}`).to.equal('0');
      const open = readdirSync(`/proc/${pid}/fd`).map((fd) => pathOf(`/proc/${pid}/fd/${fd}`));
      expect(open.filter((path) => /^\/dev\/(pts|tty|console|ptmx)/.test(path))).to.deep.equal([]);
    }
    process.stdin?.write('exit\r');
    await process.exited;
    await process.close();
  });
});
