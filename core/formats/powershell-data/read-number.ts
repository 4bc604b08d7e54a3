import type { Scanner } from './scanner.ts';

const MULTIPLIER: Record<string, number> = { kb: 2 ** 10, mb: 2 ** 20, gb: 2 ** 30, tb: 2 ** 40, pb: 2 ** 50 };
const NUMBER = /[+-]?(?:0x[0-9a-f]+|(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)[ld]?(?:[kmgtp]b)?/iy;
const PARTS = /^([+-]?)(0x[0-9a-f]+?|(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)([ld]?)([kmgtp]b)?$/i;

/**
 * Reads a number as PowerShell writes them: `5`, `-5`, `0x1F`, `7L`, `1.5`, `2e3`, `1.5d`, `64KB`. Whole numbers past
 * 2^53 become a bigint. A hexadecimal number of 8 or 16 digits whose top bit is set is negative, as in PowerShell.
 */
export function readNumber(scanner: Scanner): number | bigint {
  const start = scanner.offset;
  const text = scanner.match(NUMBER);
  const parts = text === undefined ? null : PARTS.exec(text);
  if (parts === null || /[\w.]/.test(scanner.peek())) throw scanner.fail('this is not a number', start);
  const [, sign = '', digits = '', kind = '', unit = ''] = parts;
  const factor = MULTIPLIER[unit.toLowerCase()] ?? 1;
  const isHex = /^0x/i.test(digits);
  if (!isHex && /[.e]/i.test(digits)) {
    if (kind.toLowerCase() === 'l') return sized(BigInt(Math.round(Number(sign + digits) * factor)));
    return Number(sign + digits) * factor;
  }
  const magnitude = isHex ? hexValue(digits.slice(2), kind) : BigInt(digits);
  return sized((sign === '-' ? -magnitude : magnitude) * BigInt(factor));
}

function hexValue(digits: string, kind: string): bigint {
  const value = BigInt(`0x${digits}`);
  const bits = digits.length > 16 ? 0 : digits.length > 8 || kind !== '' ? 64 : 32;
  const wraps = (bits === 64 && digits.length === 16) || (bits === 32 && digits.length === 8);
  return wraps ? BigInt.asIntN(bits, value) : value;
}

function sized(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
