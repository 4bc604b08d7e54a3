import { expect } from 'chai';
import { fault } from '../../core/base/fault.ts';
import { hostFault, retellHost } from '../../core/win32/host-fault.ts';

const CREATE = { service: 'vmcompute', op: 'create compute system', target: 'abc' } as const;

describe('the fault of a call to a Windows service', () => {
  for (const [hresult, kind, words, hint] of [
    [0x8037011b, 'AccessDenied', 'does not run as administrator', '-Verb RunAs'],
    [0x80070522, 'AccessDenied', 'does not run as administrator', '-Verb RunAs'],
    [0xc0370114, 'NotInstalled', "feature 'Containers' is not installed", 'Install-ContainerHost;'],
    [0xc0351000, 'NotInstalled', 'no hypervisor runs', 'bcdedit'],
    [0x800706ba, 'ConnectionFailed', '(vmcompute) does not run', 'Start-Service vmcompute'],
    [0x800706d9, 'ConnectionFailed', '(vmcompute) does not run', 'Start-Service vmcompute'],
    [0x80070426, 'ConnectionFailed', '(vmcompute) does not run', 'Start-Service vmcompute'],
    [0xc037010f, 'AlreadyExists', "the id 'abc' is there already", 'Repair-ContainerHost -WhatIf'],
    [0xc0370101, 'NotSupported', "does not match this host's", '-Isolation HyperV'],
  ] as const) {
    it(`0x${hresult.toString(16)}: ${words}`, () => {
      const found = hostFault(hresult, { ...CREATE, events: ['A driver said no.'] });
      expect(found.kind).to.equal(kind);
      expect(found.message).to.match(/^Cannot create compute system 'abc': /);
      expect(found.message).to.contain(words);
      expect(found.message).to.match(/0x[0-9A-F]{8}\)\. A driver said no\.$/);
      expect(found.hint).to.contain(hint);
      expect(found.hresult).to.equal(hresult);
    });
  }

  it('names the service that was asked', () => {
    const found = hostFault(0x800706ba, { service: 'hns', op: 'create network' });
    expect(found.message).to.contain('Cannot create network: the Host Network Service (hns) does not run');
    expect(found.hint).to.contain('Start-Service hns');
  });

  for (const [jsonPath, option] of [
    ['$.Container.AssignedDevices', '-Device'],
    ['$.Container.ContainerCredentialGuard.Cookie', '-CredentialSpec'],
    ['$.Container.Processor.Count', '-ProcessorCount'],
    ['$.Container.Foo', 'the option that needs it'],
  ] as const) {
    it(`a rejected ${jsonPath} names ${option}`, () => {
      const found = hostFault(0x8037010d, { ...CREATE, jsonPath });
      expect(found.kind).to.equal('NotSupported');
      expect(found.message).to.contain(`rejects the field ${jsonPath} of the request (HCS_E_INVALID_JSON, 0x8037010D)`);
      expect(found.hint).to.contain(`leave out ${option}`);
      expect(found.target).to.equal(jsonPath);
    });
  }

  it('without a path, and for other codes, the table speaks', () => {
    expect(hostFault(0x8037010d, CREATE).message).to.contain('rejects a field of the document');
    expect(hostFault(0x80070005, CREATE).kind).to.equal('AccessDenied');
  });

  it('what is no call of Windows passes', () => {
    const own = fault('Timeout', 'late');
    expect(retellHost(own, CREATE)).to.equal(own);
    const cause = fault('Internal', 'bare', { hresult: 0xc0351000 });
    expect(retellHost(cause, CREATE)).to.deep.include({ kind: 'NotInstalled', cause });
  });
});
