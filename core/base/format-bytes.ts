/** Above bytes, each 1,024 times the one before, as in PowerShell's number literals. */
export const BYTE_UNITS = ['KB', 'MB', 'GB', 'TB', 'PB'] as const;

/**
 * A size as people read it, in the units of PowerShell (1 KB is 1,024 bytes).
 *
 * @example Of a container
 * assert.equal(formatBytes(1_363_149), '1.3 MB');
 */
export function formatBytes(bytes: number): string {
  let [value, unit]: [number, string] = [bytes, 'bytes'];
  for (const larger of BYTE_UNITS) {
    if (value < 1024) break;
    [value, unit] = [value / 1024, larger];
  }
  return `${unit === 'bytes' ? value : value.toFixed(1)} ${unit}`;
}
