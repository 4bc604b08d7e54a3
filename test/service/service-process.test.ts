import { spawn } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { connect as dial } from 'node:net';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { checkEndpoint } from '../../core/base/endpoint.ts';
import { encodeFrame, FrameDecoder } from '../../core/base/frames.ts';
import { ensureService, tryConnect } from '../../core/cli/ensure-service.ts';
import { RpcError } from '../../core/cli/rpc-client.ts';
import { eventually } from '../eventually.ts';
import { isAlive } from '../is-alive.ts';
import { invoke, type ServiceFixture, serviceFixture } from './service-fixture.ts';

async function failureOf(
  promise: Promise<unknown>,
): Promise<Error & { kind?: string; hint?: string; error?: { id: string }; code?: number }> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('it did not fail');
}

describe('the service process', function () {
  this.timeout(30_000);
  let fixture: ServiceFixture;
  beforeEach(async () => {
    fixture = await serviceFixture('root');
  });
  afterEach(() => fixture.dispose());
  const begun = (word: string) =>
    eventually(async () => (await readFile(join(fixture.root, 'trace.log'), 'utf8').catch(() => '')).includes(word));

  it('starts on demand, streams objects before the reply, and leaves a true record', async () => {
    const connection = await fixture.connect();
    const { result, streamed } = await invoke(connection, 'Get-Container');
    expect(streamed.map(({ params }) => (params['value'] as { Name: string }).Name)).to.deep.equal(['web', 'db']);
    expect(result).to.deep.equal({ errorCount: 0 });
    const record = await fixture.record();
    expect(record).to.include({
      processId: connection.hello.processId,
      version: '0.1.0',
      protocol: 1,
      endpoint: fixture.access().endpoint.address,
    });
    connection.rpc.close();
  });

  it('is one service when twenty clients start it at once', async () => {
    const client = fileURLToPath(new URL('./start-client.ts', import.meta.url));
    const ids = await Promise.all(
      Array.from({ length: 20 }, (_, index) => {
        return index % 2 === 0
          ? fixture.connect().then((connection) => connection.hello.processId)
          : runNode(client, [fixture.root]).then(Number);
      }),
    );
    expect(new Set(ids).size).to.equal(1);
    expect(isAlive(ids[0] ?? 0)).to.equal(true);
  });

  it('is one service when its processes are started without asking', async () => {
    const { entry } = fixture.access();
    const env = { ...process.env, HCS_CONTAINERS_ROOT: fixture.root, HCS_CONTAINERS_IDLE_SECONDS: '60' };
    const children = Array.from({ length: 4 }, () => spawn(process.execPath, [entry], { env, stdio: 'ignore' }));
    const codes = children.map((child) => new Promise<number | null>((resolve) => child.on('exit', resolve)));
    const first = await Promise.race(codes);
    expect(first).to.equal(75);
    await eventually(async () => children.filter((child) => child.exitCode === null).length === 1);
    const connection = await fixture.connect();
    expect(children.map((child) => child.pid)).to.include(connection.hello.processId);
  });

  it('is started anew by the next call after kill -9, over the socket that was left', async () => {
    const first = await fixture.connect();
    process.kill(first.hello.processId, 'SIGKILL');
    const second = await fixture.connect();
    expect(second.hello.processId).not.to.equal(first.hello.processId);
    await invoke(second, 'Get-Container');
  });

  it('is told of when it is there and says nothing', async () => {
    const { hello, rpc } = await fixture.connect();
    rpc.close();
    process.kill(hello.processId, 'SIGSTOP');
    const error = await failureOf(fixture.connect({ timeoutMs: 100 }));
    expect([error.kind, error.hint]).to.deep.equal(['Timeout', `See ${join(fixture.root, 'logs', 'service.log')}`]);
    process.kill(hello.processId, 'SIGCONT');
    expect((await fixture.connect()).hello.processId).to.equal(hello.processId);
  });

  it('removes what a service before has half written', async () => {
    const halves = [join('run', 'service.json.4194305.1.tmp'), 'preparation.json.4194305.1.tmp'];
    process.kill((await fixture.connect()).hello.processId, 'SIGKILL');
    for (const name of halves) await writeFile(join(fixture.root, name), '{');
    await fixture.connect();
    for (const [index, folder] of ['run', ''].entries())
      expect(await readdir(join(fixture.root, folder))).not.to.include(basename(halves[index] ?? ''));
  });

  it('makes room for another when its socket was removed', async () => {
    const first = await fixture.connect();
    first.rpc.close();
    await rm(fixture.access().endpoint.address);
    const second = await fixture.connect();
    expect(second.hello.processId).to.not.equal(first.hello.processId);
    second.rpc.close();
  });

  it('tells a call that it was killed under', async () => {
    const connection = await fixture.connect();
    const error = await failureOf(invoke(connection, 'New-Container', { Command: 'die' }));
    expect(error.kind).to.equal('ConnectionFailed');
    expect(error.hint).to.include('Get-Container');
  });

  it('stops a handler that is cancelled, and answers with the code for it', async () => {
    const { rpc } = await fixture.connect();
    const request = rpc.request('invoke', {
      call: 1,
      cmdlet: 'Start-Container',
      parameters: {},
      workingDirectory: '/',
    });
    const trace = join(fixture.root, 'trace.log');
    await eventually(async () => (await readFile(trace, 'utf8').catch(() => '')).includes('started'));
    rpc.cancel(request.id);
    const error = await failureOf(request.reply);
    expect(error.code).to.equal(-32800);
    expect(error.error?.id).to.equal('Cancelled');
    expect(await readFile(trace, 'utf8')).to.equal('started\ncancelled\n');
  });

  it('cancels the calls of a client that went away', async () => {
    const { rpc } = await fixture.connect();
    void rpc
      .request('invoke', { call: 1, cmdlet: 'Start-Container', parameters: {}, workingDirectory: '/' })
      .reply.catch(() => undefined);
    const trace = join(fixture.root, 'trace.log');
    await eventually(async () => (await readFile(trace, 'utf8').catch(() => '')).includes('started'));
    rpc.close();
    await eventually(async () => (await readFile(trace, 'utf8')).includes('cancelled'));
  });

  it('hands over to a newer build when its calls have ended', async () => {
    const old = await fixture.connect({ build: '2026', env: { FAKE_BUILD: '2026' } });
    const running = invoke(old, 'Stop-Container', { TimeoutSec: 2 });
    await begun('stopping');
    const notes: string[] = [];
    const fresh = await fixture.connect({
      build: '2027',
      env: { FAKE_BUILD: '2027' },
      note: (text) => notes.push(text),
    });
    expect(fresh.hello).to.include({ build: '2027' });
    expect(fresh.hello.processId).not.to.equal(old.hello.processId);
    expect((await running).streamed).to.have.length(1);
    expect(notes.join()).to.include('hands over');
    await eventually(async () => !isAlive(old.hello.processId));
    expect(await fixture.record()).to.include({ processId: fresh.hello.processId });
  });

  it('does not hand over for ever when what it starts is still older', async () => {
    const old = await fixture.connect({ build: '2026', env: { FAKE_BUILD: '2026' } });
    const again = await fixture.connect({ build: '2027', env: { FAKE_BUILD: '2026' } });
    expect(again.hello.processId).not.to.equal(old.hello.processId);
    await invoke(again, 'Get-Container');
  });

  it('keeps a newer service for an older client of the same protocol', async () => {
    const fresh = await fixture.connect({ version: '0.2.0', env: { FAKE_VERSION: '0.2.0' } });
    const old = await fixture.connect({ version: '0.1.0' });
    expect(old.hello.processId).to.equal(fresh.hello.processId);
  });

  it('refuses calls while it hands over, with the code that says: not begun', async () => {
    const busy = await fixture.connect();
    const other = await fixture.connect();
    const running = busy.rpc.request('invoke', {
      call: 1,
      cmdlet: 'Start-Container',
      parameters: {},
      workingDirectory: '/',
    });
    await begun('started');
    await other.rpc.request('handOver', {}).reply;
    const error = await failureOf(invoke(other, 'Get-Container'));
    expect(error).to.be.instanceOf(RpcError).and.to.include({ notBegun: true });
    busy.rpc.cancel(running.id);
    expect((await failureOf(running.reply)).error?.id).to.equal('Cancelled');
  });

  it('says clearly that a client speaks another protocol', async () => {
    await fixture.connect();
    const connection = await tryConnect(fixture.access());
    await connection?.rpc.request('hello', { protocol: 99, version: '9.0.0', client: 'future' }).reply;
    const error = await failureOf(
      connection?.rpc.request('invoke', { call: 1, cmdlet: 'Get-Container', parameters: {}, workingDirectory: '/' })
        .reply ?? Promise.resolve(),
    );
    expect(error.message).to.include('speaks protocol 99, this service speaks 1');
    expect(error.error?.id).to.equal('ConnectionFailed');
  });

  it('goes when idle, but not while somebody is connected or something is watched', async () => {
    const env = { HCS_CONTAINERS_IDLE_SECONDS: '0.3' };
    const connection = await fixture.connect({ env });
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(isAlive(connection.hello.processId)).to.equal(true);
    connection.rpc.close();
    await eventually(async () => !isAlive(connection.hello.processId));
    expect(await fixture.record()).to.equal(undefined);
    const watching = await fixture.connect({ env: { ...env, FAKE_NEEDED: '1' } });
    watching.rpc.close();
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect(isAlive(watching.hello.processId)).to.equal(true);
  });

  it('ends in good order on SIGTERM, and outlives the death of its starter and SIGHUP', async () => {
    const client = fileURLToPath(new URL('./start-client.ts', import.meta.url));
    const processId = Number(await runNode(client, [fixture.root]));
    process.kill(processId, 'SIGHUP');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const connection = await fixture.connect();
    expect(connection.hello.processId).to.equal(processId);
    const session = (await readFile(`/proc/${processId}/stat`, 'utf8')).split(' ')[5];
    expect(Number(session)).to.equal(processId);
    process.kill(processId, 'SIGTERM');
    await eventually(async () => !isAlive(processId));
    expect(await fixture.record()).to.equal(undefined);
  });

  it('answers a defect as Internal and lives; answers an uncaught error, goes, and is replaced', async () => {
    const connection = await fixture.connect();
    expect((await failureOf(invoke(connection, 'New-Container', { Command: 'throw' }))).error?.id).to.equal('Internal');
    await invoke(connection, 'New-Container', { Command: 'reject-late' });
    await invoke(connection, 'Get-Container');
    const error = await failureOf(invoke(connection, 'New-Container', { Command: 'throw-late' }));
    expect(error.error?.id).to.equal('Internal');
    expect(error.message).to.include('boom');
    const next = await fixture.connect();
    expect(next.hello.processId).not.to.equal(connection.hello.processId);
    const log = await readFile(join(fixture.root, 'logs', 'service.log'), 'utf8');
    expect(log).to.include('boom').and.to.include('a defect').and.to.include('unheard');
  });

  it('says why it cannot start, and what makes its calls fail', async () => {
    const broken = await failureOf(fixture.connect({ env: { HCS_CONTAINERS_IDLE_SECONDS: 'soon' } }));
    expect(broken.message).to.include("HCS_CONTAINERS_IDLE_SECONDS is 'soon'");
    const connection = await fixture.connect({ env: { FAKE_BROKEN: 'wine is not installed' } });
    const error = await failureOf(invoke(connection, 'Get-Container'));
    expect(error.error).to.include({ id: 'NotInstalled', hint: 'apt-get install it' });
    await eventually(async () => !isAlive(connection.hello.processId));
  });

  it('logs names of parameters, not their values', async () => {
    const connection = await fixture.connect();
    await invoke(connection, 'New-Container', { Command: 'login --password hunter2' });
    process.kill(connection.hello.processId, 'SIGTERM');
    await eventually(async () => !isAlive(connection.hello.processId));
    const log = await readFile(join(fixture.root, 'logs', 'service.log'), 'utf8');
    expect(log).to.include('"Command"').and.not.to.include('hunter2');
    for (const line of log.trim().split('\n'))
      expect(JSON.parse(line))
        .to.have.keys(Object.keys(JSON.parse(line)))
        .and.to.include.keys('level', 'time', 'message');
  });

  it('takes no harm from garbage, huge lengths and broken messages', async () => {
    const connection = await fixture.connect();
    const { address } = fixture.access().endpoint;
    const nasty = [
      Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'),
      Buffer.from('Content-Length: 99999999999999\r\n\r\n{}'),
      Buffer.from('Content-Length: -1\r\n\r\n'),
      Buffer.alloc(100_000, 0x41),
      Buffer.from('Content-Length: 3\r\n\r\n{{{'),
      encodeFrame(null),
      encodeFrame([1, 2]),
      encodeFrame({ jsonrpc: '2.0', method: '$/cancelRequest' }),
      encodeFrame({ jsonrpc: '2.0', id: { a: 1 }, method: 'hello' }),
      encodeFrame({ jsonrpc: '2.0', id: 1, method: 'invoke', params: [1] }),
      encodeFrame({ jsonrpc: '2.0', id: 1, result: {} }),
      Buffer.from('Content-Length: 50\r\n\r\n{"half":'),
    ];
    await Promise.all(nasty.map((bytes) => sendRaw(address, bytes)));
    for (const params of [
      undefined,
      null,
      {},
      { call: 'x' },
      { call: 1, cmdlet: '__proto__', parameters: {}, workingDirectory: '/' },
      { call: 1, cmdlet: 'Get-Container', parameters: {}, workingDirectory: 'rel' },
    ]) {
      const extra = await fixture.connect();
      await failureOf(extra.rpc.request('invoke', params).reply);
      extra.rpc.close();
    }
    await invoke(connection, 'Get-Container');
  });

  it('tells objects in order with all else, many in a message to a client that takes that, and to no other', async () => {
    const mixed = ['a', 'b', 'c', 'd', 'e', 'Zg==', 'g', 'h'];
    const connection = await fixture.connect();
    const { streamed } = await invoke(connection, 'New-Container', { Command: 'mixed' });
    expect(streamed.map(({ params }) => saidIn(params))).to.deep.equal(mixed);
    const { address } = fixture.access().endpoint;
    const one = await messagesOf(address, {}, 'mixed');
    expect(one.map(({ params }) => saidIn(params))).to.deep.equal(mixed);
    const many = await messagesOf(address, { takesObjects: true }, 'mixed');
    expect(many.map(({ params }) => params['values'] ?? saidIn(params))).to.deep.equal([
      [{ Name: 'a' }, { Name: 'b' }],
      ...['c', 'd', 'e', 'Zg=='],
      ['g', 'h'],
    ]);
    expect(await messagesOf(address, { takesObjects: true }, 'flood')).to.have.length.below(200);
    expect(await messagesOf(address, {}, 'flood')).to.have.length(20_000);
  });

  it('slows a handler down to what its client reads, and drops it when the client goes', async () => {
    const { address } = fixture.access().endpoint;
    const probe = await fixture.connect();
    const socket = dial(address);
    socket.write(
      encodeFrame({ jsonrpc: '2.0', id: 1, method: 'hello', params: { protocol: 1, version: '0', client: 'slow' } }),
    );
    socket.write(
      encodeFrame({
        jsonrpc: '2.0',
        id: 2,
        method: 'invoke',
        params: { call: 1, cmdlet: 'New-Container', parameters: { Command: 'flood' }, workingDirectory: '/' },
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    socket.destroy();
    await invoke(probe, 'Get-Container');
    const { streamed } = await invoke(probe, 'New-Container', { Command: 'flood' }, 2);
    expect(streamed).to.have.length(20_000);
  });
});

describe('the endpoint', function () {
  this.timeout(30_000);
  let fixture: ServiceFixture;
  afterEach(() => fixture.dispose());

  it('is for its user alone: folder 0700, socket 0600', async () => {
    fixture = await serviceFixture('root');
    await fixture.connect();
    const { endpoint } = fixture.access();
    expect((await stat(endpoint.runFolder)).mode & 0o777).to.equal(0o700);
    expect((await stat(endpoint.address)).mode & 0o777).to.equal(0o600);
  });

  it('of a long root is in /tmp, and works', async () => {
    fixture = await serviceFixture(join('a'.repeat(90), 'b'.repeat(90)));
    const connection = await fixture.connect();
    expect(fixture.access().endpoint.address).to.match(/^\/tmp\/hcs-\d+-[0-9a-f]{16}\/service\.sock$/);
    await invoke(connection, 'Get-Container');
  });

  it('in a folder that others may write to, or that is somebody else’s, is refused by both sides', async () => {
    fixture = await serviceFixture('root');
    const { endpoint, userId } = fixture.access();
    await mkdir(endpoint.runFolder, { recursive: true });
    await chmod(endpoint.runFolder, 0o777);
    expect((await failureOf(fixture.connect())).message).to.include('others may write to it');
    await chmod(endpoint.runFolder, 0o700);
    await writeFile(endpoint.address, '');
    expect((await failureOf(checkEndpoint(endpoint, (userId ?? 0) + 1))).message).to.include('belongs to user');
    expect((await failureOf(ensureService({ ...fixture.access(), userId: (userId ?? 0) + 1 }))).kind).to.equal(
      'AccessDenied',
    );
  });
});

function sendRaw(address: string, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const socket = dial(address);
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
    socket.on('data', () => undefined);
    socket.write(bytes);
    setTimeout(() => socket.destroy(), 200);
  });
}

function runNode(script: string, argv: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...argv], { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    child.on('close', (code) => (code === 0 ? resolve(text) : reject(new Error(`exit ${code}`)))); // 'exit' may come before its words
  });
}

