import { nameOfCmdlet } from './check-declaration.ts';
import { headerLines, type Source } from './read-declaration.ts';

/** What `hcs help <Cmdlet>` says beyond the contract; in a file of its own, since only help reads it. */
export function emitHelp(source: Source): string {
  const help = Object.fromEntries(
    source.declaration.Cmdlets.map((cmdlet) => [
      nameOfCmdlet(cmdlet),
      {
        description: cmdlet.Description,
        examples: cmdlet.Examples.map(({ Code, Remark }) => ({ code: Code, remark: Remark })),
        links: cmdlet.Links ?? [],
      },
    ]),
  );
  return [
    ...headerLines(source).map((line) => `// ${line}`),
    'export interface CmdletHelp {',
    '  description: string;',
    '  examples: readonly { code: string; remark: string }[];',
    '  links: readonly string[];',
    '}',
    '',
    `export const HELP: Readonly<Record<string, CmdletHelp>> = ${JSON.stringify(help, null, 2)};`,
    '',
  ].join('\n');
}
