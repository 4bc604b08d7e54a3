import { appendFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log, Runtime } from '../base/runtime.ts';

/** Size of one log file, and how many are kept. */
const FILE_BYTES = 5 * 1024 * 1024;
const FILE_COUNT = 5;
const FLUSH_MS = 1000;

export interface FileLog extends Log {
  /** Writes out what waits; at most a second. The log takes no more afterwards. */
  close(): Promise<void>;
  /** Writes one line at once, for a process about to die. */
  last(message: string, fields: Record<string, unknown>): void;
}

interface Entry {
  level: 'debug' | 'info' | 'warn' | 'error';
  message: string;
  time: string;
  pid: number;
  fields: Record<string, unknown>;
}

/**
 * The service's log: `<folder>/service.log`, one JSON object a line, 5 files of 5 MB. winston is loaded behind the
 * first entries, so that a start does not wait for it. A log that cannot be written loses lines, never a call.
 */
export function openLog(folder: string, options: { runtime: Runtime; processId: number; debug: boolean }): FileLog {
  const path = join(folder, 'service.log');
  const waiting: Entry[] = [];
  let sink: ((entry: Entry) => void) | undefined;
  let closed = false;

  const ready = openSink(folder, options.debug).then(
    (opened) => {
      sink = opened.write;
      for (const entry of waiting.splice(0)) opened.write(entry);
      return opened;
    },
    () => {
      waiting.length = 0;
      sink = () => undefined;
      return undefined;
    },
  );

  const write =
    (level: Entry['level']) =>
    (message: string, fields: Record<string, unknown> = {}) => {
      if (closed) return;
      const entry: Entry = {
        level,
        message,
        time: options.runtime.now().toISOString(),
        pid: options.processId,
        fields,
      };
      if (sink === undefined) waiting.push(entry);
      else sink(entry);
    };

  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    async close() {
      closed = true;
      const opened = await ready;
      await opened?.end();
    },
    last(message, fields) {
      try {
        const time = options.runtime.now().toISOString();
        appendFileSync(
          path,
          `${JSON.stringify({ level: 'error', message, time, pid: options.processId, ...fields })}\n`,
        );
      } catch {
        // Nowhere left to tell it: the caller also writes to stderr.
      }
    },
  };
}

async function openSink(folder: string, debug: boolean): Promise<{ write(entry: Entry): void; end(): Promise<void> }> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const winston = await import('winston');
  const file = new winston.default.transports.File({
    dirname: folder,
    filename: 'service.log',
    maxsize: FILE_BYTES,
    maxFiles: FILE_COUNT,
    tailable: true,
  });
  const logger = winston.default.createLogger({
    level: debug ? 'debug' : 'info',
    format: winston.default.format.json(),
    transports: [file],
  });
  // A full disk must not become an uncaught error.
  file.on('error', () => undefined);
  logger.on('error', () => undefined);
  return {
    write: ({ level, message, time, pid, fields }) => {
      logger.log({ ...fields, level, message, time, pid });
    },
    end: () =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, FLUSH_MS);
        file.on('finish', () => {
          clearTimeout(timer);
          resolve();
        });
        logger.end();
      }),
  };
}
