/** What the demo checks with: nothing here asks the product. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';

export async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** What the web server of examples/web answers. */
export interface Answer {
  computerName: string;
  greeting: string | null;
  platform: string;
  windows: string;
}

/** Fetches from a published port, by Node's own HTTP client; waits until the server is up. */
export async function fetchAnswer(port: number, waitMs = 120_000): Promise<Answer> {
  const deadlineMs = performance.now() + waitMs;
  for (;;) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(5000) });
      return JSON.parse(await response.text());
    } catch (error) {
      if (performance.now() > deadlineMs) throw new Error(`port ${port} does not answer: ${causeOf(error)}`);
    }
    await sleep(100);
  }
}

/** A process as the kernel lists it. */
export interface Process {
  id: number;
  /** The command line, words separated by spaces. */
  command: string;
}

/**
 * The processes that belong to a folder: its path is in their command line, environment, or mounts (a container's
 * processes have their root on it).
 */
export function processesOf(folder: string): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((name) => ({ id: Number(name), command: readProc(name, 'cmdline').replaceAll('\0', ' ').trim() }))
    .filter(({ id, command }) =>
      [command, readProc(id, 'environ'), readProc(id, 'mountinfo')].some((text) => text.includes(folder)),
    );
}

/** Ends the processes of a folder, and waits until they are gone. */
export async function endProcesses(folder: string): Promise<void> {
  for (let left = 600; left > 0; left -= 1) {
    const processes = processesOf(folder);
    if (processes.length === 0) return;
    for (const { id } of processes) {
      try {
        process.kill(id, 'SIGKILL');
      } catch {
        // gone since it was listed
      }
    }
    await sleep(100);
  }
  throw new Error(`still there: ${processesOf(folder).map(({ command }) => command)}`);
}

function readProc(id: number | string, name: string): string {
  try {
    return readFileSync(`/proc/${id}/${name}`, 'utf8');
  } catch {
    return ''; // ended meanwhile, or somebody else's
  }
}

/** The documents of an OCI image layout: index, manifest and configuration of its first image, every blob's hash checked. */
export async function readLayout(folder: string): Promise<OciDocuments> {
  const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'));
  const digest: string = index.manifests[0].digest;
  const blob = (of: string) => join(folder, 'blobs', ...of.split(':'));
  const manifest = JSON.parse(readFileSync(blob(digest), 'utf8'));
  const config = JSON.parse(readFileSync(blob(manifest.config.digest), 'utf8'));
  const layers: string[] = manifest.layers.map((layer: { digest: string }) => layer.digest);
  for (const named of [digest, manifest.config.digest, ...layers]) {
    const found = `sha256:${await sha256(blob(named))}`;
    if (found !== named) throw new Error(`the bytes of ${named} have the hash ${found}`);
  }
  return { digest, layers, os: config.os, diffIds: config.rootfs.diff_ids };
}

export interface OciDocuments {
  digest: string;
  layers: string[];
  os: string;
  diffIds: string[];
}

/** Unpacks an archive with the machine's own tar. */
export function untar(archive: string, folder: string): void {
  execFileSync('tar', ['-xf', archive, '-C', folder]);
}

/** What skopeo says of an OCI archive. */
export function skopeoInspect(archive: string): { Digest: string; Os: string; Layers: string[] } {
  return JSON.parse(
    execFileSync('skopeo', ['inspect', '--override-os=windows', `oci-archive:${archive}`], { encoding: 'utf8' }),
  );
}

/** Waits until something is so. @returns whether it came to be. */
export async function eventually(isSo: () => boolean | Promise<boolean>, waitMs = 120_000): Promise<boolean> {
  const deadlineMs = performance.now() + waitMs;
  while (!(await isSo())) {
    if (performance.now() > deadlineMs) return false;
    await sleep(50);
  }
  return true;
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
