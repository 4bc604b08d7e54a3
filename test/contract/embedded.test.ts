import { embeddedFixture, whyNoEmbedded } from './embedded-fixture.ts';
import { hostSuite } from './host.suite.ts';

const reason = await whyNoEmbedded();
if (reason === undefined) {
  hostSuite('embedded', embeddedFixture);
} else {
  describe('host: embedded', () => {
    it.skip(`cannot run here: ${reason}`);
  });
}
