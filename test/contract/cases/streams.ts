import { randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Bed, scopeEachCase, type TestSystem } from '../kit/bed.ts';
import { expectFault } from '../kit/expect-fault.ts';
import { ALL_BYTES, firstDifference, pattern } from '../kit/pattern.ts';
import { finish, firstLine, launch, lines, newKey, probe, readAll, run } from '../kit/run.ts';
import { eventually, pause, within } from '../kit/within.ts';

const TEN_MB = 10 * 1024 * 1024;

/** Standard streams: bytes as they are, found again, kept in logs. */
export function streamCases(bed: Bed): void {
  describe('streams', () => {
    let system: TestSystem;
    before(async function () {
      this.timeout(120_000);
      system = await bed.shared();
    });
    outputCases(bed, () => system);
    inputCases(bed, () => system);
    openProcessCases(bed, () => system);
    logCases(bed, () => system);
  });
}

type Shared = () => TestSystem;

function outputCases(bed: Bed, shared: Shared): void {
  it('stdout and stderr arrive apart', async () => {
    const { stdout, stderr } = await run(bed, shared(), probe('out:one', 'err:two', 'out:three', 'err:four'));
    expect([stdout.toString(), stderr.toString()]).to.deep.equal(['onethree', 'twofour']);
  });

  it('every byte value arrives unchanged on both streams', async () => {
    const { stdout, stderr } = await run(bed, shared(), probe('bytes:1', 'bytes:2', 'bytes:1'));
    expect(firstDifference(stdout, Buffer.concat([ALL_BYTES, ALL_BYTES])), 'stdout').to.equal(undefined);
    expect(firstDifference(stderr, ALL_BYTES), 'stderr').to.equal(undefined);
  });

  it('line ends are not converted and nothing is added at the end', async () => {
    const { stdout } = await run(bed, shared(), probe('out:a\r\nb\nc\r\r\n\n', 'out:no newline'));
    expect(stdout.toString()).to.equal('a\r\nb\nc\r\r\n\nno newline');
  });

  it('a program without output gives two empty streams that end', async () => {
    const { code, stdout, stderr } = await run(bed, shared(), probe('exit:0'));
    expect([code, stdout.length, stderr.length]).to.deep.equal([0, 0, 0]);
  });

  it('10 MB on each stream at once arrive whole', async function () {
    this.timeout(60_000);
    const { stdout, stderr } = await run(bed, shared(), probe(`fill-both:${TEN_MB}`), { timeoutMs: 50_000 });
    expect(firstDifference(stdout, pattern(1, TEN_MB)), 'stdout').to.equal(undefined);
    expect(firstDifference(stderr, pattern(2, TEN_MB)), 'stderr').to.equal(undefined);
  });

  it('10 MB that nobody reads do not hold the program up, and are all there later', async function () {
    this.timeout(60_000);
    const process = await launch(bed, shared(), probe(`fill:${TEN_MB}`, 'exit:2'));
    expect(await within(30_000, 'exited', process.exited)).to.equal(2);
    expect(firstDifference((await finish(process)).stdout, pattern(1, TEN_MB))).to.equal(undefined);
    await process.close();
  });

  it('output arrives while the program runs', async () => {
    const process = await launch(bed, shared(), probe('line:early', 'sleep:600000'));
    expect(await firstLine(process.stdout)).to.equal('early');
    await process.terminate();
    await process.exited;
    await process.close();
  });

  it('destroying a stream disturbs neither the program nor the other stream', async () => {
    const process = await launch(
      bed,
      shared(),
      probe('line:x', 'sleep:200', `fill:300000`, 'err:still here', 'exit:11'),
    );
    await firstLine(process.stdout);
    process.stdout.destroy();
    const [code, stderr] = await within(15_000, 'the end', Promise.all([process.exited, readAll(process.stderr)]));
    expect([code, stderr.toString()]).to.deep.equal([11, 'still here']);
    await process.close();
  });

  it('a child that outlives the program does not hold up its end', async () => {
    const child = probe('sleep:600000'); // far longer than anybody waits
    const process = await launch(bed, shared(), probe(`spawn:${child}`, 'exit:12'));
    const { code, stdout } = await finish(process, 6000);
    expect(code).to.equal(12);
    await process.close();
    await lines(bed, shared(), `taskkill /F /PID ${stdout.toString().trim()}`).catch(() => undefined); // it may be gone
  });

  it('streams that were not asked for are empty and end', async () => {
    const options = { CreateStdOutPipe: false, CreateStdErrPipe: false };
    const { code, stdout, stderr } = await run(bed, shared(), probe('out:x', 'err:y', 'exit:13'), options);
    expect([code, stdout.length, stderr.length]).to.deep.equal([13, 0, 0]);
  });
}

