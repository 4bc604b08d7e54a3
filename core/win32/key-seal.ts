import { fault } from '../base/fault.ts';
import type { KeySeal } from '../host/key-seal.ts';
import * as crypt32 from './bindings/crypt32.ts';
import * as kernel32 from './bindings/kernel32.ts';
import type { DataBlob } from './bindings/types.ts';
import type { Native } from './native.ts';

/**
 * CRYPTPROTECT_UI_FORBIDDEN and CRYPTPROTECT_LOCAL_MACHINE: the service of a state root is run by whichever administrator
 * asks first, and by SYSTEM at the start of the machine. Who may read the file is for its folder to say.
 */
const FLAGS = 1 | 4;

/** Windows' own data protection (DPAPI), bound to this machine. */
export function dpapiSeal(native: Native): KeySeal {
  const through = async (
    call: typeof crypt32.CryptProtectData | typeof crypt32.CryptUnprotectData,
    bytes: Uint8Array,
  ): Promise<Buffer> => {
    const out: [DataBlob] = [{ cbData: 0, pbData: null }];
    const data = { cbData: bytes.length, pbData: Buffer.from(bytes) };
    await native.call(call, data, null, null, null, null, FLAGS, out);
    const { cbData, pbData } = out[0];
    if (typeof pbData !== 'bigint') throw fault('Internal', 'DPAPI gave nothing.');
    try {
      return Buffer.from(native.decode(pbData, 'uint8_t', cbData) as Uint8Array); // koffi gives bytes as such an array
    } finally {
      native.callNow(kernel32.LocalFree, pbData);
    }
  };
  return {
    name: 'DPAPI',
    seal: (key) => through(crypt32.CryptProtectData, key),
    open: (sealed) =>
      through(crypt32.CryptUnprotectData, sealed).catch((error: unknown) => {
        throw fault('Corrupt', 'The key was sealed on another machine, or is damaged.', { cause: error });
      }),
  };
}
