import { readFile } from 'node:fs/promises';
import type { LayerHost } from '../../../core/host/port.ts';
import { Failure, HR } from './failure.ts';
import { unmountedScratch } from './machine-seat.ts';
import { type Json, number, object, text } from './request.ts';
import type { Scratch } from './scratches.ts';
import type { SeatWorld } from './seat.ts';

/** The first SCSI controller: a guest mounts disks of no other one. */
const CONTROLLER = 'df6d0690-79e5-55b6-a5ec-c1e2f77f580a';
/** The machine's own disk. */
const OWN_LUN = 0;
const LUNS = 64;
const SIGNATURE = 'vhdxfile';

export interface DiskWorld extends Pick<SeatWorld, 'paths' | 'scratches'> {
  host: LayerHost;
}

interface Disk {
  scratch: Scratch;
  /** Where the guest has it, lower case. */
  guestPath: string;
}

/** The disks of one utility VM: its own, and the scratch that is attached to it. */
export class GuestDisks {
  private readonly world: DiskWorld;
  private readonly machineId: string;
  private readonly isGranted: (path: string) => boolean;
  private readonly disks = new Map<number, Disk>();

  /** @param isGranted Whether the machine may open the file of this Linux path. */
  constructor(world: DiskWorld, machineId: string, isGranted: (path: string) => boolean) {
    this.world = world;
    this.machineId = machineId;
    this.isGranted = isGranted;
  }

  /** The disks of the machine's document: its own, a copy of its image's. @throws Failure for any other. */
  async checkOwn(devices: Json, bootFolder: string): Promise<void> {
    const controllers = object(devices, 'Scsi');
    const attachments = object(object(controllers, CONTROLLER), 'Attachments');
    const others = Object.keys(attachments).filter((lun) => lun !== String(OWN_LUN));
    if (Object.keys(controllers).length !== 1 || others.length > 0) {
      throw new Failure(HR.invalidParameter, 'A utility VM has its own disk at SCSI 0:0, and no other at its making.');
    }
    const path = this.opened(text(object(attachments, String(OWN_LUN)), 'Path'));
    if (path.startsWith(bootFolder)) throw new Failure(HR.sharingViolation, `'${path}' is the image's own disk.`);
    const bytes = await readFile(path, 'utf8').catch(() => '');
    if (bytes !== SIGNATURE) throw new Failure(HR.fileNotFound, `'${path}' is no copy of the image's disk.`);
  }

  private opened(windowsPath: string): string {
    const path = this.world.paths.toLinux(windowsPath);
    if (this.isGranted(path)) return path;
    throw new Failure(HR.accessDenied, `Machine '${this.machineId}' may not open '${windowsPath}'.`);
  }

  /** `VirtualMachine/Devices/Scsi/<controller>/Attachments/<lun>`. */
  async change(path: readonly string[], request: Json): Promise<void> {
    const [controller, , lunText = ''] = path;
    const lun = Number(lunText);
    if (controller !== CONTROLLER) throw new Failure(HR.elementNotFound, `There is no controller '${controller}'.`);
    if (!(lun > OWN_LUN && lun < LUNS)) throw new Failure(HR.invalidParameter, `'${lunText}' is no place for a disk.`);
    const guest = object(request, 'GuestRequest');
    if (guest['ResourceType'] !== 'MappedVirtualDisk' || guest['RequestType'] !== request['RequestType']) {
      throw new Failure(HR.invalidParameter, 'The guest is not told of the disk.');
    }
    const inGuest = object(guest, 'Settings');
    if (number(inGuest, 'Lun') !== lun) throw new Failure(HR.invalidParameter, 'The guest is told of another disk.');
    const guestPath = text(inGuest, 'ContainerPath').toLowerCase();
    if (request['RequestType'] === 'Add') await this.add(lun, guestPath, object(request, 'Settings'));
    else await this.remove(lun);
  }

  private async add(lun: number, guestPath: string, settings: Json): Promise<void> {
    if (settings['Type'] !== 'VirtualDisk') throw new Failure(HR.invalidParameter, 'The disk is no VirtualDisk.');
    if (this.disks.has(lun)) throw new Failure(HR.alreadyExists, `There is already a disk ${lun}.`);
    const path = text(settings, 'Path');
    this.opened(path);
    if (!/[\\/]sandbox\.vhdx$/i.test(path)) throw new Failure(HR.fileNotFound, `'${path}' is no scratch.`);
    const scratch = await unmountedScratch(this.world, path.replace(/[\\/][^\\/]*$/, ''));
    // A container's claim is made before its machine is.
    if (scratch.machineId !== undefined) throw new Failure(HR.sharingViolation, `'${path}' is another machine's.`);
    await this.world.host.attachScratch(scratch.shadow, scratch.layers);
    scratch.machineId = this.machineId;
    this.disks.set(lun, { scratch, guestPath });
  }

  private async remove(lun: number): Promise<void> {
    const disk = this.disks.get(lun);
    if (disk === undefined) throw new Failure(HR.elementNotFound, `There is no disk ${lun}.`);
    await this.world.host.detachScratch(disk.scratch.shadow);
    delete disk.scratch.machineId;
    this.disks.delete(lun);
  }

  /** The scratch that the guest has at this path. */
  at(guestPath: string): Scratch | undefined {
    return [...this.disks.values()].find((disk) => disk.guestPath === guestPath.toLowerCase())?.scratch;
  }

  lunOf(scratch: Scratch): number | undefined {
    return [...this.disks].find(([, disk]) => disk.scratch === scratch)?.[0];
  }

  /** The machine has ended. */
  async removeAll(): Promise<void> {
    for (const lun of [...this.disks.keys()]) await this.remove(lun);
  }
}
