/**
 * How a core and its keeper know each other.
 *
 * A pipe that Node makes has Windows' default access: full for its own user, SYSTEM and Administrators, but reading for
 * everybody; and anybody may have made a pipe of that name before the keeper did. So neither side trusts the pipe:
 * each proves that it can read the secret in the state folder, which only Administrators and SYSTEM (and the user that
 * made it) can. Nothing is answered or sent before.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import { readJson } from '../../base/atomic-file.ts';
import { fault } from '../../base/fault.ts';

/** `<state>\keeper\keeper.json`: written by a keeper when it comes up. */
export interface KeeperFile {
  processId: number;
  /** The pipe's name. */
  address: string;
  /** Random text, new with each keeper. */
  secret: string;
}

export function keeperFilePath(stateFolder: string): string {
  return join(stateFolder, 'keeper', 'keeper.json');
}

/** @returns undefined when no keeper was up here yet. */
export async function readKeeperFile(stateFolder: string): Promise<KeeperFile | undefined> {
  const found = await readJson(keeperFilePath(stateFolder));
  if (found === undefined) return undefined;
  const { processId, address, secret } = found;
  if (typeof processId !== 'number' || typeof address !== 'string' || typeof secret !== 'string') {
    throw fault('Corrupt', `'${keeperFilePath(stateFolder)}' is not what a keeper writes.`, { target: stateFolder });
  }
  return { processId, address, secret };
}

/** What somebody who knows the secret answers to a nonce. The side is part of it, so that no answer can be sent back. */
export function proofOf(secret: string, side: 'keeper' | 'core', nonce: string): string {
  return createHmac('sha256', secret).update(`${side}:${nonce}`).digest('hex');
}

export function isProof(given: unknown, secret: string, side: 'keeper' | 'core', nonce: string): boolean {
  if (typeof given !== 'string') return false;
  const [a, b] = [Buffer.from(given), Buffer.from(proofOf(secret, side, nonce))];
  return a.length === b.length && timingSafeEqual(a, b);
}
