import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { silentLog } from '../../../core/base/runtime.ts';
import type { Host } from '../../../core/host/port.ts';
import { openWin32Host } from '../../../core/win32/host.ts';
import { standinDlls } from './standin-dlls.ts';

/** The Windows host over a fixture's root, which looks often for what HNS has lost. */
export function openOver(root: string): Promise<Host> {
  return openWin32Host({
    stateFolder: join(root, 'state'),
    runtime: { now: () => new Date(), newId: () => randomUUID() },
    log: silentLog,
    dlls: standinDlls(),
    keeperIdleMs: 1000,
    networkLookMs: 200,
  });
}
