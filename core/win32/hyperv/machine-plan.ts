import type { ModifySettingRequest, UtilityVmDocument } from '../../spec/utility-vm-document.ts';

/** A change of a running virtual machine, and what takes it back. */
export interface MachineStep {
  /** For people: "share the layer ...". */
  what: string;
  add: ModifySettingRequest;
  /** Absent where the change goes with another one's. */
  remove?: ModifySettingRequest;
}

/** What it takes to end a machine and to remove all that was its own. */
export interface LostMachinePlan {
  /** Its compute system's id. */
  id: string;
  /** The machine's own disk; its folder is made for it and goes with it. Absent where the scratch is not known either. */
  diskPath?: string;
  /** Files that the machine itself opens: it is given the right to. */
  openedPaths: string[];
  /** From the running machine to one that the container can be made in, in order. */
  steps: MachineStep[];
}

/**
 * All that is needed to make the virtual machine of one container and to take it apart again, as data: chosen before
 * anything is made and kept in the system's record, so that whoever comes next finds each part of it.
 */
export interface MachinePlan extends LostMachinePlan {
  diskPath: string;
  document: UtilityVmDocument;
  /** The image's disk that the machine's own is copied from. */
  templatePath: string;
  /** How long it may take until its guest answers, in milliseconds. */
  startMs: number;
}

/** Behind the container's id, hcsshim's way: whoever lists compute systems sees whose machine it is. */
export const MACHINE_SUFFIX = '@vm';

export function machineIdOf(systemId: string): string {
  return `${systemId}${MACHINE_SUFFIX}`;
}
