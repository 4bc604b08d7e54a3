/**
 * `npm run test:windows`: the contract suite and the walks on a real Windows machine. Called by
 * `scripts/test-windows.mjs`.
 *
 * It looks at the whole machine before and after: what is not ours must be as it was, and nothing of ours may be left.
 */
import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile, rm, rmdir, statfs, writeFile } from 'node:fs/promises';
import { cpus, hostname, totalmem, userInfo } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { errnoOf } from '../../core/base/fault.ts';
import { PRODUCT_BUILD } from '../../core/base/product.ts';
import type { HostCapabilities } from '../../core/host/capabilities.ts';
import { PRODUCT_VERSION } from '../../core/service/generated/contract.gen.ts';
import { checkVolume } from '../../core/win32/layers/check-volume.ts';
import { OWNER } from '../contract/kit/bed.ts';
import { type Part, type RunOptions, readArguments, USAGE } from './arguments.ts';
import { clearStateRoot } from './clear-state-root.ts';
import { defaultWorkFolder, givenDlls, givenEnvironment } from './given.ts';
import { compareInventories, countInventory, type Inventory } from './inventory.ts';
import { type Check, type Leftovers, preflight } from './preflight.ts';
import { readBaseImage } from './read-base-image.ts';
import { Machine } from './read-inventory.ts';
import { countAll, type PartResult, type Report, withoutNames } from './report.ts';
import { findShells } from './shells.ts';
import { clearRoot, openOver } from './windows-fixture.ts';

const PROJECT = join(import.meta.dirname, '../..');
/** How long the machine may take until it is as it was: keepers end some time after their last system. */
const SETTLE_MS = 90_000;
const LOOK_MS = 2000;
const CASE_TIMEOUT_MS = 120_000;

