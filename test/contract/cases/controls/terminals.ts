import { stripVTControlCharacters } from 'node:util';
import { expect } from 'chai';
import type { HostProcess } from '../../../../core/host/port.ts';
import { type Bed, scopeEachCase } from '../../kit/bed.ts';
import { expectFault } from '../../kit/expect-fault.ts';
import { finish, launch, newKey, probe, run } from '../../kit/run.ts';
import { eventually } from '../../kit/within.ts';
import { needControl } from './need.ts';

/** The size of a terminal. What a terminal shows is bytes with VT sequences: only its words are looked for. */
export function terminalCases(bed: Bed): void {
  scopeEachCase(bed);
  const resize = (id: string, key: string, height: number, width: number): Promise<void> =>
    bed.host.controls.resizeConsole(id, key, { height, width });
  const terminal = { EmulateConsole: true, ConsoleSize: [31, 97] as [number, number], CreateStdErrPipe: false };

  it('a program sees the size of its terminal, and the next one after resizeConsole', async function () {
    await needControl(this, bed, 'console');
    const system = await bed.shared();
    const first = await launch(bed, system, probe('console'), terminal);
    expect(wordsOf((await finish(first)).stdout)).to.match(/97\r?\n.*31\r?\n/s);
    const mark = `C:\\${newKey()}`;
    const second = await launch(bed, system, probe(`await:${mark}`, 'console'), terminal);
    await resize(system.id, second.processKey, 42, 133);
    await run(bed, system, probe(`write:${mark}=`));
    expect(wordsOf((await finish(second)).stdout)).to.match(/133\r?\n.*42\r?\n/s);
    await Promise.all([first.close(), second.close()]);
  });

  it('resizeConsole of an exited process succeeds; of an unknown one it is NotFound', async function () {
    await needControl(this, bed, 'console');
    const system = await bed.shared();
    const process = await launch(bed, system, probe('exit:0'), terminal);
    await finish(process);
    await resize(system.id, process.processKey, 30, 90);
    await process.close();
    await expectFault('NotFound', () => resize(system.id, newKey(), 30, 90));
  });

  it('resizeConsole of a process without a terminal is InvalidState', async function () {
    await needControl(this, bed, 'console');
    const system = await bed.shared();
    const process = await launch(bed, system, probe('sleep:600000'));
    await expectFault('InvalidState', () => resize(system.id, process.processKey, 30, 90));
    await process.terminate();
    await process.exited;
    await process.close();
  });

  it('a terminal that is found again takes what is typed, and shows the end of what was shown', async function () {
    await needControl(this, bed, 'console');
    const system = await bed.shared();
    const first = await launch(bed, system, probe('line:one', 'cat'), { ...terminal, CreateStdInPipe: true });
    await shows(first, 'one');
    first.stdin?.destroy();
    first.stdout.destroy();
    const open = (stdout: number) => bed.host.compute.openProcess(system.id, first.processKey, { stdout });
    const [whole, end] = [await open(-1_000_000), await open(-1)];
    end.stdin?.write('two\r');
    await Promise.all([shows(whole, 'one'), shows(whole, 'two'), shows(end, 'two')]);
    whole.stdin?.write('three\r');
    await shows(end, 'three');
    await end.terminate();
    await end.exited;
    await end.close();
  });

  it('a size that no terminal has is InvalidArgument', async function () {
    await needControl(this, bed, 'console');
    const system = await bed.shared();
    const process = await launch(bed, system, probe('sleep:600000'), terminal);
    for (const [height, width] of [
      [0, 80],
      [25, 0],
      [25, 32_768],
      [25.5, 80],
    ] as const)
      await expectFault('InvalidArgument', () => resize(system.id, process.processKey, height, width));
    await process.terminate();
    await process.exited;
    await process.close();
  });
}

const shown = new WeakMap<HostProcess, { text: string }>();

/** Waits until a terminal has shown a word since it was found. */
async function shows(process: HostProcess, word: string): Promise<void> {
  const screen = shown.get(process) ?? { text: '' };
  if (!shown.has(process)) {
    shown.set(process, screen);
    process.stdout.on('data', (chunk: Buffer) => {
      screen.text += wordsOf(chunk);
    });
  }
  await eventually(20_000, `the terminal shows '${word}'`, () => screen.text.includes(word));
}

/** What a terminal has shown, without the sequences that place and colour it: they may stand between any two characters. */
function wordsOf(shown: Buffer): string {
  return stripVTControlCharacters(shown.toString());
}
