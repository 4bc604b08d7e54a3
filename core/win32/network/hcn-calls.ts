import { isFault } from '../../base/fault.ts';
import { faultOfHresult } from '../../base/hresult.ts';
import type { HcnErrorRecord } from '../../spec/hcn.ts';
import type { Binding } from '../binding.ts';
import {
  HcnCloseEndpoint,
  HcnCloseNamespace,
  HcnCloseNetwork,
  HcnCreateEndpoint,
  HcnCreateNamespace,
  HcnCreateNetwork,
  HcnDeleteEndpoint,
  HcnDeleteNamespace,
  HcnDeleteNetwork,
  HcnEnumerateEndpoints,
  HcnEnumerateNamespaces,
  HcnEnumerateNetworks,
  HcnModifyNamespace,
  HcnOpenEndpoint,
  HcnOpenNamespace,
  HcnOpenNetwork,
  HcnQueryEndpointProperties,
  HcnQueryNamespaceProperties,
  HcnQueryNetworkProperties,
} from '../bindings/computenetwork.ts';
import type { Out } from '../bindings/types.ts';
import { HNSCall } from '../bindings/vmcompute.ts';
import { guidOf } from '../guid.ts';
import type { HcnEndpoint, HcnNamespace, HcnNetwork } from '../handle.ts';
import { hostFault } from '../host-fault.ts';
import type { Native } from '../native.ts';
import { query } from './documents.ts';
import { describeRequest, type HcnKind, type HcnRequest } from './hcn-protocol.ts';

/**
 * Makes the calls of one request, in this process: HNS may let them hang, so only the helper does. Every handle that is
 * opened is closed; objects live on without.
 *
 * @throws {RuntimeFault} by the HRESULT, with what the error record says. A call also failed when its HRESULT is good
 *   and its error record is not empty.
 */
export async function runRequest(native: Native, request: HcnRequest): Promise<unknown> {
  const calls = new Calls(native, request);
  switch (request.op) {
    case 'create':
      return calls.create(request);
    case 'query':
      return calls.query(request.kind, request.id);
    case 'enumerate':
      return calls.enumerate(request.kind, JSON.stringify(request.query));
    case 'modify':
      return calls.modify(request.id, JSON.stringify(request.settings));
    case 'delete':
      return calls.delete(request.kind, request.id);
    case 'version':
      return calls.version();
  }
}

class Calls {
  private readonly native: Native;
  private readonly request: HcnRequest;

  constructor(native: Native, request: HcnRequest) {
    this.native = native;
    this.request = request;
  }

  async create(request: Extract<HcnRequest, { op: 'create' }>): Promise<void> {
    const id = guidOf(request.id);
    const settings = JSON.stringify(request.settings);
    if (request.kind === 'network') {
      const made: Out<HcnNetwork> = [null];
      await this.checked((error) => this.native.call(HcnCreateNetwork, id, settings, made, error));
      await this.close(HcnCloseNetwork, made);
    } else if (request.kind === 'namespace') {
      const made: Out<HcnNamespace> = [null];
      await this.checked((error) => this.native.call(HcnCreateNamespace, id, settings, made, error));
      await this.close(HcnCloseNamespace, made);
    } else {
      await this.withNetwork(request.network, async (network) => {
        const made: Out<HcnEndpoint> = [null];
        await this.checked((error) => this.native.call(HcnCreateEndpoint, network, id, settings, made, error));
        await this.close(HcnCloseEndpoint, made);
      });
    }
  }

  async query(kind: HcnKind, id: string): Promise<unknown> {
    const all = JSON.stringify(query());
    const properties: Out<string> = [null];
    const { native } = this;
    if (kind === 'network') {
      await this.withNetwork(id, (handle) =>
        this.checked((error) => native.call(HcnQueryNetworkProperties, handle, all, properties, error)),
      );
    } else if (kind === 'endpoint') {
      const opened: Out<HcnEndpoint> = [null];
      await this.checked((error) => native.call(HcnOpenEndpoint, guidOf(id), opened, error));
      await this.closing(HcnCloseEndpoint, opened, (handle) =>
        this.checked((error) => native.call(HcnQueryEndpointProperties, handle, all, properties, error)),
      );
    } else {
      await this.withNamespace(id, (handle) =>
        this.checked((error) => native.call(HcnQueryNamespaceProperties, handle, all, properties, error)),
      );
    }
    return JSON.parse(properties[0] ?? '{}');
  }

