import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { fault } from '../../../core/base/fault.ts';
import { sampleImage } from '../../doubles/memory-images.ts';
import { type HandlerKit, imagesOf, openHandlerKit } from './handler-kit.ts';

describe('image handlers', () => {
  let kit: HandlerKit;
  beforeEach(async () => {
    kit = await openHandlerKit();
  });
  afterEach(() => kit.dispose());

  const names = async (parameters: Parameters<typeof kit.call<'Get-ContainerImage'>>[1]) =>
    imagesOf(await kit.call('Get-ContainerImage', parameters)).map(({ Name }) => Name);

  it('New-ContainerImage captures and gives the image with its parent', async () => {
    await kit.create('web', { command: 'node "C:\\a b\\x.js"' });
    const said = await kit.call('New-ContainerImage', { ContainerName: 'web', Name: 'site' });
    expect(said.thrown).to.equal(undefined);
    expect(said.asked).to.deep.equal(["Capture as image 'site' container 'web'"]);
    expect(imagesOf(said)[0]).to.deep.include({
      Name: 'site',
      IsOSImage: false,
      ParentImage: 'CN=Test_Windows_10.0.19041.0',
      FullName: 'CN=Local_site_1.0.0.0',
    });
    expect(kit.images.captured[0]?.command).to.deep.equal(['node', 'C:\\a b\\x.js']);
    expect(said.progress.at(-1)?.completed).to.equal(true);
    expect(await names({ ChildOf: 'windows' })).to.deep.equal(['site']);
  });

  it('New-ContainerImage refuses a running container without -Force', async () => {
    await kit.create('web');
    await kit.call('Start-Container', { Name: ['web'] });
    const said = await kit.call('New-ContainerImage', { ContainerName: 'web', Name: 'site' });
    expect(said.thrown?.kind).to.equal('InvalidState');
    expect(kit.images.captured).to.deep.equal([]);
    expect((await kit.call('New-ContainerImage', { ContainerName: 'web', Name: 'site', Force: true })).thrown).to.equal(
      undefined,
    );
  });

  it('Test-ContainerImage reports on each image: whole, damaged, or for another host', async () => {
    const damage = fault('Corrupt', 'The blob is altered.');
    kit.images.images.push(
      sampleImage({ name: 'broken', digest: `sha256:${'d'.repeat(64)}`, damage }),
      sampleImage({ name: 'holes', digest: `sha256:${'e'.repeat(64)}` }),
      sampleImage({ name: 'tux', digest: `sha256:${'f'.repeat(64)}`, os: 'linux' }),
    );
    kit.images.damages.set(`sha256:${'e'.repeat(64)}`, [damage, fault('Corrupt', 'The other one too.')]);
    const all = await kit.call('Test-ContainerImage', {});
    expect(all.errors).to.deep.equal([]);
    // The shapes of ContainerImageReport, which our own service emits.
    const reports = all.objects.map(({ value }) => value as Record<string, unknown>);
    expect(reports.map(({ Name, Result }) => `${Name} ${Result}`)).to.deep.equal([
      'Windows Passed',
      'broken Failed',
      'holes Failed',
      'tux Warning',
    ]);
    expect(reports[2]).to.deep.include({ Cause: ['The blob is altered.', 'The other one too.'] });
    expect(reports[2]?.['Fix']).to.contain(`Remove-ContainerImage sha256:${'e'.repeat(64)}`);
    expect(String(reports[3]?.['Cause'])).to.contain('linux');
    expect(all.progress.at(-1)?.completed).to.equal(true);
    const quiet = async (Name: string[]) =>
      (await kit.call('Test-ContainerImage', { Name, Quiet: true })).objects.map(({ value }) => value);
    expect(await quiet(['windows', 'tux'])).to.deep.equal([true]);
    expect(await quiet(['windows', 'holes'])).to.deep.equal([false]);
    const missing = await kit.call('Test-ContainerImage', { Name: ['nope', 'windows'] });
    expect(missing.errors.map(({ kind }) => kind)).to.deep.equal(['NotFound']);
    expect(missing.objects).to.have.length(1);
  });

  it('Get-ContainerImage filters, and reports damaged ones', async () => {
    kit.images.images.push(
      sampleImage({
        name: 'broken',
        digest: `sha256:${'d'.repeat(64)}`,
        damage: fault('Corrupt', 'A blob is altered.'),
      }),
    );
    const all = await kit.call('Get-ContainerImage', {});
    expect(imagesOf(all)).to.have.length(1);
    expect(all.errors.map(({ kind }) => kind)).to.deep.equal(['Corrupt']);
    expect(await names({ Name: ['win*'], Publisher: 'test', Version: '10.0.19041' })).to.deep.equal(['Windows']);
    expect(await names({ Name: ['w*'], Version: '9' })).to.deep.equal([]);
    expect(await names({ Name: ['aaaaaa'] })).to.deep.equal(['Windows']);
    expect((await kit.call('Get-ContainerImage', { Name: ['nope'] })).errors[0]?.kind).to.equal('NotFound');
    expect((await kit.call('Remove-ContainerImage', { Name: ['broken'] })).errors).to.deep.equal([]);
  });

  it('refuses to remove an image in use, naming the container', async () => {
    await kit.create('web');
    const said = await kit.call('Uninstall-ContainerOSImage', { ImageName: 'Windows', Force: true });
    expect(said.errors[0]?.kind).to.equal('InvalidState');
    expect(said.errors[0]?.message).to.contain("'web'");
    expect(said.errors[0]?.hint).to.equal('Remove-Container web');
    expect(said.asked).to.deep.equal([]);
  });

  it('removes children before their parents', async () => {
    const id = await kit.create('web');
    await kit.call('New-ContainerImage', { ContainerName: 'web', Name: 'site' });
    expect((await kit.call('Uninstall-ContainerOSImage', { ImageName: 'site' })).thrown?.kind).to.equal(
      'InvalidArgument',
    );
    await kit.containers.remove(id);
    const said = await kit.call('Remove-ContainerImage', { Name: ['*'] });
    expect(said.errors).to.deep.equal([]);
    expect(kit.images.images).to.deep.equal([]);
  });

  it('Export-ContainerImage writes into a folder, or to a file that ends in .tar', async () => {
    await mkdir(join(kit.root, 'out'));
    await kit.call('Export-ContainerImage', { Name: 'windows', Path: 'out' });
    await kit.call('Export-ContainerImage', { Name: 'windows', Path: 'out/x.tar', Force: true });
    expect(kit.images.exported.map(({ path, overwrite }) => [path, overwrite])).to.deep.equal([
      [join(kit.root, 'out', 'CN=Test_Windows_10.0.19041.0.tar'), false],
      [join(kit.root, 'out', 'x.tar'), true],
    ]);
    expect((await kit.call('Export-ContainerImage', { Name: 'windows', Path: 'nowhere' })).errors[0]?.kind).to.equal(
      'NotFound',
    );
  });

  it('Uninstall-ContainerOSImage goes on with the base images that a wildcard finds', async () => {
    kit.images.images.push(sampleImage({ name: 'Web', digest: `sha256:${'1'.repeat(64)}`, isOsImage: false }));
    const said = await kit.call('Uninstall-ContainerOSImage', { ImageName: 'W*' });
    expect(said.errors.map(({ kind, target }) => `${kind} ${target}`)).to.deep.equal(['InvalidArgument Web']);
    expect(kit.images.images.map(({ name }) => name)).to.deep.equal(['Web']);
  });

  describe('Export-ContainerImage of several', () => {
    const names = (said: Awaited<ReturnType<HandlerKit['call']>>) => imagesOf(said).map(({ Name }) => Name);
    beforeEach(async () => {
      kit.images.images.push(
        sampleImage({ name: 'Web', digest: `sha256:${'1'.repeat(64)}` }),
        sampleImage({ name: 'Web2', digest: `sha256:${'2'.repeat(64)}` }),
      );
      await mkdir(join(kit.root, 'out'));
    });

    it('writes them into one file, each once', async () => {
      const said = await kit.call('Export-ContainerImage', {
        Name: 'W*',
        Path: 'out/f.tar',
        Force: true,
        PassThru: true,
      });
      expect(said.errors).to.deep.equal([]);
      expect(kit.images.exported.map((one) => one.names)).to.deep.equal([['Windows', 'Web', 'Web2']]);
      expect(names(said)).to.deep.equal(['Windows', 'Web', 'Web2']);
      kit.images.exported.length = 0;
      await kit.call('Export-ContainerImage', { Image: ['Web', 'web', 'Web2'], Path: 'out/f.tar' });
      expect(kit.images.exported.map((one) => one.names)).to.deep.equal([['Web', 'Web2']]);
    });

    it('leaves out what was declined, and gives the error of what cannot be found', async () => {
      const none = await kit.call('Export-ContainerImage', { Name: 'W*', Path: 'out/f.tar' }, { answer: false });
      expect(none.asked).to.have.length(3);
      expect(kit.images.exported).to.deep.equal([]);
      const said = await kit.call('Export-ContainerImage', {
        Image: ['nope', 'Web'],
        Path: 'out/f.tar',
        PassThru: true,
      });
      expect(said.errors.map(({ kind }) => kind)).to.deep.equal(['NotFound']);
      expect(names(said)).to.deep.equal(['Web']);
    });

    it('goes on in a folder after one that fails', async () => {
      kit.images.failExport.add('Web');
      await writeFile(join(kit.root, 'out/CN=Test_Windows_10.0.19041.0.tar'), 'mine');
      const said = await kit.call('Export-ContainerImage', { Name: 'W*', Path: 'out', PassThru: true });
      expect(said.errors.map(({ kind }) => kind)).to.deep.equal(['AlreadyExists', 'Corrupt']);
      expect(said.errors[0]?.message).to.contain('Windows');
      expect(names(said)).to.deep.equal(['Web2']);
    });

    it('gives the error of a damaged one, and writes the others', async () => {
      const damage = fault('Corrupt', 'The manifest is altered.');
      kit.images.images.push(sampleImage({ name: 'Worn', digest: `sha256:${'d'.repeat(64)}`, damage }));
      for (const choice of [{ Name: 'W*' }, { Image: ['Worn', 'Windows', 'Web', 'Web2'] }]) {
        const said = await kit.call('Export-ContainerImage', { ...choice, Path: 'out/f.tar', PassThru: true });
        expect(said.errors.map(({ message }) => message)).to.deep.equal(['The manifest is altered.']);
        expect(names(said)).to.deep.equal(['Windows', 'Web', 'Web2']);
      }
    });

    it('refuses a file that is there, before anybody is asked', async () => {
      await writeFile(join(kit.root, 'out/f.tar'), 'mine');
      const said = await kit.call('Export-ContainerImage', { Name: 'W*', Path: 'out/f.tar' }, { answer: false });
      expect(said.errors.map(({ kind }) => kind)).to.deep.equal(['AlreadyExists']);
      expect(said.asked).to.deep.equal([]);
    });
  });

  it('Test-ContainerImage goes on after an image that cannot be read', async () => {
    kit.images.images.push(sampleImage({ name: 'Web', digest: `sha256:${'1'.repeat(64)}` }));
    kit.images.failVerify.add('Windows');
    const said = await kit.call('Test-ContainerImage', { Name: ['W*'] });
    expect(said.errors.map(({ kind }) => kind)).to.deep.equal(['DiskFull']);
    expect(said.objects).to.have.length(1);
    for (const Name of [['W*'], ['Web', 'nope']]) {
      const quiet = await kit.call('Test-ContainerImage', { Name, Quiet: true });
      expect(quiet.objects.map(({ value }) => value)).to.deep.equal([false]);
    }
  });

  it('Import-ContainerImage stores a Linux image with a warning; its use is refused in words Docker users know', async () => {
    for (const name of ['alpine.tar', 'bad']) await writeFile(join(kit.root, name), '');
    const said = await kit.call('Import-ContainerImage', { Path: ['alpine.tar', 'bad'] });
    expect(imagesOf(said)[0]?.OS).to.equal('linux');
    expect(said.warnings).to.have.length(1);
    expect(said.errors.map(({ kind }) => kind)).to.deep.equal(['Corrupt']);
    const use = await kit.call('New-Container', { ContainerImageName: 'alpine' });
    expect(use.thrown?.message).to.contain('image operating system "linux" cannot be used on this platform');
  });

  it('Install-ContainerOSImage says when there is nothing to do', async () => {
    expect((await kit.call('Install-ContainerOSImage', {})).verbose).to.have.length(1);
    kit.images.images.length = 0;
    const said = await kit.call('Install-ContainerOSImage', {});
    expect(said.verbose).to.deep.equal([]);
    expect(imagesOf(said)[0]?.Name).to.equal('Windows');
  });
});
