/** A client process of its own: makes sure of a service in the root it is given, and prints the service's id. */
import { endpointOf } from '../../core/base/endpoint.ts';
import { ensureService } from '../../core/cli/ensure-service.ts';
import { FAKE_SERVICE } from './service-fixture.ts';

const userId = process.geteuid?.();
const { rpc, hello } = await ensureService({
  endpoint: endpointOf(process.argv[2] ?? '', { platform: process.platform, userId }),
  userId,
  version: '0.1.0',
  build: 'dev',
  client: 'start-client',
  node: process.execPath,
  entry: FAKE_SERVICE,
  environment: { ...process.env, HCS_CONTAINERS_IDLE_SECONDS: '60' },
});
process.stdout.write(String(hello.processId));
rpc.close();
