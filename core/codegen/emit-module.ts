import { nameOfCmdlet } from './check-declaration.ts';
import { dockerAliases } from './docker-names.ts';
import { emitFunction } from './emit-function.ts';
import { WORK_FILE } from './emit-work.ts';
import { partsOf } from './hand-written.ts';
import { headerLines, type Source } from './read-declaration.ts';
import { sessionProxies } from './session-commands.ts';

/**
 * Writes the module's script: what a session needs before the first call, since PowerShell reads all of it at import. One
 * script, for a file each costs time too. What it exports is in the manifest.
 *
 * @param handWritten The folder of the parts that are written by hand (`module/src/import`).
 */
export async function emitModule(source: Source, handWritten: string): Promise<string> {
  const { declaration } = source;
  const names = declaration.Cmdlets.map(nameOfCmdlet);
  return [
    ...headerLines(source).map((line) => `# ${line}`),
    '# The parts under "src" are in module/src/import; edit them there.',
    '',
    '# Names that are asked for by -ArgumentList of Import-Module: Docker.',
    'param([string] $Names)',
    '',
    'Set-StrictMode -Version Latest',
    '',
    ...WORK,
    '',
    '#region sessions',
    '',
    ...sessionProxies(),
    '#endregion sessions',
    '',
    ...(await partsOf(handWritten, 'src/import')),
    '#region cmdlets',
    '',
    ...declaration.Cmdlets.flatMap((cmdlet) => [...emitFunction(cmdlet), '']),
    '#endregion cmdlets',
    '',
    ...dockerAliases(names),
    '',
  ].join('\n');
}

/** Every function of the module calls it before one of the work's. */
const WORK = [
  '# What the cmdlets do is read when one of them is first called.',
  '$script:HcsHasWork = $false',
  'function Import-HcsWork {',
  '    if ($script:HcsHasWork) { return }',
  `    . "$PSScriptRoot/${WORK_FILE}"`,
  '    $script:HcsHasWork = $true',
  '}',
];
