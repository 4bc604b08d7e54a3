import { join } from 'node:path';
import type { BaseSource } from '../../core/host/port.ts';

/** A small image file of wimlib's making: what a host that reads such files opens its base from, in the suite. */
export const SAMPLE_WIM: BaseSource = {
  kind: 'wim',
  path: join(import.meta.dirname, '../golden/wim/sample-lzx.wim'),
  imageIndex: 1,
};
