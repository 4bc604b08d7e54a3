import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { isOnPath } from '../../scripts/demo/prerequisites.ts';
import { needContainers, RealRoot } from '../service/real-root.ts';
import { openScreen, type Screen } from '../service/tmux.ts';
import { skip } from '../skip.ts';
import { MANIFEST, needPowerShell } from './powershell.ts';

const PAGE = join(import.meta.dirname, '../../docs/proof/sessions.md');
const CORE = join(import.meta.dirname, '../../scripts/hcs.mjs');
const ENTER = 'Enter-PSSession -ContainerId (Get-Container web).ContainerId';
const INSIDE = /\[[0-9a-f-]{36}\]: PS C:\/> $/;

/**
 * A person at a real terminal, in a real PowerShell. What it shows is docs/proof/sessions.md:
 * `HCS_WRITE_PROOF=1 npm test -- test/module/session-terminal.test.ts` writes that page.
 */
describe('a session of PowerShell at a terminal', function () {
  this.timeout(240_000);
  let real: RealRoot;
  let screen: Screen;
  let proof = '';
  /** Types a line inside the container, and waits for what it shows and for the prompt. */
  const inside = async (line: string, shows: RegExp): Promise<void> => {
    await screen.type(line);
    await screen.shows(shows);
    await screen.shows(endsWith(INSIDE));
  };

  before(async function () {
    needPowerShell(this);
    await needContainers(this);
    if (!isOnPath('tmux')) skip(this, 'tmux is not installed');
    real = await RealRoot.withBase();
    await real.ok('New-Container', 'web', '-ContainerImageName', 'windows', '-ContainerComputerName', 'WEB');
    await real.ok('Start-Container', 'web');
    await mkdir(join(real.folder, 'modules'));
    await symlink(dirname(MANIFEST), join(real.folder, 'modules', 'HcsContainers'));
    screen = await openScreen({
      folder: real.folder,
      environment: {
        HCS_CONTAINERS_ROOT: real.root,
        HCS_CONTAINERS_CORE: CORE,
        HCS_CONTAINERS_NODE: process.execPath,
        PSModulePath: join(real.folder, 'modules'),
        NO_COLOR: '1',
      },
      size: [120, 30],
    });
    await screen.type(`exec pwsh -NoLogo -NoProfile -NoExit -Command "function prompt { 'PS> ' }; Clear-Host"`);
    await screen.shows(/^PS>\s*$/);
  });
  after(async () => {
    await screen?.close();
    await real?.dispose();
    if (process.env['HCS_WRITE_PROOF'] === '1' && proof !== '') await writeFile(PAGE, page(proof));
  });

  it('Enter-ContainerSession of none is an error record, as from any cmdlet', async () => {
    await screen.type('Import-Module HcsContainers');
    await screen.type('Enter-ContainerSession nobody; "$?, $($Error[0].FullyQualifiedErrorId)"');
    await screen.shows(/\nFalse, NotFound,Enter-ContainerSession\n/);
    await screen.type('Clear-Host');
    await screen.shows(/^PS>\s*$/);
  });

  it('enters: the prompt is the container’s', async () => {
    await screen.type('Import-Module HcsContainers');
    await screen.type(ENTER);
    await screen.shows(endsWith(INSIDE));
    await inside('hostname; $kept = 5; Test-Path C:\\windows', /True\n/);
  });

  it('shows errors, warnings and colours, and goes on', async () => {
    await inside('Get-Item C:\\nothing', /Cannot find path/);
    await inside('Write-Warning careful', /WARNING: careful/);
  });

  it('stops what runs at Ctrl+C, and keeps the session', async () => {
    await screen.type("'begun'; Start-Sleep 1000; 'never'");
    await screen.shows(/\nbegun/);
    await screen.press('C-c');
    await screen.shows(/pipeline has been stopped/);
    await inside('"kept $kept"', /\nkept 5/);
  });

  it('completes names of the container', async () => {
    await inside("(TabExpansion2 'C:\\win' 6).CompletionMatches.ListItemText", /\nwindows/i);
  });

  it('is left with exit, and nothing stays open', async () => {
    await screen.type('exit');
    await screen.shows(/\nPS>\s*$/);
    await screen.type('"$(@(Get-PSSession).Count) open, $(@(Get-Runspace).Count) of this shell"');
    const all = await screen.shows(/of this shell\nPS>\s*$/);
    expect(all).to.include('0 open, 1 of this shell');
    proof = all;
  });
});

function endsWith(what: RegExp): RegExp {
  return new RegExp(what.source.replace(/ \$$/, '\\s*$'));
}

function page(screen: string): string {
  return `# A session of PowerShell in a container, as tmux saw it

Written by \`test/module/session-terminal.test.ts\` (\`HCS_WRITE_PROOF=1 npm test -- test/module/session-terminal.test.ts\`), which
checks each step: the embedded host, PowerShell 7 in tmux, 120 x 30. Ids differ from run to run.

\`\`\`
${screen}
\`\`\`

\`Start-Sleep 1000\` was ended with Ctrl+C. The editor of the line is the shell's own: on Linux it completes nothing with Tab in a
session that was entered, also over SSH; what Tab would ask for is asked for by hand above.
`;
}
