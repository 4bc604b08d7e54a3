import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../demo/project.ts';
import { inTurn, type Times } from './measure.ts';
import { runPeer } from './peer.ts';

export const MANIFEST = join(PROJECT, 'module', 'HcsContainers.psd1');

/**
 * How long `Import-Module` takes, and that of an empty module with as many functions in turn. In a new process each, by
 * the clock inside it: what `pwsh` itself takes to start is in neither.
 *
 * @param folder Where the empty module is written.
 */
export async function importTimes(folder: string, rounds: number): Promise<{ ours: Times; theirs: Times }> {
  const functions = Number(await inShell(`(Import-Module '${MANIFEST}' -PassThru).ExportedFunctions.Count`));
  const empty = writeEmptyModule(folder, functions);
  const importing = (path: string) => async () =>
    Number(
      await inShell(
        `$clock = [Diagnostics.Stopwatch]::StartNew(); Import-Module '${path}'; $clock.Elapsed.TotalMilliseconds`,
      ),
    );
  return inTurn(rounds, importing(MANIFEST), importing(empty));
}

/** @returns the path of a module that exports so many functions, which do nothing. */
function writeEmptyModule(folder: string, count: number): string {
  const names = Array.from({ length: count }, (_, index) => `Get-Empty${index}`);
  const place = join(folder, 'Empty');
  mkdirSync(place, { recursive: true });
  writeFileSync(
    join(place, 'Empty.psm1'),
    names.map((name) => `function ${name} { [CmdletBinding()] param() }`).join('\n'),
  );
  const exported = names.map((name) => `'${name}'`).join(', ');
  writeFileSync(
    join(place, 'Empty.psd1'),
    `@{ RootModule = 'Empty.psm1'; ModuleVersion = '1.0'; FunctionsToExport = ${exported}; CmdletsToExport = @(); AliasesToExport = @() }`,
  );
  return join(place, 'Empty.psd1');
}

/** @returns what a script printed last, in a PowerShell of its own. */
export async function inShell(script: string, root?: string): Promise<string> {
  const argv = ['pwsh', '-NoProfile', '-NonInteractive', '-Command', `$ErrorActionPreference = 'Stop'\n${script}`];
  const { stdout } = await runPeer(argv, root === undefined ? {} : { env: { HCS_CONTAINERS_ROOT: root } });
  return stdout.trim().split('\n').at(-1) ?? '';
}
