/** Bits of access, sharing, disposition and options: winnt.h, ntifs.h. */
export const ACCESS = {
  list: 0x0001,
  readAttributes: 0x0080,
  writeAttributes: 0x0100,
  delete: 0x0001_0000,
  synchronize: 0x0010_0000,
  genericRead: 0x8000_0000,
  /** GENERIC_READ, GENERIC_WRITE, WRITE_DAC, WRITE_OWNER, ACCESS_SYSTEM_SECURITY, SYNCHRONIZE: all that a restore sets. */
  restore: 0xc11c_0000,
  /** GENERIC_READ and ACCESS_SYSTEM_SECURITY: all that a backup reads. */
  backup: 0x8100_0000,
} as const;
export const SHARE = { read: 1, all: 7 } as const;
/** NtCreateFile's. */
export const NT_DISPOSITION = { open: 1, create: 2, openOrCreate: 3 } as const;
/** CreateFileW's. */
export const DISPOSITION = { createNew: 1, openExisting: 3 } as const;
export const ATTRIBUTE = { directory: 0x10, reparsePoint: 0x400 } as const;
