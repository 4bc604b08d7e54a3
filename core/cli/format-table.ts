import type { PropertyType } from '../spec/cmdlet.ts';
import { displayWidth, formatCell } from './format-value.ts';

export interface TableColumn {
  name: string;
  type: PropertyType | undefined;
}

const NUMERIC: readonly (PropertyType | undefined)[] = ['int', 'long', 'double'];
const GAP = ' ';
/** No column is cut below this, however narrow the terminal is. */
const LEAST_COLUMN = 4;

/**
 * A table as PowerShell prints it: names, dashes, rows; numbers to the right. Columns are as wide as what they hold; on
 * a terminal the widest are cut, with an ellipsis, until a row fits.
 *
 * @param rows Objects by property name.
 * @param widthLimit Columns of the terminal; undefined: nothing is cut.
 * @returns lines without line ends.
 * @example One container
 * const columns = [{ name: 'Name', type: 'string' }, { name: 'Uptime', type: 'timespan' }];
 * assert.deepEqual(formatTable(columns, [{ Name: 'web', Uptime: 61 }]), ['Name Uptime', '---- ------', 'web  00:01:01']);
 */
export function formatTable(
  columns: readonly TableColumn[],
  rows: readonly Record<string, unknown>[],
  widthLimit?: number,
): string[] {
  const cells = rows.map((row) => columns.map((column) => formatCell(column, row[column.name])));
  const widths = columns.map((column, index) =>
    Math.max(displayWidth(column.name), ...cells.map((row) => displayWidth(row[index] ?? ''))),
  );
  if (widthLimit !== undefined) shrink(widths, widthLimit);
  const line = (texts: readonly string[]): string => {
    const padded = texts.map((text, index) => {
      const width = widths[index] ?? 0;
      const fitted = shorten(text, width);
      const blank = ' '.repeat(Math.max(0, width - displayWidth(fitted)));
      return NUMERIC.includes(columns[index]?.type) ? blank + fitted : fitted + blank;
    });
    return padded.join(GAP).trimEnd();
  };
  const names = columns.map((column) => column.name);
  return [
    line(names),
    line(names.map((name, index) => '-'.repeat(Math.min(name.length, widths[index] ?? 0)))),
    ...cells.map(line),
  ];
}

/** Cuts the widest column, one step at a time, until the row fits or all are as narrow as they get. */
function shrink(widths: number[], limit: number): void {
  const total = () => widths.reduce((sum, width) => sum + width, 0) + GAP.length * (widths.length - 1);
  while (total() > limit) {
    const widest = Math.max(...widths);
    if (widest <= LEAST_COLUMN) return;
    const index = widths.lastIndexOf(widest);
    widths[index] = widest - 1;
  }
}

function shorten(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const char of text) {
    const next = used + displayWidth(char);
    if (next > width - 1) break;
    kept += char;
    used = next;
  }
  return `${kept}\u2026`;
}