type Told = { method: string; params: Record<string, unknown> };

/** What a client that says such a hello is told during one call, message by message. */
function messagesOf(address: string, hello: object, command: string): Promise<Told[]> {
  return new Promise((resolve, reject) => {
    const socket = dial(address);
    const decoder = new FrameDecoder();
    const told: Told[] = [];
    socket.on('error', reject);
    socket.on('data', (chunk: Buffer) => {
      for (const message of decoder.push(chunk) as (Told & { id?: number })[]) {
        if (message.method !== undefined) told.push(message);
        if (message.id !== 2) continue;
        socket.destroy();
        resolve(told);
      }
    });
    const params = { call: 1, cmdlet: 'New-Container', parameters: { Command: command }, workingDirectory: '/' };
    const greeting = { protocol: 1, version: '0', client: 'raw', ...hello };
    socket.write(encodeFrame({ jsonrpc: '2.0', id: 1, method: 'hello', params: greeting }));
    socket.write(encodeFrame({ jsonrpc: '2.0', id: 2, method: 'invoke', params }));
  });
}

/** What a message says: its object, text, name or bytes. */
function saidIn({ value, text, data }: Record<string, unknown>): unknown {
  return typeof value === 'object' && value !== null && 'Name' in value ? value.Name : (value ?? text ?? data);
}
