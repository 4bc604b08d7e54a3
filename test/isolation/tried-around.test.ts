import { closeSync, constants, existsSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import { planGroups } from '../../core/embedded/control-groups/system-groups.ts';
import { LogFile } from '../../core/host/log-file.ts';
import type { LayerEntry } from '../../core/spec/layer-entry.ts';
import { file, folder, symlink } from '../contract/kit/entries.ts';
import { eventually } from '../contract/kit/within.ts';
import { EmbeddedBed, needSandbox, type Sandbox } from '../embedded/bed.ts';
import { drain, outcome } from '../embedded/outcome.ts';
import { skip } from '../skip.ts';
import { buildNative, missingCompilers } from './way-bed.ts';
import { OTHER_WAYS } from './ways.ts';

const WAYS = OTHER_WAYS['Against the host and other containers'];
type Way = keyof typeof WAYS;

const CAP_SYS_RESOURCE = 1n << 24n;

/** Names that would lead elsewhere if they were believed. */
const HOSTILE_NAMES = [
  '../out',
  '..',
  'a/../../out',
  '/out',
  'a\\..\\..\\out',
  'C:/out',
  'out:stream',
  'a//out',
  'nul',
  'a\0b',
  '',
];

describe('ways out, tried around the sandbox', function () {
  this.timeout(60_000);
  let bed: EmbeddedBed;
  let sandbox: Sandbox;
  let victim: string;
  let parents: string[];
  const tried = new Set<string>();

  before(async function () {
    await needSandbox(this);
    const missing = await missingCompilers();
    if (missing.length > 0) skip(this, `not installed: ${missing.join(', ')}`);
    bed = await EmbeddedBed.open();
    parents = [await bed.base()];
    victim = join(bed.root, 'victim');
    await mkdir(victim);
    await writeFile(join(victim, 'secret'), 'secret');
    sandbox = await bed.running({ ports: [{ protocol: 'tcp', hostPort: 0, containerPort: 80 }] });
  });
  after(async () => bed?.dispose());

  /** The root of a sandbox, as the host sees it. */
  const inside = ({ folder }: Sandbox, ...path: string[]): string =>
    join(`/proc/${readFileSync(join(folder, 'init'), 'utf8').split(' ')[0]}/root`, ...path);

  let sequence = 0;
  /** Runs a shell script in a sandbox to its end. @returns what it printed. */
  async function shell(where: Sandbox, script: string): Promise<string> {
    const name = `run-${++sequence}`;
    await writeFile(
      inside(where, 'tmp', name),
      `{ ${script}\n} > /tmp/${name}.out 2>&1\nmv /tmp/${name}.out /tmp/${name}.done\n`,
    );
    await bed.launch(where, `\\\\?\\unix\\bin\\sh /tmp/${name}`);
    await eventually(30_000, `'${script}' has ended`, () => existsSync(inside(where, 'tmp', `${name}.done`)));
    return readFile(inside(where, 'tmp', `${name}.done`), 'utf8');
  }

  /** Has leases taken in the sandbox, as far as that can be done there, and kept. @returns how many. */
  async function lease(paths: readonly string[], where = sandbox): Promise<string> {
    const program = await buildNative(bed.root, 'leases');
    const name = `leases-${++sequence}`;
    await writeFile(inside(where, 'c/drive_c', name), await readFile(program), { mode: 0o755 });
    await bed.launch(where, `\\\\?\\unix\\c\\drive_c\\${name} /tmp/${name}.done ${paths.join(' ')}`);
    const told = (): string => readIfThere(inside(where, 'tmp', `${name}.done`));
    await eventually(30_000, 'leases were taken', () => told().endsWith('\n'));
    return told();
  }

  function way(name: Way, test: () => Promise<void>): void {
    tried.add(name);
    it(`refused: ${WAYS[name]} (${name})`, async () => {
      await test();
      expect(readdirSync(victim), 'the folder outside').to.deep.equal(['secret']);
      expect(await readFile(join(victim, 'secret'), 'utf8')).to.equal('secret');
    });
  }

  way('copy-names', async () => {
    const before = readdirSync(bed.root);
    for (const name of HOSTILE_NAMES) {
      const kind = await outcome(() => bed.host.layers.writeFiles(sandbox.scratch, parents, 'C:\\in', entries(name)));
      expect(kind, JSON.stringify(name)).to.equal('InvalidArgument');
    }
    expect(readdirSync(bed.root)).to.deep.equal(before);
  });

  way('copy-paths', async () => {
    for (const path of [
      'C:\\..\\secret',
      '..\\secret',
      'Z:\\etc\\passwd',
      '\\\\?\\unix\\etc\\passwd',
      '/etc/passwd',
      `C:\\a\0b`,
    ]) {
      const kind = await outcome(() => drain(bed.host.layers.readFiles(sandbox.scratch, parents, path)));
      expect(kind, path).to.be.oneOf(['InvalidArgument', 'NotFound']);
    }
  });

  way('copy-link', async () => {
    await shell(sandbox, `ln -s ${victim} /c/drive_c/link; ln -s ${victim}/secret /c/drive_c/file`);
    const { layers } = bed.host;
    const read = await drain(layers.readFiles(sandbox.scratch, parents, 'C:\\file'));
    expect(read.map(({ kind }) => kind)).to.deep.equal(['symlink']);
    for (const path of ['C:\\link', 'C:\\link\\deep'])
      expect(await outcome(() => layers.writeFiles(sandbox.scratch, parents, path, entries('planted')))).to.equal(
        'InvalidArgument',
      );
    expect(await outcome(() => layers.writeFiles(sandbox.scratch, parents, 'C:\\', entries('file')))).to.equal(
      'InvalidArgument',
    );
  });

  way('layer-link', async () => {
    const target = join(bed.stateFolder, 'layers', 'linked');
    const through = [folder('Files'), symlink('Files/way', 'C:\\windows'), file('Files/way/planted', 'bad')];
    const kind = await outcome(() => bed.host.layers.importLayer(target, parents, Readable.from(through)));
    expect(kind).to.equal('InvalidArgument');
    expect(existsSync(target)).to.equal(false);
  });

  way('layer-names', async () => {
    const target = join(bed.stateFolder, 'layers', 'named');
    for (const name of HOSTILE_NAMES.filter(Boolean)) {
      const layer = Readable.from([folder('Files'), file(`Files/${name}`, 'bad')]);
      expect(await outcome(() => bed.host.layers.importLayer(target, parents, layer)), JSON.stringify(name)).to.equal(
        'InvalidArgument',
      );
      expect(existsSync(target)).to.equal(false);
    }
  });

  way('parent-layer', async () => {
    const below = join(parents[0] ?? '', 'drive_c', 'windows', 'win.ini');
    const file = '/c/drive_c/windows/win.ini';
    const before = await readFile(below);
    await shell(sandbox, `echo broken > ${file}; rm ${file}; ln -s ${victim}/secret ${file}; echo broken > ${file}`);
    expect(await readFile(below)).to.deep.equal(before);
  });

  way('other-wineserver', async () => {
    const other = await bed.running();
    try {
      await bed.launch(other, 'cmd /c ping -n 60 127.0.0.1');
      // Its own alone, however many run elsewhere: by the socket's path, and among those that listen.
      expect(await shell(sandbox, 'find / -xdev -type s -name socket; find /tmp -type s | wc -l')).to.match(/^1\n$/);
      expect(await shell(sandbox, "grep -c ' 00010000 ' /proc/net/unix")).to.equal('1\n');
      const processes = (await bed.run(sandbox, 'tasklist')).stdout.toLowerCase();
      expect(processes).not.to.include('ping');
    } finally {
      await bed.remove(other);
    }
  });

  way('other-shared', async () => {
    const other = await bed.running();
    try {
      await shell(
        other,
        'echo secret > /tmp/of-the-other; echo secret > /dev/shm/of-the-other; echo secret > /io/of-the-other',
      );
      expect(
        await shell(sandbox, 'ls /tmp/of-the-other /dev/shm/of-the-other /io/of-the-other 2> /dev/null | wc -l'),
      ).to.equal('0\n');
    } finally {
      await bed.remove(other);
    }
  });

  way('keeper-socket', async () => {
    const port = await bed.hostPort(sandbox);
    expect(port, 'it is published').to.be.above(0);
    expect(await reaches(port), 'from outside').to.equal(true);
    // No path leads to the keeper's socket, and the port is the machine's: inside nobody listens there.
    expect(
      await shell(sandbox, `ls ${bed.stateFolder} ${victim} 2> /dev/null | wc -l; grep -c keeper /proc/net/unix`),
    ).to.equal('0\n0\n');
    const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
    expect(await shell(sandbox, `cat /proc/net/tcp /proc/net/tcp6 | grep -c ':${hexPort} '`)).to.equal('0\n');
  });

  way('forged-status', async () => {
    await shell(
      sandbox,
      `for key in ../../x main ${'a'.repeat(64)}; do echo "started $key 4"; echo "exited $key 0"; done >> /io/status; ln -s ${victim} /io/forged`,
    );
    expect(await bed.host.compute.listProcesses(sandbox.id)).not.to.include('main');
    expect(await outcome(() => bed.host.compute.openProcess(sandbox.id, 'main'))).to.equal('NotFound');
    expect((await bed.run(sandbox, 'cmd /c exit 5')).code).to.equal(5);
  });

  way('memory-bomb', async () => {
    const { limits } = await bed.host.capabilities();
    const wanted = { container: { Memory: { SizeInMB: 256 } } };
    if (!limits.includes('memory')) {
      expect(await outcome(() => bed.created(wanted))).to.equal('NotSupported');
      return;
    }
    const bomb = await bed.running(wanted);
    await shell(bomb, 'head -c 1000000000 /dev/zero | tail | wc -c');
    expect((await bed.host.compute.query(bomb.id)).limitsReached?.memory).to.be.above(0);
    expect((await bed.run(sandbox, 'cmd /c exit 5')).code, 'its neighbour').to.equal(5);
    await bed.remove(bomb);
  });

  way('fork-bomb', async () => {
    const { limits } = await bed.host.capabilities();
    const wanted = { threadCount: 100 };
    if (!limits.includes('threads')) {
      expect(await outcome(() => bed.created(wanted))).to.equal('NotSupported');
      return;
    }
    const bomb = await bed.running(wanted);
    await bed.launch(bomb, '\\\\?\\unix\\bin\\sh -c "b() { b | b & }; b"').catch(() => undefined); // it may be refused itself
    await eventually(30_000, 'it is refused more', async () => {
      return ((await bed.host.compute.query(bomb.id)).limitsReached?.threads ?? 0) > 0;
    });
    expect((await bed.run(sandbox, 'cmd /c exit 5')).code, 'its neighbour').to.equal(5);
    await bed.remove(bomb);
    expect(existsSync(bomb.folder)).to.equal(false);
  });

  way('all-threads', async () => {
    const { limits } = await bed.host.capabilities();
    if (!limits.includes('threads')) return; // the kernel lends us no groups: see `docs/embedded-host.md`
    const group = planGroups(bed.stateFolder, sandbox.id).pids?.path ?? '';
    const most = Number(await readFile(join(group, 'pids.max'), 'utf8'));
    expect(most, 'threads').to.be.below(Number(await readFile('/proc/sys/kernel/pid_max', 'utf8')) / 2);
  });

  way('memory-order', async () => {
    const place = (pid: string): number => Number(readFileSync(`/proc/${pid}/oom_score_adj`, 'utf8'));
    expect(Number(await shell(sandbox, 'cat /proc/self/oom_score_adj'))).to.be.above(place('self'));
    const rights = BigInt(`0x${/^CapEff:\s+(\S+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]}`);
    if ((rights & CAP_SYS_RESOURCE) === 0n) return; // what an ordinary user sets is taken back inside
    expect(await shell(sandbox, 'echo 0 2> /dev/null > /proc/self/oom_score_adj || echo refused')).to.include(
      'refused',
    );
  });

  way('lease', async () => {
    const programs = readdirSync('/usr/bin', { withFileTypes: true }).filter((entry) => entry.isFile());
    const inside = programs.slice(-3).map(({ name }) => `/usr/bin/${name}`);
    await lease([...inside, '/c/drive_c/windows/win.ini']);
    for (const path of [...inside, join(parents[0] ?? '', 'drive_c/windows/win.ini')])
      closeSync(openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)); // EAGAIN where it must wait
  });

  way('lease-log', async () => {
    const [stdoutPath, stderrPath] = [
      join(bed.stateFolder, 'logs/stdout.log'),
      join(bed.stateFolder, 'logs/stderr.log'),
    ];
    const parameters = { CommandLine: 'cmd /c exit', CreateStdOutPipe: true, CreateStdErrPipe: true };
    const output = { kind: 'log', stdoutPath, stderrPath } as const;
    const process = await bed.host.compute.createProcess(sandbox.id, 'logged', parameters, output);
    await process.exited;
    process.stdout.destroy(); // who has it open keeps a lease from it
    expect(await lease(['/io/logged/stdout'])).to.equal('1\n');
    expect(await outcome(() => LogFile.open(stdoutPath))).to.equal('Busy');
  });

  way('status-held', async () => {
    const holder = await bed.running();
    const heldBack = '/c/drive_c/held';
    await shell(holder, `cp /io/status ${heldBack}; mv /io/status /io/before; cat ${heldBack} > /io/status`);
    expect(await lease(['/io/status'], holder)).to.equal('1\n');
    const other = await bed.another(); // as after a restart of the service
    try {
      const states = (await other.compute.list()).map(({ id, state }) => [id, state]);
      expect(states).to.deep.include.members([
        [sandbox.id, 'Running'],
        [holder.id, 'Running'],
      ]);
      expect(await outcome(() => other.compute.listProcesses(holder.id))).to.equal('done');
    } finally {
      await other.close();
      await bed.remove(holder);
    }
  });

  way('life-flood', async () => {
    const readBytes = (): number => Number(/^rchar: (\d+)/m.exec(readFileSync('/proc/self/io', 'utf8'))?.[1]);
    const before = readBytes();
    await shell(sandbox, 'timeout 3 head -c 300000000 /dev/zero > /proc/1/fd/4');
    expect(readBytes() - before, 'bytes that we have read').to.be.below(100_000_000);
  });

  it('each way of the table is a test here', () => {
    expect([...tried].sort()).to.deep.equal(Object.keys(WAYS).sort());
  });
});

function readIfThere(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

async function* entries(name: string): AsyncIterable<LayerEntry> {
  yield file(name, 'bad');
}

function reaches(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
