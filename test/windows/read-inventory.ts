import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { isFault } from '../../core/base/fault.ts';
import { isNotFound } from '../../core/base/hresult.ts';
import { silentLog } from '../../core/base/runtime.ts';
import type { DllName } from '../../core/win32/binding.ts';
import { HcsEnumerateComputeSystems } from '../../core/win32/bindings/computecore.ts';
import { rowsOf } from '../../core/win32/bindings/row.ts';
import type { KernelHandle } from '../../core/win32/handle.ts';
import { CALL_MS, Hcs } from '../../core/win32/hcs.ts';
import { type Native, openNative } from '../../core/win32/native.ts';
import { query } from '../../core/win32/network/documents.ts';
import { HcnClient } from '../../core/win32/network/hcn-client.ts';
import type { HcnKind } from '../../core/win32/network/hcn-protocol.ts';
import { HnsNetworks } from '../../core/win32/network/hns-networks.ts';
import { NETWORK_ID, NETWORK_NAME } from '../../core/win32/network/ownership.ts';
import { runOperation } from '../../core/win32/operation.ts';
import type { Inventory, Items } from './inventory.ts';

const CORE = join(import.meta.dirname, '../../core/win32');
const ERROR_NO_MORE_FILES = 18;
const VOLUME_UNITS = 64;

const volumeRow = rowsOf({
  dll: 'kernel32',
  failure: 'boolean',
  minimumBuild: 0,
  doc: (name) => `https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-${name.toLowerCase()}`,
});
const FindFirstVolumeW = volumeRow<[name: Buffer, units: number], KernelHandle>(
  'HANDLE FindFirstVolumeW(char16_t *name, uint32_t units)',
  { failure: 'null' },
);
const FindNextVolumeW = volumeRow<[search: KernelHandle, name: Buffer, units: number], number>(
  'int32_t FindNextVolumeW(HANDLE search, char16_t *name, uint32_t units)',
);
const FindVolumeClose = volumeRow<[search: KernelHandle], number>('int32_t FindVolumeClose(HANDLE search)');

/** A compute system as HCS lists it. */
interface ListedSystem {
  Id?: string;
  Owner?: string;
  SystemType?: string;
  State?: string;
}

/** Looks at the whole machine, not only at what is ours; and takes away what a test has left. */
export class Machine {
  readonly native: Native;
  readonly #hns: HcnClient;

  constructor(dlls: Readonly<Partial<Record<DllName, string>>>) {
    this.native = openNative({ dlls });
    this.#hns = new HcnClient({
      program: join(CORE, 'network', 'hcn-helper-main.ts'),
      dlls,
      log: silentLog,
      now: () => new Date(),
    });
  }

  async inventory(): Promise<Inventory> {
    const systems = await this.#systems();
    return {
      systems: Object.fromEntries(systems.map((system) => [system.Id ?? randomUUID(), describeSystem(system)])),
      networks: await this.#items('network'),
      endpoints: await this.#items('endpoint'),
      namespaces: await this.#items('namespace'),
      volumes: Object.fromEntries((await this.#volumes()).map((name) => [name, 'mounted'])),
    };
  }

  /** Ids of the compute systems that have this tag. */
  async systemsOf(owner: string): Promise<string[]> {
    return (await this.#systems()).filter((system) => system.Owner === owner).flatMap(({ Id }) => Id ?? []);
  }

  /** Ends a compute system. One that is gone: success. */
  async endSystem(id: string): Promise<void> {
    const hcs = new Hcs(this.native);
    try {
      const system = await hcs.openSystem(id);
      try {
        await hcs.terminateSystem(system);
      } finally {
        await system.close();
      }
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }

  /** The product's network, which stays when its last container goes; not one that anybody's endpoint is on. */
  async deleteProductNetwork(): Promise<void> {
    try {
      await new HnsNetworks(this.#hns).remove(NETWORK_ID, NETWORK_NAME);
    } catch (error) {
      if (!isFault(error, 'Busy')) throw error;
    }
  }

  close(): Promise<void> {
    return this.#hns.close();
  }

  async #systems(): Promise<ListedSystem[]> {
    const { native } = this;
    const { document } = await runOperation(
      native,
      (operation) => native.call(HcsEnumerateComputeSystems, null, operation),
      { op: 'list compute systems', timeoutMs: CALL_MS },
    );
    const listed: unknown = JSON.parse(document ?? '[]');
    return Array.isArray(listed) ? (listed as ListedSystem[]) : []; // HCS schema: an array of Properties
  }

  async #items(kind: HcnKind): Promise<Items> {
    const ids = (await this.#hns.send({ op: 'enumerate', kind, query: query() })) as string[]; // what the request promises
    const items: Record<string, string> = {};
    for (const id of ids) {
      try {
        items[id.toLowerCase()] = describeNetworkItem(await this.#hns.send({ op: 'query', kind, id }));
      } catch (error) {
        if (!isNotFound(error)) throw error; // it went while we looked
      }
    }
    return items;
  }

  async #volumes(): Promise<string[]> {
    const { native } = this;
    const name = Buffer.alloc(VOLUME_UNITS * 2);
    const text = () => name.toString('utf16le').split('\0')[0] ?? '';
    const search = await native.call(FindFirstVolumeW, name, VOLUME_UNITS);
    const found = [text()];
    try {
      for (;;) {
        await native.call(FindNextVolumeW, search, name, VOLUME_UNITS);
        found.push(text());
      }
    } catch (error) {
      const code = error instanceof Error && 'hresult' in error ? Number(error.hresult) & 0xffff : 0;
      if (code !== ERROR_NO_MORE_FILES) throw error;
    } finally {
      await native.call(FindVolumeClose, search);
    }
    return found.sort();
  }
}

/** Without its state: that changes by itself. */
function describeSystem({ SystemType, Owner }: ListedSystem): string {
  return [SystemType, Owner === undefined ? undefined : `of ${Owner}`].filter(Boolean).join(' ');
}

function describeNetworkItem(answer: unknown): string {
  if (typeof answer !== 'object' || answer === null) return '';
  const { Type, Name, Owner } = answer as Record<string, unknown>; // shown as they are
  return [Type, Name, Owner === undefined ? undefined : `of ${String(Owner)}`].filter(Boolean).join(' ');
}
