import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { endpointOf, type ServiceRecord } from '../../core/base/endpoint.ts';
import {
  ensureService,
  type ServiceAccess,
  type ServiceConnection,
  tryConnect,
} from '../../core/cli/ensure-service.ts';
import { eventually } from '../eventually.ts';
import { isAlive } from '../is-alive.ts';

export const FAKE_SERVICE = fileURLToPath(new URL('./fake-service.ts', import.meta.url));

/** A state root of one test, with the means to start fake services in it and to end them all. */
export interface ServiceFixture {
  root: string;
  access(overrides?: Partial<ServiceAccess> & { env?: Record<string, string> }): ServiceAccess;
  connect(overrides?: Partial<ServiceAccess> & { env?: Record<string, string> }): Promise<ServiceConnection>;
  record(): Promise<ServiceRecord | undefined>;
  dispose(): Promise<void>;
}

export async function serviceFixture(subfolder = ''): Promise<ServiceFixture> {
  const top = await mkdtemp(join(tmpdir(), 'hcs-service-'));
  const root = join(top, subfolder);
  const userId = process.geteuid?.();
  const seen = new Set<number>();
  const access: ServiceFixture['access'] = (overrides = {}) => {
    const { env, ...rest } = overrides;
    return {
      endpoint: endpointOf(root, { platform: process.platform, userId }),
      userId,
      version: '0.1.0',
      build: 'dev',
      client: 'test',
      node: process.execPath,
      entry: FAKE_SERVICE,
      environment: { ...process.env, HCS_CONTAINERS_IDLE_SECONDS: '60', ...env },
      ...rest,
    };
  };
  return {
    root,
    access,
    async connect(overrides) {
      const connection = await ensureService(access(overrides));
      seen.add(connection.hello.processId);
      return connection;
    },
    async record() {
      const text = await readFile(access().endpoint.recordPath, 'utf8').catch(() => undefined);
      return text === undefined ? undefined : JSON.parse(text);
    },
    async dispose() {
      const last = await tryConnect(access()).catch(() => undefined);
      if (last !== undefined) seen.add(last.hello.processId);
      last?.rpc.close();
      for (const processId of seen) if (isAlive(processId)) process.kill(processId, 'SIGKILL');
      await eventually(async () => [...seen].every((processId) => !isAlive(processId)));
      await rm(top, { recursive: true, force: true });
      const { folder } = access().endpoint;
      if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One call over an open connection, with all it streamed. */
export async function invoke(
  connection: ServiceConnection,
  cmdlet: string,
  parameters: Record<string, unknown> = {},
  call = 1,
): Promise<{ result: unknown; streamed: { method: string; params: Record<string, unknown> }[] }> {
  const streamed: { method: string; params: Record<string, unknown> }[] = [];
  connection.rpc.handle({
    onObjects({ values, ...of }) {
      streamed.push(...values.map((value) => ({ method: 'stream/object', params: { ...of, value } })));
    },
    onNotification(method, params) {
      streamed.push({ method, params: params as Record<string, unknown> });
    },
    onRequest: async () => ({ answer: true }),
  });
  const result = await connection.rpc.request('invoke', { call, cmdlet, parameters, workingDirectory: '/' }).reply;
  return { result, streamed };
}
