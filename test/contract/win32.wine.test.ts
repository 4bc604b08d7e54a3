// needs the stand-in service
import { hostSuite } from './host.suite.ts';
import { win32Fixture } from './win32-fixture.ts';

hostSuite('win32 under wine', win32Fixture);
