import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { MANIFEST, needPowerShell, runPowerShell } from './powershell.ts';

/** As the command line writes one. */
const PROBLEM = JSON.stringify({
  error: { id: 'NotFound', category: 'ObjectNotFound', message: 'There is no container web.', hint: 'Get-Container' },
});

describe('a cmdlet that takes over the terminal', function () {
  this.timeout(60_000);
  let folder = '';
  before(function () {
    needPowerShell(this);
    folder = mkdtempSync(join(tmpdir(), 'hcs-packed-'));
  });
  after(() => {
    if (folder !== '') rmSync(folder, { recursive: true, force: true });
  });

  it('runs the module’s own program where there is one: a server needs no Node.js', async () => {
    const module = join(folder, 'HcsContainers');
    cpSync(dirname(MANIFEST), module, { recursive: true });
    mkdirSync(join(module, 'bin'));
    writeFileSync(
      join(module, 'bin/hcs.exe'),
      `#!/bin/sh\nprintf "%s\\n" "$@" >"$HCS_CONTAINERS_ROOT/words"\necho 'Left; go on' >&2\necho '${PROBLEM}' >&2\nexit 5\n`,
      {
        mode: 0o755,
      },
    );
    const script = `
      Remove-Module HcsContainers
      Import-Module '${join(module, 'HcsContainers.psd1')}'
      & (Get-Module HcsContainers) { Import-HcsWork; $script:HcsIsWindows = $true; function script:Test-HcsTerminal { $true } }
      Enter-ContainerSession web 'cmd /c "echo a"' -Environment @{ A = '1 2' }
      @{ Ok = $?; Code = $LASTEXITCODE; Id = $Error[0].FullyQualifiedErrorId; Category = [string] $Error[0].CategoryInfo.Category
        Try = $Error[0].ErrorDetails.RecommendedAction }`;
    const { result, stderr } = await runPowerShell(script, { HCS_CONTAINERS_ROOT: folder, HCS_CONTAINERS_NODE: '' });
    expect(result, stderr).to.deep.equal([
      { Ok: false, Code: 5, Id: 'NotFound,Enter-ContainerSession', Category: 'ObjectNotFound', Try: 'Get-Container' },
    ]);
    expect(stderr, 'what is no problem is shown').to.include('Left; go on');
    const words = readFileSync(join(folder, 'words'), 'utf8').trim().split('\n').sort();
    expect(words).to.deep.equal(
      [
        '-AsJson',
        '-Command:cmd /c "echo a"',
        '-Environment',
        '-Name:web',
        'Enter-ContainerSession',
        '{"A":"1 2"}',
      ].sort(),
    );
  });
});
