/**
 * The stand-in service: `node main.ts --port-file <file> --prefix <WINEPREFIX> --state <folder> [--streams <folder>]`.
 * Writes its port to the file when it answers. SIGTERM ends it with all that it made.
 */
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { StandinService } from './service.ts';

const { values } = parseArgs({
  options: {
    'port-file': { type: 'string' },
    prefix: { type: 'string' },
    state: { type: 'string' },
    streams: { type: 'string' },
  },
});
const { 'port-file': portFile, prefix, state } = values;
if (portFile === undefined || prefix === undefined || state === undefined) {
  process.stderr.write(
    'usage: main.ts --port-file <file> --prefix <WINEPREFIX> --state <folder> [--streams <folder>]\n',
  );
  process.exit(2);
}
const streams = values.streams ?? join(prefix, 'drive_c', 'ProgramData', 'HcsStandIn', 'streams');
const service = await StandinService.open({ prefix, state, streams });
const port = await service.listen();
let isEnding = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (isEnding) return;
    isEnding = true;
    service.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`the service did not end well: ${String(error)}\n`);
        process.exit(1);
      },
    );
  });
}
await writeFile(`${portFile}.new`, `${port}\n`);
await rename(`${portFile}.new`, portFile);
