import { expect } from 'chai';
import { isolationFor } from '../../core/container/settings/isolation.ts';

describe('the isolation of a container', () => {
  const windows = { kind: 'windows', osVersion: '10.0.26100.1742', isolations: ['process', 'hyperv'] } as const;
  const host = (changes: object = {}) => ({ ...windows, isolations: [...windows.isolations], ...changes });

  it('follows the builds on Windows', () => {
    expect(isolationFor({ osVersion: '10.0.20348.2402' }, host()).isolation).to.equal('process');
    expect(isolationFor({ osVersion: '10.0.17763.5458' }, host()).isolation).to.equal('hyperv');
    const none = isolationFor({ osVersion: '10.0.17763.5458' }, host({ isolations: ['process'] }));
    expect([none.isolation, none.reason]).to.deep.equal([
      undefined,
      'its base image is build 17763, this host is 26100, and process isolation on this host needs an image of build 20348 or later; this host has no Hyper-V isolation',
    ]);
    expect(isolationFor({ osVersion: '10.0.20348.2402' }, host(), 'hyperv').isolation).to.equal('hyperv');
  });

  it('takes no notice of builds on an embedded host', () => {
    const embedded = host({ kind: 'embedded', osVersion: '10.0.19041', isolations: ['process'] });
    expect(isolationFor({ osVersion: '10.0.20348' }, embedded).isolation).to.equal('process');
  });
});
