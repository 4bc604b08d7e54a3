import type { HcnCallback, HcnEndpoint, HcnNamespace, HcnNetwork } from '../handle.ts';
import { rowsOf } from './row.ts';
import type { CallbackPointer, Guid, Out, Text } from './types.ts';

/**
 * computenetwork.dll: networks, endpoints, namespaces. Every call is synchronous and may hang with the service: only in
 * a process that can be killed. Strings it gives are freed with CoTaskMemFree (PWSTR_COTASK). A call also failed when its
 * error record is not empty. Objects live on when their handle is closed.
 */
const row = rowsOf({
  dll: 'computenetwork',
  failure: 'hresult',
  minimumBuild: 17763,
  doc: (name) => `https://learn.microsoft.com/windows-server/networking/technologies/hcn/hcn-top#${name.toLowerCase()}`,
});

type Enumerate = [query: string, ids: Out<string>, errorRecord: Out<string>];
type Delete = [id: Guid, errorRecord: Out<string>];

/** An array of GUIDs as JSON. */
export const HcnEnumerateNetworks = row<Enumerate, number>(
  'int32_t HcnEnumerateNetworks(str16 query, _Out_ PWSTR_COTASK *networks, _Out_ PWSTR_COTASK *errorRecord)',
);
export const HcnCreateNetwork = row<
  [id: Guid, settings: string, network: Out<HcnNetwork>, errorRecord: Out<string>],
  number
>(
  'int32_t HcnCreateNetwork(const GUID *id, str16 settings, _Out_ HCN_NETWORK *network, _Out_ PWSTR_COTASK *errorRecord)',
);
export const HcnOpenNetwork = row<[id: Guid, network: Out<HcnNetwork>, errorRecord: Out<string>], number>(
  'int32_t HcnOpenNetwork(const GUID *id, _Out_ HCN_NETWORK *network, _Out_ PWSTR_COTASK *errorRecord)',
);
export const HcnModifyNetwork = row<[network: HcnNetwork, settings: string, errorRecord: Out<string>], number>(
  'int32_t HcnModifyNetwork(HCN_NETWORK network, str16 settings, _Out_ PWSTR_COTASK *errorRecord)',
);
export const HcnQueryNetworkProperties = row<
  [network: HcnNetwork, query: Text, properties: Out<string>, errorRecord: Out<string>],
  number
>(
  'int32_t HcnQueryNetworkProperties(HCN_NETWORK network, str16 query, _Out_ PWSTR_COTASK *properties, _Out_ PWSTR_COTASK *errorRecord)',
);
export const HcnDeleteNetwork = row<Delete, number>(
  'int32_t HcnDeleteNetwork(const GUID *id, _Out_ PWSTR_COTASK *errorRecord)',
);
export const HcnCloseNetwork = row<[network: HcnNetwork], number>('int32_t HcnCloseNetwork(HCN_NETWORK network)');

export const HcnEnumerateEndpoints = row<Enumerate, number>(
  'int32_t HcnEnumerateEndpoints(str16 query, _Out_ PWSTR_COTASK *endpoints, _Out_ PWSTR_COTASK *errorRecord)',
);
export const HcnCreateEndpoint = row<
  [network: HcnNetwork, id: Guid, settings: string, endpoint: Out<HcnEndpoint>, errorRecord: Out<string>],
  number
>(
  'int32_t HcnCreateEndpoint(HCN_NETWORK network, const GUID *id, str16 settings, _Out_ HCN_ENDPOINT *endpoint, _Out_ PWSTR_COTASK *errorRecord)',
);
export const HcnOpenEndpoint = row<[id: Guid, endpoint: Out<HcnEndpoint>, errorRecord: Out<string>], number>(
  'int32_t HcnOpenEndpoint(const GUID *id, _Out_ HCN_ENDPOINT *endpoint, _Out_ PWSTR_COTASK *errorRecord)',
);
export const HcnModifyEndpoint = row<[endpoint: HcnEndpoint, settings: string, errorRecord: Out<string>], number>(
  'int32_t HcnModifyEndpoint(HCN_ENDPOINT endpoint, str16 settings, _Out_ PWSTR_COTASK *errorRecord)',
);
export const HcnQueryEndpointProperties = row<
  [endpoint: HcnEndpoint, query: Text, properties: Out<string>, errorRecord: Out<string>],
  number
>(
  'int32_t HcnQueryEndpointProperties(HCN_ENDPOINT endpoint, str16 query, _Out_ PWSTR_COTASK *properties, _Out_ PWSTR_COTASK *errorRecord)',
);
export const HcnDeleteEndpoint = row<Delete, number>(
  'int32_t HcnDeleteEndpoint(const GUID *id, _Out_ PWSTR_COTASK *errorRecord)',
);
export const HcnCloseEndpoint = row<[endpoint: HcnEndpoint], number>('int32_t HcnCloseEndpoint(HCN_ENDPOINT endpoint)');

export const HcnEnumerateNamespaces = row<Enumerate, number>(
  'int32_t HcnEnumerateNamespaces(str16 query, _Out_ PWSTR_COTASK *namespaces, _Out_ PWSTR_COTASK *errorRecord)',
);
export const HcnCreateNamespace = row<
  [id: Guid, settings: string, namespace: Out<HcnNamespace>, errorRecord: Out<string>],
  number
>(
  'int32_t HcnCreateNamespace(const GUID *id, str16 settings, _Out_ HCN_NAMESPACE *namespace, _Out_ PWSTR_COTASK *errorRecord)',
);
export const HcnOpenNamespace = row<[id: Guid, namespace: Out<HcnNamespace>, errorRecord: Out<string>], number>(
  'int32_t HcnOpenNamespace(const GUID *id, _Out_ HCN_NAMESPACE *namespace, _Out_ PWSTR_COTASK *errorRecord)',
);
export const HcnModifyNamespace = row<[namespace: HcnNamespace, settings: string, errorRecord: Out<string>], number>(
  'int32_t HcnModifyNamespace(HCN_NAMESPACE namespace, str16 settings, _Out_ PWSTR_COTASK *errorRecord)',
);
export const HcnQueryNamespaceProperties = row<
  [namespace: HcnNamespace, query: Text, properties: Out<string>, errorRecord: Out<string>],
  number
>(
  'int32_t HcnQueryNamespaceProperties(HCN_NAMESPACE namespace, str16 query, _Out_ PWSTR_COTASK *properties, _Out_ PWSTR_COTASK *errorRecord)',
);
export const HcnDeleteNamespace = row<Delete, number>(
  'int32_t HcnDeleteNamespace(const GUID *id, _Out_ PWSTR_COTASK *errorRecord)',
);
export const HcnCloseNamespace = row<[namespace: HcnNamespace], number>(
  'int32_t HcnCloseNamespace(HCN_NAMESPACE namespace)',
);

export const HcnRegisterServiceCallback = row<
  [callback: CallbackPointer, context: bigint | null, callbackHandle: Out<HcnCallback>],
  number
>(
  'int32_t HcnRegisterServiceCallback(HCN_NOTIFICATION_CALLBACK *callback, void *context, _Out_ HCN_CALLBACK *callbackHandle)',
);
/** Drains the callbacks in flight: never on the JavaScript thread. */
export const HcnUnregisterServiceCallback = row<[callbackHandle: HcnCallback], number>(
  'int32_t HcnUnregisterServiceCallback(HCN_CALLBACK callbackHandle)',
);
