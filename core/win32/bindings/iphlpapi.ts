import { rowsOf } from './row.ts';

/** iphlpapi.dll: the machine's own networks. A result other than 0 is the Win32 error. */
const row = rowsOf({
  dll: 'iphlpapi',
  failure: 'win32',
  minimumBuild: 0,
  doc: (name) => `https://learn.microsoft.com/windows/win32/api/iphlpapi/nf-iphlpapi-${name.toLowerCase()}`,
});

/** All these fill a caller's buffer; too small a one fails with 0x8007007A (or 0x8007006F) and says the size it needs. */
export const GetIpForwardTable = row<[table: Buffer, sizeBytes: [number], order: number], number>(
  'uint32_t GetIpForwardTable(MIB_IPFORWARDTABLE *table, _Inout_ uint32_t *sizeBytes, int32_t order)',
);
export const GetIpAddrTable = row<[table: Buffer, sizeBytes: [number], order: number], number>(
  'uint32_t GetIpAddrTable(MIB_IPADDRTABLE *table, _Inout_ uint32_t *sizeBytes, int32_t order)',
);
export const GetExtendedTcpTable = row<
  [table: Buffer, sizeBytes: [number], order: number, family: number, tableClass: number, reserved: number],
  number
>(
  'uint32_t GetExtendedTcpTable(void *table, _Inout_ uint32_t *sizeBytes, int32_t order, uint32_t family, uint32_t tableClass, uint32_t reserved)',
);
/** A list of linked structures: `native.decode` what the buffer begins with. */
export const GetAdaptersAddresses = row<
  [family: number, flags: number, reserved: null, addresses: Buffer, sizeBytes: [number]],
  number
>(
  'uint32_t GetAdaptersAddresses(uint32_t family, uint32_t flags, void *reserved, IP_ADAPTER_ADDRESSES *addresses, _Inout_ uint32_t *sizeBytes)',
);
