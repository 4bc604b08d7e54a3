/**
 * Proves the contract suite: runs it on the embedded host with one promise broken at a time. Each mutant must be killed
 * by the cases that it names, and the unbroken host must pass all of these.
 *
 * `npm run test:contract -- --mutants [words of a mutant's name]`. Exits 1 when a mutant survives.
 */
import Mocha from 'mocha';
import type { Host } from '../../../core/host/port.ts';
import { embeddedFixture, whyNoEmbedded } from '../embedded-fixture.ts';
import { hostSuite } from '../host.suite.ts';
import type { HostFixture } from '../host-fixture.ts';
import { OWNER, type TestSystem } from '../kit/bed.ts';
import { endSystem } from '../kit/end-system.ts';
import type { Mutant } from './break.ts';
import { MUTANTS } from './mutants.ts';

interface Outcome {
  passed: string[];
  /** Titles of cases that this host has nothing for. */
  skipped: string[];
  /** Title and first line of the reason. */
  failed: { title: string; reason: string }[];
  /** Failures outside of a case: these prove nothing. */
  hooks: string[];
  ms: number;
}

class Silent {}

/** Runs the named cases of the suite on a fixture. */
async function runCases(cases: readonly string[], fixture: HostFixture, bail: boolean): Promise<Outcome> {
  const outcome: Outcome = { passed: [], skipped: [], failed: [], hooks: [], ms: 0 };
  const start = performance.now();
  const mocha = new Mocha({ ui: 'bdd', bail, reporter: Silent as unknown as typeof Mocha.reporters.Base }); // it only listens
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  hostSuite('mutant', async () => fixture);
  keepOnly(mocha.suite, new Set(cases));
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => {
      runner.dispose(); // takes its listeners off `process`
      resolve();
    });
    runner.on('pass', (test) => outcome.passed.push(test.title));
    runner.on('pending', (test) => outcome.skipped.push(test.title));
    runner.on('fail', (test, error: Error) => {
      const [reason = ''] = error.message.split('\n');
      const type: string | undefined = test.type; // mocha's types forget that a hook can fail
      if (type === 'hook') outcome.hooks.push(`${test.title}: ${reason}`);
      else outcome.failed.push({ title: test.title, reason });
    });
  });
  outcome.ms = performance.now() - start;
  return outcome;
}

/** Takes every other case out of the tree: hooks of a suite without cases do not run. */
function keepOnly(suite: Mocha.Suite, cases: ReadonlySet<string>): void {
  suite.tests = suite.tests.filter((test) => cases.has(test.title));
  for (const child of suite.suites) keepOnly(child, cases);
}

/** The fixture as a mutant sees it: its hosts are broken, the stage is set by the unbroken one. */
function broken(fixture: HostFixture, mutant: Mutant): HostFixture {
  const originals = new WeakMap<Host, Host>();
  return {
    ...fixture,
    open: async () => {
      const host = await fixture.open();
      const wrapped = mutant.break(host);
      originals.set(wrapped, host);
      return wrapped;
    },
    trusted: (host) => originals.get(host) ?? host,
    dispose: async () => {},
  };
}

/** Takes away what a broken host left, all but the shared system; forgets that one when it was harmed. */
async function tidy(fixture: HostFixture): Promise<void> {
  const host = await fixture.open();
  const shared = (await fixture.stage.get('shared')?.catch(() => undefined)) as TestSystem | undefined; // made by Bed.shared
  for (const { id, state } of await host.compute.list({ owner: OWNER })) {
    if (id === shared?.id && state === 'Running') continue;
    if (id === shared?.id) fixture.stage.delete('shared');
    await endSystem(host, id);
  }
  const used = shared?.namespace?.id;
  for (const { id } of await host.network.listNamespaces({ owner: OWNER }))
    if (id !== used) await host.network.deleteNamespace(id);
  await host.close();
}

async function main(words: readonly string[]): Promise<number> {
  const mutants = MUTANTS.filter((mutant) => words.every((word) => mutant.name.includes(word)));
  const reason = await whyNoEmbedded();
  if (reason !== undefined) {
    process.stderr.write(`The mutants need a host that runs programs: ${reason}\n`);
    return 2;
  }
  const fixture = await embeddedFixture();
  try {
    const cases = [...new Set(mutants.flatMap((mutant) => mutant.cases))];
    const whole = await runCases(cases, { ...fixture, dispose: async () => {} }, false);
    await tidy(fixture);
    const sound = judgeUnbroken(cases, whole);
    const passing = new Set(whole.passed);
    const survivors: string[] = [];
    const unjudged: string[] = [];
    for (const mutant of mutants) {
      if (mutant.cases.every((title) => whole.skipped.includes(title))) {
        unjudged.push(mutant.name);
        continue;
      }
      const outcome = await runCases(mutant.cases, broken(fixture, mutant), mutant.cases.length === 1);
      await tidy(fixture);
      // A case that fails on the unbroken host too has noticed nothing.
      const killer = outcome.failed.find((failure) => passing.has(failure.title));
      if (killer === undefined) survivors.push(mutant.name);
      print(mutant.name, killer, outcome);
    }
    process.stdout.write(
      `\n${mutants.length - survivors.length - unjudged.length} of ${mutants.length} mutants died.\n`,
    );
    for (const name of unjudged) process.stdout.write(`not judged, its cases are skipped here: ${name}\n`);
    for (const name of survivors) process.stdout.write(`SURVIVED: ${name}\n`);
    return sound && survivors.length === 0 ? 0 : 1;
  } finally {
    await fixture.dispose();
  }
}

/** Every named case must exist and pass on the unbroken host. */
function judgeUnbroken(cases: readonly string[], outcome: Outcome): boolean {
  const seen = new Set([...outcome.passed, ...outcome.skipped, ...outcome.failed.map((failure) => failure.title)]);
  const missing = cases.filter((title) => !seen.has(title));
  for (const title of missing) process.stdout.write(`NOT RUN on the unbroken host: ${title}\n`);
  for (const { title, reason } of outcome.failed)
    process.stdout.write(`FAILED on the unbroken host: ${title}: ${reason}\n`);
  for (const hook of outcome.hooks) process.stdout.write(`FAILED on the unbroken host: ${hook}\n`);
  process.stdout.write(
    `unbroken: ${outcome.passed.length} of ${cases.length} cases passed in ${seconds(outcome.ms)}\n\n`,
  );
  process.stdout.write(`${'mutant'.padEnd(58)} ${'time'.padStart(7)}  killed by\n`);
  return missing.length === 0 && outcome.failed.length === 0 && outcome.hooks.length === 0;
}

function print(name: string, killer: { title: string; reason: string } | undefined, outcome: Outcome): void {
  const by =
    killer === undefined
      ? `NOBODY${outcome.hooks.map((hook) => ` (${hook})`).join('')}`
      : `${killer.title}: ${killer.reason.slice(0, 120)}`;
  process.stdout.write(`${name.padEnd(58)} ${seconds(outcome.ms).padStart(7)}  ${by}\n`);
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

// A mutant may leave sockets and timers open: they must not keep us.
process.exit(await main(process.argv.slice(2).filter((word) => word !== '--mutants')));
