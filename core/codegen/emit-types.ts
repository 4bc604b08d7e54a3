import type { ObjectDeclaration } from '../spec/cmdlet.ts';
import { headerLines, type Source } from './read-declaration.ts';
import { document, element, leaf } from './xml-text.ts';

/** How an object shows inside a string, where its key alone would not do. */
const TO_STRING: Record<string, string> = {
  ContainerImage: `"ContainerImage (Name = '$($this.Name)') [Publisher = '$($this.Publisher)', Version = '$($this.Version)']"`,
};

/**
 * With the host where it is of another one: text that is taken for a name must not name what has that name here. Jobs of
 * this machine say localhost.
 */
function asString(text: string): string {
  return `$text = ${text}; $from = $this.PSObject.Properties['PSComputerName']; if ($null -eq $from -or -not $from.Value -or $from.Value -eq 'localhost') { $text } else { "$text ($($from.Value))" }`;
}

/** Writes the type data: alias properties, ToString, the key, what is shown, and how deep objects go over remoting. */
export function emitTypes(source: Source): string {
  const types = Object.entries(source.declaration.Objects).flatMap(([name, object]) => [
    ...emitType(`HcsContainers.${name}`, name, object),
    ...emitType(`Deserialized.HcsContainers.${name}`, name, object),
  ]);
  return document(headerLines(source), element('Types', types));
}

function emitType(typeName: string, name: string, object: ObjectDeclaration): string[] {
  // What came over remoting carries its alias properties as plain ones.
  const isLive = !typeName.startsWith('Deserialized.');
  const aliases = object.Properties.flatMap((p) =>
    (isLive ? (p.Aliases ?? []) : []).flatMap((alias) =>
      element('AliasProperty', [leaf('Name', alias), leaf('ReferencedMemberName', p.Name)]),
    ),
  );
  const asText = element('ScriptMethod', [
    leaf('Name', 'ToString'),
    leaf('Script', asString(TO_STRING[name] ?? `[string] $this.${object.Key}`)),
  ]);
  return element('Type', [
    leaf('Name', typeName),
    ...element('Members', [...aliases, ...asText, ...standardMembers(object)]),
  ]);
}

function standardMembers(object: ObjectDeclaration): string[] {
  const propertySet = (name: string, members: readonly string[]): string[] =>
    element('PropertySet', [
      leaf('Name', name),
      ...element(
        'ReferencedProperties',
        members.map((member) => leaf('Name', member)),
      ),
    ]);
  const sets = [
    ...propertySet('DefaultKeyPropertySet', [object.Key]),
    ...propertySet('DefaultDisplayPropertySet', object.Columns),
  ];
  const depth = element('NoteProperty', [leaf('Name', 'SerializationDepth'), leaf('Value', '2')]);
  return element('MemberSet', [leaf('Name', 'PSStandardMembers'), ...element('Members', [...sets, ...depth])]);
}
