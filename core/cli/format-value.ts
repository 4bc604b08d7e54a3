import { formatBytes } from '../base/format-bytes.ts';
import { isByteCount, type PropertyType } from '../spec/cmdlet.ts';

/** Characters that would move the cursor, ring or colour: a hostile name must not drive the terminal. */
const CONTROL = /(?![\t\n\u200d])[\p{Cc}\p{Cf}]/gu;

/** Makes text harmless on a terminal; keeps tabs and line ends. */
export function harmless(text: string): string {
  return text.replace(CONTROL, '\ufffd');
}

/**
 * A cell of a table: the property's value, bytes as people read them.
 *
 * @example A file
 * assert.equal(formatCell({ name: 'Length', type: 'long' }, 2048), '2.0 KB');
 */
export function formatCell({ name, type }: { name: string; type: PropertyType | undefined }, value: unknown): string {
  return typeof value === 'number' && isByteCount(name, type) ? formatBytes(value) : formatValue(type, value);
}

/**
 * One property's value, as PowerShell shows it. Times are local, time spans `[d.]hh:mm:ss`.
 *
 * @example An hour
 * assert.equal(formatValue('timespan', 3600), '01:00:00');
 */
export function formatValue(type: PropertyType | undefined, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return `{${value.map((item) => formatValue(undefined, item)).join(', ')}}`;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (type === 'timespan' && typeof value === 'number') return formatSpan(value);
  if (type === 'datetime' && typeof value === 'string') return formatTime(value);
  if (typeof value === 'object') return nameOf(value);
  return harmless(String(value)).replace(/[\t\n]/g, ' ');
}

function formatSpan(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (part: number) => String(part).padStart(2, '0');
  const days = Math.floor(whole / 86400);
  const clock = `${two(Math.floor(whole / 3600) % 24)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  return days > 0 ? `${days}.${clock}` : clock;
}

function formatTime(iso: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return harmless(iso);
  const two = (part: number) => String(part).padStart(2, '0');
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}

function nameOf(value: object): string {
  for (const key of ['Name', 'name']) {
    const name = Object.entries(value).find(([property]) => property === key)?.[1];
    if (typeof name === 'string') return harmless(name);
  }
  return harmless(JSON.stringify(value));
}

/** How many columns of a terminal text takes: none for a combining mark, two for a wide character. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const char of text) width += /[\p{Mn}\p{Me}\p{Cf}]/u.test(char) ? 0 : isWide(char.codePointAt(0) ?? 0) ? 2 : 1;
  return width;
}

function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd)
  );
}
