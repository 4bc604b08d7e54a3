import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { isOnPath } from '../../scripts/demo/prerequisites.ts';
import { eventually } from '../eventually.ts';
import { MANIFEST, needPowerShell, runPowerShell } from '../module/powershell.ts';
import { skip } from '../skip.ts';
import { expectTidy } from './expect-tidy.ts';
import { needContainers, PROBE, RealRoot } from './real-root.ts';
import { openScreen, type Screen } from './tmux.ts';

const PROJECT = join(import.meta.dirname, '../..');
const ENTER = 'hcs Enter-ContainerSession web';

/**
 * A person at a real terminal. What it shows is docs/proof/terminal.md:
 * `HCS_WRITE_PROOF=1 npm test -- test/service/terminal.test.ts` writes that page.
 */
describe('a session at a terminal', function () {
  this.timeout(240_000);
  let real: RealRoot;
  let screen: Screen;
  const proof: string[] = [];

  before(async function () {
    await needContainers(this);
    if (!isOnPath('tmux')) skip(this, 'tmux is not installed');
    real = await RealRoot.withBase();
    await real.ok('New-Container', 'web', '-ContainerImageName', 'windows', '-ContainerComputerName', 'WEB');
    await real.ok('Start-Container', 'web');
    await real.ok('Copy-ContainerItem', PROBE, 'web:C:\\', '-Confirm:$false');
    await writeFile(
      join(real.folder, 'hcs'),
      `#!/bin/sh\nexec "${process.execPath}" "${PROJECT}/dist/hcs.mjs" "$@"\n`,
      {
        mode: 0o755,
      },
    );
  });
  beforeEach(async () => {
    screen = await openScreen({
      folder: real.folder,
      environment: { HCS_CONTAINERS_ROOT: real.root, PATH: `${real.folder}:${process.env['PATH']}` },
      size: [100, 24],
    });
  });
  afterEach(() => screen?.close());
  after(async () => {
    await real?.dispose();
    const isWanted = process.env['HCS_WRITE_PROOF'] === '1' && proof.length === 6;
    if (isWanted) await writeFile(join(PROJECT, 'docs/proof/terminal.md'), page(proof));
  });

  const shot = async (title: string): Promise<void> => {
    proof.push(`## ${title}\n\n\`\`\`\n${await screen.text()}\n\`\`\`\n`);
  };
  const sessions = async () => (await real.objects<{ SessionId: string }>('Get-ContainerSession')).length;

  it('runs cmd, hears its size and another, is left and come back to, and ends', async () => {
    await screen.type(ENTER);
    await screen.shows(/C:\\>$/);
    await screen.type('set kept=still here');
    await screen.type('hostname & C:\\probe.exe console');
    await screen.shows(/WEB\s+100\s+24\s+C:\\>$/i);
    await shot('In the container: its name, and the size of this terminal (100 x 24)');

    await screen.resize(80, 20);
    await eventually(async () => {
      // The news is under way: whoever asks too early is told the size before.
      await screen.type('cls & C:\\probe.exe console');
      return /80\s+20\s/.test(await screen.shows(/\d\s+\d+\s+C:\\>$/));
    });
    await shot('The window has become 80 x 20: the console repaints, and programs hear of it');

    await screen.press('C-p', 'C-q');
    await screen.shows(/Left; the program goes on[\s\S]*\$$/);
    await screen.type('hcs Get-ContainerSession');
    await screen.shows(/SessionId[\s\S]*cmd[\s\S]*\$$/);
    await shot('Ctrl+P Ctrl+Q leaves; the program goes on');

    const [left] = await real.objects<{ SessionId: string }>('Get-ContainerSession');
    await screen.type(`clear; ${ENTER} -SessionId ${left?.SessionId}`);
    await screen.shows(/80\s+20\s+C:\\>$/);
    await screen.type('echo %kept%');
    await screen.shows(/still here\s+C:\\>$/);
    await shot('Back in the same session: the screen as it was, and the same program');

    await screen.type('exit 3');
    await screen.shows(/\$$/);
    await screen.type('echo $?');
    await screen.shows(/\n3\n\$$/);
    await shot('exit 3');
    expect(await sessions()).to.equal(0);
  });

  it('Ctrl+C is the program’s', async () => {
    await screen.type(`${ENTER} "C:\\probe.exe hear line:waiting sleep:600000"; echo code $?`);
    await screen.shows(/^waiting/m);
    await screen.press('C-c');
    await screen.shows(/CtrlC\s[\s\S]*code 42/);
    await shot('Ctrl+C goes to the program, which hears it and ends with 42');
  });

  it('from PowerShell too, in its own console; without one it is an error record', async function () {
    needPowerShell(this);
    await screen.type('pwsh -NoProfile -NoLogo');
    await screen.shows(/PS .*>/);
    await screen.type(`Import-Module "${MANIFEST}"; function prompt { "PS> " }; clear`);
    await screen.shows(/^PS>$/);
    const say = `Enter-ContainerSession web 'C:\\probe.exe' -ArgumentList line:'a "b" c',args,'d e' -Environment @{ A = '1 2' }`;
    await screen.type(`${say}; "code $LASTEXITCODE"`);
    await screen.shows(/a "b" c\s+d e\s+code 0/);
    await screen.type('clear; Get-Container web | Enter-ContainerSession; "code $LASTEXITCODE"');
    await screen.shows(/C:\\>$/);
    await screen.type('exit 5');
    await screen.shows(/code 5\s+PS>$/);
    const script = 'try { Enter-ContainerSession web } catch { $_.FullyQualifiedErrorId }';
    const { result } = await runPowerShell(script, { HCS_CONTAINERS_ROOT: real.root });
    expect(result).to.deep.equal(['InvalidState,Enter-ContainerSession']);
  });

  it('a terminal that vanishes leaves the session; other keys leave it too', async () => {
    await screen.type(ENTER);
    await screen.shows(/C:\\>$/);
    await screen.close();
    await eventually(async () => (await sessions()) === 1);
    const [session] = await real.objects<{ SessionId: string }>('Get-ContainerSession', 'web');
    screen = await openScreen({
      folder: real.folder,
      environment: { HCS_CONTAINERS_ROOT: real.root, PATH: `${real.folder}:${process.env['PATH']}` },
      size: [100, 24],
    });
    await screen.type(`${ENTER} -SessionId ${session?.SessionId} -DetachKeys ctrl-x,d`);
    await screen.shows(/C:\\>$/);
    await screen.press('C-x', 'd');
    await screen.shows(/Left;/);
    await real.ok('Stop-Container', 'web', '-TurnOff');
    expect(await sessions()).to.equal(0);
    await expectTidy(real);
  });

  it('without a terminal it is refused, and says what needs none', async () => {
    await real.ok('Start-Container', 'web');
    const { code, stderr } = await real.run('Enter-ContainerSession', 'web');
    expect(code).to.equal(1);
    expect(stderr).to.include('[InvalidState,Enter-ContainerSession] Try: Invoke-ContainerCommand web');
  });
});

function page(shots: readonly string[]): string {
  return [
    '# A terminal session, as tmux saw it',
    '',
    'Written by `test/service/terminal.test.ts` (`HCS_WRITE_PROOF=1 npm test -- test/service/terminal.test.ts`), which checks',
    'each of these screens: the embedded host, the command line, a shell in tmux. Ids differ from run to run.',
    '',
    ...shots,
  ].join('\n');
}
