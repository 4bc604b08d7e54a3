import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ExitType } from '../../../core/host/port.ts';
import { Failure, HR } from './failure.ts';
import { type DiskWorld, GuestDisks } from './guest-disks.ts';
import { GuestNetwork, type KnownEndpoints } from './guest-network.ts';
import { GuestShares } from './guest-shares.ts';
import { checkMemory } from './machine-seat.ts';
import { isObject, type Json, object, objects, text } from './request.ts';

const BOOT_FILE = '\\EFI\\Microsoft\\Boot\\bootmgfw.efi';

/** Layers that a guest has put below a scratch. */
export interface Combined {
  /** Lower case. */
  root: string;
  layers: { id: string; path: string }[];
}

/** One virtual machine of ours to make: what it was given, and what its guest was told. */
export class UtilityVm {
  readonly id: string;
  readonly owner: string;
  readonly disks: GuestDisks;
  readonly shares: GuestShares;
  readonly network: GuestNetwork;
  /** The containers in it; each promise is for its end. */
  readonly containers = new Map<string, { promise: Promise<void>; resolve: () => void }>();
  state: 'Created' | 'Running' | 'Paused' | 'Stopped' = 'Created';
  exitType: ExitType | undefined;
  combined: Combined | undefined;
  /** Whether HCS speaks with its guest. */
  readonly isConnected: boolean;

  /** @throws Failure for what Windows would not boot. */
  static async make(
    world: DiskWorld & { endpoints: KnownEndpoints },
    id: string,
    document: Json,
    isGranted: (path: string) => boolean,
  ): Promise<UtilityVm> {
    const vm = new UtilityVm(world, id, document, isGranted);
    const machine = object(document, 'VirtualMachine');
    const boot = object(object(object(machine, 'Chipset'), 'Uefi'), 'BootThis');
    if (boot['DeviceType'] !== 'VmbFs' || boot['DevicePath'] !== BOOT_FILE) {
      throw new Failure(HR.invalidParameter, `A utility VM boots '${BOOT_FILE}' from its share.`);
    }
    const devices = object(machine, 'Devices');
    for (const share of objects(object(devices, 'VirtualSmb'), 'Shares')) vm.shares.add(share);
    const os = vm.shares.named('os');
    if (os === undefined || !existsSync(join(os.folder, ...BOOT_FILE.split('\\')))) {
      throw new Failure(HR.fileNotFound, `There is no '${BOOT_FILE}' on a share 'os'.`);
    }
    await vm.disks.checkOwn(devices, join(os.folder, '..', 'SystemTemplate'));
    const memory = object(object(machine, 'ComputeTopology'), 'Memory')['SizeInMB'];
    if (typeof memory !== 'number' || memory < 512) throw new Failure(HR.outOfMemory, 'A guest needs 512 MB.');
    if (object(object(machine, 'ComputeTopology'), 'Memory')['AllowOvercommit'] !== true) checkMemory(memory);
    return vm;
  }

  private constructor(
    world: DiskWorld & { endpoints: KnownEndpoints },
    id: string,
    document: Json,
    isGranted: (path: string) => boolean,
  ) {
    this.id = id;
    this.owner = typeof document['Owner'] === 'string' ? document['Owner'] : '';
    this.disks = new GuestDisks(world, id, isGranted);
    this.shares = new GuestShares(world.paths);
    this.network = new GuestNetwork(world.endpoints);
    this.isConnected = isObject(object(document, 'VirtualMachine')['GuestConnection']);
  }

  enter(containerId: string): void {
    let resolve = (): void => undefined;
    const promise = new Promise<void>((done) => {
      resolve = done;
    });
    this.containers.set(containerId, { promise, resolve });
  }

  leave(containerId: string): void {
    this.containers.get(containerId)?.resolve();
    this.containers.delete(containerId);
  }

  /** A ModifySettingRequest. */
  async modify(request: Json): Promise<void> {
    const path = request['ResourcePath'];
    if (typeof path !== 'string') return this.modifyGuest(object(request, 'GuestRequest'));
    const [, , device = '', ...rest] = path.split('/');
    switch (`${path.split('/').slice(0, 2).join('/')}/${device}`) {
      case 'VirtualMachine/Devices/VirtualSmb':
        if (request['RequestType'] === 'Remove') this.checkUnshared(text(object(request, 'Settings'), 'Name'));
        return this.shares.change(request);
      case 'VirtualMachine/Devices/Scsi':
        if (request['RequestType'] === 'Remove') this.checkParted();
        return this.disks.change(rest, request);
      case 'VirtualMachine/Devices/NetworkAdapters':
        return this.network.changeAdapter(rest[0] ?? '', request);
      default:
        throw new Failure(HR.notSupported, `A machine cannot change '${path}' here.`);
    }
  }

  private modifyGuest(guest: Json): void {
    if (!this.isConnected) throw new Failure(HR.connectionClosed, `Nobody speaks with the guest of '${this.id}'.`);
    const { ResourceType: resource, RequestType: request } = guest;
    const settings = object(guest, 'Settings');
    if (resource === 'NetworkNamespace' || resource === 'Network') {
      this.network.changeGuest(resource, request, settings);
      return;
    }
    if (resource !== 'CombinedLayers') {
      throw new Failure(HR.notSupported, `A guest cannot change '${String(resource)}' alone here.`);
    }
    const root = text(settings, 'ContainerRootPath').toLowerCase();
    if (request === 'Add') this.combine(root, settings);
    else this.part(root);
  }

  private combine(root: string, settings: Json): void {
    if (this.combined !== undefined) throw new Failure(HR.alreadyExists, 'The guest has combined layers already.');
    if (this.disks.at(root) === undefined) throw new Failure(HR.pathNotFound, `The guest has no disk at '${root}'.`);
    const layers = objects(settings, 'Layers').map((layer) => ({ id: text(layer, 'Id'), path: text(layer, 'Path') }));
    for (const { path } of layers) this.shares.layerAt(path);
    this.combined = { root, layers };
  }

  private part(root: string): void {
    if (this.combined?.root !== root) throw new Failure(HR.elementNotFound, `Nothing is combined at '${root}'.`);
    if (this.containers.size > 0) throw new Failure(HR.sharingViolation, `A container runs on '${root}'.`);
    this.combined = undefined;
  }

  private checkParted(): void {
    if (this.combined !== undefined) throw new Failure(HR.sharingViolation, 'Layers are combined on the disk.');
  }

  private checkUnshared(name: string): void {
    const user = this.combined?.layers.find(({ path }) => this.shares.isOf(name, path));
    if (user !== undefined) throw new Failure(HR.sharingViolation, `The share '${name}' has a layer that is in use.`);
  }
}
