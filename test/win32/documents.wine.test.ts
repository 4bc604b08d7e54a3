import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { isFault } from '../../core/base/fault.ts';
import { Hcs, type SystemHandle } from '../../core/win32/hcs.ts';
import { openNative } from '../../core/win32/native.ts';
import { sampleRequests, sampleSystems, VM_ID } from './kit/sample-documents.ts';
import { standinFile } from './kit/standin.ts';

/** The strict reader of the stand-in takes each kind of document that we make, and nothing else. */
describe('documents before the strict reader', function () {
  this.timeout(60_000);
  const hcs = new Hcs(openNative({ dlls: { computecore: standinFile('computecore.dll') } }));

  it('takes every kind of system', async () => {
    const made: SystemHandle[] = [];
    for (const [name, document] of Object.entries(await sampleSystems())) {
      const own = 'Name' in document ? String(document.Name) : randomUUID();
      try {
        const system = await hcs.createSystem(name === 'utility-vm' ? VM_ID : own, document);
        made.push(system);
        if (name === 'utility-vm') await hcs.startSystem(system, { timeoutMs: 20_000 });
      } catch (error) {
        expect.fail(`${name}: ${String(error)}`);
      }
    }
    for (const system of made.reverse()) {
      await hcs.terminateSystem(system);
      await system.close();
    }
  });

  it('takes every kind of change', async () => {
    const [document = {}] = Object.values(await sampleSystems());
    const system = await hcs.createSystem(randomUUID(), document);
    try {
      await hcs.startSystem(system, { timeoutMs: 20_000 });
      for (const [name, request] of Object.entries(sampleRequests())) {
        const failure = await hcs.modifySystem(system, request).catch((error: unknown) => error);
        // A container has no virtual devices: what is refused is not the document.
        if (isFault(failure)) expect(failure.hresult, `${name}: ${failure.message}`).not.to.equal(0x8037010d);
      }
    } finally {
      await hcs.terminateSystem(system);
      await system.close();
    }
  });

  it('refuses a field that it does not know, and says where it is', async () => {
    const [document = {}] = Object.values(await sampleSystems());
    const failure = await hcs.createSystem(randomUUID(), { ...document, Ownr: 'x' }).catch((error: unknown) => error);
    expect(isFault(failure) && failure.hresult).to.equal(0x8037010d);
    expect(String(failure)).to.contain('Ownr');
  });
});
