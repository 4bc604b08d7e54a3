import type { CmdletDeclaration, ParameterDeclaration } from '../spec/cmdlet.ts';
import { parametersHere, parametersInPowerShell } from './as-job.ts';
import { nameOfCmdlet } from './check-declaration.ts';
import { keyOf, POWERSHELL_TYPE, parameterNotes } from './describe-parameter.ts';
import { goesToHosts, hostParameters, type ShellParameter } from './on-hosts.ts';
import { parameterSets } from './parameter-sets.ts';
import { indent, quote, quoteAll } from './powershell-text.ts';

/** Parameters whose text may be empty. */
const EMPTY_TEXT = new Set(['ArgumentList', 'InputText']);

/** One cmdlet as a PowerShell function with its help, in the syntax of Windows PowerShell 5.1. */
export function emitFunction(cmdlet: CmdletDeclaration): string[] {
  const parameters = [
    ...parametersHere(cmdlet).map((p) => parameterLines(p)),
    ...hostParameters(cmdlet).map((p) => [hostParameterLine(p)]),
  ];
  const block = parameters.flatMap((lines, i) => [...commaAfter(lines, i < parameters.length - 1), '']).slice(0, -1);
  const names = cmdlet.Parameters.map((p) => p.Name);
  const keys = cmdlet.Parameters.flatMap((p) => {
    const key = keyOf(p.Type);
    return key === undefined ? [] : [`${p.Name} = ${quote(key)}`];
  });
  const hostPaths = cmdlet.Parameters.filter((p) => p.HostPath === true).map((p) => p.Name);
  const keyed = cmdlet.Parameters.filter((p) => keyOf(p.Type) !== undefined).map((p) => p.Name);
  const keyTable = keys.length === 0 ? '@{}' : `@{ ${keys.join('; ')} }`;
  return [
    `function ${nameOfCmdlet(cmdlet)} {`,
    ...indent([
      '<#',
      ...helpLines(cmdlet),
      '#>',
      cmdletBinding(cmdlet),
      ...outputTypes(cmdlet),
      ...(block.length === 0 ? ['param()'] : ['param(', ...indent(block), ')']),
      '',
      ...beginning(cmdlet),
      '',
      'process {',
      ...indent([
        ...(parameterSets(cmdlet).length > 0 ? ['Remove-HcsStaleParameter $PSCmdlet $PSBoundParameters'] : []),
        ...(goesToHosts(cmdlet)
          ? [`if (Add-HcsHostCall $PSCmdlet $PSBoundParameters $hosts $_ ${quoteAll(keyed)}) { return }`]
          : []),
        ...(cmdlet.AsJob === true
          ? [`if (${IN_BACKGROUND}) { $calls.Add((ConvertTo-HcsJobCall $PSCmdlet $PSBoundParameters)); return }`]
          : []),
        `$parameters = ConvertTo-HcsParameter $PSCmdlet $PSBoundParameters ${quoteAll(names)} ${keyTable} ${quoteAll(hostPaths)} ${choices(cmdlet)}`,
        inProcess(cmdlet),
      ]),
      '}',
      ...ending(cmdlet),
    ]),
    '}',
  ];
}

/** The call; one for the whole pipeline is made in the end block. */
function inProcess(cmdlet: CmdletDeclaration): string {
  const together = togetherOf(cmdlet);
  if (together !== undefined) return `$together = Join-HcsParameter $together $parameters ${quote(together)}`;
  return `${cmdlet.TakesTerminal === true ? 'Invoke-HcsTerminal' : 'Invoke-HcsCmdlet'} $PSCmdlet $parameters`;
}

/** The parameter whose values, item by item of the pipeline, go in one call. */
function togetherOf(cmdlet: CmdletDeclaration): string | undefined {
  return cmdlet.Parameters.find((p) => p.Together === true)?.Name;
}

/** What would happen is told here and now. */
const IN_BACKGROUND = '$AsJob -and -not $WhatIfPreference';

