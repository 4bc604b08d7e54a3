/** The command line as a process, over the fake service. */
import { endpointOf } from '../../core/base/endpoint.ts';
import { run } from '../../core/cli/run.ts';
import { processTerminal } from '../../core/cli/terminal.ts';
import { FAKE_SERVICE } from '../service/service-fixture.ts';

const userId = process.geteuid?.();
const terminal = processTerminal();
process.exitCode = await run({
  argv: process.argv.slice(2),
  workingDirectory: process.cwd(),
  terminal,
  access: () => ({
    endpoint: endpointOf(process.env['HCS_CONTAINERS_ROOT'] ?? '', { platform: process.platform, userId }),
    userId,
    version: '0.1.0',
    build: 'dev',
    client: 'fake-hcs',
    node: process.execPath,
    entry: FAKE_SERVICE,
    environment: process.env,
  }),
});
terminal.close();
