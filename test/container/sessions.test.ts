import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { expect } from 'chai';
import { listFolder } from '../../core/base/list-folder.ts';
import type { TerminalSize } from '../../core/container/sessions/session-records.ts';
import type { SessionTerminal } from '../../core/container/sessions/sessions.ts';
import { type ContainersKit, faultOf, openContainersKit } from '../doubles/containers-kit.ts';
import { eventually } from '../eventually.ts';

/** A terminal that a test types into, and that may go away. */
function fakeTerminal(size: TerminalSize = { height: 25, width: 80 }) {
  const keys: Uint8Array[] = [];
  let wake: () => void = () => undefined;
  let hasGone = false;
  const state = { shown: '', resize: (_size: TerminalSize): void => undefined };
  const terminal: SessionTerminal = {
    size,
    onResize: (listener) => {
      state.resize = listener;
    },
    input: (async function* () {
      for (;;) {
        const key = keys.shift();
        if (key !== undefined) yield key;
        else if (hasGone) return;
        else await new Promise<void>((resolve) => (wake = () => resolve()));
      }
    })(),
    async output(chunk) {
      state.shown += Buffer.from(chunk).toString();
    },
  };
  return {
    terminal,
    state,
    press(text: string) {
      keys.push(Buffer.from(text));
      wake();
    },
    goAway() {
      hasGone = true;
      wake();
    },
  };
}

