import { fault } from './fault.ts';

/** From 1601 to 1970, in 100 ns. */
const EPOCH_TICKS = 116_444_736_000_000_000n;
const TICKS_PER_SECOND = 10_000_000n;
const TEXT = /^(-?)(\d{1,12})(?:\.(\d{1,9}))?$/;
/** The highest FILETIME that Windows takes. */
const MAX_TICKS = 2n ** 63n - 1n;

/**
 * FILETIME (100 ns since 1601, UTC) of a time in seconds since 1970 with decimals. Less than 100 ns is cut off.
 *
 * @throws {RuntimeFault} `InvalidArgument` for another form, or a time that FILETIME cannot hold.
 * @example 100 ns after 1970
 * assert.equal(toFileTime('0.0000001'), 116_444_736_000_000_001n);
 */
export function toFileTime(text: string): bigint {
  const [, sign, seconds, fraction = ''] = TEXT.exec(text) ?? [];
  if (seconds !== undefined) {
    const size = BigInt(seconds) * TICKS_PER_SECOND + BigInt(fraction.slice(0, 7).padEnd(7, '0'));
    const ticks = EPOCH_TICKS + (sign === '-' ? -size : size);
    if (ticks >= 0n && ticks <= MAX_TICKS) return ticks;
  }
  throw fault('InvalidArgument', `'${text.slice(0, 40)}' is no time that a Windows file can have.`, {
    target: text.slice(0, 40),
  });
}

/** The other way: seconds since 1970, with up to seven decimals and no zeros at their end. */
export function fromFileTime(ticks: bigint): string {
  const size = ticks - EPOCH_TICKS;
  const positive = size < 0n ? -size : size;
  const fraction = String(positive % TICKS_PER_SECOND)
    .padStart(7, '0')
    .replace(/0+$/, '');
  return `${size < 0n ? '-' : ''}${positive / TICKS_PER_SECOND}${fraction === '' ? '' : `.${fraction}`}`;
}

/** FILETIME of milliseconds since 1970, whole or not. */
export function fileTimeOfMs(milliseconds: number): bigint {
  return EPOCH_TICKS + BigInt(Math.round(milliseconds * 10_000));
}

/** Milliseconds since 1970, rounded down to whole ones. */
export function msOfFileTime(ticks: bigint): number {
  const size = ticks - EPOCH_TICKS;
  const whole = size / 10_000n;
  return Number(size < 0n && size % 10_000n !== 0n ? whole - 1n : whole);
}
