/**
 * A service that speaks the wire and knows nothing: it lets the module be tested without containers.
 *
 * `node fake-service.ts <socket> <log>` listens and appends each message it gets to the log, a JSON line each.
 * What it answers follows the name it is asked for; see `answer`.
 */
import { appendFileSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';

const [socketPath = '', logFile = '', version = '0.1.0'] = process.argv.slice(2);

type Message = { id?: number; method?: string; params?: Record<string, unknown>; result?: unknown };
type Parameters = Record<string, unknown>;

function container(name: string, more: object = {}): object {
  return {
    Name: name,
    ContainerId: `3f2a0000-0000-4000-8000-${Buffer.from(name).toString('hex').padStart(12, '0').slice(-12)}`,
    State: 'Running',
    Uptime: 93784.5,
    ParentImageName: 'Windows',
    Isolation: 'Process',
    Ports: '8080->80/tcp',
    IPAddress: '172.30.0.2',
    Created: '2026-01-02T03:04:05.678Z',
    Command: '2026-01-02T03:04:05Z',
    ExitCode: 3221225477,
    ComputerName: 'host',
    ImageDigest: 'sha256:00',
    ContainerComputerName: name.toUpperCase(),
    ...more,
  };
}

const image = {
  Name: 'Windows',
  Publisher: 'CN=Microsoft',
  Version: '10.0.20348.1',
  IsOSImage: true,
  FullName: 'CN=Microsoft_Windows_10.0.20348.1',
  Digest: 'sha256:aa',
  Size: 5_000_000_000,
  OS: 'windows',
  OsFeatures: ['embedded'],
};

/** One connection: frames in, frames out. */
class Connection {
  readonly #socket: Socket;
  #buffer = Buffer.alloc(0);
  readonly #asked = new Map<number, (answer: boolean) => void>();
  #nextId = 1;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
    socket.on('error', () => undefined);
  }

  #take(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const end = this.#buffer.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/.exec(this.#buffer.subarray(0, end).toString())?.[1]);
      if (this.#buffer.length < end + 4 + length) return;
      const body = this.#buffer.subarray(end + 4, end + 4 + length).toString();
      this.#buffer = this.#buffer.subarray(end + 4 + length);
      appendFileSync(logFile, `${body}\n`);
      this.#handle(JSON.parse(body) as Message);
    }
  }

  send(message: object, cut = false): void {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    const frame = Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]);
    if (!cut) this.#socket.write(frame);
    else for (const byte of frame) this.#socket.write(Buffer.of(byte));
  }

  #handle(message: Message): void {
    const { id = 0, method, params = {} } = message;
    if (method === undefined) {
      this.#asked.get(id)?.((message.result as { answer: boolean }).answer);
      return;
    }
    if (method === 'hello') {
      const result = { protocol: 1, version, build: 'fake', processId: process.pid, root: '' };
      this.send({ id, result });
    } else if (method === 'complete') {
      const items = ['web', 'web two'].map((text) => ({ text, toolTip: `container ${text}` }));
      this.send({ id, result: { items } });
    } else if (method === '$/cancelRequest') this.#cancel(Number(params['id']));
    else if (method === 'invoke') {
      const call = Number(params['call']);
      this.#answer(id, call, String(params['cmdlet']), params['parameters'] as Parameters).catch((error: unknown) => {
        this.send({ id, error: { code: -32603, message: String(error) } });
      });
    }
  }

  #cancel(id: number): void {
    this.send({ id, error: { code: -32800, message: 'cancelled' } });
  }

  #ask(method: string, params: object): Promise<boolean> {
    const id = this.#nextId++;
    this.send({ id, method, params });
    return new Promise((resolve) => this.#asked.set(id, resolve));
  }

  async #answer(id: number, call: number, cmdlet: string, parameters: Parameters): Promise<void> {
    const object = (value: unknown, type = 'Container') =>
      this.send({ method: 'stream/object', params: { call, type, value } });
    const given = (parameters['Name'] ?? parameters['Container'] ?? parameters['Id'] ?? []) as string[] | string;
    const names = Array.isArray(given) ? given : [given];
    const done = (more: object = {}) => this.send({ id, result: { errorCount: 0, ...more } });
    const name = names[0] ?? '';
    if (cmdlet === 'Get-ContainerImage') {
      object(image, 'ContainerImage');
      return done();
    }
    if (cmdlet === 'Compare-Container') {
      object({ Change: 'Added', Kind: 'Folder', Path: 'C:\\made' }, 'ContainerChange');
      object({ Change: 'Added', Kind: 'File', Path: 'C:\\made\\x', Length: 0 }, 'ContainerChange');
      return done();
    }
    if (cmdlet === 'Get-ContainerLog') {
      for (const line of ['2026-01-02T03:04:05Z', 'plain', '']) object(line, 'String');
      return done();
    }
    if (cmdlet === 'Invoke-ContainerCommand') return this.#run(id, call, name);
    if (cmdlet === 'New-Container') {
      if (!(await this.#ask('ask/shouldProcess', { call, target: `container '${name}'`, action: 'Create' })))
        return done();
      if (name === 'taken') return this.#fail(id, call);
      object(container(name, { State: 'Off', Uptime: 0, ExitCode: undefined, IPAddress: undefined }));
      return done();
    }
    if (cmdlet === 'Remove-ContainerImage') {
      const yes = await this.#ask('ask/shouldContinue', { call, caption: 'Sure', query: 'Really?' });
      this.send({ method: 'stream/warning', params: { call, text: `answer ${yes}` } });
      return done();
    }
    if (cmdlet === 'Remove-Container' || cmdlet === 'Stop-Container' || cmdlet === 'Start-Container') {
      for (const each of names) {
        const yes = await this.#ask('ask/shouldProcess', {
          call,
          target: `container '${each}'`,
          action: cmdlet.split('-')[0],
        });
        if (yes && parameters['PassThru'] === true) object(container(each));
      }
      return done();
    }
    return this.#get(id, call, name, names);
  }

  async #get(id: number, call: number, name: string, names: string[]): Promise<void> {
    const object = (value: unknown) =>
      this.send({ method: 'stream/object', params: { call, type: 'Container', value } });
    const done = () => this.send({ id, result: { errorCount: 0 } });
    if (name === 'die') process.exit(1);
    if (name === 'slow') {
      object(container('slow'));
      return;
    }
    if (name === 'garbage') {
      this.#socket.write('HTTP/1.1 400 Bad Request\r\nX: 1\r\n\r\n');
      return;
    }
    if (name === 'slices') {
      this.send(
        { method: 'stream/object', params: { call, type: 'Container', value: container('slices \u00e9\u{1f600}') } },
        true,
      );
      return done();
    }
    if (name === 'together') {
      const values = ['a', 'b', 'c'].map((each) => container(each));
      this.send({ method: 'stream/objects', params: { call, type: 'Container', values } });
      this.send({ method: 'stream/objects', params: { call, type: 'Container', values: [container('d')] } });
      this.send({ method: 'stream/objects', params: { call, type: 'String', values: ['e', 'f'] } });
      object(container('g'));
      return done();
    }
    if (name === 'talk') {
      const say = (method: string, params: object) => this.send({ method, params: { call, ...params } });
      say('stream/verbose', { text: 'a verbose text' });
      say('stream/warning', { text: 'a warning' });
      say('stream/progress', { activity: 'Working', status: 'half', percent: 50 });
      say('stream/something-new', {});
      return done();
    }
    const count = Number(/^many(\d+)$/.exec(name)?.[1] ?? 0);
    for (let i = 0; i < count; i++) object(container(`c${i}`));
    if (count > 0) return done();
    for (const each of names.length > 0 ? names : ['web', 'db']) {
      if (each.startsWith('no')) {
        const error = {
          id: 'NotFound',
          category: 'ObjectNotFound',
          message: `There is no container '${each}'.`,
          target: each,
          hint: 'Get-Container',
          hresult: 3224830222,
        };
        this.send({ method: 'stream/error', params: { call, error } });
      } else object(container(each));
    }
    done();
  }

  #fail(id: number, _call: number): void {
    const data = {
      id: 'AlreadyExists',
      category: 'ResourceExists',
      message: "Cannot create container 'taken': the name is in use.",
      target: 'taken',
      hint: 'Remove-Container taken',
    };
    this.send({ id, error: { code: 1, message: data.message, data } });
  }

  #run(id: number, call: number, name: string): void {
    const out = (stream: string, data: string | Buffer) =>
      this.send({
        method: 'stream/output',
        params: { call, stream, data: Buffer.from(data as string).toString('base64') },
      });
    const euro = Buffer.from('\u20ac\r\n');
    out('stdout', 'one\r\ntw');
    out('stdout', 'o\r\n');
    out('stdout', euro.subarray(0, 1));
    out('stdout', euro.subarray(1));
    if (name === 'errs') out('stderr', 'oops\r\n');
    out('stdout', 'last');
    this.send({ id, result: { errorCount: 0, exitCode: name === 'errs' ? 3221225477 : 3 } });
  }
}

rmSync(socketPath, { force: true });
createServer((socket) => new Connection(socket)).listen(socketPath, () => {
  process.stdout.write(`${JSON.stringify({ endpoint: socketPath, processId: process.pid })}\n`);
});
