import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { silentLog } from '../../../core/base/runtime.ts';
import { openEmbeddedHost } from '../../../core/embedded/host.ts';
import type { Host } from '../../../core/host/port.ts';
import { Connections } from './connections.ts';
import { CredentialGuards } from './credential-guards.ts';
import { type Area, Failure, HR, resultError, toFailure } from './failure.ts';
import { FaultScript } from './fault-script.ts';
import { LAYER_OPERATIONS, type LayerWorld } from './layers.ts';
import { Machines } from './machines.ts';
import { Networks } from './networks.ts';
import { Paths } from './paths.ts';
import { PortMappings } from './port-mappings.ts';
import type { StreamName } from './processes.ts';
import { type Json, object, text } from './request.ts';
import { Scratches } from './scratches.ts';
import { ServiceSettings } from './service-settings.ts';
import { ShadowLayers } from './shadow-layers.ts';
import { SideStore } from './side-store.ts';
import { Systems } from './systems.ts';
import { Volumes } from './volumes.ts';

export interface ServiceOptions {
  /** The Wine prefix that the DLLs are loaded in. */
  prefix: string;
  /** Everything the service keeps. */
  state: string;
  /** Where backup.dll keeps what Wine cannot (HCS_STANDIN_STREAMS), as a Linux folder. */
  streams: string;
}

type Operation = (request: Json) => Promise<unknown>;

const STREAMS: readonly StreamName[] = ['stdin', 'stdout', 'stderr'];

/**
 * What vmcompute.exe and HNS are on Windows: behind the stand-in DLLs, it makes real containers with the embedded host
 * and keeps them whatever becomes of its callers. The protocol is told in `README.md`.
 */
export class StandinService {
  private readonly host: Host;
  private readonly server: Server;
  private readonly connections: Connections;
  private readonly faults = new FaultScript();
  private readonly guards = new CredentialGuards();
  private readonly systems: Systems;
  private readonly networks: Networks;
  private readonly machines: Machines;
  private readonly volumes: Volumes;
  private readonly operations: Readonly<Record<string, Operation>>;

  static async open(options: ServiceOptions): Promise<StandinService> {
    const folders = ['embedded', 'layers', 'scratches', 'volumes', 'output'].map((name) => join(options.state, name));
    for (const folder of [...folders, options.streams]) await mkdir(folder, { recursive: true });
    const runtime = { now: () => new Date(), newId: () => randomUUID() };
    const host = await openEmbeddedHost({ stateFolder: join(options.state, 'embedded'), runtime, log: silentLog });
    return new StandinService(options, host);
  }

  private constructor(options: ServiceOptions, host: Host) {
    this.host = host;
    const sides = new SideStore(options.streams);
    const paths = new Paths(options.prefix);
    const layers = new ShadowLayers(join(options.state, 'layers'), host.layers, sides);
    const scratches = new Scratches(join(options.state, 'scratches'), (source, folder, below) =>
      host.layers.copyScratch(source, folder, below),
    );
    this.volumes = new Volumes(join(options.state, 'volumes'), options.prefix);
    this.networks = new Networks(new PortMappings(host.network), {
      userOf: (id) => this.systems.userOf(id),
      embeddedIdOf: (id) => this.systems.embeddedIdOf(id),
    });
    this.machines = new Machines({
      host: host.layers,
      paths,
      layers,
      scratches,
      volumes: this.volumes,
      checkEndpoint: (id) => this.networks.checkEndpoint(id),
      endpoints: this.networks.guestEndpoints(),
      tell: (event) => this.connections.tell(event),
      crash: (system) => this.systems.endWithMachine(system),
      pause: (system) => this.systems.pause({ system, isByMachine: true }),
      resume: (system) => this.systems.resume({ system, isByMachine: true }),
    });
    this.systems = new Systems({
      compute: host.compute,
      controls: host.controls,
      stateFolder: join(options.state, 'embedded'),
      outputFolder: join(options.state, 'output'),
      paths,
      guards: this.guards,
      seatOf: (id, document) => this.machines.seatOf(id, document),
      namespaces: this.networks,
      tell: (event) => this.connections.tell(event),
    });
    this.connections = new Connections({
      call: (request) => this.call(request),
      stream: (first, socket) => this.stream(first, socket),
    });
    const world = { host: host.layers, paths, layers, scratches, volumes: this.volumes, sides };
    this.operations = this.makeOperations(world);
    this.server = createServer({ allowHalfOpen: true }, (socket) => this.connections.accept(socket));
  }