  /** HNS gives an array of GUIDs, in either case; none at all as nothing. */
  async enumerate(kind: HcnKind, filter: string): Promise<string[]> {
    const call = { network: HcnEnumerateNetworks, endpoint: HcnEnumerateEndpoints, namespace: HcnEnumerateNamespaces };
    const found: Out<string> = [null];
    await this.checked((error) => this.native.call(call[kind], filter, found, error));
    const ids: unknown = JSON.parse(found[0] || '[]');
    return Array.isArray(ids) ? ids.map((id) => String(id).replace(/[{}]/g, '').toLowerCase()) : [];
  }

  async modify(id: string, settings: string): Promise<void> {
    await this.withNamespace(id, (handle) =>
      this.checked((error) => this.native.call(HcnModifyNamespace, handle, settings, error)),
    );
  }

  async delete(kind: HcnKind, id: string): Promise<void> {
    const call = { network: HcnDeleteNetwork, endpoint: HcnDeleteEndpoint, namespace: HcnDeleteNamespace };
    await this.checked((error) => this.native.call(call[kind], guidOf(id), error));
  }

  async version(): Promise<unknown> {
    const response: Out<string> = [null];
    await this.native.call(HNSCall, 'GET', '/globals/version', '', response);
    const answer = JSON.parse(response[0] ?? '{}') as { Success?: boolean; Output?: unknown }; // its fields are checked by the caller
    return answer.Success === false ? undefined : answer.Output;
  }

  private async withNetwork<T>(id: string, work: (handle: HcnNetwork) => Promise<T>): Promise<T> {
    const opened: Out<HcnNetwork> = [null];
    await this.checked((error) => this.native.call(HcnOpenNetwork, guidOf(id), opened, error));
    return this.closing(HcnCloseNetwork, opened, work);
  }

  private async withNamespace<T>(id: string, work: (handle: HcnNamespace) => Promise<T>): Promise<T> {
    const opened: Out<HcnNamespace> = [null];
    await this.checked((error) => this.native.call(HcnOpenNamespace, guidOf(id), opened, error));
    return this.closing(HcnCloseNamespace, opened, work);
  }

  private async closing<Handle, T>(
    close: Binding<[Handle], number>,
    opened: Out<Handle>,
    work: (handle: Handle) => Promise<T>,
  ): Promise<T> {
    const [handle] = opened;
    if (handle === null) throw faultOfHresult(E_HANDLE, describeRequest(this.request));
    try {
      return await work(handle);
    } finally {
      await this.native.call(close, handle);
    }
  }

  private async close<Handle>(close: Binding<[Handle], number>, opened: Out<Handle>): Promise<void> {
    const [handle] = opened;
    if (handle !== null) await this.native.call(close, handle);
  }

  private async checked(work: (error: Out<string>) => Promise<number>): Promise<void> {
    const error: Out<string> = [null];
    try {
      await work(error);
    } catch (failure) {
      if (!isFault(failure) || failure.hresult === undefined) throw failure;
      throw this.faultOf(failure.hresult, error[0]);
    }
    const record = readRecord(error[0]);
    if (record !== undefined && record.Success !== true) throw this.faultOf(record.ErrorCode ?? E_FAIL, error[0]);
  }

  private faultOf(hresult: number, text: string | null): Error {
    const said = readRecord(text)?.Error;
    return hostFault(hresult, {
      service: 'hns',
      ...describeRequest(this.request),
      ...(said === undefined ? {} : { events: [`The network service says: ${said}`] }),
    });
  }
}

const E_FAIL = 0x80004005;
const E_HANDLE = 0x80070006;

/** What is no JSON is told as it is. */
function readRecord(text: string | null): HcnErrorRecord | undefined {
  if (text === null || text.trim() === '') return undefined;
  try {
    const record: unknown = JSON.parse(text);
    if (typeof record !== 'object' || record === null || Object.keys(record).length === 0) return undefined;
    const { ErrorCode, Error: said, Success } = record as Record<string, unknown>; // fields are checked below
    return {
      ...(typeof ErrorCode === 'number' ? { ErrorCode } : {}),
      ...(typeof said === 'string' ? { Error: said } : {}),
      ...(typeof Success === 'boolean' ? { Success } : {}),
    };
  } catch {
    return { Error: text.trim() };
  }
}
