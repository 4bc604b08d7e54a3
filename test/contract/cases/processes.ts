import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { expect } from 'chai';
import { skip } from '../../skip.ts';
import { type Bed, scopeEachCase, type TestSystem } from '../kit/bed.ts';
import { expectFault } from '../kit/expect-fault.ts';
import { quote } from '../kit/quote.ts';
import { finish, firstLine, launch, lines, newKey, PROBE, probe, run } from '../kit/run.ts';
import { eventually, within } from '../kit/within.ts';

/** Processes: what a program is given, how it ends, its key. */
export function processCases(bed: Bed): void {
  describe('processes', () => {
    let system: TestSystem;
    before(async function () {
      this.timeout(120_000);
      system = await bed.shared();
    });
    const shared = () => system;
    exitCodeCases(bed, shared);
    givenCases(bed, shared);
    startFailureCases(bed, shared);
    keyCases(bed, shared);
    endingCases(bed, shared);
  });
}

type Shared = () => TestSystem;

/** ERROR_FILE_NOT_FOUND, ERROR_DIRECTORY, ERROR_BAD_EXE_FORMAT as HRESULTs. */
const FILE_NOT_FOUND = 0x80070002;
const BAD_DIRECTORY = 0x8007010b;
const BAD_EXE_FORMAT = 0x800700c1;

function exitCodeCases(bed: Bed, shared: Shared): void {
  for (const code of [0, 1, 255, 256, 300, 0x7fffffff, 0x80000000, 0xc0000005, 0xffffffff]) {
    it(`exit code ${code} arrives whole`, async () => {
      expect((await run(bed, shared(), probe(`exit:${code}`))).code).to.equal(code);
    });
  }

  it('the exit code of a shell command arrives', async () => {
    expect((await run(bed, shared(), 'cmd /c exit 300')).code).to.equal(300);
  });
}

