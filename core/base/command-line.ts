/**
 * Windows command lines: one string, taken apart by each program, most of them by the rules of CommandLineToArgvW.
 *
 * @see https://learn.microsoft.com/windows/win32/api/shellapi/nf-shellapi-commandlinetoargvw
 */

/**
 * Quotes one argument so that CommandLineToArgvW gives it back unchanged.
 *
 * @example A trailing backslash inside quotes is doubled
 * assert.equal(quoteArgument('C:\\a b\\'), '"C:\\a b\\\\"');
 */
export function quoteArgument(argument: string): string {
  if (argument !== '' && !/[\s"]/.test(argument)) return argument;
  const escaped = argument.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1');
  return `"${escaped}"`;
}

/** Joins arguments into a command line. The first is the program: it must hold no quote. */
export function joinCommandLine(argv: readonly string[]): string {
  return argv.map(quoteArgument).join(' ');
}

/** Splits a command line as CommandLineToArgvW does; the program's own rule (no escapes) for the first. */
export function splitCommandLine(commandLine: string): string[] {
  const text = commandLine.trimStart();
  if (text === '') return [];
  const argv: string[] = [];
  const program = /^"([^"]*)"?|^[^\s]+/.exec(text);
  argv.push(program?.[1] ?? program?.[0] ?? '');
  let rest = text.slice(program?.[0].length ?? 0);
  for (;;) {
    rest = rest.trimStart();
    if (rest === '') return argv;
    const [argument, length] = readArgument(rest);
    argv.push(argument);
    rest = rest.slice(length);
  }
}

function readArgument(text: string): [string, number] {
  let argument = '';
  let quoted = false;
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '\\') {
      let end = at;
      while (text.charAt(end) === '\\') end++;
      const count = end - at;
      const beforeQuote = text.charAt(end) === '"';
      argument += '\\'.repeat(beforeQuote ? Math.floor(count / 2) : count);
      at = end;
      if (beforeQuote && count % 2 === 1) {
        argument += '"';
        at++;
      }
    } else if (character === '"') {
      if (quoted && text.charAt(at + 1) === '"') {
        argument += '"';
        at++;
      } else {
        quoted = !quoted;
      }
      at++;
    } else if (!quoted && /\s/.test(character)) {
      break;
    } else {
      argument += character;
      at++;
    }
  }
  return [argument, at];
}

/**
 * What an image stores for a command line that a user typed: its arguments when they give the same line again, else
 * the whole line as one element, which is run as it stands.
 *
 * @example One quoted program keeps its quotes
 * assert.deepEqual(commandToArgv('"C:\\a b\\c.exe"'), ['"C:\\a b\\c.exe"']);
 */
export function commandToArgv(commandLine: string): string[] {
  const argv = splitCommandLine(commandLine);
  return argv.length > 1 && joinCommandLine(argv) === commandLine ? argv : [commandLine];
}

/** The command line for an image's command. One element is a whole line already. */
export function argvToCommand(argv: readonly string[]): string {
  const [only] = argv;
  return argv.length === 1 && only !== undefined ? only : joinCommandLine(argv);
}
