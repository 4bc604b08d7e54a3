import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'chai';
import { windowsNode } from '../../scripts/demo/windows-node.ts';
import { whyNoEmbedded } from '../contract/embedded-fixture.ts';
import { skip } from '../skip.ts';
import { FreshRoot, freeRun, PROJECT, type Run } from './walk-kit.ts';

describe('the examples', function () {
  this.timeout(300_000);
  let root: FreshRoot | undefined;
  let node = '';

  before(async function () {
    const why = await whyNoEmbedded();
    if (why !== undefined) skip(this, why);
    try {
      node = windowsNode(() => undefined);
    } catch (error) {
      skip(this, `node.exe for Windows cannot be fetched: ${String(error)}`);
    }
    root = new FreshRoot();
  });
  after(() => root?.dispose());

  /** Each script twice: on a fresh root, and on one where the base image is there. */
  const walk = async (program: string, args: (port: number) => string[]): Promise<Run> => {
    if (root === undefined) throw new Error('no root');
    const ended = await root.run(program, args(await freeRun(4)));
    expect(ended.code, `${ended.stdout}\n${ended.stderr}`).to.equal(0);
    expect(root.containerProcesses(), 'what is left behind').to.deep.equal([]);
    const left = await root.run(process.execPath, [join(PROJECT, 'scripts/hcs.mjs'), 'Get-Container', '-AsJson']);
    expect(JSON.parse(left.stdout)).to.deep.equal([]);
    return ended;
  };

  for (const time of ['first', 'second']) {
    it(`web-server.sh, the ${time} time`, async function () {
      if (spawnSync('curl', ['--version']).status !== 0) skip(this, 'curl is not installed');
      const { stdout } = await walk('sh', (port) => [join(PROJECT, 'examples/web-server.sh'), node, String(port)]);
      expect(answersOf(stdout)).to.deep.equal(
        ['SITE1', 'SITE2', 'SITE3'].map((name) => `${name} Hello from the shell`),
      );
    });
  }

  it('web-server.ps1', async function () {
    if (spawnSync('pwsh', ['-NoProfile', '-Version']).status !== 0) skip(this, 'pwsh (PowerShell 7) is not on PATH');
    const script = join(PROJECT, 'examples/web-server.ps1');
    const { stdout, stderr } = await walk('pwsh', (port) => [
      ...['-NoProfile', '-NonInteractive', '-File', script],
      ...['-Node', node, '-Port', String(port)],
    ]);
    expect(stderr).to.equal('');
    for (const name of ['SITE1', 'SITE2', 'SITE3'])
      expect(stdout).to.match(new RegExp(`${name}\\s+Hello from PowerShell\\s+win32`, 'i'));
  });
});

/** `<computer name> <greeting>` of the last three answers. */
function answersOf(stdout: string): string[] {
  const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
  return lines
    .map((line) => JSON.parse(line))
    .slice(-3)
    .map(({ computerName, greeting }) => `${computerName.toUpperCase()} ${greeting}`);
}
