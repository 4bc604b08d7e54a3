import { join } from 'node:path';
import { emitContract } from './emit-contract.ts';
import { emitDocs } from './emit-docs.ts';
import { emitFormat } from './emit-format.ts';
import { emitHelp } from './emit-help.ts';
import { emitManifest } from './emit-manifest.ts';
import { emitModule } from './emit-module.ts';
import { emitRoles } from './emit-roles.ts';
import { emitTypes } from './emit-types.ts';
import { emitValidators, emitValidatorTypes } from './emit-validators.ts';
import { emitWork, WORK_FILE } from './emit-work.ts';
import { checkShippable } from './powershell-text.ts';
import type { Source } from './read-declaration.ts';

/** Every generated file: path from the repository's root (with `/`), and its text with LF line ends. */
export async function emitAll(source: Source, repository: string): Promise<Map<string, string>> {
  const files = new Map([
    ['core/cli/generated/help.gen.ts', emitHelp(source)],
    ['core/service/generated/contract.gen.ts', emitContract(source)],
    ['core/service/generated/validators.gen.js', emitValidators(source)],
    ['core/service/generated/validators.gen.d.ts', emitValidatorTypes(source)],
  ]);
  const moduleFile = `module/${source.declaration.Module.Name}`;
  const shipped: [string, string][] = [
    [`${moduleFile}.psd1`, emitManifest(source)],
    [`${moduleFile}.psm1`, await emitModule(source, join(repository, 'module', 'src', 'import'))],
    [`module/${WORK_FILE}`, await emitWork(source, join(repository, 'module', 'src'))],
    [`${moduleFile}.Format.ps1xml`, emitFormat(source)],
    [`${moduleFile}.Types.ps1xml`, emitTypes(source)],
  ];
  for (const [name, text] of emitRoles(source)) shipped.push([`module/${name}`, text]);
  for (const [name, text] of shipped) files.set(name, checkShippable(name, text));
  for (const [name, text] of emitDocs(source)) files.set(`docs/cmdlets/${name}`, text);
  return files;
}
