import { rm, truncate, writeFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { fault, isFault } from '../../../core/base/fault.ts';
import type { HostEvent, HostProcess } from '../../../core/host/port.ts';
import type { ProcessParameters } from '../../../core/spec/compute-document.ts';
import {
  breakCompute,
  breakEvents,
  breakProcess,
  type Mutant,
  onlyAtTheEnd,
  override,
  swallow,
  through,
  withoutLastByte,
} from './break.ts';

const APART = 'stdout and stderr arrive apart';
const BYTES = 'every byte value arrives unchanged on both streams';
const LINES = 'line ends are not converted and nothing is added at the end';
const KEY = 'a key in use is AlreadyExists until the process is closed, running or exited';

function exits(name: string, cases: string[], change: (code: number | undefined) => number | undefined): Mutant {
  return { name, cases, break: (host) => breakProcess(host, (process) => ({ exited: process.exited.then(change) })) };
}

function stdout(name: string, cases: string[], change: (stream: Readable) => Readable): Mutant {
  return { name, cases, break: (host) => breakProcess(host, (process) => ({ stdout: change(process.stdout) })) };
}

function asked(name: string, cases: string[], change: (parameters: ProcessParameters) => ProcessParameters): Mutant {
  return {
    name,
    cases,
    break: (host) =>
      breakCompute(host, (compute) => ({
        createProcess: (id, key, parameters, output) => compute.createProcess(id, key, change(parameters), output),
      })),
  };
}

const codes: Mutant[] = [
  exits(
    'the exit code is cut to 8 bits',
    ['exit code 256 arrives whole', 'exit code 300 arrives whole'],
    (code) => code && code & 0xff,
  ),
  exits('the exit code is signed', ['exit code 4294967295 arrives whole'], (code) => code && code | 0),
  exits('every program succeeds', ['exit code 1 arrives whole'], () => 0),
  exits(
    'an unknown exit code becomes success',
    ['terminate settles every process of the system: exit known or unknown, streams ended'],
    (code) => (code === undefined || code > 0 ? 0 : code),
  ),
  {
    name: 'the time of an exit is that of the question',
    cases: ['the exit code of a process that ended while nobody looked is known, and when that was'],
    break: (host) => breakProcess(host, () => ({ exitedAt: new Date() })),
  },
  {
    name: 'exited resolves before the end',
    cases: ['when exited resolves, all output is on disk', 'terminate ends the process with exit code 1'],
    break: (host) => breakProcess(host, () => ({ exited: Promise.resolve(1) })),
  },
];

const streams: Mutant[] = [
  stdout('the last byte is lost', [LINES], withoutLastByte),
  stdout('CRLF becomes LF', [LINES], (stream) =>
    through(stream, (chunk) => Buffer.from(chunk.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')),
  ),
  stdout('LF becomes CRLF', [LINES], (stream) =>
    through(stream, (chunk) => Buffer.from(chunk.toString('latin1').replaceAll('\n', '\r\n'), 'latin1')),
  ),
  stdout('output is taken for text', [BYTES], (stream) =>
    through(stream, (chunk) => Buffer.from(chunk.toString('utf8'))),
  ),
  stdout('Ctrl-Z ends the output', [BYTES], (stream) => {
    let over = false;
    return through(stream, (chunk) => {
      const at = over ? 0 : chunk.indexOf(0x1a);
      over ||= at >= 0;
      return at < 0 ? chunk : chunk.subarray(0, at);
    });
  }),
  stdout('a newline is added at the end', [LINES], (stream) =>
    through(
      stream,
      (chunk) => chunk,
      () => Buffer.from('\n'),
    ),
  ),
  stdout('output comes only at the end', ['output arrives while the program runs'], onlyAtTheEnd),
  stdout('output is cut at 1 MB', ['10 MB on each stream at once arrive whole'], (stream) => {
    let room = 1024 * 1024;
    return through(stream, (chunk) => {
      const part = chunk.subarray(0, room);
      room -= part.length;
      return part;
    });
  }),
  {
    name: 'stdout and stderr are swapped',
    cases: [APART],
    break: (host) => breakProcess(host, (process) => ({ stdout: process.stderr, stderr: process.stdout })),
  },
  {
    name: 'a reader that leaves ends the program',
    cases: ['destroying a stream disturbs neither the program nor the other stream'],
    break: (host) =>
      breakProcess(host, (process) => {
        process.stdout.once('close', () => {
          if (!process.stdout.readableEnded) process.terminate().catch(() => {}); // it may have ended
        });
        return {};
      }),
  },
  {
    name: 'stdin has no end',
    cases: ['an empty stdin is an end of file at once'],
    break: (host) =>
      breakProcess(host, (process) => {
        const { stdin } = process;
        if (stdin === undefined) return {};
        const end = ((data?: unknown) => {
          if (typeof data === 'string' || Buffer.isBuffer(data)) stdin.write(data);
          return stdin;
        }) as typeof stdin.end; // one of its overloads is all the suite uses
        return { stdin: override(stdin, { end }) };
      }),
  },
  {
    name: 'stdin is not connected',
    cases: ['stdin reaches the program to its end, every byte value'],
    break: (host) =>
      breakProcess(host, (process) => {
        const { stdin } = process;
        if (stdin === undefined) return {};
        const end = (() => stdin.end()) as typeof stdin.end; // the break: what was given is dropped
        return { stdin: override(stdin, { end }) };
      }),
  },
  asked(
    'stdin is open though nobody asked',
    ['without CreateStdInPipe there is no stdin and the program reads an end of file'],
    (parameters) => ({
      ...parameters,
      CreateStdInPipe: true,
    }),
  ),
  {
    name: 'openProcess ignores its offsets',
    cases: ['openProcess starts each stream at its byte offset, counted from the beginning or the end'],
    break: (host) => breakCompute(host, (compute) => ({ openProcess: (id, key) => compute.openProcess(id, key) })),
  },
  {
    name: 'openProcess starts one byte too late',
    cases: ['openProcess starts each stream at its byte offset, counted from the beginning or the end'],
    break: (host) =>
      breakCompute(host, (compute) => ({
        openProcess: (id, key, offsets) =>
          compute.openProcess(id, key, { stdout: (offsets?.stdout ?? 0) + 1, stderr: offsets?.stderr ?? 0 }),
      })),
  },
  {
    name: 'openProcess shows only what comes from now on',
    cases: ['openProcess finds an exited process'],
    break: (host) =>
      breakCompute(host, (compute) => ({
        openProcess: async (id, key) => {
          const process = await compute.openProcess(id, key);
          return override(process, { stdout: through(process.stdout, () => Buffer.alloc(0)) });
        },
      })),
  },
];

const logs: Mutant[] = [
  {
    name: 'a log is begun anew',
    cases: ['a log is appended to, and the streams read from where it stood at the start'],
    break: (host) =>
      breakCompute(host, (compute) => ({
        createProcess: async (id, key, parameters, output) => {
          if (output.kind === 'log') await truncate(output.stdoutPath).catch(() => {}); // it may not be there
          return compute.createProcess(id, key, parameters, output);
        },
      })),
  },
  {
    name: 'a log goes with its process',
    cases: ['a log outlives the process and the system'],
    break: (host) =>
      breakCompute(host, (compute) => ({
        createProcess: async (id, key, parameters, output) => {
          const process = await compute.createProcess(id, key, parameters, output);
          return override(process, {
            close: async () => {
              await process.close();
              if (output.kind === 'log') await rm(output.stdoutPath, { force: true });
            },
          });
        },
      })),
  },
  {
    name: 'a log is written a while after the end',
    cases: ['when exited resolves, all output is on disk'],
    break: (host) =>
      breakCompute(host, (compute) => ({
        createProcess: async (id, key, parameters, output) => {
          const process = await compute.createProcess(id, key, parameters, { kind: 'spool' });
          if (output.kind === 'log') lateLog(process, output.stdoutPath);
          return process;
        },
      })),
  },
];

function lateLog(process: HostProcess, path: string): void {
  const chunks: Buffer[] = [];
  process.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  process.stdout.on('end', () => setTimeout(() => void writeFile(path, Buffer.concat(chunks)).catch(() => {}), 300)); // the bed may be gone
}

const given: Mutant[] = [
  asked(
    'the environment is dropped',
    ['an environment value reaches the program: plain'],
    ({ Environment: _, ...rest }) => rest,
  ),
  asked('environment values are trimmed', ['an environment value reaches the program: spaces'], (parameters) => ({
    ...parameters,
    Environment: Object.fromEntries(
      Object.entries(parameters.Environment ?? {}).map(([name, value]) => [name, value.trim()]),
    ),
  })),
  asked('environment values are ASCII', ['an environment value reaches the program: unicode'], (parameters) => ({
    ...parameters,
    Environment: Object.fromEntries(
      Object.entries(parameters.Environment ?? {}).map(([name, value]) => [name, value.replace(/[^ -~]/g, '?')]),
    ),
  })),
  asked(
    'the working directory is ignored',
    ['the working directory is the one asked for'],
    ({ WorkingDirectory: _, ...rest }) => rest,
  ),
  asked(
    'backslashes are unescaped once too often',
    ['arguments with quotes, backslashes, spaces and Unicode arrive as they were'],
    (parameters) => ({
      ...parameters,
      CommandLine: parameters.CommandLine.replaceAll('\\\\', '\\'),
    }),
  ),
  asked(
    'a shell expands the command line',
    ['arguments with quotes, backslashes, spaces and Unicode arrive as they were'],
    (parameters) => ({
      ...parameters,
      CommandLine: parameters.CommandLine.replaceAll('%PATH%', 'C:\\windows'),
    }),
  ),
  asked(
    'the command line is cut at 8191 characters',
    ['a command line of 30,000 characters arrives whole'],
    (parameters) => ({
      ...parameters,
      CommandLine: parameters.CommandLine.slice(0, 8191),
    }),
  ),
  {
    name: 'processId is not the process’s own',
    cases: ['processId is the id that the process sees as its own'],
    break: (host) => breakProcess(host, (process) => ({ processId: process.processId + 1 })),
  },
];

const UNKNOWN = "an unknown program is CommandFailed with Windows' error code, and the key stays free";

const keys: Mutant[] = [
  {
    name: 'a program that cannot start has no error code',
    cases: [UNKNOWN],
    break: (host) =>
      breakCompute(host, (compute) => ({
        createProcess: async (...args) => {
          try {
            return await compute.createProcess(...args);
          } catch (error) {
            throw isFault(error, 'CommandFailed') ? fault('CommandFailed', error.message) : error;
          }
        },
      })),
  },
  {
    name: 'a program that cannot start is an internal error',
    cases: [UNKNOWN],
    break: (host) =>
      breakCompute(host, (compute) => ({
        createProcess: async (...args) => {
          try {
            return await compute.createProcess(...args);
          } catch (error) {
            throw isFault(error, 'CommandFailed') ? fault('Internal', error.message) : error;
          }
        },
      })),
  },
  {
    name: 'a program that cannot start keeps its key',
    cases: [UNKNOWN],
    break: (host) => {
      const used = new Set<string>();
      return breakCompute(host, (compute) => ({
        createProcess: (id, key, ...rest) => {
          if (used.has(key)) throw fault('AlreadyExists', `The key '${key}' is in use.`);
          used.add(key);
          return compute.createProcess(id, key, ...rest);
        },
      }));
    },
  },
  {
    name: 'a key in use is accepted',
    cases: [KEY],
    break: (host) => {
      let n = 0;
      return breakCompute(host, (compute) => ({
        createProcess: async (id, key, ...rest) => {
          try {
            return await compute.createProcess(id, key, ...rest);
          } catch (error) {
            if (!isFault(error, 'AlreadyExists')) throw error;
            return compute.createProcess(id, `${key}-again-${++n}`, ...rest);
          }
        },
      }));
    },
  },
  {
    name: 'a bad key is accepted',
    cases: ['the key "a/b" (3 characters) is InvalidArgument'],
    break: (host) => {
      let n = 0;
      return breakCompute(host, (compute) => ({
        createProcess: (id, key, ...rest) =>
          compute.createProcess(id, /^[A-Za-z0-9-]{1,64}$/.test(key) ? key : `bad-${Date.now()}-${++n}`, ...rest),
      }));
    },
  },
  {
    name: 'listProcesses is not sorted',
    cases: ['listProcesses gives the keys that were not closed, running or exited, sorted'],
    break: (host) =>
      breakCompute(host, (compute) => ({ listProcesses: async (id) => (await compute.listProcesses(id)).reverse() })),
  },
  {
    name: 'listProcesses forgets what ended',
    cases: ['listProcesses gives the keys that were not closed, running or exited, sorted'],
    break: (host) =>
      breakCompute(host, (compute) => ({
        listProcesses: async (id) => {
          const running: string[] = [];
          for (const key of await compute.listProcesses(id)) {
            const process = await compute.openProcess(id, key);
            const ended = await Promise.race([
              process.exited.then(() => true),
              new Promise((done) => setTimeout(done, 50, false)),
            ]);
            process.stdout.destroy();
            process.stderr.destroy();
            if (ended === false) running.push(key);
          }
          return running;
        },
      })),
  },
  {
    name: 'terminate spares the children',
    cases: ['terminate ends the children too'],
    break: (host) =>
      breakCompute(host, (compute) => {
        let n = 0;
        return {
          createProcess: async (id, key, ...rest) => {
            const process = await compute.createProcess(id, key, ...rest);
            const terminate = async () => {
              const CommandLine = `taskkill /F /PID ${process.processId}`;
              const killer = await compute.createProcess(
                id,
                `killer-${Date.now()}-${++n}`,
                { CommandLine },
                { kind: 'spool' },
              );
              await killer.exited;
            };
            return override(process, { terminate });
          },
        };
      }),
  },
  {
    name: 'terminate of a process does nothing',
    cases: ['terminate ends the process with exit code 1'],
    break: (host) => breakProcess(host, () => ({ terminate: async () => {} })),
  },
  {
    name: 'a terminated process has a Unix exit code',
    cases: ['terminate ends the process with exit code 1'],
    break: (host) =>
      breakProcess(host, (process) => ({ exited: process.exited.then((code) => (code === 1 ? 137 : code)) })),
  },
  {
    name: 'terminate of an exited process fails',
    cases: ['terminate and signal of an exited process succeed and change nothing'],
    break: (host) =>
      breakProcess(host, (process) => ({
        terminate: async () => {
          const code = await Promise.race([
            process.exited,
            new Promise<string>((done) => setTimeout(done, 50, 'runs')),
          ]);
          if (code !== 'runs') throw fault('InvalidState', 'The process has ended.');
          await process.terminate();
        },
      })),
  },
  {
    name: 'a signal goes nowhere',
    cases: ['CtrlC reaches the program, or is NotSupported'],
    break: (host) => breakProcess(host, () => ({ signal: async () => {} })),
  },
  {
    name: 'close of a running process is accepted',
    cases: ['close of a running process is InvalidState and leaves it alone'],
    break: (host) =>
      breakProcess(host, (process) => ({ close: () => swallow('InvalidState', () => process.close(), undefined) })),
  },
  {
    name: 'close of a process frees nothing',
    cases: ['close frees the key and the output: the process is not found again'],
    break: (host) => breakProcess(host, () => ({ close: async () => {} })),
  },
];

const ONCE = 'the exit of a process is told once, with its key and whole exit code';
const ORDER = 'the end of a system is told once, after the ends of all its processes, as GracefulExit';

const events: Mutant[] = [
  {
    name: 'each event comes twice',
    cases: [ONCE],
    break: (host) =>
      breakEvents(host, (event, listener) => {
        listener(event);
        setTimeout(listener, 20, event);
      }),
  },
  { name: 'no event comes', cases: [ONCE], break: (host) => breakEvents(host, () => {}) },
  {
    name: 'the end of a system is not told',
    cases: [ORDER],
    break: (host) => breakEvents(host, (event, listener) => event.type === 'systemExited' || listener(event)),
  },
  {
    name: 'a system’s end is told before its processes’',
    cases: [ORDER],
    break: (host) =>
      breakEvents(host, (event, listener) => {
        if (event.type === 'systemExited') listener(event);
        else setTimeout(listener, 250, event);
      }),
  },
  {
    name: 'an event has 8 bits of the exit code',
    cases: [ONCE],
    break: (host) =>
      breakEvents(host, (event, listener) =>
        listener(
          event.type === 'processExited' && event.exitCode !== undefined
            ? { ...event, exitCode: event.exitCode & 0xff }
            : event,
        ),
      ),
  },
  {
    name: 'every end of a system is told as graceful',
    cases: ['terminate is told as ForcedExit, after the ends of all processes'],
    break: (host) =>
      breakEvents(host, (event, listener) =>
        listener(event.type === 'systemExited' ? { ...event, exitType: 'GracefulExit' } : event),
      ),
  },
  {
    name: 'unsubscribe is ignored',
    cases: ['two listeners hear the same; one that left hears nothing more'],
    break: (host) =>
      breakCompute(host, (compute) => ({
        subscribe: (listener) => {
          compute.subscribe(listener);
          return () => {};
        },
      })),
  },
  {
    name: 'only the first listener hears',
    cases: ['two listeners hear the same; one that left hears nothing more'],
    break: (host) => {
      let listeners = 0;
      return breakCompute(host, (compute) => ({
        subscribe: (listener) => (listeners++ > 0 ? () => {} : compute.subscribe(listener)),
      }));
    },
  },
  {
    name: 'a new listener hears of the past',
    cases: ['a listener hears nothing of what was before'],
    break: (host) => {
      const past: HostEvent[] = [];
      host.compute.subscribe((event) => past.push(event));
      return breakCompute(host, (compute) => ({
        subscribe: (listener) => {
          for (const event of past) listener(event);
          return compute.subscribe(listener);
        },
      }));
    },
  },
  {
    name: 'exit codes are forgotten with the host',
    cases: ['the exit code of a process that ended while nobody looked is known, and when that was'],
    break: (host) => {
      const made = new Set<string>();
      return breakCompute(host, (compute) => ({
        createProcess: (id, key, ...rest) => {
          made.add(key);
          return compute.createProcess(id, key, ...rest);
        },
        openProcess: async (id, key, offsets) => {
          const process = await compute.openProcess(id, key, offsets);
          return made.has(key) ? process : override(process, { exited: process.exited.then(() => undefined) });
        },
      }));
    },
  },
  {
    name: 'output is forgotten with the host',
    cases: ['a running process goes on, with all that it wrote while nobody was there'],
    break: (host) => {
      const made = new Set<string>();
      return breakCompute(host, (compute) => ({
        createProcess: (id, key, ...rest) => {
          made.add(key);
          return compute.createProcess(id, key, ...rest);
        },
        openProcess: async (id, key, offsets) => {
          const process = await compute.openProcess(id, key, offsets);
          return made.has(key)
            ? process
            : override(process, { stdout: through(process.stdout, () => Buffer.alloc(0)) });
        },
      }));
    },
  },
];

export const PROCESS_MUTANTS: readonly Mutant[] = [...codes, ...streams, ...logs, ...given, ...keys, ...events];
