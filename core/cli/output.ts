import { type CmdletContract, OBJECTS, type ObjectContract } from '../service/generated/contract.gen.ts';
import type { StreamOutput, WireError } from '../spec/wire.ts';
import type { CommonParameters } from './common-parameters.ts';
import { formatTable, type TableColumn } from './format-table.ts';
import { harmless } from './format-value.ts';
import { ProgressBar } from './progress-bar.ts';
import type { Terminal } from './terminal.ts';

/** A table is printed when the call ends or, for calls that take long, this long after its first row. */
const TABLE_PATIENCE_MS = 400;

/** Prints what one call says. */
export interface Output {
  readonly progress: ProgressBar;
  /** Whether anything of the pipeline was printed: then the call cannot be quietly repeated. */
  readonly hasPrinted: boolean;
  objects(type: string, values: readonly unknown[]): Promise<void>;
  bytes(output: StreamOutput): Promise<void>;
  problem(error: WireError): Promise<void>;
  text(kind: 'VERBOSE' | 'WARNING', text: string): Promise<void>;
  /** Prints what was held back. */
  end(): Promise<void>;
  /** Forgets what was held back. */
  reset(): void;
}

export function createOutput(
  cmdlet: Pick<CmdletContract, 'name' | 'takesTerminal'>,
  common: CommonParameters,
  terminal: Terminal,
): Output {
  const progress = new ProgressBar(terminal);
  // Who takes the terminal prints no objects: an empty array would spoil the screen.
  const objects = common.asJson && !cmdlet.takesTerminal ? jsonObjects(terminal) : tableObjects(terminal);
  let hasPrintedBytes = false;
  return {
    progress,
    get hasPrinted() {
      return hasPrintedBytes || objects.hasPrinted;
    },
    async objects(type, values) {
      progress.clear();
      await objects.add(type, values);
    },
    async bytes({ stream, data }) {
      progress.clear();
      hasPrintedBytes = true;
      await terminal[stream === 'stdout' ? 'out' : 'err'](Buffer.from(data, 'base64'));
    },
    async problem(error) {
      progress.clear();
      if (common.errorAction === 'SilentlyContinue' || common.errorAction === 'Ignore') return;
      await terminal.err(common.asJson ? problemJson(cmdlet.name, error) : problemText(cmdlet.name, error));
    },
    async text(kind, text) {
      if (kind === 'VERBOSE' && !common.verbose) return;
      if (kind === 'WARNING' && common.warningAction !== 'Continue' && common.warningAction !== 'Stop') return;
      progress.clear();
      await terminal.err(`${kind}: ${harmless(text)}\n`);
    },
    async end() {
      progress.clear();
      await objects.end();
    },
    reset: () => objects.reset(),
  };
}

/** `Cmdlet: message`, then the id and what to type next. */
export function problemText(cmdlet: string, error: WireError): string {
  const hint = error.hint === undefined ? '' : ` Try: ${error.hint}`;
  return harmless(`${cmdlet}: ${error.message}\n  [${error.id},${cmdlet}]${hint}\n`);
}

function problemJson(cmdlet: string, error: WireError): string {
  return `${JSON.stringify({ error: { ...error, fullyQualifiedErrorId: `${error.id},${cmdlet}` } })}\n`;
}

interface ObjectPrinter {
  readonly hasPrinted: boolean;
  add(type: string, values: readonly unknown[]): Promise<void>;
  end(): Promise<void>;
  reset(): void;
}

/** One array, an element a line, printed as the objects come. */
function jsonObjects(terminal: Terminal): ObjectPrinter {
  let count = 0;
  return {
    get hasPrinted() {
      return count > 0;
    },
    async add(_type, values) {
      await terminal.out(values.map((value) => `${count++ === 0 ? '[' : ','}\n  ${JSON.stringify(value)}`).join(''));
    },
    async end() {
      await terminal.out(count === 0 ? '[]\n' : '\n]\n');
    },
    reset: () => undefined,
  };
}

/** Tables, one for each run of objects of a type; text lines as they come. */
function tableObjects(terminal: Terminal): ObjectPrinter {
  const state: {
    hasPrinted: boolean;
    type: string | undefined;
    rows: Record<string, unknown>[];
    headed: boolean;
    timer: NodeJS.Timeout | undefined;
  } = {
    hasPrinted: false,
    type: undefined,
    rows: [],
    headed: false,
    timer: undefined,
  };

  const flush = async (): Promise<void> => {
    clearTimeout(state.timer);
    state.timer = undefined;
    const rows = state.rows.splice(0);
    if (rows.length === 0 || state.type === undefined) return;
    const lines = formatTable(columnsOf(state.type, rows), rows, terminal.columns);
    const shown = state.headed ? lines.slice(2) : lines;
    state.headed = true;
    state.hasPrinted = true;
    await terminal.out(`${shown.join('\n')}\n`);
  };

  return {
    get hasPrinted() {
      return state.hasPrinted;
    },
    async add(type, values) {
      if (type !== state.type) {
        await flush();
        state.type = type;
        state.headed = false;
      }
      const rows = values.filter(isRecord);
      if (rows.length === 0) {
        state.hasPrinted = true;
        const lines = values.map((value) => (typeof value === 'boolean' ? formatAnswer(value) : String(value)));
        await terminal.out(`${lines.join('\n')}\n`);
        return;
      }
      state.rows.push(...rows);
      state.timer ??= setTimeout(() => void flush(), TABLE_PATIENCE_MS);
    },
    end: flush,
    reset() {
      clearTimeout(state.timer);
      state.timer = undefined;
      state.rows.length = 0;
    },
  };
}

function columnsOf(type: string, rows: readonly Record<string, unknown>[]): TableColumn[] {
  const declared: ObjectContract | undefined = Object.hasOwn(OBJECTS, type)
    ? Object.entries(OBJECTS).find(([name]) => name === type)?.[1]
    : undefined;
  if (declared === undefined) return Object.keys(rows[0] ?? {}).map((name) => ({ name, type: undefined }));
  return declared.columns.map((name) => ({
    name,
    type: declared.properties.find((property) => property.name === name)?.type,
  }));
}

/** As PowerShell shows it. */
function formatAnswer(value: boolean): string {
  return value ? 'True' : 'False';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
