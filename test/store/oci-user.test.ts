import { expect } from 'chai';
import { parseConfig } from '../../core/store/oci-documents.ts';

describe("an image's user", () => {
  const config = (run: object) =>
    parseConfig(
      Buffer.from(
        JSON.stringify({
          architecture: 'amd64',
          os: 'windows',
          rootfs: { type: 'layers', diff_ids: [`sha256:${'a'.repeat(64)}`] },
          config: run,
        }),
      ),
      `sha256:${'b'.repeat(64)}`,
    ).config;

  it('is read where there is one', () => {
    expect(config({ User: 'ContainerUser', WorkingDir: 'C:\\' })).to.deep.equal({
      User: 'ContainerUser',
      WorkingDir: 'C:\\',
    });
    expect(config({ User: '' })).to.deep.equal({});
    expect(config({ User: 7 })).to.deep.equal({});
  });
});
