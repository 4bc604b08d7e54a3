import { readFile } from 'node:fs/promises';

/** What a stand-in DLL says when its process ends; see `common/accounting.c`. */
interface ReportLine {
  dll: string;
  process: number;
  /** Open at the end, by kind. */
  live?: Record<string, number>;
  leaks?: string[];
  notes?: string[];
  [counter: string]: unknown;
}

/** Counters that say something else than a mistake. */
const HARMLESS = new Set(['process', 'build']);

/** Every leak, double free and use after close that the stand-in DLLs saw; empty when all is well. */
export async function readReport(path: string): Promise<{ processes: number; troubles: string[] }> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const lines = text.split('\n').filter((line) => line !== '');
  const troubles = lines.flatMap((line) => troublesOf(JSON.parse(line) as ReportLine)); // written by our own DLLs
  return { processes: lines.length, troubles };
}

function troublesOf(line: ReportLine): string[] {
  const where = `${line.dll}, process ${line.process}`;
  const live = Object.entries(line.live ?? {}).filter(([, count]) => count > 0);
  const counters = Object.entries(line).filter(
    ([name, value]) => typeof value === 'number' && value > 0 && !HARMLESS.has(name),
  );
  const details = [...(line.leaks ?? []), ...(line.notes ?? [])].map((one) => `    ${JSON.stringify(one)}`);
  const found = [
    ...live.map(([kind, count]) => `${where}: ${count} ${kind} never freed`),
    ...counters.map(([name, value]) => `${where}: ${name} ${String(value)}`),
  ];
  return found.length === 0 ? [] : [...found, ...details];
}
