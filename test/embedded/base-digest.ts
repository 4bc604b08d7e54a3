import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { silentLog } from '../../core/base/runtime.ts';
import { openEmbeddedHost } from '../../core/embedded/host.ts';
import { testRuntime } from './bed.ts';

/** One hash over every entry of the base image: kind, name, time, attributes, size and bytes, in order. */
export async function baseDigest(stateFolder: string): Promise<string> {
  const host = await openEmbeddedHost({ stateFolder, runtime: testRuntime, log: silentLog });
  const base = await host.layers.openBase({ kind: 'host' }, {});
  const hash = createHash('sha256');
  try {
    for await (const entry of base.entries) {
      const { open, ...told } = { open: undefined, ...entry };
      hash.update(`${JSON.stringify(told)}\n`);
      if (open !== undefined) for await (const chunk of open() as Readable) hash.update(chunk as Buffer);
    }
    hash.update(`${base.osVersion} ${base.osFeatures.join()} ${base.architecture}`);
  } finally {
    await base.dispose();
    await host.close();
  }
  return hash.digest('hex');
}
