import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCrontab } from '../../doubles/crontab.ts';
import { needContainers, RealRoot } from '../../service/real-root.ts';
import { skip } from '../../skip.ts';
import { MANIFEST, needPowerShell } from '../powershell.ts';

export interface Step {
  id: string;
  script: string;
  isSnapshot?: boolean;
}

export interface Shown {
  id: string;
  category: string;
  target: string;
  action: string;
  message: string;
}

export interface Result {
  id: string;
  output: string;
  errors: Shown[];
  changed: boolean;
  /** What the shell printed by itself. */
  text: string;
}

const isRoot = process.getuid?.() === 0;
const asksMachine = (script: string) => script.includes('ContainerHostStartup');

/**
 * What starts with the machine is not these tests' to change: root's PowerShell, and the service that it starts, see a
 * machine without systemd whose crontab is the one in the folder $0. The service looks for programs in fixed folders only.
 */
const WITH_OWN_CRONTAB = `mount --bind "$0" /usr/local/sbin
[ ! -d /run/systemd ] || mount -t tmpfs none /run/systemd
exec "$@"`;

/** Skips the test of a step that would ask or change what this machine starts. */
export function leaveMachine(context: Mocha.Context, script: string): void {
  if (asksMachine(script) && !isRoot) skip(context, 'only root can have a crontab of the test itself');
}

/**
 * Has the steps of a suite run before its tests, in a state root with the image `tools`. Those that ask what starts with
 * the machine are run in a root of their own, with a crontab of the test's, its file $env:CRONTAB_TABLE.
 *
 * @returns what a step gave; throws for one that did not run.
 */
export function runBefore(steps: readonly Step[]): (id: string) => Result {
  const roots: RealRoot[] = [];
  const results = new Map<string, Result>();
  const run = async (real: RealRoot, chosen: readonly Step[], how?: HowRun): Promise<void> => {
    roots.push(real);
    for (const [id, result] of await runSteps(real, chosen, how)) results.set(id, result);
  };
  before(async function () {
    needPowerShell(this);
    await needContainers(this);
    const machines = steps.filter(({ script }) => asksMachine(script));
    await run(
      await RealRoot.withTools(),
      steps.filter((step) => !machines.includes(step)),
    );
    if (machines.length === 0 || !isRoot) return;
    const real = await RealRoot.empty();
    const { folder, table } = await makeCrontab(real.folder, '# of others\n');
    const prefix = ['unshare', '--mount', 'sh', '-c', WITH_OWN_CRONTAB, folder];
    await run(real, machines, { prefix, environment: { CRONTAB_TABLE: table } });
  });
  after(async () => {
    for (const real of roots) await real.dispose();
  });
  return (id) => {
    const found = results.get(id);
    if (found === undefined) throw new Error(`the step ${id} did not run`);
    return found;
  };
}

interface HowRun {
  /** What comes before the program. */
  prefix: readonly string[];
  environment: Record<string, string>;
}

/** Runs them in one PowerShell, in a folder of its own. @throws Error when it ended before the last one. */
async function runSteps(
  real: RealRoot,
  steps: readonly Step[],
  { prefix, environment }: HowRun = { prefix: [], environment: {} },
): Promise<Map<string, Result>> {
  const work = join(real.folder, 'work');
  mkdirSync(work);
  const path = join(real.folder, 'steps.json');
  writeFileSync(path, JSON.stringify(steps));
  const words = [
    '-NoProfile',
    '-NonInteractive',
    '-File',
    join(import.meta.dirname, 'run-steps.ps1'),
    path,
    MANIFEST,
    work,
  ];
  const env = {
    ...process.env,
    ...environment,
    HCS_CONTAINERS_ROOT: real.root,
    NO_COLOR: '1',
  };
  const [program = '', ...argv] = [...prefix, 'pwsh', ...words];
  const child = spawn(program, argv, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  await new Promise((resolve) => child.on('close', resolve));
  const results = new Map<string, Result>();
  for (const [, text = '', json = ''] of stdout.matchAll(/^##begin .*\n([\s\S]*?)^##step (.*)$/gm)) {
    const result = { ...(JSON.parse(json) as Omit<Result, 'text'>), text: text.trim() }; // our own script's
    results.set(result.id, result);
  }
  if (results.size !== steps.length)
    throw new Error(`${results.size} of ${steps.length} steps ran: ${stderr}${stdout.slice(-2000)}`);
  return results;
}
