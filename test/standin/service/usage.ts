import { readdir, readFile, readlink } from 'node:fs/promises';
import { windowsProcessId } from './windows-process-id.ts';

const TICKS_PER_SECOND = 100;
const PAGE_BYTES = 4096;

/** A program of a container. */
interface Program {
  /** Wine's number; undefined for what is no Windows program (wineserver). */
  processId: number | undefined;
  name: string;
  userTicks: number;
  kernelTicks: number;
  /** Of those that it started and that are gone. */
  goneUserTicks: number;
  goneKernelTicks: number;
  residentBytes: number;
  readBytes: number;
  writtenBytes: number;
  startedAt: Date;
}

export interface Usage {
  statistics: Record<string, unknown>;
  processes: Record<string, unknown>[];
  residentBytes: number;
}

/**
 * What the programs of a container use, as HCS tells it: measured of its processes, those of its process namespace.
 *
 * @param peakBytes The most that was measured before: the kernel keeps no peak of them together.
 */
export async function usageOf(initProcessId: number, startedAt: Date | undefined, peakBytes: number): Promise<Usage> {
  const programs = await programsOf(initProcessId);
  const sum = (pick: (program: Program) => number): number => programs.reduce((total, one) => total + pick(one), 0);
  const now = new Date();
  const user = ticksTo100ns(sum((one) => one.userTicks + one.goneUserTicks));
  const kernel = ticksTo100ns(sum((one) => one.kernelTicks + one.goneKernelTicks));
  const resident = sum((one) => one.residentBytes);
  return {
    statistics: {
      Timestamp: now.toISOString(),
      ...(startedAt === undefined ? {} : { ContainerStartTime: startedAt.toISOString() }),
      Uptime100ns: startedAt === undefined ? 0 : (now.getTime() - startedAt.getTime()) * 10_000,
      Processor: { TotalRuntime100ns: user + kernel, RuntimeUser100ns: user, RuntimeKernel100ns: kernel },
      Memory: {
        MemoryUsageCommitBytes: resident,
        MemoryUsageCommitPeakBytes: Math.max(resident, peakBytes),
        MemoryUsagePrivateWorkingSetBytes: resident,
      },
      Storage: {
        ReadCountNormalized: Math.ceil(sum((one) => one.readBytes) / PAGE_BYTES),
        ReadSizeBytes: sum((one) => one.readBytes),
        WriteCountNormalized: Math.ceil(sum((one) => one.writtenBytes) / PAGE_BYTES),
        WriteSizeBytes: sum((one) => one.writtenBytes),
      },
    },
    residentBytes: resident,
    processes: programs
      .filter((program) => program.processId !== undefined)
      .map((program) => ({
        ProcessId: program.processId,
        ImageName: program.name,
        CreateTimestamp: program.startedAt.toISOString(),
        UserTime100ns: ticksTo100ns(program.userTicks),
        KernelTime100ns: ticksTo100ns(program.kernelTicks),
        MemoryCommitBytes: program.residentBytes,
        MemoryWorkingSetPrivateBytes: program.residentBytes,
        MemoryWorkingSetSharedBytes: 0,
      })),
  };
}

const ticksTo100ns = (ticks: number): number => Math.round((ticks * 10_000_000) / TICKS_PER_SECOND);

async function programsOf(initProcessId: number): Promise<Program[]> {
  const space = await readlink(`/proc/${initProcessId}/ns/pid`);
  const uptime = Number((await readFile('/proc/uptime', 'utf8')).split(' ')[0]);
  const bootedAtMs = Date.now() - uptime * 1000;
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found: Program[] = [];
  for (const pid of pids) {
    const program = await programOf(pid, space, bootedAtMs).catch(() => undefined); // ended meanwhile
    if (program !== undefined) found.push(program);
  }
  return found;
}

async function programOf(pid: string, space: string, bootedAtMs: number): Promise<Program | undefined> {
  if ((await readlink(`/proc/${pid}/ns/pid`)) !== space) return undefined;
  const [stat, io, command] = await Promise.all(
    ['stat', 'io', 'cmdline'].map((name) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '')),
  );
  const fields = (stat ?? '').slice((stat ?? '').lastIndexOf(')') + 2).split(' ');
  const field = (number: number): number => Number(fields[number - 3] ?? 0); // proc(5) counts from 1, with pid and name
  const line = (text: string | undefined, name: string): number =>
    Number(new RegExp(`^${name}:\\s+(?:\\d+\\s+)*(\\d+)`, 'm').exec(text ?? '')?.[1] ?? 0);
  const program = (command ?? '').split('\0')[0] ?? '';
  return {
    processId: await windowsProcessId(Number(pid)),
    name: program.split(/[\\/]/).at(-1) ?? '',
    userTicks: field(14),
    kernelTicks: field(15),
    goneUserTicks: field(16),
    goneKernelTicks: field(17),
    residentBytes: field(24) * PAGE_BYTES,
    readBytes: line(io, 'read_bytes'),
    writtenBytes: line(io, 'write_bytes'),
    startedAt: new Date(bootedAtMs + (field(22) * 1000) / TICKS_PER_SECOND),
  };
}
