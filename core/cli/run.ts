import { PRODUCT_VERSION } from '../service/generated/contract.gen.ts';
import { bindArguments } from './bind-arguments.ts';
import { ensureService, type ServiceAccess } from './ensure-service.ts';
import { cmdletHelp, findCmdlet, overview } from './help.ts';
import { EXIT, invokeCmdlet, problemOf } from './invoke-cmdlet.ts';
import { problemText } from './output.ts';
import { serviceCommand } from './service-command.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage.ts';

export interface CommandLine {
  /** Without the node and the script. */
  argv: readonly string[];
  workingDirectory: string;
  terminal: Terminal;
  /**
   * Where the service is and how it is started.
   * @param root The state root, where it was typed. Default: what the environment says.
   * @throws {RuntimeFault} for a root that cannot be.
   */
  access(root?: string): ServiceAccess;
}

/**
 * The `hcs` command line. Exit codes: 0 done, 1 problems were reported, 2 the command line was not understood, 130
 * after Ctrl+C; Invoke-ContainerCommand exits as the program did.
 */
export async function run(commandLine: CommandLine): Promise<number> {
  const { argv, terminal } = commandLine;
  const [word, ...rest] = argv;
  try {
    return await runWord(word, rest, commandLine);
  } catch (error) {
    if (error instanceof UsageError) {
      const name = word === undefined || /^-/.test(word) ? 'hcs' : word;
      await terminal.err(
        problemText(name, {
          id: error.id,
          category: 'InvalidArgument',
          message: error.message,
          ...(error.hint === undefined ? {} : { hint: error.hint }),
        }),
      );
      return EXIT.usage;
    }
    await terminal.err(problemText(word ?? 'hcs', problemOf(error, word ?? 'hcs')));
    return EXIT.failed;
  }
}

async function runWord(word: string | undefined, rest: readonly string[], commandLine: CommandLine): Promise<number> {
  const { terminal, workingDirectory } = commandLine;
  switch (word?.toLowerCase()) {
    case undefined:
    case '-?':
    case '-h':
    case '--help':
    case 'help':
    case 'get-help':
      return printHelp(rest, terminal);
    case '--version':
    case '-version':
      await terminal.out(`${PRODUCT_VERSION}\n`);
      return EXIT.done;
    case 'service':
      return serviceCommand(rest, (root) => commandLine.access(root), terminal);
    default:
  }
  const cmdlet = findCmdlet(word ?? '');
  const call = bindArguments(cmdlet, rest, workingDirectory);
  if (call.common.help) return printHelp([cmdlet.name], terminal);
  // Objects carry the whole exit code and both streams; raw bytes would not be JSON.
  if (call.common.asJson && cmdlet.parameters.some((parameter) => parameter.name === 'AsObject'))
    call.parameters['AsObject'] = true;
  return invokeCmdlet({
    call,
    workingDirectory,
    terminal,
    connect: (note) => ensureService({ ...commandLine.access(), note }),
  });
}

async function printHelp(words: readonly string[], terminal: Terminal): Promise<number> {
  const [name] = words;
  await terminal.out(name === undefined ? overview() : await cmdletHelp(findCmdlet(name)));
  return EXIT.done;
}
