import type { FileHandle } from 'node:fs/promises';
import type { BlockSource } from './block-source.ts';
import { toFault } from './fault.ts';
import { openFile } from './open-file.ts';

/** A file that stays open until `close`. */
export interface FileBlocks extends BlockSource {
  /** Idempotent. */
  close(): Promise<void>;
}

/**
 * Opens a file for random access. The size is that of now: a file that shrinks gives fewer bytes.
 *
 * @throws {RuntimeFault} `NotFound`; `AccessDenied`; `InvalidArgument` for what is no file.
 */
export async function openFileBlocks(path: string): Promise<FileBlocks> {
  let file: FileHandle;
  try {
    file = await openFile(path);
  } catch (error) {
    throw toFault(error, 'open', path);
  }
  try {
    const stats = await file.stat();
    return {
      name: path,
      sizeBytes: stats.size,
      read: async (offset, length) => {
        const bytes = Buffer.allocUnsafe(length);
        let filled = 0;
        while (filled < length) {
          const { bytesRead } = await file.read(bytes, filled, length - filled, offset + filled);
          if (bytesRead === 0) break;
          filled += bytesRead;
        }
        return bytes.subarray(0, filled);
      },
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw toFault(error, 'open', path);
  }
}
