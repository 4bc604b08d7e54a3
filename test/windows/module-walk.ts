import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';

const MODULE = join(import.meta.dirname, '../../module/HcsContainers.psd1');

export interface ModuleWalkOptions {
  /** `powershell` or `pwsh`. */
  shell: string;
  /** A folder of this walk's own: the state root is below it. */
  folder: string;
  baseImage: string;
  kind: 'Windows' | 'Embedded';
}

/** The main job through the module in one shell, and what it must have seen. */
export async function moduleWalk({ shell, folder, baseImage, kind }: ModuleWalkOptions): Promise<void> {
  await mkdir(folder, { recursive: true });
  const script = join(import.meta.dirname, 'module-walk.ps1');
  const words = ['-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', script];
  const child = spawn(shell, [...words, '-Module', MODULE, '-BaseImage', baseImage, '-Folder', folder], {
    env: {
      ...process.env,
      HCS_CONTAINERS_ROOT: join(folder, 'root'),
      HCS_CONTAINERS_NODE: process.execPath,
      NO_COLOR: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const [code] = await once(child, 'close');
  expect(code, `${stdout}${stderr}`).to.equal(0);
  const { version, ...seen } = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Record<string, unknown>; // the script's own line
  expect(version).to.match(/^\d/);
  expect(seen).to.deep.equal({
    kind,
    isBase: true,
    state: 'Running',
    said: ['hello from outside'],
    code: 7,
    exit: 300,
    parent: 'site',
    kept: ['hello from outside'],
    problem: 'InvalidState,Remove-Container',
    left: 0,
  });
}
