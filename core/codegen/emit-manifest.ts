import { nameOfCmdlet } from './check-declaration.ts';
import { DOCKER_ALIASES } from './docker-names.ts';
import { indent, quote, quoteAll } from './powershell-text.ts';
import { headerLines, type Source } from './read-declaration.ts';
import { SESSION_COMMANDS } from './session-commands.ts';

/**
 * Writes the module manifest. Everything exported is named, so that commands are found without loading the module.
 *
 * @param files What the module's folder holds. Default: what is generated.
 */
export function emitManifest(source: Source, files?: readonly string[]): string {
  const { Module, Cmdlets } = source.declaration;
  const { Name } = Module;
  const listed = files ?? ['psd1', 'psm1', 'Work.ps1', 'Format.ps1xml', 'Types.ps1xml'].map((end) => `${Name}.${end}`);
  const functions = [...Cmdlets.map(nameOfCmdlet), ...SESSION_COMMANDS].map(quote);
  return [
    ...headerLines(source).map((line) => `# ${line}`),
    '@{',
    ...indent([
      `RootModule           = ${quote(`${Name}.psm1`)}`,
      `ModuleVersion        = ${quote(Module.Version)}`,
      `GUID                 = ${quote(Module.Guid)}`,
      `Author               = ${quote(Module.Author)}`,
      `CompanyName          = ${quote(Module.CompanyName)}`,
      `Copyright            = ${quote(Module.Copyright)}`,
      `Description          = ${quote(Module.Description)}`,
      "PowerShellVersion    = '5.1'",
      "CompatiblePSEditions = @('Desktop', 'Core')",
      `FormatsToProcess     = @(${quote(`${Name}.Format.ps1xml`)})`,
      `TypesToProcess       = @(${quote(`${Name}.Types.ps1xml`)})`,
      'FunctionsToExport    = @(',
      ...indent(functions),
      ')',
      'CmdletsToExport      = @()',
      'VariablesToExport    = @()',
      `AliasesToExport      = ${quoteAll(DOCKER_ALIASES)}`,
      'FileList             = @(',
      ...indent(listed.map(quote)),
      ')',
      'PrivateData          = @{',
      '    PSData = @{',
      `        Tags         = ${quoteAll(Module.Tags)}`,
      `        LicenseUri   = ${quote(Module.LicenseUri)}`,
      `        ProjectUri   = ${quote(Module.ProjectUri)}`,
      `        ReleaseNotes = ${quote(`${Module.ProjectUri}/blob/main/CHANGELOG.md`)}`,
      '    }',
      '}',
    ]),
    '}',
    '',
  ].join('\n');
}
