import { Failure, HR } from './failure.ts';
import type { DiskWorld } from './guest-disks.ts';
import type { KnownEndpoints } from './guest-network.ts';
import { hostedSeat } from './hosted-seat.ts';
import { type MachineWorld, machineSeat } from './machine-seat.ts';
import { isObject, type Json, object, text, texts } from './request.ts';
import { type Seat, type SeatWorld, sharedSeat } from './seat.ts';
import type { ServiceEvent } from './systems.ts';
import { UtilityVm } from './utility-vm.ts';

export interface MachinesWorld extends MachineWorld, SeatWorld, DiskWorld {
  endpoints: KnownEndpoints;
  tell(event: ServiceEvent): void;
  /** Ends a container as a crash of its guest would. */
  crash(systemId: string): Promise<void>;
  /** What a machine does with its containers. */
  pause(systemId: string): Promise<unknown>;
  resume(systemId: string): Promise<unknown>;
}

/**
 * Whether this machine has a hypervisor, and so where containers can be; and the utility VMs that callers make. It has
 * none until a test says so.
 */
export class Machines {
  private readonly world: MachinesWorld;
  private readonly vms = new Map<string, UtilityVm>();
  /** `<machine id>|<Linux path>` of the files that a machine may open. */
  private readonly granted = new Set<string>();
  private hasHypervisor = false;

  constructor(world: MachinesWorld) {
    this.world = world;
  }

  /** `machine.hypervisor {isPresent}`. */
  set(request: Json): void {
    this.hasHypervisor = request['isPresent'] === true;
  }

  /** `machine.access {machine, path, isGranted}`: HcsGrantVmAccess and HcsRevokeVmAccess. The machine need not be there. */
  changeAccess(request: Json): void {
    const key = `${text(request, 'machine')}|${this.world.paths.toLinux(text(request, 'path'))}`;
    if (request['isGranted'] === true) this.granted.add(key);
    else if (!this.granted.delete(key)) throw new Failure(HR.elementNotFound, 'The machine may not open it anyway.');
  }

  /** `machine.left`: what a caller that has ended all its containers must have taken away. */
  left(): Json {
    const living = [...this.vms.values()].filter((vm) => vm.state !== 'Stopped').map((vm) => vm.id);
    return {
      machines: living,
      granted: [...this.granted],
      disks: this.world.scratches.all().filter(isInMachine).length,
    };
  }

  async seatOf(id: string, document: Json): Promise<Seat> {
    if (isObject(document['Container'])) return sharedSeat(this.world, document);
    this.checkHypervisor(id);
    if (document['SystemType'] === 'Container') return machineSeat(this.world, id, document);
    return hostedSeat(this.world, this.living(text(document, 'HostingSystemId')), id, document);
  }

  private checkHypervisor(id: string): void {
    if (this.hasHypervisor) return;
    throw new Failure(HR.hyperVNotInstalled, `'${id}' needs a virtual machine, and there is no hypervisor here.`);
  }

  /** Whether the request is about one of ours. */
  has(request: Json): boolean {
    return this.vms.has(String(request['system'])) || isObject(object(request, 'document')['VirtualMachine']);
  }

  async create(request: Json): Promise<void> {
    const id = text(request, 'system');
    this.checkHypervisor(id);
    if (this.find(id)?.state !== undefined && this.find(id)?.state !== 'Stopped') {
      throw new Failure(HR.systemExists, `There is already a compute system '${id}'.`);
    }
    const isGranted = (path: string): boolean => this.granted.has(`${id}|${path}`);
    this.vms.set(id, await UtilityVm.make(this.world, id, object(request, 'document'), isGranted));
  }

  async open(request: Json): Promise<void> {
    this.living(text(request, 'system'));
  }

  async start(request: Json): Promise<void> {
    const vm = this.living(text(request, 'system'));
    if (vm.state !== 'Created') throw new Failure(HR.invalidState, `'${vm.id}' was started before.`);
    vm.state = 'Running';
  }

  shutdown(request: Json): Promise<void> {
    return this.end(this.lively(request), 'GracefulExit');
  }

  terminate(request: Json): Promise<void> {
    return this.end(this.lively(request), 'ForcedExit');
  }

  crash(request: Json): Promise<void> {
    return this.end(this.lively(request), 'UnexpectedExit');
  }

