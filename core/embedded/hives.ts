import { type RegistryNoise, SYSTEM_NOISE, USER_NOISE } from '../formats/wine-registry/registry-noise.ts';

/** The registry files of a prefix, and what Wine writes into each that is no change of the user's. */
export const HIVES: readonly { file: string; noise: readonly RegistryNoise[] }[] = [
  { file: 'system.reg', noise: SYSTEM_NOISE },
  { file: 'user.reg', noise: USER_NOISE },
  { file: 'userdef.reg', noise: [] },
];

/** `Hives/system.reg` whole (base layers), `Hives/system.reg.delta` (all others). */
export function hiveEntryName(file: string, isDelta: boolean): string {
  return `Hives/${file}${isDelta ? '.delta' : ''}`;
}

/** A registry file larger than this is refused. Bytes. */
export const MAX_HIVE_BYTES = 256 * 1024 * 1024;
