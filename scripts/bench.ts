/**
 * `npm run bench`: our times and sizes against those of others, both sides in one run. See docs/bench.md.
 *
 * `npm run bench -- start capture` runs only those. Prints a table; exits 1 when something could not be measured or a
 * result was wrong, never because a figure missed its target: machines differ.
 */
import { join } from 'node:path';
import { runPeer } from './bench/peer.ts';
import { GROUPS, runBench } from './bench/run-bench.ts';

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !GROUPS.some((group) => group === name));
if (unknown.length > 0) {
  process.stderr.write(`There is no bench '${unknown[0]}'; there are: ${GROUPS.join(', ')}\n`);
  process.exit(2);
}
await runPeer([process.execPath, join(import.meta.dirname, 'build.mjs')]);
process.exit(await runBench(GROUPS.filter((group) => asked.length === 0 || asked.includes(group))));
