import { CMDLETS, type CmdletContract, type ParameterContract } from '../service/generated/contract.gen.ts';
import { commonParametersOf } from './common-parameters.ts';
import { UsageError } from './usage.ts';

const INDENT = '    ';

/** Words people bring from Docker, and the cmdlet they mean. */
const DOCKER_WORDS: Readonly<Record<string, string>> = {
  ps: 'Get-Container',
  ls: 'Get-Container',
  inspect: 'Get-Container',
  run: 'New-Container',
  create: 'New-Container',
  start: 'Start-Container',
  stop: 'Stop-Container',
  kill: 'Stop-Container',
  rm: 'Remove-Container',
  exec: 'Invoke-ContainerCommand',
  cp: 'Copy-ContainerItem',
  logs: 'Get-ContainerLog',
  commit: 'New-ContainerImage',
  images: 'Get-ContainerImage',
  rmi: 'Remove-ContainerImage',
  save: 'Export-ContainerImage',
  load: 'Import-ContainerImage',
  info: 'Get-ContainerHost',
  version: 'Get-ContainerHost',
};

/** Finds a cmdlet by its name, without regard to case. @throws {UsageError} with names that are near. */
export function findCmdlet(name: string): CmdletContract {
  const word = name.toLowerCase();
  const found = Object.values(CMDLETS).find((cmdlet) => cmdlet.name.toLowerCase() === word);
  if (found !== undefined) return found;
  const near = nearNames(word);
  throw new UsageError(
    'CommandNotFoundException',
    `The term '${name}' is not recognized as the name of a cmdlet.`,
    near.length > 0 ? near.join(', ') : 'hcs help',
  );
}

/** At most three cmdlets whose names are a slip of the finger, or a word of Docker's, away. */
export function nearNames(word: string): string[] {
  const docker = DOCKER_WORDS[word];
  if (docker !== undefined) return [docker];
  return Object.keys(CMDLETS)
    .map((name) => ({ name, distance: editDistance(word, name.toLowerCase()) }))
    .filter(
      ({ name, distance }) =>
        distance <= 4 || name.toLowerCase().startsWith(word) || name.toLowerCase().endsWith(`-${word}`),
    )
    .sort((left, right) => left.distance - right.distance)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** Levenshtein's distance; names are short. */
export function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const same = left[i - 1] === right[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}

/** `hcs help`. */
export function overview(): string {
  const width = Math.max(...Object.keys(CMDLETS).map((name) => name.length));
  const lines = Object.values(CMDLETS)
    .sort((left, right) => left.noun.localeCompare(right.noun) || left.verb.localeCompare(right.verb))
    .map((cmdlet) => `${INDENT}${cmdlet.name.padEnd(width)}  ${cmdlet.synopsis}`);
  return [
    'hcs: Windows containers, spoken in PowerShell.',
    '',
    `${INDENT}hcs <Cmdlet> [parameters]      as in PowerShell: hcs New-Container web -ContainerImageName Windows`,
    `${INDENT}hcs help <Cmdlet>              its parameters`,
    `${INDENT}hcs service status|stop        the service behind all cmdlets; it starts and goes by itself`,
    `${INDENT}hcs --version`,
    '',
    'CMDLETS',
    ...lines,
    '',
  ].join('\n');
}

/** `hcs help New-Container`. */
export async function cmdletHelp(cmdlet: CmdletContract): Promise<string> {
  // Read by nobody else: it stays out of every other command's start.
  const { HELP } = await import('./generated/help.gen.ts');
  const { description = '', examples = [], links = [] } = HELP[cmdlet.name] ?? {};
  const common = commonParametersOf(cmdlet).declared;
  return [
    'NAME',
    `${INDENT}${cmdlet.name}`,
    '',
    'SYNOPSIS',
    `${INDENT}${cmdlet.synopsis}`,
    '',
    'SYNTAX',
    ...syntaxOf(cmdlet).map((line) => INDENT + line),
    '',
    'DESCRIPTION',
    ...wrap(description),
    '',
    'PARAMETERS',
    ...cmdlet.parameters.flatMap(parameterHelp),
    'COMMON PARAMETERS',
    ...common.flatMap((parameter) => [`${INDENT}-${parameter.name}`, `${INDENT}${INDENT}${parameter.help}`]),
    '',
    'ERRORS',
    `${INDENT}${cmdlet.errors.map((kind) => `${kind},${cmdlet.name}`).join('  ')}`,
    '',
    'EXAMPLES (as typed in PowerShell)',
    ...examples.flatMap(({ code, remark }) => [
      ...code.split('\n').map((line) => `${INDENT}PS> ${line}`),
      ...wrap(remark, 2),
      '',
    ]),
    'SEE ALSO',
    `${INDENT}${links.join('  ')}`,
    '',
  ].join('\n');
}

const WIDTH = 100;

/** Breaks text at spaces, indented. */
function wrap(text: string, depth = 1): string[] {
  const indent = INDENT.repeat(depth);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && indent.length + line.length + 1 + word.length > WIDTH) {
      lines.push(indent + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, indent + line];
}

/** One line for each parameter set, as Get-Command -Syntax writes them. */
export function syntaxOf(cmdlet: CmdletContract): string[] {
  const sets: readonly (string | undefined)[] = cmdlet.sets.length > 0 ? cmdlet.sets : [undefined];
  const rank = (parameter: ParameterContract) => parameter.position ?? (parameter.mandatory ? 100 : 200);
  return sets.map((set) => {
    const mine = cmdlet.parameters.filter(
      (parameter) => set === undefined || parameter.sets === undefined || parameter.sets.includes(set),
    );
    const words = [...mine].sort((left, right) => rank(left) - rank(right)).map(syntaxWord);
    const common = cmdlet.shouldProcess
      ? ['[-WhatIf]', '[-Confirm]', '[<CommonParameters>]']
      : ['[<CommonParameters>]'];
    return [cmdlet.name, ...words, ...common].join(' ');
  });
}

function syntaxWord(parameter: ParameterContract): string {
  const value = parameter.validateSet === undefined ? `<${parameter.type}>` : `{${parameter.validateSet.join(' | ')}}`;
  if (parameter.type === 'switch') return `[-${parameter.name}]`;
  const name = parameter.position === undefined ? `-${parameter.name}` : `[-${parameter.name}]`;
  return parameter.mandatory ? `${name} ${value}` : `[${name} ${value}]`;
}

function parameterHelp(parameter: ParameterContract): string[] {
  const facts = [
    parameter.mandatory ? 'required' : undefined,
    parameter.position === undefined ? undefined : `position ${parameter.position}`,
    parameter.wildcards ? 'wildcards' : undefined,
    parameter.aliases.length > 0 ? `alias ${parameter.aliases.join(', ')}` : undefined,
    parameter.default === undefined ? undefined : `default ${parameter.default}`,
  ].filter((fact) => fact !== undefined);
  const type = parameter.type === 'switch' ? '' : ` <${parameter.type}>`;
  return [
    `${INDENT}-${parameter.name}${type}${facts.length > 0 ? `  (${facts.join('; ')})` : ''}`,
    `${INDENT}${INDENT}${parameter.help}`,
    '',
  ];
}
