/**
 * The service process. Here, and nowhere below, environment, clock, chance and platform are read; the host is chosen
 * here and nowhere else. All else is given from here.
 */
import { randomUUID } from 'node:crypto';
import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import { fault } from '../base/fault.ts';
import { PRODUCT_BUILD } from '../base/product.ts';
import type { Runtime } from '../base/runtime.ts';
import type { Host } from '../host/port.ts';
import { declaredCatalog } from './catalog.ts';
import { PRODUCT_VERSION } from './generated/contract.gen.ts';
import { loadHandler } from './handlers/index.ts';
import { type OpenServices, runService } from './run-service.ts';
import { closeServices, isWatching, openServices, type Services } from './services.ts';

const runtime: Runtime = { now: () => new Date(), newId: () => randomUUID() };

async function openHost({ root, log }: OpenServices): Promise<Host> {
  switch (process.platform) {
    case 'linux': {
      const { openEmbeddedHost } = await import('../embedded/host.ts');
      return openEmbeddedHost({ stateFolder: join(root, 'host'), runtime, log });
    }
    case 'win32':
      throw fault(
        'NotSupported',
        'This version does not drive the Windows Host Compute Service yet: it runs containers on Linux.',
        {
          op: 'open the host',
          hint: 'Use it on Linux, where it runs Windows programs with Wine',
        },
      );
    default:
      throw fault('NotSupported', `There is no container host for ${process.platform}.`, {
        op: 'open the host',
        hint: 'Use Linux',
      });
  }
}

async function openAll(options: OpenServices): Promise<Services> {
  const { root, log } = options;
  const host = await openHost(options);
  try {
    const { openImages } = await import('../image/images.ts');
    const images = await openImages({ root, layers: host.layers, runtime, log });
    const info = { version: PRODUCT_VERSION, build: PRODUCT_BUILD, processId: process.pid, hostName: hostname() };
    return await openServices({ root, host, images, runtime, log, info });
  } catch (error) {
    await host.close();
    throw error;
  }
}

const exitCode = await runService({
  environment: process.env,
  platform: process.platform,
  userId: process.geteuid?.(),
  homeFolder: homedir(),
  runtime,
  version: PRODUCT_VERSION,
  build: PRODUCT_BUILD,
  catalog: declaredCatalog(loadHandler),
  openServices: openAll,
  isNeeded: isWatching,
  closeServices,
});
// What the host still watches must not keep a process whose service has ended.
process.exit(exitCode);
