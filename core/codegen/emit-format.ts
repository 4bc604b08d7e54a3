import { BYTE_UNITS } from '../base/format-bytes.ts';
import { isByteCount, type ObjectDeclaration, type PropertyDeclaration } from '../spec/cmdlet.ts';
import { headerLines, type Source } from './read-declaration.ts';
import { document, element, leaf } from './xml-text.ts';

/** Writes the default views: a table of the declared columns, a list of all properties, and the keys side by side. */
export function emitFormat(source: Source): string {
  const views = Object.entries(source.declaration.Objects).flatMap(([name, object]) => [
    ...tableView(name, object),
    ...listView(name, object),
    ...wideView(name, object),
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

function wideView(name: string, object: ObjectDeclaration): string[] {
  const item = element('WideItem', [leaf('PropertyName', object.Key)]);
  return view(name, element('WideControl', element('WideEntries', element('WideEntry', item))));
}

function isRight(property: PropertyDeclaration): boolean {
  return ['int', 'long', 'double'].includes(property.Type);
}

/**
 * The value as people read it; in the data it stays what it is. An uptime has no fractions of a second (00:00:07 or
 * 3.04:05:06), another time has three digits of them; bytes are told in the largest unit that fits
 * (4.7 GB), as `formatBytes` does.
 */
function shown(property: PropertyDeclaration): string {
  const { Name, Type } = property;
  const value = `$_.${Name}`;
  if (Type === 'timespan') {
    const short = Name === 'Uptime' ? 'hh\\:mm\\:ss' : 'hh\\:mm\\:ss\\.fff';
    const code = `if ($null -eq ${value}) { '' } elseif (${value}.Days -gt 0) { ${value}.ToString('d\\.hh\\:mm\\:ss') } else { ${value}.ToString('${short}') }`;
    return leaf('ScriptBlock', code);
  }
  if (isByteCount(Name, Type)) {
    const units = BYTE_UNITS.toReversed().map(
      (unit) => `if (${value} -ge 1${unit}) { '{0:0.0} ${unit}' -f (${value} / 1${unit}) }`,
    );
    const cases = [`if ($null -eq ${value}) { '' }`, ...units].join(' else');
    return leaf('ScriptBlock', `${cases} else { "$(${value}) bytes" }`);
  }
  return leaf('PropertyName', Name);
}