function beginning(cmdlet: CmdletDeclaration): string[] {
  const lines = [
    'Import-HcsWork',
    'Import-HcsPreference $PSCmdlet $PSBoundParameters',
    ...(goesToHosts(cmdlet) ? ['$hosts = New-HcsHostCall $PSBoundParameters'] : []),
    ...(cmdlet.AsJob === true ? ['$calls = [System.Collections.Generic.List[hashtable]]::new()'] : []),
    ...(togetherOf(cmdlet) === undefined ? [] : ['$together = $null']),
  ];
  return ['begin {', ...indent(lines), '}'];
}

function ending(cmdlet: CmdletDeclaration): string[] {
  const together = togetherOf(cmdlet);
  const lines = [
    ...(cmdlet.AsJob === true && together !== undefined ? [`Join-HcsJobCall $calls ${quote(together)}`] : []),
    ...(cmdlet.AsJob === true ? ['if ($calls.Count -gt 0) { Start-HcsJob $PSCmdlet $calls }'] : []),
    ...(goesToHosts(cmdlet) ? ['if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }'] : []),
    ...(together === undefined ? [] : ['Invoke-HcsCmdlet $PSCmdlet $together']),
  ];
  return lines.length === 0 ? [] : ['', 'end {', ...indent(lines), '}'];
}

/** `@{ State = @('Off', 'Running') }`. */
function choices(cmdlet: CmdletDeclaration): string {
  const entries = cmdlet.Parameters.flatMap((p) =>
    p.ValidateSet === undefined ? [] : [`${p.Name} = ${quoteAll(p.ValidateSet)}`],
  );
  return entries.length === 0 ? '@{}' : `@{ ${entries.join('; ')} }`;
}

function commaAfter(lines: string[], comma: boolean): string[] {
  return comma ? [...lines.slice(0, -1), `${lines.at(-1) ?? ''},`] : lines;
}

function cmdletBinding(cmdlet: CmdletDeclaration): string {
  const parts: string[] = [];
  if (cmdlet.DefaultParameterSet !== undefined)
    parts.push(`DefaultParameterSetName = ${quote(cmdlet.DefaultParameterSet)}`);
  // Without a position anywhere, PowerShell would give every parameter one.
  const parameters = parametersInPowerShell(cmdlet);
  const hasPosition = parameters.some((p) => p.Position !== undefined);
  if (!hasPosition && parameters.some((p) => p.Type !== 'switch')) parts.push('PositionalBinding = $false');
  if (cmdlet.ShouldProcess === true) {
    parts.push('SupportsShouldProcess = $true', `ConfirmImpact = ${quote(cmdlet.ConfirmImpact ?? 'Medium')}`);
  }
  return `[CmdletBinding(${parts.join(', ')})]`;
}

function outputTypes(cmdlet: CmdletDeclaration): string[] {
  if (cmdlet.OutputType === undefined) return [];
  if (cmdlet.OutputType === 'String') return ['[OutputType([string])]'];
  const object = `[OutputType(${quote(`HcsContainers.${cmdlet.OutputType}`)})]`;
  if (givesAnswer(cmdlet)) return ['[OutputType([bool])]', object];
  return givesLines(cmdlet) ? ['[OutputType([string])]', object] : [object];
}

/** Whether the cmdlet gives true or false when -Quiet is given. */
export function givesAnswer(cmdlet: CmdletDeclaration): boolean {
  return cmdlet.Parameters.some((p) => p.Name === 'Quiet');
}

/** Whether the cmdlet gives lines of text unless -AsObject is given. */
export function givesLines(cmdlet: CmdletDeclaration): boolean {
  return cmdlet.Parameters.some((p) => p.Name === 'AsObject');
}

function parameterLines(parameter: ShellParameter): string[] {
  const facts: string[] = [];
  if (parameter.Mandatory === true) facts.push('Mandatory = $true');
  if (parameter.Position !== undefined) facts.push(`Position = ${parameter.Position}`);
  if (parameter.Pipeline?.includes('ByValue') === true) facts.push('ValueFromPipeline = $true');
  if (parameter.Pipeline?.includes('ByPropertyName') === true) facts.push('ValueFromPipelineByPropertyName = $true');
  const attributes =
    parameter.Sets === undefined
      ? [`[Parameter(${facts.join(', ')})]`]
      : parameter.Sets.map((set) => `[Parameter(${[`ParameterSetName = ${quote(set)}`, ...facts].join(', ')})]`);
  return [...attributes, ...validation(parameter), `[${POWERSHELL_TYPE[parameter.Type]}]`, `$${parameter.Name}`];
}

