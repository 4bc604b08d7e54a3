import { endpointOf } from '../../core/base/endpoint.ts';
import { type ServiceConnection, tryConnect } from '../../core/cli/ensure-service.ts';
import type { RealRoot } from '../service/real-root.ts';
import { invoke } from '../service/service-fixture.ts';

/** One client of the running service of a root: calls without the start of a command line each. */
export class Client {
  readonly #connection: ServiceConnection;
  #calls = 0;

  private constructor(connection: ServiceConnection) {
    this.#connection = connection;
  }

  static async open(real: RealRoot): Promise<Client> {
    const userId = process.geteuid?.();
    const connection = await tryConnect({
      endpoint: endpointOf(real.root, { platform: process.platform, userId }),
      userId,
      version: '0.1.0',
      build: 'dev',
      client: 'long',
      node: process.execPath,
      entry: '',
      environment: {},
    });
    if (connection === undefined) throw new Error('nobody answers');
    return new Client(connection);
  }

  /** One call at a time. @returns what it gave and printed. @throws what it streamed as errors. */
  async call(
    cmdlet: string,
    parameters: Record<string, unknown> = {},
  ): Promise<{ objects: Record<string, unknown>[]; output: string }> {
    const { result, streamed } = await invoke(this.#connection, cmdlet, parameters, ++this.#calls);
    const { errorCount } = result as { errorCount: number };
    if (errorCount > 0) throw new Error(`${cmdlet}: ${JSON.stringify(streamed)}`);
    const objects = streamed.flatMap(({ method, params }) =>
      method === 'stream/object' ? [params['value'] as Record<string, unknown>] : [],
    );
    const output = streamed
      .map(({ params }) => Buffer.from(String(params['data'] ?? ''), 'base64').toString())
      .join('');
    return { objects, output };
  }

  close(): void {
    this.#connection.rpc.close();
  }
}