  /** What is in it ends before it, as with a power cut. */
  private async end(vm: UtilityVm, exitType: 'GracefulExit' | 'ForcedExit' | 'UnexpectedExit'): Promise<void> {
    vm.state = 'Stopped';
    vm.exitType = exitType;
    for (const [id, { promise: left }] of [...vm.containers]) {
      await this.world.crash(id);
      await left;
    }
    vm.combined = undefined;
    await vm.disks.removeAll();
    const status = exitType === 'UnexpectedExit' ? HR.unexpectedExit | 0 : 0;
    this.world.tell({ event: 'SystemExited', system: vm.id, data: { Status: status, ExitType: exitType } });
  }

  async pause(request: Json): Promise<void> {
    const vm = this.living(text(request, 'system'));
    if (vm.state !== 'Running') throw new Failure(HR.invalidState, `'${vm.id}' is ${vm.state}.`);
    for (const id of vm.containers.keys()) await this.world.pause(id);
    vm.state = 'Paused';
  }

  async resume(request: Json): Promise<void> {
    const vm = this.living(text(request, 'system'));
    if (vm.state !== 'Paused') throw new Failure(HR.invalidState, `'${vm.id}' is ${vm.state}.`);
    for (const id of vm.containers.keys()) await this.world.resume(id);
    vm.state = 'Running';
  }

  async properties(request: Json): Promise<Json> {
    const vm = this.find(text(request, 'system'));
    if (vm === undefined) throw notFound(text(request, 'system'));
    const types = texts(object(request, 'query'), 'PropertyTypes');
    const isAnswering = vm.isConnected && vm.state === 'Running';
    const connection = { SupportedSchemaVersions: [{ Major: 2, Minor: 1 }], ProtocolVersion: 4 };
    return {
      ...basic(vm),
      ...(types.includes('GuestConnection') && isAnswering ? { GuestConnectionInfo: connection } : {}),
    };
  }

  enumerate(request: Json): Json[] {
    const query = object(request, 'query');
    const matches = (name: string, value: string): boolean => {
      const wanted = texts(query, name);
      return wanted.length === 0 || wanted.some((one) => one.toLowerCase() === value.toLowerCase());
    };
    return [...this.vms.values()]
      .filter((vm) => vm.state !== 'Stopped')
      .filter(({ id, owner }) => matches('Ids', id) && matches('Names', id) && matches('Owners', owner))
      .filter(() => matches('Types', 'VirtualMachine'))
      .map(basic);
  }

  async modify(request: Json): Promise<void> {
    const vm = this.living(text(request, 'system'));
    if (vm.state !== 'Running') throw new Failure(HR.invalidState, `'${vm.id}' is ${vm.state}.`);
    await vm.modify(object(request, 'request'));
  }

  private find(id: string): UtilityVm | undefined {
    return this.vms.get(id);
  }

  /** @throws Failure systemNotFound for one that is not there, or has ended. */
  private living(id: string): UtilityVm {
    const vm = this.find(id);
    if (vm === undefined || vm.state === 'Stopped') throw notFound(id);
    return vm;
  }

  /** @throws Failure systemStopped for one that has ended. */
  private lively(request: Json): UtilityVm {
    const vm = this.find(text(request, 'system'));
    if (vm?.state === 'Stopped') throw new Failure(HR.systemStopped, `Compute system '${vm.id}' has stopped.`);
    return this.living(text(request, 'system'));
  }

  /** Ends everything. */
  async dispose(): Promise<void> {
    for (const vm of this.vms.values()) if (vm.state !== 'Stopped') await this.end(vm, 'ForcedExit');
  }
}

function isInMachine(scratch: { machineId?: string }): boolean {
  return scratch.machineId !== undefined;
}

function basic(vm: UtilityVm): Json {
  return {
    Id: vm.id,
    SystemType: 'VirtualMachine',
    RuntimeOsType: 'Windows',
    Name: vm.id,
    Owner: vm.owner,
    State: vm.state,
    ...(vm.exitType === undefined ? {} : { Stopped: true, ExitType: vm.exitType }),
  };
}

function notFound(id: string): Failure {
  return new Failure(HR.systemNotFound, `There is no compute system '${id}'.`);
}
