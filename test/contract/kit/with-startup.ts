import type { Host } from '../../../core/host/port.ts';
import type { HostStartup } from '../../../core/host/startup.ts';
import { override } from '../mutants/break.ts';

/** The host, with a machine of the fixture's in the place of this one, which a test must not register anything with. */
export function withStartup(host: Host, startup: HostStartup): Host {
  return override(host, { preparation: override(host.preparation, { startup }) });
}
