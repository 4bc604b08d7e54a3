import { fault } from '../base/fault.ts';
import { isSystemThere } from '../base/hresult.ts';
import type { Binding } from './binding.ts';
import {
  HcsCloseComputeSystem,
  HcsCloseProcess,
  HcsCreateComputeSystem,
  HcsCreateProcess,
  HcsEnumerateComputeSystems,
  HcsGetComputeSystemProperties,
  HcsGetProcessInfo,
  HcsGetProcessProperties,
  HcsGetServiceProperties,
  HcsGrantVmAccess,
  HcsModifyComputeSystem,
  HcsModifyProcess,
  HcsModifyServiceSettings,
  HcsOpenComputeSystem,
  HcsOpenProcess,
  HcsPauseComputeSystem,
  HcsResumeComputeSystem,
  HcsRevokeVmAccess,
  HcsShutDownComputeSystem,
  HcsSignalProcess,
  HcsStartComputeSystem,
  HcsTerminateComputeSystem,
  HcsTerminateProcess,
} from './bindings/computecore.ts';
import type { HcsProcessInformation, Out, Text } from './bindings/types.ts';
import type { HcsOperation, HcsProcess, HcsSystem } from './handle.ts';
import { parseList, parseObject } from './hcs-answer.ts';
import { retellHost } from './host-fault.ts';
import type { Native } from './native.ts';
import { type OperationOptions, runOperation, runProcessOperation } from './operation.ts';
import { OwnedHandle } from './owned-handle.ts';

const GENERIC_ALL = 0x10000000;

/** What HCS itself may take for a create or a start: hcsshim's limit. */
export const LONG_MS = 240_000;
/** What anything else may take. */
export const CALL_MS = 60_000;

export type SystemHandle = OwnedHandle<HcsSystem>;
export type ProcessHandle = OwnedHandle<HcsProcess>;

/** HCS ProcessStatus. */
export interface ProcessStatus {
  ProcessId?: number;
  Exited?: boolean;
  ExitCode?: number;
  /** `ExitCode` holds only where this is 0. */
  LastWaitResult?: number;
}

type Waits = Pick<OperationOptions, 'timeoutMs' | 'signal'>;

/** The calls of the Host Compute Service on systems and processes, one function each, without policy. */
export class Hcs {
  readonly native: Native;

  constructor(native: Native) {
    this.native = native;
  }

  /** A creation that fails, or that is given up, leaves no system: closing the last handle would not end it. */
  async createSystem(id: string, document: object): Promise<SystemHandle> {
    const made: Out<HcsSystem> = [null];
    try {
      await runOperation(
        this.native,
        (operation) => this.native.call(HcsCreateComputeSystem, id, JSON.stringify(document), operation, null, made),
        {
          op: 'create compute system',
          target: id,
          timeoutMs: LONG_MS,
          onLate: async (late) => {
            if ('result' in late) await this.abandon(await this.openSystem(id));
          },
        },
      );
    } catch (error) {
      if (made[0] !== null) await this.abandon(this.ownSystem(made[0], id), !isSystemThere(error));
      throw error;
    }
    return this.ownSystem(given(made, 'HcsCreateComputeSystem'), id);
  }

  /** @param isOurs Whether it is of our making, should it be there. */
  private async abandon(system: SystemHandle, isOurs = true): Promise<void> {
    try {
      if (isOurs) await this.terminateSystem(system);
    } catch {
      // it is not there: the failure that is told is the first one
    } finally {
      await system.close();
    }
  }

  /** The basic properties of the systems that live, by a SystemQuery: an empty list in it matches all. */
  async enumerateSystems(query: { Owners?: string[]; Ids?: string[] }): Promise<Record<string, unknown>[]> {
    const { document } = await runOperation(
      this.native,
      (operation) => this.native.call(HcsEnumerateComputeSystems, JSON.stringify(query), operation),
      { op: 'list', target: 'compute systems', timeoutMs: CALL_MS },
    );
    return parseList(document);
  }

  async openSystem(id: string): Promise<SystemHandle> {
    const opened: Out<HcsSystem> = [null];
    try {
      await this.native.call(HcsOpenComputeSystem, id, GENERIC_ALL, opened);
    } catch (error) {
      throw retellHost(error, { service: 'vmcompute', op: 'open compute system', target: id });
    }
    return this.ownSystem(given(opened, 'HcsOpenComputeSystem'), id);
  }

  async startSystem(system: SystemHandle, waits: Waits): Promise<void> {
    await this.onSystem(HcsStartComputeSystem, system, null, { op: 'start', ...waits });
  }

  /** Resolves when HCS has taken it: the end itself is told by SystemExited. */
  async shutDownSystem(system: SystemHandle): Promise<void> {
    await this.onSystem(HcsShutDownComputeSystem, system, null, { op: 'shut down', timeoutMs: LONG_MS });
  }

  /** Resolves when HCS has taken it: the end itself is told by SystemExited. */
  async terminateSystem(system: SystemHandle, timeoutMs: number = CALL_MS): Promise<void> {
    await this.onSystem(HcsTerminateComputeSystem, system, null, { op: 'terminate', timeoutMs });
  }

  async pauseSystem(system: SystemHandle): Promise<void> {
    await this.onSystem(HcsPauseComputeSystem, system, null, { op: 'pause', timeoutMs: LONG_MS });
  }

  async resumeSystem(system: SystemHandle): Promise<void> {
    await this.onSystem(HcsResumeComputeSystem, system, null, { op: 'resume', timeoutMs: LONG_MS });
  }

  /** @param query `{}` for the basic properties. */
  async systemProperties(system: SystemHandle, query: object): Promise<Record<string, unknown>> {
    const text = Object.keys(query).length === 0 ? null : JSON.stringify(query);
    const found = await this.onSystem(HcsGetComputeSystemProperties, system, text, {
      op: 'query',
      timeoutMs: CALL_MS,
    });
    return parseObject(found);
  }

