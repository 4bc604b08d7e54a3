import { Failure, HR } from './failure.ts';
import { type MachineWorld, machineSeat } from './machine-seat.ts';
import { isObject, type Json } from './request.ts';
import { type Seat, type SeatWorld, sharedSeat } from './seat.ts';

/** Whether this machine has a hypervisor, and so where containers can be. It has none until a test says so. */
export class Machines {
  private readonly world: MachineWorld & SeatWorld;
  private hasHypervisor = false;

  constructor(world: MachineWorld & SeatWorld) {
    this.world = world;
  }

  /** `machine.hypervisor {isPresent}`. */
  set(request: Json): void {
    this.hasHypervisor = request['isPresent'] === true;
  }

  async seatOf(id: string, document: Json): Promise<Seat> {
    if (isObject(document['Container'])) return sharedSeat(this.world, document);
    if (!this.hasHypervisor) {
      throw new Failure(HR.hyperVNotInstalled, `'${id}' needs a virtual machine, and there is no hypervisor here.`);
    }
    if (document['SystemType'] === 'Container') return machineSeat(this.world, id, document);
    throw new Failure(HR.notSupported, `'${id}' is no container.`);
  }
}
