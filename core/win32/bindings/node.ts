import type { KernelHandle } from '../handle.ts';
import { rowsOf } from './row.ts';

/** What node.exe itself exports: libuv's bridge between Windows handles and descriptors. */
const row = rowsOf({
  dll: 'node',
  failure: 'none',
  minimumBuild: 0,
  doc: (name) => [
    `https://docs.libuv.org/en/v1.x/fs.html#c.${name}`,
    'https://github.com/libuv/libuv/blob/v1.x/include/uv.h (uv_os_fd_t is a HANDLE on Windows)',
  ],
});

/** A descriptor for `new net.Socket({ fd })`; it owns the handle from now on. -1 when there is no descriptor left. */
export const uv_open_osfhandle = row<[handle: KernelHandle], number>('int uv_open_osfhandle(HANDLE handle)');
export const uv_get_osfhandle = row<[fd: number], KernelHandle>('HANDLE uv_get_osfhandle(int fd)', { failure: 'null' });
