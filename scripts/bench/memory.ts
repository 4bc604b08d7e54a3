import { readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Process, processesOf } from '../demo/outside.ts';
import type { Finding } from './report.ts';
import type { Session } from './session.ts';

const TARGET_MB = 4;
const SETTLE_MS = 5000;

/** Memory by whose it is, in MB: the proportional set size, where pages shared by several count in parts. */
interface Shares {
  service: number;
  keeper: number;
  /** Shells and what else starts a sandbox. */
  shells: number;
  /** The guest agents: Windows programs, so most of each is Wine's own loader and libraries. */
  agents: number;
  wine: number;
}

/**
 * What a running container costs in processes of ours, keeper included, beside Wine's own.
 *
 * @param names Containers that are off and publish a port each; they run afterwards.
 */
export async function benchMemory(session: Session, names: readonly string[]): Promise<Finding> {
  // One life of each kind first, so that what is made once is not counted as a container's.
  await session.invoke('Start-Container', { Name: names.slice(0, 1) });
  await session.invoke('Stop-Container', { Name: names.slice(0, 1) });
  await sleep(SETTLE_MS);
  const before = sharesOf(session);
  await session.invoke('Start-Container', { Name: [...names] });
  await sleep(SETTLE_MS);
  const after = sharesOf(session);
  // A keeper stays a while after the last container that needed it; without containers there is none.
  before.keeper = 0;
  const each = (part: keyof Shares) => (after[part] - before[part]) / names.length;
  const ours = each('service') + each('keeper') + each('shells') + each('agents');
  const parts = (['service', 'keeper', 'shells', 'agents'] as const).map((part) => `${part} ${each(part).toFixed(2)}`);
  return {
    rows: [
      {
        what: `Memory per running container, ${names.length} with a published port`,
        ours: `${ours.toFixed(2)} MB`,
        theirs: `Wine's own: ${each('wine').toFixed(1)} MB`,
        figure: `${ours.toFixed(2)} MB`,
        target: `< ${TARGET_MB} MB`,
        holds: ours < TARGET_MB,
      },
    ],
    notes: [
      `per container, in MB of proportional set size: ${parts.join(', ')}`,
      `the service holds ${before.service.toFixed(0)} MB without, ${after.service.toFixed(0)} MB with them; the keeper, one for all, ${after.keeper.toFixed(0)} MB`,
    ],
  };
}

function sharesOf(session: Session): Shares {
  const shares: Shares = { service: 0, keeper: 0, shells: 0, agents: 0, wine: 0 };
  for (const process of processesOf(session.folder)) {
    shares[ownerOf(process)] += pssMb(process.id);
  }
  return shares;
}

function ownerOf({ id, command }: Process): keyof Shares {
  if (command.includes('service.mjs')) return 'service';
  if (command.includes('keeper.mjs')) return 'keeper';
  if (command.includes('agent.exe')) return 'agents';
  return basename(programOf(id)).startsWith('wine') ? 'wine' : 'shells';
}

function programOf(id: number): string {
  try {
    return readlinkSync(`/proc/${id}/exe`);
  } catch {
    return ''; // ended meanwhile
  }
}

function pssMb(id: number): number {
  try {
    const found = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'));
    return Number(found?.[1] ?? 0) / 1024;
  } catch {
    return 0; // ended meanwhile
  }
}
