import type { ObjectDeclaration, PropertyDeclaration } from '../spec/cmdlet.ts';
import { headerLines, type Source } from './read-declaration.ts';
import { document, element, leaf } from './xml-text.ts';

/** Writes the default views: a table of the declared columns, and a list of all properties. */
export function emitFormat(source: Source): string {
  const views = Object.entries(source.declaration.Objects).flatMap(([name, object]) => [
    ...tableView(name, object),
    ...listView(name, object),
  ]);
  return document(headerLines(source), element('Configuration', element('ViewDefinitions', views)));
}

function view(name: string, control: string[]): string[] {
  const type = `HcsContainers.${name}`;
  return element('View', [leaf('Name', type), ...element('ViewSelectedBy', [leaf('TypeName', type)]), ...control]);
}

function tableView(name: string, object: ObjectDeclaration): string[] {
  const columns = object.Columns.flatMap((column) => object.Properties.filter((p) => p.Name === column));
  const headers = columns.flatMap((p) =>
    isRight(p)
      ? element('TableColumnHeader', [leaf('Label', p.Name), leaf('Alignment', 'Right')])
      : element('TableColumnHeader', [leaf('Label', p.Name)]),
  );
  const items = columns.flatMap((p) => element('TableColumnItem', [shown(p)]));
  const rows = element('TableRowEntries', element('TableRowEntry', element('TableColumnItems', items)));
  return view(name, element('TableControl', ['<AutoSize />', ...element('TableHeaders', headers), ...rows]));
}

function listView(name: string, object: ObjectDeclaration): string[] {
  const items = object.Properties.flatMap((p) => element('ListItem', [leaf('Label', p.Name), shown(p)]));
  const entry = element('ListEntries', element('ListEntry', element('ListItems', items)));
  return view(name, element('ListControl', entry));
}

function isRight(property: PropertyDeclaration): boolean {
  return ['int', 'long', 'double'].includes(property.Type);
}

/** The value as people read it: an uptime without fractions of a second, 00:00:07 or 3.04:05:06. */
function shown(property: PropertyDeclaration): string {
  const { Name, Type } = property;
  if (Name !== 'Uptime' || Type !== 'timespan') return leaf('PropertyName', Name);
  const code = `if ($null -eq $_.${Name}) { '' } elseif ($_.${Name}.Days -gt 0) { $_.${Name}.ToString('d\\.hh\\:mm\\:ss') } else { $_.${Name}.ToString('hh\\:mm\\:ss') }`;
  return leaf('ScriptBlock', code);
}