function givenCases(bed: Bed, shared: Shared): void {
  it('processId is the id that the process sees as its own', async () => {
    const process = await launch(bed, shared(), probe('pid'));
    const { stdout } = await finish(process);
    expect(process.processId).to.equal(Number(stdout.toString()));
    expect(process.systemId).to.equal(shared().id);
  });

  const values = {
    plain: 'value',
    equals: 'a=b;c',
    quotes: 'say "hi" it\'s',
    shell: '%PATH% !x! & | < > ^ $HOME `id` $(id)',
    unicode: 'Grüße 日本 🎉',
    spaces: '  both ends  ',
    long: 'x'.repeat(8000),
  };
  for (const [name, value] of Object.entries(values)) {
    it(`an environment value reaches the program: ${name}`, async () => {
      const answer = await run(bed, shared(), probe('env:CONTRACT_VALUE'), { Environment: { CONTRACT_VALUE: value } });
      expect(answer.stdout.toString()).to.equal(`${value}\n`);
    });
  }

  it('an empty environment value is empty or unset, never something else', async () => {
    const answer = await run(bed, shared(), probe('env:CONTRACT_VALUE'), { Environment: { CONTRACT_VALUE: '' } });
    expect(answer.stdout.toString()).to.be.oneOf(['\n', '<unset>\n']);
  });

  it('the environment is added to the container’s own, and names have no case', async () => {
    const answer = await lines(bed, shared(), probe('env:SystemRoot', 'env:CONTRACT_A', 'env:PATH'), {
      Environment: { Contract_a: 'one' },
    });
    expect(answer[0]?.toLowerCase()).to.equal('c:\\windows');
    expect(answer[1]).to.equal('one');
    expect(answer[2]?.toLowerCase()).to.contain('c:\\windows\\system32');
  });

  it('an environment value given replaces the container’s own', async () => {
    const answer = await lines(bed, shared(), probe('env:Path'), {
      Environment: { PATH: 'C:\\only;C:\\windows\\system32' },
    });
    expect(answer).to.deep.equal(['C:\\only;C:\\windows\\system32']);
  });

  it('one process’s environment is not seen by the next', async () => {
    await run(bed, shared(), probe('env:CONTRACT_LEAK'), { Environment: { CONTRACT_LEAK: 'x' } });
    expect(await lines(bed, shared(), probe('env:CONTRACT_LEAK'))).to.deep.equal(['<unset>']);
  });

  it('the working directory is the one asked for', async () => {
    const answer = await lines(bed, shared(), probe('cwd'), { WorkingDirectory: 'C:\\windows\\system32' });
    expect(answer[0]?.toLowerCase()).to.equal('c:\\windows\\system32');
  });

  it('a working directory with spaces and Unicode works', async () => {
    await lines(bed, shared(), probe('mkdir:C:\\wörk dir 日本'));
    const answer = await lines(bed, shared(), probe('cwd'), { WorkingDirectory: 'C:\\wörk dir 日本' });
    expect(answer).to.deep.equal(['C:\\wörk dir 日本']);
  });

  it('without a working directory it is one on C:', async () => {
    expect((await lines(bed, shared(), probe('cwd')))[0]).to.match(/^C:\\/i);
  });

  const hard = [
    '',
    'a b',
    'quote"inside',
    '"',
    'back\\slash\\',
    'trailing space\\ ',
    'a\\"b',
    '\\\\server\\share',
    '%PATH%',
    '*',
    '^&|<>',
    "it's",
    'tab\tin',
    'ünï 日本 🎉',
  ];
  it('arguments with quotes, backslashes, spaces and Unicode arrive as they were', async () => {
    expect(await lines(bed, shared(), quote(PROBE, 'args', ...hard))).to.deep.equal(hard);
  });

  it('a command line of 30,000 characters arrives whole', async () => {
    const argument = 'abcdefghij'.repeat(2990);
    expect(await lines(bed, shared(), quote(PROBE, 'args', argument))).to.deep.equal([argument]);
  });

  it('a program is found on the PATH without its extension', async () => {
    expect(await lines(bed, shared(), 'hostname')).to.have.length(1);
  });

  it('a program whose path has spaces and Unicode runs', async () => {
    await lines(bed, shared(), probe('mkdir:C:\\pröbe dir', 'copy:C:\\probe\\probe.exe=C:\\pröbe dir\\pröbe 2.exe'));
    expect(await lines(bed, shared(), quote('C:\\pröbe dir\\pröbe 2.exe', 'out:here'))).to.deep.equal(['here']);
  });
}

function startFailureCases(bed: Bed, shared: Shared): void {
  const failures = [
    { what: 'an unknown program', command: 'no-such-program.exe /x', hresults: [FILE_NOT_FOUND] },
    { what: 'an unknown program by its path', command: 'C:\\no\\such.exe', hresults: [FILE_NOT_FOUND, 0x80070003] },
    { what: 'a file that is no program', command: 'C:\\windows\\win.ini', hresults: [BAD_EXE_FORMAT] },
  ];
  for (const { what, command, hresults } of failures) {
    it(`${what} is CommandFailed with Windows' error code, and the key stays free`, async () => {
      const key = newKey();
      const failure = await expectFault('CommandFailed', () => launch(bed, shared(), command, { key }));
      expect(failure.hresult, failure.message).to.be.oneOf(hresults);
      expect(await bed.host.compute.listProcesses(shared().id)).not.to.include(key);
      expect((await run(bed, shared(), probe('exit:3'), { key })).code).to.equal(3);
    });
  }

  it('a working directory that is not there is CommandFailed', async () => {
    const options = { WorkingDirectory: 'C:\\no\\such\\folder' };
    const failure = await expectFault('CommandFailed', () => launch(bed, shared(), probe('cwd'), options));
    expect(failure.hresult).to.equal(BAD_DIRECTORY);
  });

  it('ContainerAdministrator runs programs; another user where the host has the grant, else NotSupported, and nothing runs', async () => {
    const { host } = bed;
    const who = { User: 'ContainerAdministrator', RestrictedToken: false };
    expect((await run(bed, shared(), probe('exit:7'), who)).code).to.equal(7);
    const { grants } = await host.capabilities();
    const keys = await host.compute.listProcesses(shared().id);
    if (grants.includes('user')) return;
    await expectFault('NotSupported', () => launch(bed, shared(), probe('exit:0'), { User: 'no-such-user' }));
    expect(await host.compute.listProcesses(shared().id)).to.deep.equal(keys);
  });

  it('the fault of a program that cannot be started names the program', async () => {
    const failure = await expectFault('CommandFailed', () => launch(bed, shared(), 'no-such-program.exe /x'));
    expect(`${failure.message} ${failure.target}`).to.contain('no-such-program');
  });

  describe('in a system that does not run', () => {
    scopeEachCase(bed);

    it('createProcess is InvalidState before start and after the end', async () => {
      const system = await bed.created();
      await expectFault('InvalidState', () => launch(bed, system, probe('out:x')));
      await bed.host.compute.terminate(system.id);
      await expectFault('InvalidState', () => launch(bed, system, probe('out:x')));
      expect(await bed.host.compute.listProcesses(system.id)).to.deep.equal([]);
    });
  });
}

