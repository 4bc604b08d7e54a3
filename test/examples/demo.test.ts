import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { processesOf } from '../../scripts/demo/outside.ts';
import { windowsNode } from '../../scripts/demo/windows-node.ts';
import { whyNoEmbedded } from '../contract/embedded-fixture.ts';
import { skip } from '../skip.ts';
import { PROJECT } from './walk-kit.ts';

describe('npm run demo', function () {
  this.timeout(300_000);

  before(async function () {
    const why = await whyNoEmbedded();
    if (why !== undefined) skip(this, why);
    try {
      windowsNode(() => undefined);
    } catch (error) {
      skip(this, `node.exe for Windows cannot be fetched: ${String(error)}`);
    }
  });

  it('holds every check and leaves nothing behind', async () => {
    const demo = start();
    const [code] = await once(demo.child, 'close');
    expect(code, demo.output()).to.equal(0);
    expect(demo.output()).to.match(/^All \d\d checks held/m);
    expectNothingLeft(demo.output());
  });

  it('clears up after Ctrl+C in the middle of a cmdlet, and exits 130', async () => {
    const demo = start();
    await demo.until(/^PS> Install-ContainerOSImage/m);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    // As a terminal does: to the whole group.
    process.kill(-(demo.child.pid ?? 0), 'SIGINT');
    const [code] = await once(demo.child, 'close');
    expect(code, demo.output()).to.equal(130);
    expectNothingLeft(demo.output());
  });
});

interface Demo {
  child: ChildProcess;
  output(): string;
  /** Waits for words of it. */
  until(words: RegExp): Promise<void>;
}

function start(): Demo {
  const child = spawn(process.execPath, [join(PROJECT, 'scripts/demo.mjs')], {
    cwd: PROJECT,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  return {
    child,
    output: () => text,
    async until(words) {
      while (!words.test(text)) {
        if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}:\n${text}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}

/** Its folder, as it printed it, and every process that belongs there. */
function expectNothingLeft(output: string): void {
  const folder = /^\S.*?(\/\S*hcs-demo-\w+)\/root\/images/m.exec(output)?.[1] ?? '';
  expect(folder, 'the folder, in the output of Get-ContainerHost').not.to.equal('');
  expect(existsSync(folder), folder).to.equal(false);
  expect(processesOf(folder)).to.deep.equal([]);
}
