import { FAULT_CATEGORY, type FaultKind } from '../base/fault.ts';
import type { CmdletDeclaration, Declaration } from '../spec/cmdlet.ts';
import { parametersHere } from './as-job.ts';
import { nameOfCmdlet } from './check-declaration.ts';
import { parameterNotes, syntaxOf } from './describe-parameter.ts';
import { givesAnswer, givesLines } from './emit-function.ts';
import { goesToHosts, hostParameters, ON_HOSTS_PAGE, type ShellParameter } from './on-hosts.ts';
import { isInSet, parameterSets } from './parameter-sets.ts';
import { headerLines, type Source } from './read-declaration.ts';

/** The cmdlet reference: one page per cmdlet, one for the objects, and an index. Keys are file names. */
export function emitDocs(source: Source): Map<string, string> {
  const { declaration } = source;
  const header = headerLines(source).map((line) => `<!-- ${line} -->`);
  const files = new Map([
    ['README.md', [...header, ...index(declaration)].join('\n')],
    ['objects.md', [...header, ...objects(declaration)].join('\n')],
  ]);
  for (const cmdlet of declaration.Cmdlets) {
    files.set(`${nameOfCmdlet(cmdlet)}.md`, [...header, ...page(declaration, cmdlet)].join('\n'));
  }
  return files;
}

function index(declaration: Declaration): string[] {
  const sorted = [...declaration.Cmdlets].sort((a, b) => (nameOfCmdlet(a) < nameOfCmdlet(b) ? -1 : 1));
  return [
    '# Cmdlets',
    '',
    'The same cmdlets and parameters work in PowerShell and on the command line: `hcs Get-Container -Name web*`.',
    'What they give is described in [objects](objects.md).',
    '',
    '| Cmdlet | What it does |',
    '|---|---|',
    ...sorted.map((c) => `| [${nameOfCmdlet(c)}](${nameOfCmdlet(c)}.md) | ${cell(c.Synopsis)} |`),
    '',
  ];
}

function objects(declaration: Declaration): string[] {
  const sections = Object.entries(declaration.Objects).flatMap(([name, object]) => [
    `## ${name}`,
    '',
    `${object.Help} Type name: \`HcsContainers.${name}\`. Default columns: ${object.Columns.join(', ')}.`,
    '',
    '| Property | Type | |',
    '|---|---|---|',
    ...object.Properties.map((p) => {
      const aliases = p.Aliases === undefined ? '' : ` (alias ${p.Aliases.join(', ')})`;
      return `| ${p.Name}${aliases} | ${p.Type} | ${cell(p.Help)} |`;
    }),
    '',
  ]);
  return ['# Objects', '', ...sections];
}

function page(declaration: Declaration, cmdlet: CmdletDeclaration): string[] {
  const sets = parameterSets(cmdlet);
  const syntaxes =
    sets.length === 0
      ? [syntaxOf(cmdlet, parametersHere(cmdlet))]
      : sets.map((set) =>
          syntaxOf(
            cmdlet,
            parametersHere(cmdlet).filter((p) => isInSet(p, set)),
          ),
        );
  return [
    `# ${nameOfCmdlet(cmdlet)}`,
    '',
    cmdlet.Synopsis,
    '',
    '## Syntax',
    '',
    ...syntaxes.flatMap((syntax) => ['```powershell', syntax, '```', '']),
    '## Description',
    '',
    cmdlet.Description,
    '',
    '## Examples',
    '',
    ...cmdlet.Examples.flatMap((e) => ['```powershell', e.Code, '```', '', e.Remark, '']),
    ...parameters(cmdlet),
    '## Output',
    '',
    output(cmdlet),
    '',
    '## Errors',
    '',
    '| Error id | Category |',
    '|---|---|',
    ...cmdlet.Errors.map((id) => `| \`${id},${nameOfCmdlet(cmdlet)}\` | ${FAULT_CATEGORY[id as FaultKind]} |`),
    '',
    '## See also',
    '',
    ...(cmdlet.Links ?? []).map((link) => (link.startsWith('https:') ? `- <${link}>` : `- [${link}](${link}.md)`)),
    '- [All cmdlets](README.md)',
    ...(declaration.Cmdlets.length > 0 ? [''] : []),
  ];
}

function parameters(cmdlet: CmdletDeclaration): string[] {
  const rows = parametersHere(cmdlet).map(parameterRow);
  return [
    '## Parameters',
    '',
    ...(rows.length > 0 ? ['| Parameter | Type | Needed | Position | |', '|---|---|---|---|---|', ...rows, ''] : []),
    ...(goesToHosts(cmdlet)
      ? [
          `In PowerShell also ${hostParameters(cmdlet)
            .map(({ Name }) => `\`-${Name}\``)
            .join(', ')}: [many hosts](../${ON_HOSTS_PAGE}).`,
          '',
        ]
      : []),
    ...(cmdlet.ShouldProcess === true
      ? [
          `\`-WhatIf\` shows what would be done; \`-Confirm\` asks before each change. Confirm impact: ${cmdlet.ConfirmImpact ?? 'Medium'}.`,
          '',
        ]
      : []),
  ];
}

function parameterRow(parameter: ShellParameter): string {
  const aliases =
    parameter.Aliases === undefined ? '' : `<br>alias ${parameter.Aliases.map((a) => `-${a}`).join(', ')}`;
  const sets = parameter.Sets === undefined ? [] : [`Sets: ${parameter.Sets.join(', ')}.`];
  const help = [parameter.Help, ...parameterNotes(parameter), ...sets].join(' ');
  const needed = parameter.Mandatory === true ? 'yes' : 'no';
  return `| -${parameter.Name}${aliases} | ${parameter.Type} | ${needed} | ${parameter.Position ?? 'named'} | ${cell(help)} |`;
}

function output(cmdlet: CmdletDeclaration): string {
  if (cmdlet.OutputType === undefined) return 'None.';
  if (cmdlet.OutputType === 'String') return '`System.String`, line by line.';
  const object = `[${cmdlet.OutputType}](objects.md#${cmdlet.OutputType.toLowerCase()})`;
  if (givesAnswer(cmdlet)) return `${object}; with -Quiet \`System.Boolean\`.`;
  if (givesLines(cmdlet)) return `\`System.String\`, line by line; with -AsObject ${object}.`;
  return cmdlet.Parameters.some((p) => p.Name === 'PassThru') ? `None; with -PassThru ${object}.` : `${object}.`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
