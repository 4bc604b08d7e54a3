import { ASKED_FIRST, COMMANDS, COMMON, NEWER_MEMBERS, NEWER_VARIABLES, STATICS, TYPES } from './facts.ts';

/** What `read-usage.ps1` prints. */
export interface Usage {
  file: string;
  line: number;
  /** The function around it; empty outside of one. */
  scope: string;
  kind: 'syntax' | 'command' | 'parameter' | 'function' | 'type' | 'static' | 'member' | 'variable';
  name: string;
}

const words = (text: string): Set<string> => new Set(text.toLowerCase().split(/\s+/));
const types = words(TYPES);
const statics = words(STATICS);
const members = words(NEWER_MEMBERS);
const variables = words(NEWER_VARIABLES);
const common = words(COMMON);
const commands = new Map(Object.entries(COMMANDS).map(([name, parameters]) => [name.toLowerCase(), words(parameters)]));

/** What Windows PowerShell 5.1 lacks of it, or what nobody has looked up yet; a line for each, with its first place. */
export function judge(usages: readonly Usage[]): string[] {
  const own = new Set(usages.filter(({ kind }) => kind === 'function').map(({ name }) => name.toLowerCase()));
  const found = new Map<string, string>();
  for (const usage of usages) {
    const why = objection(usage, own);
    if (why === undefined || isAskedFirst(usage)) continue;
    const key = `${usage.file}: ${why}`;
    if (!found.has(key)) found.set(key, `${usage.file}:${usage.line}: ${why}`);
  }
  return [...found.values()];
}

function isAskedFirst({ scope, name }: Usage): boolean {
  return ASKED_FIRST.some((entry) => entry.scope === scope && entry.uses.split('|').some((use) => isUse(use, name)));
}

/** @param use A name, or the beginning of one and `*`. */
export function isUse(use: string, name: string): boolean {
  const short = shortName(name);
  return use.endsWith('*') ? short.startsWith(use.slice(0, -1)) : short === use;
}

/** Without the namespace that PowerShell adds by itself. */
function shortName(name: string): string {
  return name.replace(/^System\./i, '');
}

function objection({ kind, name }: Usage, own: ReadonlySet<string>): string | undefined {
  const low = shortName(name).toLowerCase();
  switch (kind) {
    case 'syntax':
      return `${name} is not in Windows PowerShell 5.1`;
    case 'command':
      return own.has(low) || commands.has(low) ? undefined : `the command ${name} is not in facts.ts`;
    case 'parameter': {
      const [command = '', parameter = ''] = low.split(' -');
      const known = own.has(command) || common.has(parameter) || commands.get(command)?.has(parameter) === true;
      return known ? undefined : `the parameter ${name} is not in facts.ts`;
    }
    case 'type':
      return types.has(low) ? undefined : `the type ${name} is not in facts.ts`;
    case 'static':
      // A constructor is its type's, which is looked at by itself.
      return low.endsWith('::new') || statics.has(low) ? undefined : `the member ${name} is not in facts.ts`;
    case 'member':
      return members.has(low) ? `the member ${name} is newer than .NET Framework 4.6.1` : undefined;
    case 'variable':
      return variables.has(low) ? `$${name} is not in Windows PowerShell 5.1` : undefined;
    case 'function':
      return undefined;
  }
}
