import { readFileSync } from 'node:fs';
import { cpus, release } from 'node:os';
import type { Times } from './measure.ts';

/** A line of the table. */
export interface Row {
  what: string;
  ours: string;
  theirs: string;
  /** What the target is about: a ratio, a difference, a time. */
  figure: string;
  target: string;
  holds: boolean;
}

/** What a group of measurements found. */
export interface Finding {
  rows: Row[];
  /** Command lines and versions of the peers, what was verified, and what else a reader should know. */
  notes: string[];
}

export function ms(times: Times): string {
  const digits = times.medianMs < 10 ? 1 : 0;
  const [median, least, most] = [times.medianMs, times.leastMs, times.mostMs].map((time) => time.toFixed(digits));
  return `${median} ms (${least} to ${most})`;
}

export function ratio(ours: Times, theirs: Times): number {
  return ours.medianMs / theirs.medianMs;
}

/** The line of a comparison in time. @param target How many times theirs ours may take. */
export function ratioRow(what: string, times: { ours: Times; theirs: Times }, target: number): Row {
  const factor = ratio(times.ours, times.theirs);
  return {
    what,
    ours: ms(times.ours),
    theirs: ms(times.theirs),
    figure: `x ${factor.toFixed(2)}`,
    target: `<= x ${target}`,
    holds: factor <= target,
  };
}

/** The load of the last minute: above half a processor's worth, figures are not to be trusted. */
export function load(): number {
  return Number(readFileSync('/proc/loadavg', 'utf8').split(' ')[0]);
}

export function machine(): string {
  const processors = cpus();
  return `${processors.length} x ${processors[0]?.model ?? 'unknown processor'}, Linux ${release()}, Node ${process.versions.node}, load ${load()}`;
}

/** The table as Markdown: it reads well on a terminal too. */
export function table(rows: readonly Row[]): string {
  const head = ['What', 'Ours', 'Peer', 'Figure', 'Target', ''];
  const cells = [
    head,
    ...rows.map(({ what, ours, theirs, figure, target, holds }) => [
      what,
      ours,
      theirs,
      figure,
      target,
      holds ? 'pass' : 'FAIL',
    ]),
  ];
  const widths = head.map((_, column) => Math.max(3, ...cells.map((line) => line[column]?.length ?? 0)));
  const format = (line: readonly string[]) =>
    `| ${widths.map((width, column) => (line[column] ?? '').padEnd(width)).join(' | ')} |`;
  const rule = widths.map((width) => '-'.repeat(width));
  return [cells[0] ?? [], rule, ...cells.slice(1)].map(format).join('\n');
}
