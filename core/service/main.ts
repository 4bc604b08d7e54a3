/**
 * The service process. Here, and nowhere below, environment, clock, chance and platform are read; the host is chosen
 * here and nowhere else. All else is given from here.
 */
import { randomUUID } from 'node:crypto';
import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fault } from '../base/fault.ts';
import { isExecutable } from '../base/own-program.ts';
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
    case 'win32': {
      const { openWin32Host } = await import('../win32/host.ts');
      // Tests put stand-ins in the place of Windows' own DLLs: `{"computecore": "<file>"}`.
      const dlls = JSON.parse(process.env['HCS_CONTAINERS_DLLS'] ?? '{}') as Record<string, string>; // its caller's word
      return openWin32Host({ stateFolder: join(root, 'host'), runtime, log, dlls });
    }
    default:
      throw fault('NotSupported', `There is no container host for ${process.platform}.`, {
        op: 'open the host',
        hint: 'Use Windows or Linux',
      });
  }
}

/** The command line's file: beside the bundle of this one, or among the sources. */
function hcsEntry(): string {
  const isBundle = !import.meta.url.endsWith('.ts');
  return fileURLToPath(new URL(isBundle ? './hcs.mjs' : '../cli/main.ts', import.meta.url));
}

async function openAll(options: OpenServices): Promise<Services> {
  const { root, log } = options;
  const host = await openHost(options);
  try {
    const { openImages } = await import('../image/images.ts');
    const images = await openImages({ root, layers: host.layers, runtime, log });
    const info = {
      version: PRODUCT_VERSION,
      build: PRODUCT_BUILD,
      processId: process.pid,
      hostName: hostname(),
      commandLine: isExecutable ? [process.execPath] : [process.execPath, hcsEntry()],
    };
    return await openServices({ root, host, images, runtime, log, info });
  } catch (error) {
    await host.close();
    throw error;
  }
}

void runService({
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
}).then((exitCode) => {
  // What the host still watches must not keep a process whose service has ended.
  process.exit(exitCode);
});
