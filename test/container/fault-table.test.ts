import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { fault } from '../../core/base/fault.ts';
import { openContainersKit } from '../doubles/containers-kit.ts';
import { checkNothingLeaked, OPERATIONS, type Operation, reopenAfterKill, stateOf, stepsOf } from './kit/operations.ts';

const DOCUMENT = join(import.meta.dirname, '../../docs/recovery.md');
const BEGIN = '<!-- table of faults: begin -->\n';
const END = '<!-- table of faults: end -->';

/** What the container is after a service was killed before the n-th step, and another has started. */
async function afterKill(operation: Operation, step: number): Promise<string> {
  const kit = await openContainersKit();
  try {
    const id = await operation.prepare(kit);
    kit.machine.killAtCall(step);
    const { killed } = kit.machine;
    await Promise.race([killed, operation.run(kit, id)]);
    kit.machine.kill();
    await reopenAfterKill(kit);
    await checkNothingLeaked(kit, `${operation.name}, killed at step ${step}`);
    return (await stateOf(kit)) ?? 'not there';
  } finally {
    await kit.dispose();
  }
}

/** What the operation says, and what the container is, when the n-th step fails before or after it did its work. */
async function afterFault(operation: Operation, step: number, isAfter: boolean): Promise<string> {
  const kit = await openContainersKit();
  try {
    const id = await operation.prepare(kit);
    kit.machine.failAtCall(step, fault('Internal', `injected at ${step}`), isAfter);
    const outcome = await operation.run(kit, id).then(
      () => 'done',
      () => 'error',
    );
    kit.machine.clearFaults();
    return `${outcome}, ${(await stateOf(kit)) ?? 'not there'}`;
  } finally {
    await kit.dispose();
  }
}

async function tableOf(operation: Operation): Promise<string[]> {
  const names = await stepsOf(operation);
  const rows: string[] = [];
  for (const [index, name] of names.entries()) {
    const [killed, before, after] = [
      await afterKill(operation, index + 1),
      await afterFault(operation, index + 1, false),
      await afterFault(operation, index + 1, true),
    ];
    rows.push(`| ${operation.name} | ${index + 1} | \`${name}\` | ${killed} | ${before} | ${after} |`);
  }
  return rows;
}

describe('the table of faults', function () {
  this.timeout(60_000);

  it('in docs/recovery.md is what happens (HCS_UPDATE_DOCS=1 writes it anew)', async () => {
    const rows: string[] = [];
    for (const operation of OPERATIONS) rows.push(...(await tableOf(operation)));
    const table = [
      '| Operation | Step | What it does | Killed before it | It fails | It fails after its work |',
      '|---|---|---|---|---|---|',
      ...rows,
      '',
    ].join('\n');
    const document = await readFile(DOCUMENT, 'utf8');
    const [head, tail] = [document.indexOf(BEGIN) + BEGIN.length, document.indexOf(END)];
    if (process.env['HCS_UPDATE_DOCS'] === '1')
      await writeFile(DOCUMENT, document.slice(0, head) + table + document.slice(tail));
    else expect(document.slice(head, tail)).to.equal(table);
  });
});
