/** Every row of every table: what the tests compare with independent headers, and what a host is asked about. */
export * as advapi32 from './advapi32.ts';
export * as computecore from './computecore.ts';
export * as computenetwork from './computenetwork.ts';
export * as computestorage from './computestorage.ts';
export * as crypt32 from './crypt32.ts';
export * as iphlpapi from './iphlpapi.ts';
export * as kernel32 from './kernel32.ts';
export * as node from './node.ts';
export * as ntdll from './ntdll.ts';
export * as ole32 from './ole32.ts';
export * as rstrtmgr from './rstrtmgr.ts';
export * as virtdisk from './virtdisk.ts';
export * as vmcompute from './vmcompute.ts';
