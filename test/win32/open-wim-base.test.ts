import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type FaultKind, isFault, type RuntimeFault } from '../../core/base/fault.ts';
import { checkWimBase, openWimBase } from '../../core/win32/layers/open-wim-base.ts';
import { withIntegrity } from '../formats/wim/integrity.ts';
import { sampleRoot, WINDOWS_XML } from '../formats/wim/sample-wim.ts';
import { writeWim } from '../formats/wim/write-wim.ts';

describe('a base image of a WIM file', () => {
  let root: string;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'wim-base-'));
  });
  after(() => rm(root, { recursive: true, force: true }));

  /** Writes a WIM file with an image for each XML. */
  async function wim(name: string, ...xml: string[]): Promise<string> {
    const path = join(root, name);
    await writeFile(path, writeWim(xml.map((one) => ({ root: sampleRoot(true), xml: one }))));
    return path;
  }

  async function refusal(kind: FaultKind, path: string, imageIndex?: number): Promise<RuntimeFault> {
    const source = { kind: 'wim' as const, path, ...(imageIndex === undefined ? {} : { imageIndex }) };
    const error: unknown = await openWimBase(source).then(
      (base) => base.dispose(),
      (caught: unknown) => caught,
    );
    if (kind !== 'Corrupt' || path.endsWith('text.wim')) {
      const foreseen: unknown = await checkWimBase(source).catch((caught: unknown) => caught);
      expect(foreseen, 'beforehand').to.include({ kind, message: (error as Error).message });
    }
    if (isFault(error, kind)) return error;
    throw new Error(`${kind} was expected, not ${error}`);
  }

  it('says what it is, and gives its entries until it is let go', async () => {
    const base = await openWimBase({ kind: 'wim', path: await wim('one.wim', WINDOWS_XML) });
    expect(base).to.deep.include({
      name: 'WindowsServerCore',
      osVersion: '10.0.20348.587',
      osFeatures: [],
      architecture: 'amd64',
      entryCount: 31,
    });
    const names: string[] = [];
    for await (const { name } of base.entries) names.push(name);
    expect(names.slice(0, 2)).to.deep.equal(['Files', 'Files/Users']);
    await base.dispose();
    await base.dispose();
  });

  it('has the name of its kind of Windows', async () => {
    for (const [type, name] of [
      ['Nano Server', 'NanoServer'],
      ['Server', 'WindowsServer'],
      ['Client', undefined],
    ] as const) {
      const base = await openWimBase({
        kind: 'wim',
        path: await wim('kind.wim', WINDOWS_XML.replace('Server Core', type)),
      });
      expect(base.name).to.equal(name);
      await base.dispose();
    }
  });

  it('of several images needs to be told which', async () => {
    const path = await wim("t'wo.wim", WINDOWS_XML, WINDOWS_XML.replace('587', '588').replace('>9<', '>12<'));
    const which = await refusal('Ambiguous', path);
    expect(which.message).to.contain(
      "1 'Server & Core' (10.0.20348.587 amd64); 2 'Server & Core' (10.0.20348.588 arm64)",
    );
    expect(which.hint).to.equal(`Install-ContainerOSImage -WimPath '${path.replace("'", "''")}' -ImageIndex 1`);
    const base = await openWimBase({ kind: 'wim', path, imageIndex: 2 });
    expect(base).to.include({ osVersion: '10.0.20348.588', architecture: 'arm64' });
    await base.dispose();
    expect((await refusal('NotFound', path, 3)).message).to.contain('There is no image 3');
  });

  it('is refused before it is read when its integrity table finds damage', async () => {
    const path = join(root, 'checked.wim');
    const bytes = withIntegrity(writeWim([{ root: sampleRoot(true), xml: WINDOWS_XML }]), 1024);
    await writeFile(path, bytes);
    await (await openWimBase({ kind: 'wim', path })).dispose();
    bytes.writeUInt8(bytes.readUInt8(210) ^ 1, 210);
    await writeFile(path, bytes);
    expect((await refusal('Corrupt', path)).message).to.contain('chunk 1 of');
    await checkWimBase({ kind: 'wim', path }); // which only reading all of it shows
  });

  it('is refused when it is not there, no Windows, or for other processors', async () => {
    expect((await refusal('NotFound', join(root, 'missing.wim'))).message).to.contain('There is no file');
    await refusal('InvalidArgument', root);
    expect((await refusal('NotSupported', await wim('data.wim', '<NAME>data</NAME>'))).message).to.contain(
      'no Windows',
    );
    const x86 = await wim('x86.wim', WINDOWS_XML.replace('>9<', '>0<'));
    expect((await refusal('NotSupported', x86)).message).to.contain("for 'x86'");
    await writeFile(join(root, 'text.wim'), 'no image');
    await refusal('Corrupt', join(root, 'text.wim'));
  });
});
