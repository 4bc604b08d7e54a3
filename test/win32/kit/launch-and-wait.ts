/** A core of its own that starts a process, says so and waits to be killed. */
import { ComputeBed } from './compute-bed.ts';

interface Plan {
  root: string;
  id: string;
  key: string;
  commandLine: string;
}

const plan = JSON.parse(process.argv[2] ?? '{}') as Plan; // from the test
const bed = new ComputeBed(plan.root);
const compute = bed.open();
const one = await bed.launch(compute, plan.id, plan.commandLine, {}, plan.key);
one.stdout.once('data', () => process.stdout.write('up\n'));
setInterval(() => undefined, 60_000);