function inputCases(bed: Bed, shared: Shared): void {
  it('stdin reaches the program to its end, every byte value', async () => {
    const { code, stdout } = await run(bed, shared(), probe('cat', 'exit:3'), { input: ALL_BYTES });
    expect(firstDifference(stdout, ALL_BYTES)).to.equal(undefined);
    expect(code).to.equal(3);
  });

  it('2 MB through stdin and back arrive whole', async function () {
    this.timeout(60_000);
    const input = pattern(7, 2 * 1024 * 1024);
    const { stdout } = await run(bed, shared(), probe('cat'), { input, timeoutMs: 50_000 });
    expect(firstDifference(stdout, input)).to.equal(undefined);
  });

  it('stdin is delivered as it is written, and ending it is the end of file', async () => {
    const process = await launch(bed, shared(), probe('cat', 'out:end', 'exit:4'), { CreateStdInPipe: true });
    process.stdin?.write('first\n');
    expect(await firstLine(process.stdout)).to.equal('first');
    await pause(100);
    process.stdin?.end('second');
    const { code, stdout } = await finish(process);
    expect([code, stdout.toString()]).to.deep.equal([4, 'secondend']);
    await process.close();
  });

  it('an empty stdin is an end of file at once', async () => {
    const { stdout } = await run(bed, shared(), probe('count'), { input: '' });
    expect(stdout.toString()).to.equal('0\n');
  });

  it('stdin reaches a program of Windows itself', async () => {
    const { stdout } = await run(bed, shared(), 'cmd /c more', { input: 'b line\r\na line\r\n' });
    expect(stdout.toString()).to.match(/^b line\r\n+a line\r\n/);
  });

  it('without CreateStdInPipe there is no stdin and the program reads an end of file', async () => {
    const process = await launch(bed, shared(), probe('count'));
    expect(process.stdin).to.equal(undefined);
    expect((await finish(process)).stdout.toString()).to.equal('0\n');
    await process.close();
  });

  it('writing to a program that does not read and ends is no failure of the process', async () => {
    const process = await launch(bed, shared(), probe('exit:5'), { CreateStdInPipe: true });
    process.stdin?.on('error', () => {}); // a broken pipe may be told here, nowhere else
    process.stdin?.end(pattern(9, 300_000));
    expect((await finish(process)).code).to.equal(5);
    await process.close();
  });
}

