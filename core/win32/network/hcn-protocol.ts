import type { FaultDetails, FaultKind } from '../../base/fault.ts';
import type {
  HcnEndpointDocument,
  HcnNamespaceDocument,
  HcnNamespaceRequest,
  HcnNetworkDocument,
  HcnQuery,
} from '../../spec/hcn.ts';

/** What the core asks of its network helper: one request, one answer, in order. Ids are GUIDs in lower case. */
export type HcnRequest =
  | { op: 'create'; kind: 'network'; id: string; settings: HcnNetworkDocument }
  | { op: 'create'; kind: 'endpoint'; id: string; network: string; settings: HcnEndpointDocument }
  | { op: 'create'; kind: 'namespace'; id: string; settings: HcnNamespaceDocument }
  /** Gives the document. */
  | { op: 'query'; kind: HcnKind; id: string }
  /** Gives the ids. */
  | { op: 'enumerate'; kind: HcnKind; query: HcnQuery }
  | { op: 'modify'; kind: 'namespace'; id: string; settings: HcnNamespaceRequest }
  | { op: 'delete'; kind: HcnKind; id: string }
  /** Gives `{ Major, Minor }` of the network service. */
  | { op: 'version' };

/** Who answers requests: `HcnClient`. */
export interface Hns {
  /**
   * @returns what the request promises.
   * @throws {RuntimeFault} `Timeout` when HNS does not answer; `ConnectionFailed` when the helper dies or cannot be
   *   started; else what HNS says, with its `hresult`.
   */
  send(request: HcnRequest): Promise<unknown>;
}

export type HcnKind = 'network' | 'endpoint' | 'namespace';

export interface HcnMessage {
  number: number;
  request: HcnRequest;
}

export type HcnReply =
  | { number: number; ok: true; result: unknown }
  | { number: number; ok: false; kind: FaultKind; message: string; details: Omit<FaultDetails, 'cause'> };

/** For messages and logs: `create endpoint`. */
export function describeRequest(request: HcnRequest): { op: string; target?: string } {
  switch (request.op) {
    case 'version':
      return { op: 'ask for the version of the network service' };
    case 'enumerate':
      return { op: `list ${NAMES[request.kind]}s` };
    default:
      return { op: `${request.op} ${NAMES[request.kind]}`, target: request.id };
  }
}

const NAMES: Readonly<Record<HcnKind, string>> = {
  network: 'network',
  endpoint: 'network endpoint',
  namespace: 'network namespace',
};
