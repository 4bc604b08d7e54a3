import type { Declaration } from '../spec/cmdlet.ts';
import { nameOfCmdlet } from './check-declaration.ts';
import { indent, quote } from './powershell-text.ts';
import { headerLines, type Source } from './read-declaration.ts';

/** A role of Just Enough Administration: what its people may call. */
interface Role {
  Guid: string;
  Description: string;
  may(verb: string, name: string): boolean;
}

/** They look and wait, and change nothing. */
const LOOKING = new Set(['Get', 'Measure', 'Test', 'Wait']);

/** What is done every day with containers that are there. None of it names a file or a device of the host. */
const RUNNING = new Set(['Start', 'Stop', 'Restart', 'Suspend', 'Resume']);

/** By name: what a module's RoleCapabilities folder holds, and a session configuration names. */
const ROLES: Readonly<Record<string, Role>> = {
  HcsContainersViewer: {
    Guid: '0c9f4c0e-6a0e-4d7e-8c39-5f3a8a1d2b01',
    Description: 'Looks at containers, images, logs and the host, and changes nothing.',
    may: (verb) => LOOKING.has(verb),
  },
  HcsContainersOperator: {
    Guid: '0c9f4c0e-6a0e-4d7e-8c39-5f3a8a1d2b02',
    Description: 'Looks at everything, starts and stops containers, and runs commands in them.',
    may: (verb, name) => LOOKING.has(verb) || RUNNING.has(verb) || name === 'Invoke-ContainerCommand',
  },
};

/** Writes the role capability files: keys are paths below the module's folder. */
export function emitRoles(source: Source): Map<string, string> {
  const files = Object.entries(ROLES).map(([name, role]): [string, string] => [
    `RoleCapabilities/${name}.psrc`,
    [...headerLines(source).map((line) => `# ${line}`), ...roleLines(source.declaration, role), ''].join('\n'),
  ]);
  return new Map(files);
}

function roleLines({ Module, Cmdlets }: Declaration, role: Role): string[] {
  const visible = Cmdlets.filter((cmdlet) => cmdlet.TakesTerminal !== true)
    .filter((cmdlet) => role.may(cmdlet.Verb, nameOfCmdlet(cmdlet)))
    .map((cmdlet) => quote(`${Module.Name}\\${nameOfCmdlet(cmdlet)}`));
  return [
    '@{',
    ...indent([
      `GUID             = ${quote(role.Guid)}`,
      `Author           = ${quote(Module.Author)}`,
      `CompanyName      = ${quote(Module.CompanyName)}`,
      `Copyright        = ${quote(Module.Copyright)}`,
      `Description      = ${quote(role.Description)}`,
      `ModulesToImport  = ${quote(Module.Name)}`,
      'VisibleFunctions = @(',
      ...indent(visible),
      ')',
    ]),
    '}',
  ];
}
