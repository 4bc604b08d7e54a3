/**
 * The contract suite of the host port: every promise of `core/host/port.ts` is one case here. It knows no host; a host
 * brings a `HostFactory` and runs all of it, unchanged.
 */
import { controlCases } from './cases/controls/controls.ts';
import { eventCases } from './cases/events.ts';
import { exportCases } from './cases/exports.ts';
import { fileCases } from './cases/files.ts';
import { isolationCases } from './cases/isolation.ts';
import { keySealCases } from './cases/key-seal.ts';
import { layerCases } from './cases/layers.ts';
import { limitCases } from './cases/limits.ts';
import { logLimitCases } from './cases/log-limits.ts';
import { lostSystemCases } from './cases/lost-systems.ts';
import { networkCases } from './cases/network.ts';
import { namedNetworkCases } from './cases/networks.ts';
import { preparationCases } from './cases/preparation.ts';
import { processCases } from './cases/processes.ts';
import { scratchCases } from './cases/scratches.ts';
import { secretFileCases } from './cases/secret-files.ts';
import { shellCases } from './cases/shells.ts';
import { streamCases } from './cases/streams.ts';
import { survivalCases } from './cases/survival.ts';
import { systemCases } from './cases/systems.ts';
import type { HostFactory } from './host-fixture.ts';
import { Bed } from './kit/bed.ts';

/** Registers the suite with mocha under `host: <name>`. */
export function hostSuite(name: string, factory: HostFactory): void {
  describe(`host: ${name}`, function () {
    this.timeout(40_000);
    this.slow(3000);
    const bed = new Bed(factory);
    before(async function () {
      this.timeout(300_000);
      await bed.open();
      await bed.layers();
    });
    after(async function () {
      this.timeout(120_000);
      await bed.dispose();
    });
    systemCases(bed);
    processCases(bed);
    streamCases(bed);
    eventCases(bed);
    survivalCases(bed);
    lostSystemCases(bed);
    layerCases(bed);
    scratchCases(bed);
    exportCases(bed);
    fileCases(bed);
    networkCases(bed);
    namedNetworkCases(bed);
    isolationCases(bed);
    limitCases(bed);
    secretFileCases(bed);
    keySealCases(bed);
    shellCases(bed);
    logLimitCases(bed);
    controlCases(bed);
    preparationCases(bed);
  });
}
