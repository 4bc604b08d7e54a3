import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import fc from 'fast-check';
import type { HostEvent } from '../../core/host/port.ts';
import { FollowOutput } from '../../core/win32/follow-output.ts';
import { isProof, proofOf } from '../../core/win32/keeper/handshake.ts';
import { OutputFile } from '../../core/win32/keeper/output-file.ts';
import type { ProcessState } from '../../core/win32/keeper/protocol.ts';
import { Records } from '../../core/win32/keeper/records.ts';
import { decodeFault, encodeFault } from '../../core/win32/keeper/wire-fault.ts';
import type { KeeperConnection } from '../../core/win32/keeper-connection.ts';
import { ProcessWatches } from '../../core/win32/process-watches.ts';
import { eventually } from '../contract/kit/within.ts';

/** The keeper's parts that need no Windows. */
describe('parts of the keeper', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hcs-keeper-parts-'));
  });

  after(() => rm(folder, { recursive: true, force: true }));

  describe('records', () => {
    it('two keys never have one folder on a file system without case, and none is a device', () => {
      const key = fc.stringMatching(/^[A-Za-z0-9-]{1,64}$/);
      const records = new Records('C:\\state');
      fc.assert(
        fc.property(key, key, (a, b) => {
          fc.pre(a !== b);
          expect(records.processFolder('id', a).toLowerCase()).not.to.equal(
            records.processFolder('id', b).toLowerCase(),
          );
        }),
      );
      expect(records.processFolder('id', 'nul')).to.match(/p-nul$/);
    });

    it('a system and its processes are found again; what was cut short is not', async () => {
      const records = new Records(folder);
      const id = '7b8d3e0c-9d0e-4c0e-8a53-0f4b1c2d3e4f';
      const output = { path: 'x', start: 3 };
      const record = { key: 'aB', processId: 7, kind: 'log' as const, stdout: output, stderr: output };
      await records.makeProcessFolder(id, 'aB');
      await records.writeProcess(id, record);
      await records.makeProcessFolder(id, 'half');
      expect(await records.systemIds()).to.deep.equal([id]);
      expect(await records.readSystem(id)).to.equal(undefined);
      expect(await records.readProcesses(id)).to.deep.equal([record]);
      await records.removeProcess(id, 'aB');
      expect(await records.readProcesses(id)).to.deep.equal([]);
      await records.removeSystem(id);
      await records.removeSystem(id);
      expect(await records.systemIds()).to.deep.equal([]);
    });
  });

  it('a proof is good for one secret, one side and one nonce', () => {
    expect(isProof(proofOf('s', 'core', 'n'), 's', 'core', 'n')).to.equal(true);
    expect(isProof(proofOf('s', 'core', 'n'), 's', 'keeper', 'n')).to.equal(false);
    expect(isProof(proofOf('s', 'core', 'n'), 't', 'core', 'n')).to.equal(false);
    expect(isProof(proofOf('s', 'core', 'n'), 's', 'core', 'm')).to.equal(false);
    for (const wrong of [undefined, '', 7, {}]) expect(isProof(wrong, 's', 'core', 'n')).to.equal(false);
  });

  it('a fault comes over the pipe as it was; an unknown kind is Internal', () => {
    const wire = encodeFault(decodeFault({ kind: 'Busy', message: 'm', hint: 'h', hresult: 5 }), 'op', 'target');
    expect(decodeFault(wire)).to.include({ kind: 'Busy', message: 'm', hint: 'h', hresult: 5 });
    expect(decodeFault({ kind: 'Later' as 'Busy', message: 'm' }).kind).to.equal('Internal');
  });

  describe('output', () => {
    it('is appended, counted, and read while it grows', async () => {
      const path = join(folder, 'grows');
      await writeFile(path, 'before');
      let grown = 0;
      const file = await OutputFile.open(path, { onGrow: () => grown++, onTrouble: () => undefined });
      const follow = new FollowOutput({ path, offset: file.start, size: file.start });
      const seen: Buffer[] = [];
      const whole = new Promise<void>((resolve) => {
        follow.on('data', (chunk: Buffer) => seen.push(chunk)).on('end', resolve);
      });
      for (const text of ['one', 'two', 'three']) {
        file.write(Buffer.from(text), () => undefined);
        await eventually(20_000, 'it is in the file', () => file.waitingBytes === 0);
        follow.grow(file.size);
      }
      file.end();
      await file.closed;
      follow.finish(file.size);
      follow.grow(file.size + 5); // a late notice changes nothing
      await whole;
      expect(Buffer.concat(seen).toString()).to.equal('onetwothree');
      expect([file.start, file.size, grown]).to.deep.equal([6, 17, 3]);
      expect(await readFile(path, 'utf8')).to.equal('beforeonetwothree');
    });

    it('of many files at once is whole and in order, and who writes is held back', async () => {
      const pieces = Array.from({ length: 60 }, (_, at) => Buffer.alloc(20_000, at));
      const paths = Array.from({ length: 20 }, (_, at) => join(folder, `many-${at}`));
      let held = 0;
      const fill = async (path: string): Promise<void> => {
        const file = await OutputFile.open(path, { onGrow: () => undefined, onTrouble: () => undefined });
        for (const piece of pieces) {
          await new Promise<void>((resolve) => {
            if (file.write(piece, resolve)) resolve();
            else held++;
          });
          expect(file.waitingBytes).to.be.lessThan(256 * 1024 + 20_000);
        }
        file.end();
        file.write(Buffer.from('too late'), () => undefined);
        await file.closed;
        expect([file.waitingBytes, file.size, file.hasLost]).to.deep.equal([0, 1_200_000, false]);
      };
      await Promise.all(paths.map(fill));
      expect(held).to.be.greaterThan(0);
      for (const path of paths) expect((await readFile(path)).equals(Buffer.concat(pieces))).to.equal(true);
    });

    it('that comes after a pause is read from where it was', async () => {
      const path = join(folder, 'pauses');
      await writeFile(path, 'one');
      const follow = new FollowOutput({ path, offset: 0, size: 3 });
      const seen: string[] = [];
      follow.setEncoding('utf8').on('data', (text: string) => seen.push(text));
      await eventually(20_000, 'the first is read', () => seen.join('') === 'one');
      await delay(700); // it lets go of the file
      await writeFile(path, 'onetwo');
      follow.grow(6);
      await eventually(20_000, 'the second is read', () => seen.join('') === 'onetwo');
      follow.finish(6);
      await new Promise((resolve) => follow.once('close', resolve));
    });

    it('of a file that is gone, or cut short, ends', async () => {
      const gone = new FollowOutput({ path: join(folder, 'gone'), offset: 0, size: 10 });
      const short = new FollowOutput({ path: join(folder, 'short'), offset: 0, size: 10 });
      await writeFile(join(folder, 'short'), 'abc');
      expect([await textOf(gone), await textOf(short)]).to.deep.equal(['', 'abc']);
    });
  });

  describe('watches', () => {
    const state = (more: Partial<ProcessState> = {}): ProcessState => ({
      systemId: 's',
      key: 'k',
      processId: 7,
      stdout: { path: '', start: 0, size: 1 },
      stderr: { path: '', start: 0, size: 0 },
      ...more,
    });
    const watched = () => {
      const told: unknown[] = [];
      const watcher = {
        grew: (stdout: number) => told.push(stdout),
        exited: (last: ProcessState) => told.push(['exit', last.exit?.code]),
      };
      return { told, watcher };
    };

    it('an exit that overtakes the answer to createProcess is not lost', async () => {
      const watches = new ProcessWatches(() => undefined);
      const { told, watcher } = watched();
      await watches.expect(async () => {
        watches.take({ notice: 'processExited', process: state({ processId: 6, exit: { code: 9 } }) }); // the key's last
        watches.take({ notice: 'output', systemId: 's', key: 'k', processId: 7, stdout: 5, stderr: 0 });
        watches.take({ notice: 'processExited', process: state({ exit: { code: 3 } }) });
        watches.watch(state(), watcher);
      });
      expect(told).to.deep.equal([['exit', 3]]);
    });

    it('keeps Node alive while a process is watched', () => {
      const busy: boolean[] = [];
      const watches = new ProcessWatches((isBusy) => busy.push(isBusy));
      watches.watch(state(), watched().watcher);
      watches.take({ notice: 'processExited', process: state({ exit: { code: null } }) });
      expect(busy).to.deep.equal([true, false]);
    });

    it('after a lost keeper tells what was missed, once, processes first, and nothing invented', async () => {
      const watches = new ProcessWatches(() => undefined);
      const heard: HostEvent[] = [];
      watches.subscribe((event) => heard.push(event));
      const { told, watcher } = watched();
      const living = { systems: [{ id: 's', owner: 'o', state: 'Running' as const }], processes: [state()] };
      await watches.listen(connectionOf({ subscribe: living }));
      watches.watch(state(), watcher);
      await watches.resume(
        connectionOf({
          subscribe: { systems: [], processes: [] },
          querySystem: { id: 's', owner: 'o', state: 'Stopped', exitType: 'Unknown' },
          watchProcess: state({ exit: { code: null } }),
        }),
      );
      expect(heard).to.deep.equal([
        { type: 'processExited', systemId: 's', processKey: 'k', exitCode: undefined },
        { type: 'systemExited', systemId: 's', exitType: 'Unknown' },
      ]);
      expect(told).to.deep.equal([1, ['exit', null]]);
    });
  });
});

function connectionOf(answers: Record<string, unknown>): KeeperConnection {
  return { call: async (name: string) => answers[name] } as unknown as KeeperConnection; // all that watches use of it
}

async function textOf(stream: FollowOutput): Promise<string> {
  const through = stream.pipe(new PassThrough());
  const chunks: Buffer[] = [];
  for await (const chunk of through) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
