import { expect } from 'chai';
import {
  featureMissing,
  fieldRejected,
  heldByAntivirus,
  hypervisorMissing,
  idTaken,
  layerInUse,
  notElevated,
  serviceStopped,
  unknownUser,
  unsuitableVolume,
} from '../../core/base/host-faults.ts';

const WHAT = "start container 'web'";

describe('what keeps a Windows host from its work', () => {
  const all = {
    notElevated: notElevated(WHAT),
    featureMissing: featureMissing(WHAT, 'Containers'),
    hypervisorMissing: hypervisorMissing(WHAT, { hresult: 0xc0351000 }),
    vmcompute: serviceStopped(WHAT, 'vmcompute'),
    hns: serviceStopped(WHAT, 'hns'),
    layerInUse: layerInUse(WHAT, 'C:\\l', ['explorer (812)']),
    unsuitableVolume: unsuitableVolume(WHAT, 'E:\\x', 'a ReFS volume'),
    heldByAntivirus: heldByAntivirus(WHAT, 'C:\\s\\sandbox.vhdx', 'MsMpEng.exe'),
    idTaken: idTaken(WHAT, 'abc', 'docker'),
    unknownUser: unknownUser(WHAT, 'bob'),
    fieldRejected: fieldRejected(WHAT, { path: '$.Container.Foo', build: 17763, option: '-Device' }),
  };

  it('is told in words of its own: what failed, why, and what to do', () => {
    const messages = Object.values(all).map((failed) => failed.message);
    expect(new Set(messages).size).to.equal(messages.length);
    for (const failed of Object.values(all)) {
      expect(failed.message).to.match(/^Cannot start container 'web': .*\.$/);
      expect(failed.hint).to.be.a('string').and.match(/[^.]$/);
    }
    expect(new Set(Object.values(all).map((failed) => failed.hint)).size).to.be.greaterThan(9);
  });

  it('names who and where', () => {
    expect(all.layerInUse.message).to.contain("'C:\\l' is in use by explorer (812)");
    expect(all.heldByAntivirus.message).to.contain('MsMpEng.exe');
    expect(all.unsuitableVolume.message).to.contain('ReFS');
    expect(all.unknownUser.message).to.contain("'bob'");
    expect(all.fieldRejected.message).to.contain('$.Container.Foo').and.contain('17763');
    expect(all.fieldRejected.hint).to.contain('-Device');
    expect(all.idTaken.message).to.contain("'docker'");
    expect(all.hypervisorMissing.hresult).to.equal(0xc0351000);
    expect(featureMissing(WHAT, 'Microsoft-Hyper-V').hint).to.contain('Install-ContainerHost -Isolation HyperV');
  });
});
