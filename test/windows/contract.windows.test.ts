import { hostSuite } from '../contract/host.suite.ts';
import { windowsFixture } from './windows-fixture.ts';

hostSuite('Windows', windowsFixture);