  private makeOperations(world: LayerWorld): Readonly<Record<string, Operation>> {
    const { systems, networks, machines } = this;
    const of = (request: Json) => (machines.has(request) ? machines : systems);
    const settings = new ServiceSettings(this.guards);
    const layerOperations = Object.entries(LAYER_OPERATIONS).map(
      ([name, run]) => [name, (request: Json) => run(world, request)] as const,
    );
    return {
      'system.create': (request) => of(request).create(request),
      'system.open': (request) => of(request).open(request),
      'system.start': (request) => of(request).start(request),
      'system.shutdown': (request) => of(request).shutdown(request),
      'system.terminate': (request) => of(request).terminate(request),
      'system.properties': (request) => of(request).properties(request),
      'system.enumerate': async (request) => [...(await systems.enumerate(request)), ...machines.enumerate(request)],
      'system.modify': (request) => of(request).modify(request),
      'system.pause': (request) => of(request).pause(request),
      'system.resume': (request) => of(request).resume(request),
      'system.crash': (request) => of(request).crash(request),
      'service.properties': async (request) => settings.properties(request),
      'service.modify': async (request) => settings.modify(request),
      'service.limits': async () => (await this.host.capabilities()).limits,
      'service.restart': async () => this.restart(),
      'process.create': (request) => systems.createProcess(request),
      'process.open': (request) => systems.openProcess(request),
      'process.properties': async (request) => systems.process(request).status(),
      'process.signal': (request) => systems.process(request).signal(text(request, 'signal')),
      'process.terminate': (request) => systems.process(request).terminate(),
      'process.modify': (request) => modifyProcess(systems, request),
      'hcn.create': (request) => networks.create(request),
      'hcn.open': (request) => networks.open(request),
      'hcn.query': (request) => networks.query(request),
      'hcn.enumerate': (request) => networks.enumerate(request),
      'hcn.modify': (request) => networks.modify(request),
      'hcn.delete': (request) => networks.delete(request),
      'hcn.forget': () => networks.forget(),
      'machine.hypervisor': async (request) => machines.set(request),
      'machine.access': async (request) => machines.changeAccess(request),
      'machine.left': async () => machines.left(),
      'service.build': async (request) => settings.setBuild(request),
      'fault.set': async (request) => this.faults.set(request),
      'fault.left': async () => this.faults.left(),
      'fault.clear': async () => this.faults.clear(),
      ...Object.fromEntries(layerOperations),
    };
  }

  /** Listens on a port of this machine's loopback. @returns the port. */
  listen(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(0, '127.0.0.1', () => {
        const address = this.server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  }

  private async call(request: Json): Promise<Json> {
    const op = String(request['op']);
    try {
      await this.faults.before(op);
      const run = this.operations[op];
      if (run === undefined) throw new Failure(HR.notSupported, `There is no operation '${op}'.`);
      return { hr: 0, result: (await run(request)) ?? null };
    } catch (error) {
      const failure = toFailure(error, areaOf(op));
      if (failure.hresult === HR.internal) process.stderr.write(`${op}: ${failure.message}\n`);
      return { hr: failure.hresult | 0, result: null, error: resultError(failure) };
    }
  }

  private stream(first: Json, socket: Socket): void {
    const name = STREAMS.find((one) => one === first['stream']);
    const process = this.systems.findProcess(String(first['system']), Number(first['pid']));
    if (name === undefined || process === undefined) socket.destroy();
    else process.connect(name, socket);
  }

  /** Every connection drops; the answer to this very call is lost with it. */
  private restart(): void {
    this.connections.tell({ event: 'ServiceDisconnect' });
    setImmediate(() => this.connections.drop());
  }

  /** Ends every system, takes the mounts away. */
  async close(): Promise<void> {
    this.server.close();
    this.connections.drop();
    await this.machines.dispose();
    await this.systems.dispose();
    await this.volumes.dispose();
    for (const { id } of await this.host.network.listNamespaces()) await this.host.network.deleteNamespace(id);
    await this.host.close();
    // HCS forgets no instance by itself: one that is left is a leak of ours.
    const left = this.guards.instances.map((one) => String(one['Id']));
    if (left.length > 0) throw new Error(`credential guards are left: ${left.join(', ')}`);
  }
}

function areaOf(op: string): Area {
  if (op.startsWith('layer.')) return 'layer';
  return op.startsWith('hcn.') ? 'network' : 'compute';
}

async function modifyProcess(systems: Systems, request: Json): Promise<void> {
  const target = systems.process(request);
  const change = object(request, 'request');
  if (change['Operation'] === 'ConsoleSize') {
    const { Height: height, Width: width } = object(change, 'ConsoleSize');
    return target.resize({ height: Number(height), width: Number(width) });
  }
  if (change['Operation'] !== 'CloseHandle') {
    throw new Failure(HR.notSupported, `This host cannot do '${String(change['Operation'])}' to a process.`);
  }
  const handle = object(change, 'CloseHandle')['Handle'];
  if (handle === 'StdIn' || handle === 'All') target.closeInput();
}
