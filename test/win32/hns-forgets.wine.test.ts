// needs the stand-in service
import { join } from 'node:path';
import { expect } from 'chai';
import { Bed, scopeEachCase, type TestSystem } from '../contract/kit/bed.ts';
import { answers, get } from '../contract/kit/http.ts';
import { firstLine, launch, probe } from '../contract/kit/run.ts';
import { eventually } from '../contract/kit/within.ts';
import { win32Fixture } from '../contract/win32-fixture.ts';
import { ServiceClient } from '../standin/service-client.ts';
import { openOver } from './kit/look-often.ts';

const SOON_MS = 20_000;

describe('hns starts anew while containers run', function () {
  this.timeout(120_000);
  this.slow(10_000);
  const bed = new Bed(() =>
    win32Fixture({ openModule: join(import.meta.dirname, 'kit/look-often.ts'), openOver, baseEntries: [] }),
  );
  before(async () => {
    await bed.open();
    await bed.layers();
  });
  after(() => bed.dispose());
  scopeEachCase(bed);

  const ask = async (op: string): Promise<void> => {
    const client = await ServiceClient.open(Number(process.env['HCS_STANDIN_SERVICE']));
    try {
      await client.must(op, {});
    } finally {
      client.close();
    }
  };
  const served = async (): Promise<TestSystem> => {
    const system = await bed.running({ portMappings: [{ protocol: 'tcp', hostPort: 0, containerPort: 8080 }] });
    const server = await launch(bed, system, probe('serve:8080'));
    expect(await firstLine(server.stdout)).to.equal('listening');
    return system;
  };
  const portOf = (system: TestSystem) => system.namespace?.portMappings[0]?.hostPort ?? 0;
  const answersAgain = (system: TestSystem) =>
    eventually(SOON_MS, 'the published port answers again', () => answers(portOf(system)));

  it('their ports answer again, and they keep their addresses', async () => {
    const [one, two] = [await served(), await served()];
    const listed = await bed.host.network.listNamespaces();
    await ask('hcn.forget');
    for (const system of [one, two]) await answersAgain(system);
    expect((await get(portOf(one))).length).to.be.greaterThan(0);
    expect(await bed.host.network.listNamespaces()).to.deep.equal(listed);
  });

  it('also when it happened while no host was there', async () => {
    const system = await served();
    await bed.closeHost();
    await ask('hcn.forget');
    expect(await answers(portOf(system))).to.equal(false);
    await bed.openAgain();
    await answersAgain(system);
  });

  it('they end and are cleared away as ever', async () => {
    const system = await served();
    await ask('hcn.forget');
    await answersAgain(system);
    await bed.shutDown(system);
    await bed.host.network.deleteNamespace(system.namespace?.id ?? '');
    expect(await answers(portOf(system))).to.equal(false);
  });
});
