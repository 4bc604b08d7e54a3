import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { afterProbe, startingHealth, waitBeforeProbe } from '../../core/container/health/health-status.ts';
import { healthCheckOf } from '../../core/image/image-health.ts';
import type { HealthCheck, Probe } from '../../core/store/health-record.ts';
import { parseConfig } from '../../core/store/oci-documents.ts';
import { type ContainersKit, faultOf, openContainersKit } from '../doubles/containers-kit.ts';
import { eventually } from '../eventually.ts';

const CHECK: HealthCheck = { command: 'check', intervalMs: 30_000, timeoutMs: 5000, retries: 3, startPeriodMs: 0 };
const probe = (exitCode?: number): Probe => ({
  startedAt: '2026-01-01T00:00:00.000Z',
  endedAt: '2026-01-01T00:00:01.000Z',
  output: '',
  ...(exitCode === undefined ? {} : { exitCode }),
});

describe('the health of containers', () => {
  let kit: ContainersKit;
  /** What the next probes do. */
  let exitCode = 0;
  let probes = 0;
  let atOnce = 0;
  let mostAtOnce = 0;
  beforeEach(async () => {
    kit = await openContainersKit();
    [exitCode, probes, atOnce, mostAtOnce] = [0, 0, 0, 0];
    kit.machine.programs.set('check', async ({ stdout }) => {
      probes++;
      stdout(`probe ${probes}\r\n`);
      return exitCode;
    });
    kit.machine.programs.set('hang', ({ ended }) => {
      probes++;
      mostAtOnce = Math.max(mostAtOnce, ++atOnce);
      return new Promise((done) =>
        ended.addEventListener('abort', () => {
          atOnce--;
          done(1);
        }),
      );
    });
  });
  afterEach(() => kit.dispose());

  const started = async (check: Partial<HealthCheck> = {}) => {
    const id = await kit.create('web', { command: 'idle', healthCheck: { ...CHECK, ...check } });
    await kit.containers.start(id);
    return id;
  };
  const health = async (id: string) => (await kit.containers.view(id))?.health;
  /** Lets the interval pass and the probe end. */
  const next = async (): Promise<void> => {
    const [waitMs = 0] = kit.timers.waits;
    kit.runtime.advance(waitMs);
    await eventually(async () => kit.timers.waits.length === 1);
  };
  const told = async () => {
    const actions: string[] = [];
    for await (const { action } of kit.containers.events.history()) actions.push(action);
    return actions.filter((action) => action.endsWith('ealthy'));
  };

  it('is Starting, Healthy after a good probe, Unhealthy after several bad ones, and good again', async () => {
    const id = await started();
    expect(await health(id)).to.deep.include({ status: 'Starting', failureCount: 0, probes: [] });
    expect(kit.timers.waits).to.deep.equal([30_000]);
    await next();
    expect((await health(id))?.status).to.equal('Healthy');
    exitCode = 7;
    for (const [status, failureCount] of [
      ['Healthy', 1],
      ['Healthy', 2],
      ['Unhealthy', 3],
      ['Unhealthy', 4],
    ] as const) {
      await next();
      expect(await health(id)).to.deep.include({ status, failureCount });
    }
    exitCode = 0;
    await next();
    const last = await health(id);
    expect(last).to.deep.include({ status: 'Healthy', failureCount: 0 });
    expect(last?.probes.map(({ exitCode: code, output }) => `${code} ${output.trim()}`)).to.deep.equal([
      '7 probe 2',
      '7 probe 3',
      '7 probe 4',
      '7 probe 5',
      '0 probe 6',
    ]);
    expect(await told()).to.deep.equal(['Healthy', 'Unhealthy', 'Healthy']);
    await kit.containers.stop(id);
    expect([await health(id), kit.timers.waits]).to.deep.equal([undefined, []]);
  });

  it('counts no failure while it starts, and looks more often then', () => {
    const check = { ...CHECK, startPeriodMs: 60_000, retries: 1 };
    const first = startingHealth('r');
    expect([waitBeforeProbe(first, check, 0), waitBeforeProbe(first, check, 60_000)]).to.deep.equal([5000, 30_000]);
    expect(waitBeforeProbe(first, { ...check, intervalMs: 1000 }, 0)).to.equal(1000);
    const early = afterProbe(first, check, probe(1), 59_999);
    expect(early).to.deep.include({ status: 'Starting', failureCount: 0 });
    expect(early.probes).to.have.length(1);
    expect(afterProbe(early, check, probe(1), 60_000).status).to.equal('Unhealthy');
    const good = afterProbe(early, check, probe(0), 10);
    expect([good.status, waitBeforeProbe(good, check, 10)]).to.deep.equal(['Healthy', 30_000]);
    expect(afterProbe(good, check, probe(), 20).status).to.equal('Unhealthy');
  });

  it('ends a probe that hangs; one at a time, with nothing left of it', async () => {
    const id = await started({ command: 'hang', timeoutMs: 30, retries: 2 });
    kit.runtime.advance(600_000);
    await eventually(async () => (await health(id))?.failureCount === 1 && kit.timers.waits.length === 1);
    kit.runtime.advance(30_000);
    await eventually(async () => (await health(id))?.status === 'Unhealthy');
    expect([probes, mostAtOnce, atOnce]).to.deep.equal([2, 1, 0]);
    expect((await health(id))?.probes[0]?.output).to.contain('was ended');
    expect([...(kit.machine.systems.get(id)?.processes.keys() ?? [])]).to.deep.equal(['main']);
  });

  it('takes a program that is not there for a failure, and tells it', async () => {
    const id = await started({ command: 'nope', retries: 1 });
    await next();
    const found = await health(id);
    expect([found?.status, found?.probes[0]?.exitCode]).to.deep.equal(['Unhealthy', undefined]);
    expect(found?.probes[0]?.output).to.contain("Cannot start 'nope'");
  });

  it('keeps the beginning of a long output only', async () => {
    kit.machine.programs.set('check', async ({ stdout, stderr }) => {
      for (let n = 0; n < 100; n++) stdout('x'.repeat(1000));
      stderr('end');
      return 0;
    });
    const id = await started();
    await next();
    expect((await health(id))?.probes[0]?.output).to.equal('x'.repeat(4096));
  });

  it('is not looked at while it is paused; a probe that was paused has found nothing', async () => {
    kit.machine.capabilities.pausable = ['process'];
    const id = await started({ retries: 1 });
    exitCode = 1;
    await kit.containers.suspend(id);
    await next();
    expect([probes, (await health(id))?.status]).to.deep.equal([0, 'Starting']);
    await kit.containers.resume(id);
    let release: () => void = () => undefined;
    kit.machine.programs.set('check', () => {
      probes++;
      return new Promise((done) => {
        release = () => done(1);
      });
    });
    kit.runtime.advance(30_000);
    await eventually(async () => probes === 1);
    await kit.containers.suspend(id);
    await kit.containers.resume(id);
    release();
    await eventually(async () => kit.timers.waits.length === 1);
    expect(await health(id)).to.deep.include({ status: 'Starting', probes: [] });
  });

  it('goes on where the service before it was, of this run alone; what is damaged is found out anew', async () => {
    const id = await started({ retries: 2 });
    await next();
    exitCode = 1;
    await next();
    kit.machine.kill();
    await kit.reopen();
    expect(await health(id)).to.deep.include({ status: 'Healthy', failureCount: 1 });
    await next();
    expect((await health(id))?.status).to.equal('Unhealthy');
    await kit.containers.restart(id);
    expect(await health(id)).to.deep.include({ status: 'Starting', failureCount: 0 });
    await next();
    await kit.containers.close();
    const path = join(kit.root, 'containers', id, 'health.json');
    expect(JSON.parse(await readFile(path, 'utf8'))).to.deep.include({ failureCount: 1 });
    for (const text of ['', '{', '{"runId":3}', '[]', '{"runId":"x","status":"Great","failureCount":0,"probes":[]}']) {
      await writeFile(path, text);
      await kit.reopen({ close: true });
      expect((await health(id))?.status, text).to.equal('Starting');
    }
  });

  it('goes on from probes that print nothing too, and tells the history nothing twice', async () => {
    kit.machine.programs.set('silent', async () => exitCode);
    exitCode = 1;
    const id = await started({ command: 'silent', retries: 1 });
    await next();
    expect(await health(id)).to.deep.include({ status: 'Unhealthy', failureCount: 1 });
    await kit.reopen({ close: true });
    expect(await health(id)).to.deep.include({ status: 'Unhealthy', failureCount: 1 });
    await next();
    expect(await told()).to.deep.equal(['Unhealthy']);
  });

  it('ends the probe under way when the container is stopped or removed, at once', async () => {
    for (const end of [
      (id: string) => kit.containers.stop(id),
      (id: string) => kit.containers.remove(id, { force: true }),
    ]) {
      const id = await started({ command: 'hang', timeoutMs: 3_600_000 });
      kit.runtime.advance(30_000);
      await eventually(async () => atOnce === 1);
      await end(id);
      expect([atOnce, kit.timers.waits]).to.deep.equal([0, []]);
      await kit.containers.remove(id, { force: true });
    }
    expect(kit.machine.held()).to.deep.equal({ scratches: [], attached: [], systems: [], namespaces: [] });
  });

  it('can be waited for; not where it cannot come', async () => {
    const id = await started();
    exitCode = 1;
    const waiting = kit.containers.waitForHealth(id);
    await next();
    exitCode = 0;
    await next();
    expect((await waiting).health?.status).to.equal('Healthy');
    expect((await kit.containers.waitForHealth(id, { timeoutMs: 0 })).health?.status).to.equal('Healthy');
    await kit.containers.restart(id);
    const late = await faultOf(kit.containers.waitForHealth(id, { timeoutMs: 20 }));
    expect([late.kind, late.message]).to.deep.equal(['Timeout', "Container 'web' was not healthy within 0 seconds."]);
    const ended = faultOf(kit.containers.waitForHealth(id));
    await kit.containers.stop(id);
    expect([(await ended).kind, (await ended).hint]).to.deep.equal(['InvalidState', 'Start-Container web']);
    const none = await kit.create('none');
    expect((await faultOf(kit.containers.waitForHealth(none))).hint).to.equal('New-Container -HealthCommand');
  });
});

