import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { isFault } from '../../core/base/fault.ts';
import type { LayerEntry } from '../../core/spec/layer-entry.ts';
import { eventually } from '../eventually.ts';
import { isRerun, passesAsNobody } from './as-ordinary-user.ts';
import { EmbeddedBed, needSandbox, type Sandbox } from './bed.ts';
import { drain, outcome } from './outcome.ts';

describe('ways out of a sandbox', function () {
  this.timeout(60_000);
  this.slow(5000);
  let bed: EmbeddedBed;
  let victim: string;

  before(async function () {
    this.timeout(120_000);
    await needSandbox(this);
    bed = await EmbeddedBed.open();
    await bed.base();
    victim = join(bed.root, 'victim');
    await mkdir(victim);
    await writeFile(join(victim, 'secret'), 'secret');
  });
  after(async () => bed?.dispose());

  /** Runs a shell script inside, as a hostile native program would; Wine gives it no output. */
  async function native(sandbox: Sandbox, script: string): Promise<void> {
    const pid = (await readFile(join(sandbox.folder, 'init'), 'utf8')).split(' ')[0];
    const inside = `/proc/${pid}/root/tmp`;
    await writeFile(`${inside}/attack.sh`, `${script}\necho $? > /tmp/attacked\n`);
    await rm(`${inside}/attacked`, { force: true });
    await bed.launch(sandbox, '\\\\?\\unix\\bin\\sh /tmp/attack.sh').catch((error: unknown) => {
      if (!isFault(error)) throw error; // the attack may break its own start's answer
    });
    await eventually(async () => existsSync(`${inside}/attacked`));
  }

  function victimIsWhole(): void {
    expect(readdirSync(victim), 'the folder outside').to.deep.equal(['secret']);
  }

  it('Windows paths lead nowhere', async () => {
    const sandbox = await bed.running();
    try {
      const paths = ['Z:\\', 'Z:\\etc\\passwd', '\\\\?\\unix\\etc\\shadow', '\\\\?\\unix\\root', '\\\\?\\unix\\var'];
      const more = [
        'C:\\..\\..\\..\\etc\\shadow',
        '\\\\?\\unix\\usr\\..\\..\\etc\\shadow',
        '\\\\?\\unix\\proc\\1\\root\\home',
      ];
      for (const path of [...paths, ...more]) {
        expect((await bed.run(sandbox, `cmd /c if exist "${path}" (exit 1) else (exit 0)`)).code, path).to.equal(0);
      }
    } finally {
      await bed.remove(sandbox);
    }
  });

  it('C: replaced by a link to a folder of the host: nothing is read or written there', async () => {
    const sandbox = await bed.running();
    const parents = [await bed.base()];
    const { layers, compute } = bed.host;
    const attempts = async (): Promise<unknown[]> => [
      await outcome(() => drain(layers.readFiles(sandbox.scratch, parents, 'C:\\'))),
      await outcome(() => drain(layers.readFiles(sandbox.scratch, parents, 'C:\\secret'))),
      await outcome(() => layers.writeFiles(sandbox.scratch, parents, 'C:\\', oneFile('planted'))),
    ];
    try {
      await native(sandbox, `rm -rf /c/drive_c; ln -s ${victim} /c/drive_c`);
      expect(await attempts()).to.deep.equal(['Corrupt', 'Corrupt', 'Corrupt']);
      await compute.terminate(sandbox.id);
      await layers.detachScratch(sandbox.scratch);
      expect(await attempts()).to.deep.equal(['Corrupt', 'Corrupt', 'Corrupt']);
      expect(await outcome(() => drain(layers.exportScratch(sandbox.scratch, parents)))).to.equal('Corrupt');
      victimIsWhole();
    } finally {
      await bed.remove(sandbox);
    }
    victimIsWhole();
  });

  it('links inside C: are given as links and not written through', async () => {
    const sandbox = await bed.running();
    const parents = [await bed.base()];
    const { layers } = bed.host;
    try {
      await native(
        sandbox,
        `ln -s ${victim} /c/drive_c/folder; ln -s ${victim}/secret /c/drive_c/file; mkfifo /c/drive_c/fifo`,
      );
      const found = await drain(layers.readFiles(sandbox.scratch, parents, 'C:\\folder'));
      expect(found.map(({ kind }) => kind)).to.deep.equal(['symlink']);
      expect(await outcome(() => drain(layers.readFiles(sandbox.scratch, parents, 'C:\\folder\\secret')))).to.equal(
        'NotFound',
      );
      for (const path of ['C:\\folder', 'C:\\folder\\deeper']) {
        expect(await outcome(() => layers.writeFiles(sandbox.scratch, parents, path, oneFile('planted')))).to.equal(
          'InvalidArgument',
        );
      }
      for (const name of ['file', 'fifo']) {
        expect(await outcome(() => layers.writeFiles(sandbox.scratch, parents, 'C:\\', oneFile(name)))).to.equal(
          'InvalidArgument',
        );
      }
      expect(await readFile(join(victim, 'secret'), 'utf8')).to.equal('secret');
      victimIsWhole();
    } finally {
      await bed.remove(sandbox);
    }
  });

  it('a program that swaps request folders for links as they appear gets nothing written outside', async () => {
    const sandbox = await bed.running();
    try {
      const swap =
        'i=0; while [ $i -lt 20000 ]; do i=$((i+1)); for d in /io/*-*-*-*-*; do [ -L $d ] || { mv $d /io/x$i; ln -s $VICTIM $d; }; done; done';
      const attack = native(sandbox, `VICTIM=${victim}; (${swap}) & sleep 0`).catch(() => undefined);
      await attack;
      const outcomes = await Promise.all(
        Array.from({ length: 30 }, () =>
          Promise.race([
            outcome(() => bed.run(sandbox, 'cmd /c exit 0', { CreateStdInPipe: true })),
            delay(8000, 'late'),
          ]),
        ),
      );
      for (const one of outcomes) expect(one).to.be.a('string'); // a fault's kind, `done` or `late`: never a raw error
      victimIsWhole();
    } finally {
      await bed.remove(sandbox);
    }
    victimIsWhole();
  });

  it('files of the host cannot be had through the status file, the control FIFO or the registry', async () => {
    const sandbox = await bed.running();
    const parents = [await bed.base()];
    try {
      await bed.run(sandbox, 'cmd /c exit 0');
      await native(
        sandbox,
        `rm /io/status /io/control; mkfifo /io/status; ln -s ${victim}/secret /io/control; rm /c/system.reg /c/user.reg; mkfifo /c/system.reg; ln -s ${victim}/secret /c/user.reg`,
      );
      await bed.reopen();
      const { compute, layers } = bed.host;
      expect((await compute.query(sandbox.id)).state).to.equal('Running');
      expect(await outcome(() => bed.run(sandbox, 'cmd /c exit 0'))).to.equal('InvalidState');
      expect(await outcome(() => compute.openProcess(sandbox.id, 'none'))).to.equal('NotFound');
      await compute.terminate(sandbox.id);
      await layers.detachScratch(sandbox.scratch);
      expect(await outcome(() => drain(layers.exportScratch(sandbox.scratch, parents)))).to.equal('Corrupt');
      expect(await readFile(join(victim, 'secret'), 'utf8')).to.equal('secret');
    } finally {
      await bed.remove(sandbox);
    }
  });

  it('a status file of a terabyte, forged lines and endless lines do not stop the host', async () => {
    const sandbox = await bed.running();
    const delays: number[] = [];
    // A busy machine stops everybody for a second; reading a terabyte would take minutes.
    const maxDelayMs = 10_000;
    let last = performance.now();
    const watch = setInterval(() => {
      delays.push(performance.now() - last);
      last = performance.now();
    }, 10);
    try {
      await native(
        sandbox,
        'for i in 1 2 3; do echo "exited nobody $i"; echo "started ../../x 4"; echo "started a 99999999999"; head -c 100000 /dev/zero; echo; done >> /io/status',
      );
      expect((await bed.run(sandbox, 'cmd /c exit 7')).code).to.equal(7);
      await native(sandbox, 'sleep 1; truncate -s 1T /io/status');
      await delay(1500);
      expect(await outcome(() => bed.run(sandbox, 'cmd /c exit 0')), 'nobody waits for what is not read').to.equal(
        'InvalidState',
      );
      await bed.host.compute.terminate(sandbox.id);
      expect((await bed.host.compute.query(sandbox.id)).exitType).to.equal('ForcedExit');
      expect(Math.max(...delays)).to.be.below(maxDelayMs);
    } finally {
      clearInterval(watch);
      await bed.remove(sandbox);
    }
  });

  it('what a program leaves can be removed: deep, without permissions, not UTF-8; and is no silent loss', async () => {
    const sandbox = await bed.running();
    const parents = [await bed.base()];
    const deep = 'i=0; while [ $i -lt 700 ]; do mkdir aaaaaaaa; cd -P aaaaaaaa; i=$((i+1)); done; touch end';
    await native(
      sandbox,
      `cd /c/drive_c; mkdir shut; touch shut/x; (${deep}); touch "$(printf 'bad\\377')"; chmod 0 shut`,
    );
    await bed.host.compute.terminate(sandbox.id);
    await bed.host.layers.detachScratch(sandbox.scratch);
    expect(await outcome(() => drain(bed.host.layers.exportScratch(sandbox.scratch, parents)))).to.be.oneOf([
      'Corrupt',
      'InvalidArgument',
    ]);
    await bed.remove(sandbox);
    expect(existsSync(sandbox.scratch)).to.equal(false);
  });

  if (process.getuid?.() === 0 && !isRerun) {
    it('all of this as an ordinary user too', async function () {
      this.timeout(250_000);
      expect(await passesAsNobody(import.meta.filename)).to.be.above(5);
    });
  }
});

async function* oneFile(name: string): AsyncIterable<LayerEntry> {
  yield { kind: 'file', name, sizeBytes: 3, modifiedMs: 0, open: () => Readable.from([Buffer.from('bad')]) };
}
