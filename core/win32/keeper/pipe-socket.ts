import { Socket } from 'node:net';
import { fault } from '../../base/fault.ts';
import { CloseHandle } from '../bindings/kernel32.ts';
import { uv_open_osfhandle } from '../bindings/node.ts';
import type { HcsProcessInformation } from '../bindings/types.ts';
import type { KernelHandle } from '../handle.ts';
import type { Native } from '../native.ts';

/** The local ends of a process's pipes; undefined where there is none. */
export interface ProcessPipes {
  input: Socket | undefined;
  output: Socket | undefined;
  error: Socket | undefined;
}

/**
 * Takes over the pipe ends that HCS gave. They are overlapped: libuv reads them by its completion port, so no thread is
 * held, however many there are, and who does not read holds the writer back.
 */
export async function takePipes(native: Native, process: HcsProcessInformation): Promise<ProcessPipes> {
  const handles = [process.StdInput, process.StdOutput, process.StdError];
  const sockets: (Socket | undefined)[] = [];
  try {
    for (const [index, handle] of handles.entries()) {
      sockets.push(handle === null ? undefined : socketOf(native, handle, index === 0));
    }
  } catch (error) {
    for (const socket of sockets) socket?.destroy();
    for (const handle of handles.slice(sockets.length)) if (handle !== null) await native.call(CloseHandle, handle);
    throw error;
  }
  return { input: sockets[0], output: sockets[1], error: sockets[2] };
}

function socketOf(native: Native, handle: KernelHandle, isInput: boolean): Socket {
  const fd = native.callNow(uv_open_osfhandle, handle);
  if (fd < 0) throw fault('Internal', 'No file descriptor is left for a pipe.', { op: 'uv_open_osfhandle' });
  return new Socket({ fd, readable: !isInput, writable: isInput });
}