describe('terminal sessions', () => {
  let kit: ContainersKit;
  let id: string;
  beforeEach(async () => {
    kit = await openContainersKit();
    // Shows what is typed with its size; `q` ends it.
    kit.machine.programs.set('shell', async ({ stdin, stdout, size, ended }) => {
      const over = new Promise<number>((resolve) => ended.addEventListener('abort', () => resolve(1)));
      stdout('> ');
      const echo = async () => {
        for await (const chunk of stdin ?? []) {
          if (chunk.toString() === 'q') return 7;
          stdout(`${chunk}@${size()?.join('x')}\r\n> `);
        }
        return 0; // its input was ended
      };
      return Promise.race([over, echo()]);
    });
    id = await kit.create('web');
    await kit.containers.start(id);
  });
  afterEach(() => kit.dispose());

  const { signal } = new AbortController();
  const start = () => kit.containers.startSession(id, { commandLine: 'shell', size: { height: 25, width: 80 } });
  const keys = () => [...(kit.machine.systems.get(id)?.processes.keys() ?? [])];

  it('a program hears keys and sizes, shows, and ends with its code; then nothing is left', async () => {
    const session = await start();
    const me = fakeTerminal();
    const entered = kit.containers.enterSession(id, session, { terminal: me.terminal, isBack: false, signal });
    me.press('a');
    await eventually(async () => me.state.shown === '> a@25x80\r\n> ');
    me.state.resize({ height: 40, width: 120 });
    await turn();
    me.press('b');
    await eventually(async () => me.state.shown.endsWith('b@40x120\r\n> '));
    me.press('q');
    expect(await entered).to.deep.equal({ exitCode: 7, hasEnded: true });
    await eventually(async () => keys().length === 0);
    expect(await kit.containers.listSessions(id)).to.deep.equal([]);
  });

  it('keeps 8 MB of what it shows, beside its record, until it ends; where the host keeps everything, the host does', async () => {
    const shown = join(kit.root, 'containers', id, 'sessions');
    const outputOf = (session: { id: string }) =>
      kit.machine.systems.get(id)?.processes.get(`session-${session.id}`)?.output;
    expect(outputOf(await start())).to.deep.equal({ kind: 'spool' });
    kit.machine.capabilities = { ...kit.machine.capabilities, limits: ['log'] };
    const session = await start();
    const output = outputOf(session);
    expect(output).to.deep.include({ kind: 'log', maximumBytes: 8 * 1024 * 1024 });
    const mine = async () => (await listFolder(shown)).filter((name) => name.startsWith(session.id));
    const me = fakeTerminal();
    const entered = kit.containers.enterSession(id, session, { terminal: me.terminal, isBack: false, signal });
    me.press('a');
    await eventually(async () => (await mine()).some((name) => name.endsWith('.shown')));
    me.press('q');
    await entered;
    await eventually(async () => (await mine()).length === 0);
  });

  it('goes on when the terminal goes away or the call is cancelled; who comes back sees what was shown', async () => {
    const session = await start();
    const [first, second] = [fakeTerminal(), fakeTerminal({ height: 30, width: 90 })];
    const entered = kit.containers.enterSession(id, session, { terminal: first.terminal, isBack: false, signal });
    first.press('a');
    await eventually(async () => first.state.shown.includes('a@'));
    first.goAway();
    expect(await entered).to.deep.equal({ exitCode: undefined, hasEnded: false });
    const [listed] = await kit.containers.listSessions(id);
    expect([listed?.id, listed?.command]).to.deep.equal([session.id, 'shell']);
    const abort = new AbortController();
    const back = { terminal: second.terminal, isBack: true, signal: abort.signal };
    const again = kit.containers.enterSession(id, session, back);
    await eventually(async () => second.state.shown === '\x1bc> a@25x80\r\n> ');
    second.press('b');
    await eventually(async () => second.state.shown.endsWith('b@30x90\r\n> '));
    abort.abort();
    expect((await again).hasEnded).to.equal(false);
    expect(await kit.containers.listSessions(id)).to.have.length(1);
  });

  it('is found by the next service, and freed when it ends', async () => {
    const session = await start();
    await kit.reopen({ close: true });
    expect((await kit.containers.listSessions(id)).map((one) => one.id)).to.deep.equal([session.id]);
    const me = fakeTerminal();
    const entered = kit.containers.enterSession(id, session, { terminal: me.terminal, isBack: true, signal });
    me.press('q');
    expect((await entered).exitCode).to.equal(7);
    await eventually(async () => keys().length === 0);
  });

  it('ends with its container; entered or listed then, it is not there', async () => {
    const session = await start();
    const me = fakeTerminal();
    const entered = kit.containers.enterSession(id, session, { terminal: me.terminal, isBack: false, signal });
    await eventually(async () => me.state.shown !== '');
    await kit.containers.stop(id, { turnOff: true });
    expect((await entered).hasEnded).to.equal(true);
    expect(await kit.containers.listSessions(id)).to.deep.equal([]);
    const late = kit.containers.enterSession(id, session, { terminal: fakeTerminal().terminal, isBack: true, signal });
    expect((await faultOf(late)).kind).to.equal('NotFound');
  });

  it('two terminals in one session see the same', async () => {
    const session = await start();
    const both = [fakeTerminal(), fakeTerminal()];
    const entered = both.map(({ terminal }) =>
      kit.containers.enterSession(id, session, { terminal, isBack: false, signal }),
    );
    both[0]?.press('x');
    for (const { state } of both) await eventually(async () => state.shown.includes('x@'));
    both[1]?.press('q');
    expect((await Promise.all(entered)).map(({ exitCode }) => exitCode)).to.deep.equal([7, 7]);
  });

  it('needs a container that runs, and a program that is there', async () => {
    const size = { height: 25, width: 80 };
    const missing = await faultOf(kit.containers.startSession(id, { commandLine: 'no-such-program', size }));
    expect([missing.kind, await kit.containers.listSessions(id), keys()]).to.deep.equal(['CommandFailed', [], []]);
    const off = await kit.create('off');
    const refused = await faultOf(kit.containers.startSession(off, { commandLine: 'shell', size }));
    expect([refused.kind, refused.hint]).to.deep.equal(['InvalidState', 'Start-Container off']);
    await kit.containers.suspend(id).catch(() => undefined);
  });
});
