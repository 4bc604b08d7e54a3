// needs the stand-in service
import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { askService } from '../contract/hyperv-fixture.ts';
import { Bed, scopeEachCase, systemDocument } from '../contract/kit/bed.ts';
import { endSystem } from '../contract/kit/end-system.ts';
import { expectFault } from '../contract/kit/expect-fault.ts';
import { launch, probe, run } from '../contract/kit/run.ts';
import { win32Fixture } from '../contract/win32-fixture.ts';

const SPEC = JSON.stringify({
  CmsPlugins: ['ActiveDirectory'],
  DomainJoinConfig: {
    Sid: 'S-1-5-21-702590844-1001920913-2680819671',
    MachineAccountName: 'webapp01',
    Guid: '56d9b66c-d746-4f87-bd26-26760cfdca2e',
    DnsTreeName: 'contoso.com',
    DnsName: 'contoso.com',
    NetBiosName: 'CONTOSO',
  },
  ActiveDirectoryConfig: { GroupManagedServiceAccounts: [{ Name: 'webapp01', Scope: 'contoso.com' }] },
});

interface Instance {
  Id: string;
  CredentialGuard: { CredentialSpec: string; Transport: string };
}

describe('a container with a group managed service account', function () {
  this.timeout(120_000);
  this.slow(5_000);
  const bed = new Bed(() => win32Fixture());
  before(async function () {
    this.timeout(300_000);
    await bed.open();
    await bed.layers();
  });
  after(() => bed.dispose());
  scopeEachCase(bed);

  const instances = (): Promise<Instance[]> =>
    askService(async (client) => {
      const query = { PropertyTypes: ['ContainerCredentialGuard'] };
      const { Properties } = await client.must<{ Properties: [{ Instances: Instance[] }] }>('service.properties', {
        query,
      });
      return Properties[0].Instances;
    });
  const files = () => readdir(join(bed.fixture.root, 'state', 'credential-guards')).catch(() => []);
  const failNext = (target: string, hr: number) =>
    askService((client) => client.must('fault.set', { target, times: 1, hr: hr | 0 }));
  const created = async (credentialSpec: string) => {
    const scratch = await bed.scratch();
    const id = bed.newId();
    const document = systemDocument(scratch);
    await bed.host.compute.create(id, document, { credentialSpec });
    return { id, scratch, document, namespace: undefined };
  };

  afterEach(async () => {
    expect(await instances(), 'instances are left').to.deep.equal([]);
    expect(await files(), 'records are left').to.deep.equal([]);
  });

  it('the host vouches for it from its making to its close', async () => {
    const system = await created(SPEC);
    const found = (await instances()).map(({ Id, CredentialGuard }) => [Id, CredentialGuard.CredentialSpec]);
    expect(found).to.deep.equal([[system.id, SPEC]]);
    await bed.host.compute.start(system.id);
    expect((await run(bed, system, probe('exit:5'))).code).to.equal(5);
    await bed.host.compute.shutdown(system.id);
    await endSystem(bed.host, system.id);
  });

  it('a spec that Windows does not take makes no container, and leaves nothing', async () => {
    await expectFault('InvalidArgument', () => created(SPEC.replace('"Sid"', '"Side"')));
  });

  it('a container that cannot be made leaves nothing', async () => {
    await failNext('system.create', 0x80070005);
    await expectFault('AccessDenied', () => created(SPEC));
  });

  it('a core that died between stop and close: the next one frees it', async () => {
    const { id } = await created(SPEC);
    await bed.host.compute.start(id);
    await bed.host.compute.terminate(id);
    expect(await instances()).to.have.length(1);
    await bed.reopen();
    expect(await instances()).to.deep.equal([]);
    expect((await bed.host.compute.query(id)).state).to.equal('Stopped');
  });

  it('one that runs keeps it over the death of the core', async () => {
    const system = await created(SPEC);
    await bed.host.compute.start(system.id);
    const process = await launch(bed, system, probe('sleep:600000'));
    await bed.reopen();
    expect(await instances()).to.have.length(1);
    const again = await bed.host.compute.openProcess(system.id, process.processKey);
    await again.terminate();
    expect(await again.exited).to.equal(1);
    await endSystem(bed.host, system.id);
  });

  it('a removal that fails is tried again by the next start', async () => {
    const { id } = await created(SPEC);
    await failNext('service.modify', 0x800706ba);
    await endSystem(bed.host, id);
    expect(await instances()).to.have.length(1);
    await bed.reopen();
  });

  it('what another program has on this machine is left alone', async () => {
    const id = randomUUID();
    const settings = (Operation: string, OperationDetails: object) => ({
      settings: { PropertyType: 'ContainerCredentialGuard', Settings: { Operation, OperationDetails } },
    });
    const details = { Id: id, CredentialSpec: SPEC, Transport: 'LRPC' };
    await askService((client) => client.must('service.modify', settings('AddInstance', details)));
    await bed.reopen();
    expect((await instances()).map((one) => one.Id)).to.deep.equal([id]);
    await askService((client) => client.must('service.modify', settings('RemoveInstance', { Id: id })));
  });
});