function keyCases(bed: Bed, shared: Shared): void {
  it('a key in use is AlreadyExists until the process is closed, running or exited', async () => {
    const key = newKey();
    const first = await launch(bed, shared(), probe('sleep:400', 'exit:5'), { key });
    await expectFault('AlreadyExists', () => launch(bed, shared(), probe('exit:6'), { key }));
    expect((await finish(first)).code, 'the first process is not disturbed').to.equal(5);
    await expectFault('AlreadyExists', () => launch(bed, shared(), probe('exit:6'), { key }));
    await first.close();
    expect((await run(bed, shared(), probe('exit:7'), { key })).code).to.equal(7);
  });

  it('two callers with one key at once: one gets it, the other AlreadyExists', async () => {
    const key = newKey();
    const both = await Promise.allSettled([
      launch(bed, shared(), probe('exit:1'), { key }),
      launch(bed, shared(), probe('exit:1'), { key }),
    ]);
    const won = both.filter((one) => one.status === 'fulfilled');
    expect(won, both.map((one) => one.status).join()).to.have.length(1);
    for (const one of won) {
      await finish(one.value);
      await one.value.close();
    }
  });

  for (const key of ['', 'a/b', '..', '../x', 'a b', 'a.b', 'ü', 'a\n', 'x'.repeat(65)]) {
    it(`the key ${JSON.stringify(key.slice(0, 10))} (${key.length} characters) is InvalidArgument`, async () => {
      await expectFault('InvalidArgument', () => launch(bed, shared(), probe('exit:0'), { key }));
    });
  }

  it('a key may have 64 characters', async () => {
    const key = `${newKey()}-`.padEnd(64, 'K9-');
    expect((await run(bed, shared(), probe('exit:4'), { key })).code).to.equal(4);
  });

  it('listProcesses gives the keys that were not closed, running or exited, sorted', async () => {
    const base = newKey();
    const keys = ['b', 'c', 'a'].map((end) => `${base}-${end}`);
    const [b, c, a] = await Promise.all(
      keys.map((key) => launch(bed, shared(), probe(key.endsWith('b') ? 'sleep:600000' : 'exit:0'), { key })),
    );
    await c?.exited;
    const all = await bed.host.compute.listProcesses(shared().id);
    expect(all).to.deep.equal([...all].sort());
    expect(all.filter((key) => key.startsWith(base))).to.deep.equal([...keys].sort());
    await a?.exited;
    await a?.close();
    expect(await bed.host.compute.listProcesses(shared().id)).not.to.include(`${base}-a`);
    await b?.terminate();
    await b?.exited;
    await b?.close();
    await c?.close();
    expect((await bed.host.compute.listProcesses(shared().id)).filter((key) => key.startsWith(base))).to.deep.equal([]);
  });

  it('twelve processes at once keep their outputs and exit codes apart', async () => {
    const numbers = Array.from({ length: 12 }, (_, index) => index + 1);
    const answers = await Promise.all(
      numbers.map((n) =>
        run(bed, shared(), probe(`out:${n}-`, 'sleep:50', `err:e${n}`, `out:${n}`, `exit:${n}`), { timeoutMs: 30_000 }),
      ),
    );
    expect(answers.map(({ code, stdout, stderr }) => [code, stdout.toString(), stderr.toString()])).to.deep.equal(
      numbers.map((n) => [n, `${n}-${n}`, `e${n}`]),
    );
  });
}