describe("an image's health check", () => {
  const read = (run: object) =>
    healthCheckOf(
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
      ).config ?? {},
    ).healthCheck;

  it('is read as Docker writes it', () => {
    const Test = ['CMD-SHELL', 'curl -f http://localhost/ || exit 1'];
    expect(read({ Healthcheck: { Test, Interval: 5e9, Timeout: 1.5e9, StartPeriod: 2e9, Retries: 4 } })).to.deep.equal({
      command: 'cmd /S /C "curl -f http://localhost/ || exit 1"',
      intervalMs: 5000,
      timeoutMs: 1500,
      startPeriodMs: 2000,
      retries: 4,
    });
    expect(read({ Healthcheck: { Test: ['CMD', 'C:\\a b\\x.exe', '-q'] } })).to.deep.equal({
      command: '"C:\\a b\\x.exe" -q',
    });
    expect(read({ Shell: ['powershell', '-Command'], Healthcheck: { Test: ['CMD-SHELL', 'exit "1"'] } })).to.deep.equal(
      {
        command: 'powershell -Command "exit \\"1\\""',
      },
    );
  });

  it('is none where the image has none, or nobody can tell', () => {
    for (const run of [
      {},
      { Healthcheck: null },
      { Healthcheck: { Test: ['NONE'] } },
      { Healthcheck: { Test: [] } },
      { Healthcheck: { Test: 'CMD' } },
      { Healthcheck: { Test: ['CMD', 3] } },
      { Healthcheck: { Interval: 5 } },
    ])
      expect(read(run), JSON.stringify(run)).to.equal(undefined);
    expect(read({ Healthcheck: { Test: ['CMD', 'x'], Interval: -1, Retries: 'many', Timeout: 0 } })).to.deep.equal({
      command: 'x',
    });
  });
});