/** As short as can be, since every cmdlet has them: PowerShell reads all of it at import. New-PSSession checks what they hold. */
function hostParameterLine(parameter: ShellParameter): string {
  const attributes =
    parameter.Position === undefined ? [] : parameterLines(parameter).filter((line) => line.startsWith('[Parameter('));
  if (parameter.Type === 'pscredential') attributes.push('[System.Management.Automation.Credential()]');
  return [...attributes, `[${POWERSHELL_TYPE[parameter.Type]}]`, `$${parameter.Name}`].join(' ');
}

/** At the parameter, where it stays under whatever prefix the cmdlet goes by. Its script block is nobody's: it asks the module. */
function completion(completer: string): string {
  return `[ArgumentCompleter({ & (Get-Module HcsContainers) Complete-HcsName ${completer} @args })]`;
}

function validation(parameter: ShellParameter): string[] {
  const lines: string[] = [];
  if (parameter.Completer !== undefined) lines.push(completion(parameter.Completer));
  if (parameter.Aliases !== undefined) lines.push(`[Alias(${parameter.Aliases.map(quote).join(', ')})]`);
  if (parameter.Wildcards === true) lines.push('[SupportsWildcards()]');
  if (EMPTY_TEXT.has(parameter.Name)) lines.push('[AllowEmptyString()]');
  else if (!['switch', 'bool', 'int', 'long', 'timespan', 'datetime'].includes(parameter.Type))
    lines.push('[ValidateNotNullOrEmpty()]');
  if (parameter.ValidateSet !== undefined) lines.push(`[ValidateSet(${parameter.ValidateSet.map(quote).join(', ')})]`);
  if (parameter.ValidateRange !== undefined) lines.push(`[ValidateRange(${parameter.ValidateRange.join(', ')})]`);
  if (parameter.ValidateCount !== undefined) lines.push(`[ValidateCount(${parameter.ValidateCount.join(', ')})]`);
  return lines;
}

function helpLines(cmdlet: CmdletDeclaration): string[] {
  const inputs = cmdlet.Parameters.filter((p) => p.Pipeline?.includes('ByValue') === true);
  const output =
    cmdlet.OutputType === undefined
      ? 'None'
      : cmdlet.OutputType === 'String'
        ? 'System.String'
        : `HcsContainers.${cmdlet.OutputType}`;
  const lines = [
    '.SYNOPSIS',
    cmdlet.Synopsis,
    '',
    '.DESCRIPTION',
    cmdlet.Description,
    ...parametersInPowerShell(cmdlet).flatMap((p) => [
      '',
      `.PARAMETER ${p.Name}`,
      [p.Help, ...parameterNotes(p)].join(' '),
    ]),
    ...cmdlet.Examples.flatMap((e) => ['', '.EXAMPLE', ...e.Code.split('\n'), '', e.Remark]),
    '',
    '.INPUTS',
    ...(inputs.length === 0 ? ['None'] : inputs.map((p) => inputType(p))),
    '',
    '.OUTPUTS',
    ...(givesAnswer(cmdlet) ? ['System.Boolean'] : []),
    ...(givesLines(cmdlet) ? ['System.String', output] : [output]),
    '',
    '.NOTES',
    `Error ids: ${cmdlet.Errors.map((id) => `${id},${nameOfCmdlet(cmdlet)}`).join('; ')}`,
    ...(cmdlet.Links ?? []).flatMap((link) => ['', '.LINK', link]),
  ];
  if (lines.some((line) => line.includes('#>'))) throw new Error(`${nameOfCmdlet(cmdlet)}: help cannot hold '#>'`);
  return lines;
}

function inputType(parameter: ParameterDeclaration): string {
  const type = parameter.Type.replace('[]', '');
  return type === 'string' ? 'System.String' : `HcsContainers.${type}`;
}