function endingCases(bed: Bed, shared: Shared): void {
  it('terminate ends the process with exit code 1', async () => {
    const process = await launch(bed, shared(), probe('line:up', 'sleep:600000'));
    await firstLine(process.stdout);
    await within(20_000, 'terminate', process.terminate());
    expect(await within(20_000, 'exited', process.exited)).to.equal(1);
    await process.close();
  });

  it('terminate ends the children too', async () => {
    const child = probe('sleep:600000');
    const process = await launch(bed, shared(), probe(`spawn:${child}`, 'sleep:600000'));
    const childId = await firstLine(process.stdout);
    expect(await lines(bed, shared(), probe(`alive:${childId}`))).to.deep.equal(['alive']);
    await process.terminate();
    await process.exited;
    await eventually(
      5000,
      'the child is dead',
      async () => (await lines(bed, shared(), probe(`alive:${childId}`)))[0] === 'dead',
    );
    await process.close();
  });

  it('terminate of one process leaves the others alone', async () => {
    const other = await launch(bed, shared(), probe('sleep:1500', 'exit:8'));
    const process = await launch(bed, shared(), probe('sleep:600000'));
    await process.terminate();
    await process.exited;
    await process.close();
    expect((await finish(other)).code).to.equal(8);
    await other.close();
  });

  it('terminate and signal of an exited process succeed and change nothing', async () => {
    const process = await launch(bed, shared(), probe('exit:9'));
    await process.exited;
    await process.terminate();
    for (const signal of bed.fixture.signals) await process.signal(signal);
    expect(await process.exited).to.equal(9);
    await process.close();
  });

  // The program of a container writes to logs; a host may give a console, and so signals, to such processes alone.
  const hearing = async (...steps: string[]) => {
    const path = join(bed.fixture.root, 'logs', randomUUID());
    const output = { kind: 'log' as const, stdoutPath: `${path}.out`, stderrPath: `${path}.err` };
    const process = await launch(bed, shared(), probe('hear', 'line:up', ...steps), { output });
    await firstLine(process.stdout);
    return process;
  };

  for (const signal of ['CtrlC', 'CtrlBreak', 'CtrlShutdown'] as const) {
    it(`${signal} reaches the program, or is NotSupported`, async () => {
      const process = await hearing('sleep:600000', 'exit:43');
      if (bed.fixture.signals.includes(signal)) {
        await process.signal(signal);
        expect(await within(20_000, `the end after ${signal}`, process.exited)).to.equal(42);
      } else {
        await expectFault('NotSupported', () => process.signal(signal));
        await process.terminate();
        expect(await process.exited).to.equal(1);
      }
      await process.close();
    });
  }

  it('a signal to one process does not reach another', async function () {
    const [signal] = bed.fixture.signals;
    if (signal === undefined) skip(this, 'programs hear no console signal here');
    const [other, process] = await Promise.all([hearing('sleep:1500', 'exit:8'), hearing('sleep:600000')]);
    await process.signal(signal);
    expect(await within(20_000, 'exited', process.exited)).to.equal(42);
    expect(await within(20_000, 'exited', other.exited)).to.equal(8);
    await Promise.all([process.close(), other.close()]);
  });

  it('close of a running process is InvalidState and leaves it alone', async () => {
    const process = await launch(bed, shared(), probe('cat', 'out:done', 'exit:6'), { CreateStdInPipe: true });
    await expectFault('InvalidState', () => process.close());
    process.stdin?.end();
    const { code, stdout } = await finish(process);
    expect([code, stdout.toString()]).to.deep.equal([6, 'done']);
    await process.close();
  });

  it('close frees the key and the output: the process is not found again', async () => {
    const key = newKey();
    const process = await launch(bed, shared(), probe('out:x'), { key });
    await process.exited;
    await process.close();
    await expectFault('NotFound', () => bed.host.compute.openProcess(shared().id, key));
  });
}