function openProcessCases(bed: Bed, shared: Shared): void {
  it('openProcess finds a running process with all of its output and its exit code', async () => {
    const key = newKey();
    const first = await launch(bed, shared(), probe('line:one', 'err:oops', 'sleep:300', 'line:two', 'exit:21'), {
      key,
      CreateStdInPipe: true,
    });
    await firstLine(first.stdout);
    const again = await bed.host.compute.openProcess(shared().id, key);
    expect([again.processKey, again.processId, again.systemId]).to.deep.equal([key, first.processId, shared().id]);
    expect(again.stdin, 'stdin belongs to the creator').to.equal(undefined);
    const { code, stdout, stderr } = await finish(again);
    expect([code, stdout.toString(), stderr.toString()]).to.deep.equal([21, 'one\ntwo\n', 'oops']);
    await again.close();
  });

  it('openProcess finds an exited process', async () => {
    const key = newKey();
    await (await launch(bed, shared(), probe('out:kept', 'exit:22'), { key })).exited;
    const again = await bed.host.compute.openProcess(shared().id, key);
    const { code, stdout } = await finish(again);
    expect([code, stdout.toString()]).to.deep.equal([22, 'kept']);
    await again.close();
  });

  it('openProcess starts each stream at its byte offset, counted from the beginning or the end', async () => {
    const key = newKey();
    await (await launch(bed, shared(), probe('out:0123456789', 'err:abcdef'), { key })).exited;
    const open = (stdout: number, stderr: number) => bed.host.compute.openProcess(shared().id, key, { stdout, stderr });
    const middle = await finish(await open(4, 2));
    expect([middle.stdout.toString(), middle.stderr.toString()]).to.deep.equal(['456789', 'cdef']);
    const last = await finish(await open(-3, -100));
    expect([last.stdout.toString(), last.stderr.toString()]).to.deep.equal(['789', 'abcdef']);
    const end = await finish(await open(10, 6));
    expect([end.stdout.toString(), end.stderr.toString()]).to.deep.equal(['', '']);
    await (await open(0, 0)).close();
  });

  it('two readers of one process get the same bytes', async () => {
    const key = newKey();
    const first = await launch(bed, shared(), probe('fill:500000'), { key });
    const second = await bed.host.compute.openProcess(shared().id, key);
    const [a, b] = await Promise.all([finish(first), finish(second)]);
    expect(firstDifference(a.stdout, pattern(1, 500_000))).to.equal(undefined);
    expect(firstDifference(b.stdout, pattern(1, 500_000))).to.equal(undefined);
    await first.close();
  });

  it('openProcess of an unknown key is NotFound', async () => {
    await expectFault('NotFound', () => bed.host.compute.openProcess(shared().id, newKey()));
  });
}

function logCases(bed: Bed, shared: Shared): void {
  const paths = async () => {
    const folder = join(bed.fixture.root, 'logs', randomUUID());
    await mkdir(folder, { recursive: true });
    return { kind: 'log' as const, stdoutPath: join(folder, 'stdout.log'), stderrPath: join(folder, 'stderr.log') };
  };

  it('a log is appended to, and the streams read from where it stood at the start', async () => {
    const output = await paths();
    await writeFile(output.stdoutPath, 'before\n');
    const { stdout, stderr } = await run(bed, shared(), probe('out:now', 'err:bad'), { output });
    expect([stdout.toString(), stderr.toString()]).to.deep.equal(['now', 'bad']);
    expect(await readFile(output.stdoutPath, 'utf8')).to.equal('before\nnow');
    expect(await readFile(output.stderrPath, 'utf8')).to.equal('bad');
    await run(bed, shared(), probe('out:+'), { output });
    expect(await readFile(output.stdoutPath, 'utf8'), 'after close it is kept and goes on').to.equal('before\nnow+');
  });

  it('when exited resolves, all output is on disk', async () => {
    const output = await paths();
    const size = 3 * 1024 * 1024;
    const process = await launch(bed, shared(), probe(`fill:${size}`), { output });
    await within(20_000, 'exited', process.exited);
    expect(firstDifference(await readFile(output.stdoutPath), pattern(1, size))).to.equal(undefined);
    await process.close();
  });

  it('output reaches the log while the program runs', async () => {
    const output = await paths();
    const process = await launch(bed, shared(), probe('line:early', 'sleep:600000'), { output });
    await eventually(
      5000,
      'the line is in the log',
      async () => (await readFile(output.stdoutPath, 'utf8').catch(() => '')) === 'early\n',
    );
    await process.terminate();
    await process.exited;
    await process.close();
  });

  describe('of a system that is forgotten', () => {
    scopeEachCase(bed);

    it('a log outlives the process and the system', async () => {
      const output = await paths();
      const system = await bed.running();
      await run(bed, system, probe('out:kept'), { output });
      await bed.host.compute.terminate(system.id);
      await bed.host.compute.close(system.id);
      expect(await readFile(output.stdoutPath, 'utf8')).to.equal('kept');
    });
  });
}