/** @returns the exit code: 0 passed, 1 failed, 2 could not run. */
export async function runOnWindows(words: readonly string[]): Promise<number> {
  let options: RunOptions;
  try {
    options = readArguments(words);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
  const machine = new Machine(givenDlls());
  try {
    return await new WindowsRun(options, machine).run();
  } finally {
    await machine.close();
  }
}

class WindowsRun {
  private readonly options: RunOptions;
  private readonly machine: Machine;
  private readonly work: string;
  private readonly startedAt = new Date();
  private readonly parts: PartResult[] = [];
  private checks: Check[] = [];
  private differences: string[] = [];
  private before: Inventory | undefined;
  private capabilities: HostCapabilities | undefined;

  constructor(options: RunOptions, machine: Machine) {
    this.options = options;
    this.machine = machine;
    this.work = resolve(options.workFolder ?? defaultWorkFolder());
  }

  async run(): Promise<number> {
    await mkdir(this.work, { recursive: true });
    const isReady = await this.prepare();
    if (isReady && !this.options.checkOnly) await this.test();
    await rmdir(this.work).catch(() => undefined); // what is left in it is told as a leftover
    const counts = countAll(this.parts, this.differences);
    const hasRun = isReady && !this.options.checkOnly;
    const outcome = !hasRun ? 'not run' : counts.failed === 0 ? 'passed' : 'failed';
    await this.report(outcome);
    if (!hasRun) {
      say(isReady ? 'The tests could run here.' : 'The tests cannot run here: see the checks above.');
      say('0 passed, 0 failed, 0 skipped');
      return isReady ? 0 : 2;
    }
    say(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
    return counts.failed === 0 ? 0 : 1;
  }

  /** @returns whether the tests can run. */
  private async prepare(): Promise<boolean> {
    this.capabilities = await this.readCapabilities();
    const canAsk = this.capabilities.isolations.length > 0;
    if (canAsk && this.options.clean) await this.clean();
    this.checks = preflight({
      capabilities: this.capabilities,
      volumeProblem: await problemOf(checkVolume(this.machine.native, join(this.work, 'layer'))),
      freeBytes: await freeBytes(this.work),
      baseImage: await readBaseImage(this.options.baseImage),
      leftovers: canAsk ? await this.leftovers() : { folders: [], systems: [] },
    });
    for (const { name, ok, text, fix } of this.checks)
      say(`${ok ? 'ok  ' : 'NOT '} ${name}: ${text}${fix === undefined ? '' : `\n       Try: ${fix}`}`);
    return this.checks.every(({ ok }) => ok);
  }

  private async readCapabilities(): Promise<HostCapabilities> {
    const state = join(this.work, 'look');
    const host = await openOver(state);
    try {
      return await host.capabilities();
    } finally {
      await host.close();
      await rm(state, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
    }
  }

  private async leftovers(): Promise<Leftovers> {
    return { folders: await readdir(this.work), systems: await this.machine.systemsOf(OWNER) };
  }

  /** Only below the work folder, and systems with the tests' own tag. */
  private async clean(): Promise<void> {
    for (const name of await readdir(this.work)) {
      say(`removing ${name}`);
      const path = join(this.work, name);
      if (name.startsWith('contract-')) await clearRoot(path);
      else if (name.startsWith('walk-')) await clearStateRoot(path);
    }
    for (const id of await this.machine.systemsOf(OWNER)) {
      say(`ending compute system ${id}`);
      await this.machine.endSystem(id);
    }
    // An earlier run that ended in the middle has left it; whoever needs it makes it again, at the same place.
    await this.machine.deleteProductNetwork();
  }

  private async test(): Promise<void> {
    const before = await this.machine.inventory();
    this.before = before;
    for (const part of this.options.parts) this.parts.push(await this.runPart(part));
    this.differences = await this.settle(before);
    for (const difference of this.differences) say(`NOT as it was: ${difference}`);
    if (this.differences.length === 0) say('The machine is as it was.');
  }

  /** Waits until the machine is as it was, for as long as keepers may stay. @returns what stays different. */
  private async settle(before: Inventory): Promise<string[]> {
    const hadNetwork = Object.values(before.networks).some((text) => text.includes('HcsContainers'));
    if (!hadNetwork) await this.machine.deleteProductNetwork();
    const until = performance.now() + SETTLE_MS;
    for (;;) {
      const differences = compareInventories(before, await this.machine.inventory());
      for (const name of await readdir(this.work)) differences.push(`the folder ${name} is left behind`);
      if (differences.length === 0 || performance.now() > until) return differences;
      await delay(LOOK_MS);
    }
  }

  private async runPart(part: Part): Promise<PartResult> {
    say(`\n== ${part}`);
    const result = join(this.work, `result-${part}.json`);
    const code = await this.runMocha(part, result);
    try {
      const seen = JSON.parse(await readFile(result, 'utf8')) as Omit<PartResult, 'name'>; // collect.mjs wrote it
      return { name: part, ...seen };
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw error;
      const message = `the tests ended with ${code} before they were counted`;
      return {
        name: part,
        passed: 0,
        failed: 1,
        skipped: 0,
        seconds: 0,
        failures: [{ title: part, message }],
        skips: [],
      };
    } finally {
      await rm(result, { force: true });
    }
  }

  private runMocha(part: Part, result: string): Promise<number | null> {
    const grep = part === 'contract' && this.options.grep !== undefined ? ['--fgrep', this.options.grep] : [];
    const args = [
      join(PROJECT, 'node_modules/mocha/bin/mocha.js'),
      ...['--exit', '--timeout', String(CASE_TIMEOUT_MS), '--reporter', join(PROJECT, 'test/windows/collect.mjs')],
      ...grep,
      `test/windows/${part}.windows.test.ts`,
    ];
    const child = spawn(process.execPath, args, {
      cwd: PROJECT,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...process.env,
        HCS_WINDOWS_RESULT: result,
        ...givenEnvironment({ work: this.work, baseImage: resolve(this.options.baseImage ?? '') }),
      },
    });
    return new Promise((done) => child.on('close', done));
  }

  private async report(outcome: Report['outcome']): Promise<void> {
    const { capabilities, startedAt } = this;
    const report: Report = {
      schemaVersion: 1,
      product: { version: PRODUCT_VERSION, build: PRODUCT_BUILD },
      startedAt: startedAt.toISOString(),
      seconds: Math.round((Date.now() - startedAt.getTime()) / 1000),
      machine: {
        osVersion: capabilities?.osVersion,
        architecture: capabilities?.architecture ?? process.arch,
        isolations: capabilities?.isolations ?? [],
        processors: cpus().length,
        memoryMB: Math.round(totalmem() / 1024 ** 2),
        node: process.versions.node,
        shells: findShells().map(({ name }) => name),
      },
      preflight: this.checks,
      parts: this.parts,
      inventory: {
        before: this.before === undefined ? undefined : countInventory(this.before),
        differences: this.differences,
      },
      outcome,
    };
    const names = {
      hostName: hostname(),
      userName: userInfo().username,
      domain: process.env['USERDOMAIN'],
    };
    const stamp = startedAt.toISOString().replace(/\D/g, '').slice(0, 14);
    const path = resolve(this.options.report ?? `hcscontainers-windows-${stamp}.json`);
    await writeFile(path, `${JSON.stringify(withoutNames(report, names), undefined, 2)}\n`);
    say(`The report, to send back: ${path} (${basename(path)} has no machine, user or network names in it)`);
  }
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** What a check complains of; undefined when it is content. */
async function problemOf(check: Promise<void>): Promise<string | undefined> {
  return check.then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
