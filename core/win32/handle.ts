/** A native handle: koffi gives pointers as bigint, null for NULL. The brand keeps one kind from being passed as another. */
export type Handle<Kind extends string> = bigint & { readonly handleKind: Kind };

export type HcsOperation = Handle<'HCS_OPERATION'>;
export type HcsSystem = Handle<'HCS_SYSTEM'>;
export type HcsProcess = Handle<'HCS_PROCESS'>;
export type HcnNetwork = Handle<'HCN_NETWORK'>;
export type HcnEndpoint = Handle<'HCN_ENDPOINT'>;
export type HcnNamespace = Handle<'HCN_NAMESPACE'>;
/** A registration of service notifications. */
export type HcnCallback = Handle<'HCN_CALLBACK'>;
/** The service control manager or a service. */
export type ServiceHandle = Handle<'SC_HANDLE'>;
/** A kernel HANDLE: file, pipe, event, token. */
export type KernelHandle = Handle<'HANDLE'>;
