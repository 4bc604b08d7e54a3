import type { CmdletDeclaration } from '../spec/cmdlet.ts';
import type { ShellParameter } from './on-hosts.ts';

/** The PowerShell type of a parameter. Objects are `object`: a name, an id or an object all stand for a container. */
export const POWERSHELL_TYPE: Record<ShellParameter['Type'], string> = {
  string: 'string',
  'string[]': 'string[]',
  int: 'int',
  'int[]': 'int[]',
  long: 'long',
  switch: 'switch',
  bool: 'bool',
  'guid[]': 'guid[]',
  version: 'version',
  hashtable: 'System.Collections.IDictionary',
  timespan: 'timespan',
  datetime: 'datetime',
  scriptblock: 'scriptblock',
  Container: 'object',
  'Container[]': 'object[]',
  ContainerImage: 'object',
  'ContainerImage[]': 'object[]',
  pscredential: 'pscredential',
  'pssession[]': 'System.Management.Automation.Runspaces.PSSession[]',
};

/** The property of an object that stands for it over the wire. */
export function keyOf(type: ShellParameter['Type']): string | undefined {
  if (type.startsWith('ContainerImage')) return 'Digest';
  if (type.startsWith('Container')) return 'ContainerId';
  return undefined;
}

/** Facts about a parameter as short sentences, for help: what it takes, the default, the pipeline. */
export function parameterNotes(parameter: ShellParameter): string[] {
  const notes: string[] = [];
  if (parameter.ValidateSet !== undefined) notes.push(`One of: ${parameter.ValidateSet.join(', ')}.`);
  if (parameter.ValidateRange !== undefined) {
    const [low, high] = parameter.ValidateRange;
    notes.push(`From ${low} to ${high}.`);
  }
  if (keyOf(parameter.Type) !== undefined) notes.push('A name or id does as well.');
  if (parameter.HostPath === true) notes.push('A path of the host that the cmdlet runs on.');
  if (parameter.Default !== undefined) notes.push(`Default: ${parameter.Default}.`);
  if (parameter.Pipeline !== undefined)
    notes.push(`Takes pipeline input ${parameter.Pipeline.map(pipelineWords).join(' and ')}.`);
  if (parameter.Wildcards === true) notes.push('Wildcards are permitted.');
  return notes;
}

function pipelineWords(kind: 'ByValue' | 'ByPropertyName'): string {
  return kind === 'ByValue' ? 'by value' : 'by property name';
}

/** The syntax of one parameter set, as Get-Help shows it. */
export function syntaxOf(cmdlet: CmdletDeclaration, parameters: readonly ShellParameter[]): string {
  const place = (p: ShellParameter): number => p.Position ?? Number.MAX_SAFE_INTEGER;
  const ordered = [...parameters].sort(
    (a, b) => place(a) - place(b) || Number(b.Mandatory ?? false) - Number(a.Mandatory ?? false),
  );
  const parts = ordered.map((p) => {
    const name = p.Position === undefined ? `-${p.Name}` : `[-${p.Name}]`;
    const text = p.Type === 'switch' ? `-${p.Name}` : `${name} <${p.Type}>`;
    return p.Mandatory === true ? text : `[${text}]`;
  });
  const common =
    cmdlet.ShouldProcess === true ? ['[-WhatIf]', '[-Confirm]', '[<CommonParameters>]'] : ['[<CommonParameters>]'];
  return [`${cmdlet.Verb}-${cmdlet.Noun}`, ...parts, ...common].join(' ');
}
