import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RealRoot } from '../../service/real-root.ts';
import { MANIFEST } from '../powershell.ts';

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

/** Runs them in one PowerShell, in a folder of its own. @throws Error when it ended before the last one. */
export async function runSteps(real: RealRoot, steps: readonly Step[]): Promise<Map<string, Result>> {
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
    HCS_CONTAINERS_ROOT: real.root,
    NO_COLOR: '1',
  };
  const child = spawn('pwsh', words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
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
