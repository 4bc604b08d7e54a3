import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { endpointOf } from '../../core/base/endpoint.ts';
import { type ServiceConnection, tryConnect } from '../../core/cli/ensure-service.ts';
import { expectTidy } from '../service/expect-tidy.ts';
import { needContainers, RealRoot } from '../service/real-root.ts';
import { invoke } from '../service/service-fixture.ts';

const ROUNDS = Number(process.env['HCS_SOAK_ROUNDS'] ?? 200);
const PARALLEL = 4;
/** Before this many rounds the service still warms up: code is compiled, buffers are made. */
const WARM_ROUNDS = 40;
const MAX_GROWTH_BYTES = 60e6;

/** What a process holds. */
interface Footprint {
  residentBytes: number;
  files: number;
  watches: number;
}

describe('many containers for a long time', function () {
  this.timeout(1_800_000);
  let real: RealRoot;

  before(async function () {
    await needContainers(this);
    real = await RealRoot.withBase();
  });
  after(() => real?.dispose());

  it(`${ROUNDS} times start, a command at once, and stop: none fails, nothing grows, nothing stays`, async () => {
    const names = Array.from({ length: PARALLEL }, (_, index) => `pool${index}`);
    for (const name of names) await real.ok('New-Container', name, '-ContainerImageName', 'Windows');
    const service = await real.service();
    const failures: string[] = [];
    const marks: Footprint[] = [];
    let begun = 0;
    const worker = async (name: string) => {
      const connection = await connect(real);
      for (;;) {
        const round = begun++;
        if (round >= ROUNDS) break;
        await once(connection, name, round).catch((error: unknown) => failures.push(`round ${round}: ${error}`));
        if ((round + 1) % WARM_ROUNDS === 0) marks.push(footprint(service));
      }
      connection.rpc.close();
    };
    const startedMs = performance.now();
    await Promise.all(names.map(worker));
    const seconds = (performance.now() - startedMs) / 1000;
    await sleep(1000);
    const end = footprint(service);
    const [warm] = marks;
    const figures = [...marks, end].map(
      ({ residentBytes, files, watches }) =>
        `${Math.round(residentBytes / 1e6)} MB, ${files} files, ${watches} watches`,
    );
    process.stdout.write(`      ${ROUNDS} rounds in ${seconds.toFixed(1)} s; the service: ${figures.join(' -> ')}\n`);
    expect(failures).to.deep.equal([]);
    expect(end.residentBytes - (warm?.residentBytes ?? 0)).to.be.lessThan(MAX_GROWTH_BYTES);
    expect(end.watches, 'inotify watches of containers that are off').to.equal(0);
    expect(end.files).to.be.lessThan((warm?.files ?? 0) + 5);
    await expectTidy(real);
  });
});

async function once(connection: ServiceConnection, name: string, round: number): Promise<void> {
  await call(connection, 'Start-Container', { Name: [name] });
  const said = await call(connection, 'Invoke-ContainerCommand', { Name: [name], Command: `cmd /c echo ${round}` });
  if (said.trim() !== `${round}`) throw new Error(`the command said '${said}'`);
  await call(connection, 'Stop-Container', { Name: [name], ...(round % 2 === 0 ? { TurnOff: true } : {}) });
}

/** @returns what the call wrote to its output. @throws what it streamed as errors. */
async function call(
  connection: ServiceConnection,
  cmdlet: string,
  parameters: Record<string, unknown>,
): Promise<string> {
  const { result, streamed } = await invoke(connection, cmdlet, parameters);
  const { errorCount } = result as { errorCount: number };
  if (errorCount > 0) throw new Error(`${cmdlet}: ${JSON.stringify(streamed)}`);
  return streamed.map(({ params }) => Buffer.from(String(params['data'] ?? ''), 'base64').toString()).join('');
}

async function connect(real: RealRoot): Promise<ServiceConnection> {
  const userId = process.geteuid?.();
  const connection = await tryConnect({
    endpoint: endpointOf(real.root, { platform: process.platform, userId }),
    userId,
    version: '0.1.0',
    build: 'dev',
    client: 'soak',
    node: process.execPath,
    entry: '',
    environment: {},
  });
  if (connection === undefined) throw new Error('nobody answers');
  return connection;
}

function footprint(processId: number): Footprint {
  const status = readFileSync(`/proc/${processId}/status`, 'utf8');
  const files = readdirSync(`/proc/${processId}/fd`);
  const info = files.map((fd) => {
    try {
      return readFileSync(`/proc/${processId}/fdinfo/${fd}`, 'utf8');
    } catch {
      return ''; // closed meanwhile
    }
  });
  return {
    residentBytes: Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024,
    files: files.length,
    watches: info.join('\n').match(/^inotify wd/gm)?.length ?? 0,
  };
}
