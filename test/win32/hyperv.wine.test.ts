// needs the stand-in service
import { pauseCases } from '../contract/cases/controls/pause.ts';
import { isolationCases } from '../contract/cases/isolation.ts';
import { survivalCases } from '../contract/cases/survival.ts';
import { systemCases } from '../contract/cases/systems.ts';
import { hyperVFixture } from '../contract/hyperv-fixture.ts';
import { Bed } from '../contract/kit/bed.ts';
import { hyperVCases } from './kit/hyperv-cases.ts';

describe('Hyper-V isolation where HCS makes the machine', function () {
  this.timeout(120_000);
  this.slow(5_000);
  const bed = new Bed(() => hyperVFixture('19045'));
  before(async function () {
    this.timeout(300_000);
    await bed.open();
    await bed.layers();
  });
  after(() => bed.dispose());

  systemCases(bed);
  survivalCases(bed);
  isolationCases(bed);
  describe('controls', () => pauseCases(bed));
  hyperVCases(bed);
});
