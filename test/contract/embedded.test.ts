import { skip } from '../skip.ts';
import { embeddedFixture, whyNoEmbedded } from './embedded-fixture.ts';
import { hostSuite } from './host.suite.ts';

const reason = await whyNoEmbedded();
if (reason === undefined) {
  hostSuite('embedded', embeddedFixture);
} else {
  describe('host: embedded', () => {
    it('can run here', function () {
      if (process.env['CI'] === 'true') throw new Error(`the CI must run containers: ${reason}`);
      skip(this, reason);
    });
  });
}
