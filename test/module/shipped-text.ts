import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const text = readFileSync(join(import.meta.dirname, '../../module/HcsContainers.psm1'), 'utf8');

/** The text of a function as it is shipped, help and all: what can be proved without a PowerShell. */
export function shippedFunction(name: string): string {
  const start = text.indexOf(`\nfunction ${name} {\n`);
  const end = text.indexOf('\n}\n', start);
  if (start < 0 || end < 0) throw new Error(`the module has no function ${name}`);
  return text.slice(start + 1, end + 2);
}
