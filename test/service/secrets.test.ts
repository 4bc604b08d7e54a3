import { randomBytes } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { filesBelow, formsOf, holdersOf } from '../find-bytes.ts';
import { needPowerShell, runPowerShell } from '../module/powershell.ts';
import { type ContainerJson, needContainers, RealRoot } from './real-root.ts';

/** As far as these tests look. */
interface Holder extends ContainerJson {
  SecretName?: string[];
  SecretFile?: string[];
}

const PLACE = 'C:\\ProgramData\\HcsContainers\\secrets\\db';

/**
 * Secrets are looked for wherever they could have got to: every file of the state root and of the user (the service's log at
 * its finest, the history, images and archives among them), command lines and environments of all processes of the machine,
 * shared memory, and all that was ever printed.
 */
describe('secrets of containers', function () {
  this.timeout(240_000);
  let real: RealRoot;
  /** Random, so that nothing else can hold them; some of it is letters that are written otherwise elsewhere. */
  const word = () => `"${randomBytes(18).toString('base64')}" <&%\\é日本`;
  const ascii = (text: string) => text.slice(0, text.indexOf('\\'));
  const [variable, content, second] = [word(), word(), word()];
  const needles = [variable, content, second].flatMap(formsOf);
  const said: string[] = [];

  before(async function () {
    await needContainers(this);
    process.env['HCS_CONTAINERS_DEBUG'] = '1';
    real = await RealRoot.withBase();
  });
  after(async () => {
    delete process.env['HCS_CONTAINERS_DEBUG'];
    await real?.dispose();
  });

  /** Runs a command line, and keeps what it prints. */
  const hcs = async (...words: string[]) => {
    const { stdout, stderr } = await real.run(...words);
    said.push(stdout, stderr);
    return stdout;
  };
  /** A file that holds a secret for as long as the command that reads it takes. */
  const withFile = async (text: string | Buffer, use: (path: string) => Promise<unknown>, name = 'given.txt') => {
    const path = join(real.folder, name);
    await writeFile(path, text);
    await use(path);
    await rm(path);
  };
  /** What the container's programs find, which is not kept. */
  const inside = async () => [
    ascii(await real.ok('Invoke-ContainerCommand', 'safe', 'cmd /v:on /c echo !TOKEN!')), // in a code page of its own
    await real.ok('Invoke-ContainerCommand', 'safe', `cmd /c type ${PLACE}`),
  ];
  const expectNowhere = async (when: string) => {
    const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    const paths = [
      ...(await filesBelow(real.folder)),
      ...(await filesBelow('/dev/shm')),
      ...processes.flatMap((id) => [`/proc/${id}/cmdline`, `/proc/${id}/environ`]),
    ];
    expect(await holdersOf(paths, needles), when).to.deep.equal([]);
    expect(paths.length).to.be.greaterThan(200);
    const printed = Buffer.from(said.join('\n'));
    expect(
      needles.some((needle) => printed.includes(needle)),
      `${when}: what was printed`,
    ).to.equal(false);
  };

  it('are found by this search wherever they are', async () => {
    const bytes = Buffer.from(second);
    for (const [index, text] of [
      Buffer.concat([Buffer.from('before '), bytes, Buffer.from(' behind')]),
      Buffer.from(`x${second}y`, 'utf16le'),
      ...['', 'a', 'bc'].map((head) =>
        Buffer.from(Buffer.concat([Buffer.from(head), bytes, bytes]).toString('base64')),
      ),
    ].entries())
      await withFile(text, async (path) => {
        expect(await holdersOf(await filesBelow(real.folder), needles), `${index}`).to.deep.equal([path]);
      });
  });

  it('are seen by its programs, and nowhere else', async () => {
    const make = (token: string, db: string) =>
      hcs(
        ...['New-Container', 'safe', '-ContainerImageName', 'Windows', '-Verbose', '-Secret', `TOKEN=${token}`],
        ...['-SecretFile', `db=${db}`, '-Command', 'cmd /c echo up& ping -n 600 127.0.0.1 >nul'],
      );
    await withFile(variable, (token) => withFile(content, (db) => make(token, db), 'other.txt'));
    await expectNowhere('made');
    await hcs('Start-Container', 'safe', '-Verbose');
    await hcs('Wait-Container', 'safe', '-LogLike', 'up');
    expect(await inside()).to.deep.equal([ascii(variable), content]);
    await expectNowhere('running');
    await real.killService(await real.service());
    expect(await inside()).to.deep.equal([ascii(variable), content]);
    await hcs('Compare-Container', 'safe', '-AsJson');
    await hcs('Copy-ContainerItem', '-FromContainer', 'safe', PLACE, join(real.folder, 'stolen'));
    await hcs('Copy-ContainerItem', '-FromContainer', 'safe', 'C:\\ProgramData', join(real.folder, 'folder'));
    await hcs('Get-ContainerProcess', 'safe', '-AsJson');
    await hcs('Get-ContainerLog', 'safe');
    await hcs('Stop-Container', 'safe', '-TurnOff', '-Verbose');
    await hcs('New-ContainerImage', 'safe', 'captured', '-Verbose');
    await hcs('Export-ContainerImage', 'captured', '-Path', join(real.folder, 'captured.tar'));
    await hcs('Copy-Container', 'safe', 'copy', '-Verbose');
    expect(await hcs('Compare-Container', 'safe', '-AsJson')).not.to.match(/HcsContainers/);
    const [safe] = JSON.parse(await hcs('Get-Container', 'safe', '-AsJson')) as Holder[];
    expect([safe?.SecretName, safe?.SecretFile]).to.deep.equal([['TOKEN'], [PLACE]]);
    await hcs('Get-ContainerEvent', '-AsJson');
    await hcs('Test-ContainerHost', '-AsJson');
    await expectNowhere('off');
    await hcs('Start-Container', 'copy');
    expect(await real.ok('Invoke-ContainerCommand', 'copy', `cmd /c type ${PLACE}`)).to.equal(content);
    await real.ok('Remove-Container', 'copy', '-Force');
  });

  it('are changed, and those before are nowhere either', async () => {
    await real.ok('Start-Container', 'safe');
    await withFile(second, async (path) => {
      await hcs('Set-Container', 'safe', '-Secret', `TOKEN=${path}`, '-SecretFile', `db=${path}`, '-WhatIf');
      const { stderr } = await real.run(
        'Set-Container',
        'safe',
        '-Secret',
        `TOKEN=${path}`,
        '-SecretFile',
        `db=${path}`,
      );
      said.push(stderr);
      expect(stderr).to.contain('next start');
    });
    expect((await inside())[1]).to.equal(content);
    await hcs('Restart-Container', 'safe', '-TurnOff');
    expect(await inside()).to.deep.equal([ascii(second), second]);
    await expectNowhere('changed');
    await hcs('Stop-Container', 'safe', '-TurnOff');
    await hcs('Set-Container', 'safe', '-RemoveSecret', '*', '-RemoveSecretFile', '*');
    expect((await readdir(join(real.root, 'containers'), { recursive: true })).join('\n')).not.to.match(/secrets/);
  });

  it('are in no error, whatever is wrong with them', async () => {
    await withFile(`${second}\0`, (path) =>
      hcs('New-Container', 'x', '-ContainerImageName', 'Windows', '-Secret', `A=${path}`),
    );
    await hcs(
      'New-Container',
      'x',
      '-ContainerImageName',
      'Windows',
      '-Secret',
      `A=${second}`,
      '-SecretFile',
      `a=${second}`,
    );
    await withFile(second, async (path) => {
      await hcs(
        'New-Container',
        'x',
        '-ContainerImageName',
        'Windows',
        '-SecretFile',
        `C:\\windows=${path}`,
        '-Command',
        'cmd',
      );
      await hcs('New-Container', 'y', '-ContainerImageName', 'Windows', '-SecretFile', `D:\\a=${path}`);
    });
    await hcs('Start-Container', 'x', '-Verbose');
    expect(said.at(-1)).to.contain('in the way');
    const [id = ''] = (await real.objects<Holder>('Get-Container', 'x')).map(({ ContainerId }) => ContainerId);
    const kept = join(real.root, 'containers', id, 'secrets.json');
    await writeFile(kept, (await readFile(kept, 'utf8')).slice(0, -40));
    await hcs('Start-Container', 'x');
    expect(said.at(-1)).to.contain('Cannot start');
    await expectNowhere('after errors');
    await real.ok('Remove-Container', 'x', '-Force');
  });

  it('are in no transcript, message or object of PowerShell', async function () {
    needPowerShell(this);
    const transcript = join(real.folder, 'transcript.txt');
    const script = `
      Start-Transcript -Path '${transcript}' -IncludeInvocationHeader | Out-Null
      $text = [IO.File]::ReadAllText('${join(real.folder, 'given.txt')}')
      $secret = [securestring]::new(); foreach ($c in $text.ToCharArray()) { $secret.AppendChar($c) }
      $bytes = [Text.Encoding]::UTF8.GetBytes($text)
      $given = @{ Secret = @{ TOKEN = $secret; LOGIN = [pscredential]::new('ann', $secret) }; SecretFile = @{ a = $secret; b = $bytes } }
      New-Container ps -ContainerImageName Windows @given -WhatIf -Verbose *>&1 | Out-Host
      New-Container ps -ContainerImageName Windows @given -Verbose *>&1 | Format-List * -Force | Out-Host
      Set-Container ps -SecretFile @{ a = $bytes } -Verbose *>&1 | Out-Host
      $error.Clear()
      try { New-Container ps -ContainerImageName Windows @given -ErrorAction Stop } catch { $_ | Format-List * -Force | Out-Host }
      try { New-Container ps2 -ContainerImageName Windows -Secret @{ A = $bytes } } catch { $_ | Format-List * -Force | Out-Host }
      Stop-Transcript | Out-Null
      Start-Container ps
      @{ seen = [string] (Invoke-ContainerCommand ps 'cmd /c type C:\\ProgramData\\HcsContainers\\secrets\\b') -eq $text }
      Remove-Container ps -Force`;
    await withFile(second, async () => {
      const { result, stdout, stderr } = await runPowerShell(script, { HCS_CONTAINERS_ROOT: real.root });
      expect(result, stdout + stderr).to.deep.equal([{ seen: true }]);
      said.push(stdout, stderr);
    });
    expect(await readFile(transcript, 'utf8'))
      .to.contain('What if')
      .and.contain('SecretFile');
    await expectNowhere('after PowerShell');
  });
});