  async modifySystem(system: SystemHandle, request: object): Promise<void> {
    await runOperation(
      this.native,
      (operation) =>
        system.use((handle) =>
          this.native.call(HcsModifyComputeSystem, handle, operation, JSON.stringify(request), null),
        ),
      { op: 'change', target: system.what, timeoutMs: CALL_MS },
    );
  }

  /**
   * Creates a process. On some builds (2022, process isolation) HCS answers E_INVALIDARG although it made it and gave
   * its handle: then the process is asked for its pipes.
   */
  async createProcess(
    system: SystemHandle,
    parameters: object,
  ): Promise<{ handle: ProcessHandle; process: HcsProcessInformation }> {
    const made: Out<HcsProcess> = [null];
    const text = JSON.stringify(parameters);
    try {
      const { process } = await runProcessOperation(
        this.native,
        (operation) => system.use((handle) => this.native.call(HcsCreateProcess, handle, text, operation, null, made)),
        { op: 'start a process in', target: system.what, timeoutMs: LONG_MS },
      );
      const handle = this.ownProcess(given(made, 'HcsCreateProcess'), `process ${process.ProcessId}`);
      return { handle, process };
    } catch (error) {
      if (made[0] === null) throw error;
      const handle = this.ownProcess(made[0], 'a new process');
      try {
        return { handle, process: await this.processInfo(handle) };
      } catch {
        await handle.close();
        throw error; // it was true
      }
    }
  }

  async openProcess(system: SystemHandle, processId: number): Promise<ProcessHandle> {
    const opened: Out<HcsProcess> = [null];
    try {
      await system.use((handle) => this.native.call(HcsOpenProcess, handle, processId, GENERIC_ALL, opened));
    } catch (error) {
      throw retellHost(error, { service: 'vmcompute', op: `open process ${processId} of`, target: system.what });
    }
    return this.ownProcess(given(opened, 'HcsOpenProcess'), `process ${processId}`);
  }

  /** The process id, and its pipes if HCS still has them. The caller owns these. */
  async processInfo(process: ProcessHandle): Promise<HcsProcessInformation> {
    const { process: found } = await runProcessOperation(
      this.native,
      (operation) => process.use((handle) => this.native.call(HcsGetProcessInfo, handle, operation)),
      { op: 'look at', target: process.what, timeoutMs: CALL_MS },
    );
    return found;
  }

  async processStatus(process: ProcessHandle): Promise<ProcessStatus> {
    const text = await this.onProcess(HcsGetProcessProperties, process, null, 'query', CALL_MS);
    return parseObject(text) as ProcessStatus; // HCS schema: ProcessStatus
  }

  async modifyProcess(process: ProcessHandle, request: object): Promise<void> {
    await this.onProcess(HcsModifyProcess, process, JSON.stringify(request), 'change', CALL_MS);
  }

  /** May take as long as the process lives: see hcs.md 7.4. */
  async signalProcess(process: ProcessHandle, signal: string): Promise<void> {
    await this.onProcess(HcsSignalProcess, process, JSON.stringify({ Signal: signal }), 'signal', LONG_MS);
  }

  /** Ends the process itself, not its children. */
  async terminateProcess(process: ProcessHandle): Promise<void> {
    await this.onProcess(HcsTerminateProcess, process, null, 'end', CALL_MS);
  }

  async serviceProperties(query: object): Promise<Record<string, unknown>> {
    const result: Out<string> = [null];
    await this.native.call(HcsGetServiceProperties, JSON.stringify(query), result);
    return parseObject(result[0]);
  }

  async modifyService(settings: object): Promise<void> {
    await this.native.call(HcsModifyServiceSettings, JSON.stringify(settings), [null]);
  }

  /** Lets a virtual machine that need not be there yet open the file. */
  async grantAccess(machineId: string, path: string): Promise<void> {
    await this.native.call(HcsGrantVmAccess, machineId, path);
  }

  async revokeAccess(machineId: string, path: string): Promise<void> {
    await this.native.call(HcsRevokeVmAccess, machineId, path);
  }

  private ownSystem(handle: HcsSystem, id: string): SystemHandle {
    return new OwnedHandle(handle, id, (closing) => this.native.call(HcsCloseComputeSystem, closing));
  }

  private ownProcess(handle: HcsProcess, what: string): ProcessHandle {
    return new OwnedHandle(handle, what, (closing) => this.native.call(HcsCloseProcess, closing));
  }

  /** The handle stays open until the call itself has returned, also when nobody waits any more. */
  private async onSystem(
    binding: Binding<[HcsSystem, HcsOperation, Text], number>,
    system: SystemHandle,
    options: Text,
    waits: Omit<OperationOptions, 'target'>,
  ): Promise<string | null> {
    const { document } = await runOperation(
      this.native,
      (operation) => system.use((handle) => this.native.call(binding, handle, operation, options)),
      { ...waits, op: `${waits.op} compute system`, target: system.what },
    );
    return document;
  }

  private async onProcess(
    binding: Binding<[HcsProcess, HcsOperation, Text], number>,
    process: ProcessHandle,
    options: Text,
    op: string,
    timeoutMs: number,
  ): Promise<string | null> {
    const { document } = await runOperation(
      this.native,
      (operation) => process.use((handle) => this.native.call(binding, handle, operation, options)),
      { op, target: process.what, timeoutMs },
    );
    return document;
  }
}

function given<Value>(out: Out<Value>, by: string): Value {
  if (out[0] === null) throw fault('Internal', `${by} succeeded and gave no handle.`, { op: by });
  return out[0];
}
