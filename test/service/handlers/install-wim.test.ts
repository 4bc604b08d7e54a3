import { join } from 'node:path';
import { expect } from 'chai';
import type { BaseSource } from '../../../core/host/port.ts';
import { type HandlerKit, openHandlerKit } from './handler-kit.ts';

describe('Install-ContainerOSImage -WimPath', () => {
  let kit: HandlerKit;
  let sources: BaseSource[];
  beforeEach(async () => {
    kit = await openHandlerKit();
    sources = [];
    const install = kit.images.installBase.bind(kit.images);
    Object.assign(kit.images, {
      installBase: (source: BaseSource) => {
        sources.push(source);
        return install();
      },
    });
  });
  afterEach(() => kit.dispose());

  it('takes the path from where the caller is, and which image', async () => {
    const said = await kit.call(
      'Install-ContainerOSImage',
      { WimPath: 'a.wim', ImageIndex: 2 },
      { workingDirectory: '/w' },
    );
    const path = join('/w', 'a.wim');
    expect(said.asked).to.deep.equal([`Install base image of '${path}', index 2`]);
    await kit.call('Install-ContainerOSImage', { WimPath: '/b.wim' });
    expect(sources).to.deep.equal([
      { kind: 'wim', path, imageIndex: 2 },
      { kind: 'wim', path: '/b.wim' },
    ]);
  });

  it('refuses an image index without a file', async () => {
    const said = await kit.call('Install-ContainerOSImage', { ImageIndex: 1 });
    expect(said.thrown?.kind).to.equal('InvalidArgument');
    expect(said.thrown?.hint).to.contain('-WimPath');
    expect([sources, said.asked]).to.deep.equal([[], []]);
  });
});
