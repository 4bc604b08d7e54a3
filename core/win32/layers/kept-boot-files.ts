/** What ProcessUtilityImage changes, and where the untouched bytes are kept for a bit-exact export, by upper-case path. */
const KEPT: Readonly<Record<string, string>> = Object.fromEntries(
  ['BCD', 'BCD.LOG', 'BCD.LOG1', 'BCD.LOG2'].map((name) => [
    `UTILITYVM\\FILES\\EFI\\MICROSOFT\\BOOT\\${name}`,
    `${name.toLowerCase()}.bak`,
  ]),
);

/** Where in the layer the untouched bytes of this file are kept; undefined for one that nobody changes. */
export function keptCopyOf(path: string): string | undefined {
  return KEPT[path.toUpperCase()];
}
