import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { skip } from '../skip.ts';

const MAIN = join(import.meta.dirname, '../../core/cli/main.ts');
/** A disk without room. */
const FULL = '/dev/full';
/** A folder of the kernel's: nobody makes another in it. */
const SEALED = '/sys';

describe('the process of the command line', () => {
  const run = async (words: string[], { out, root }: { out?: string; root?: string } = {}) => {
    const stdout = out === undefined ? ('pipe' as const) : openSync(out, 'w');
    const env = { ...process.env, ...(root === undefined ? {} : { HCS_CONTAINERS_ROOT: root }) };
    const child = spawn(process.execPath, [MAIN, ...words], { env, stdio: ['ignore', stdout, 'pipe'] });
    if (typeof stdout === 'number') closeSync(stdout);
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const code = await new Promise((resolve) => child.once('close', resolve));
    return { code, said };
  };

  it('says in one error that its output cannot be written, and ends with 1', async function () {
    if (!existsSync(FULL)) skip(this, `${FULL} is not here`);
    for (const word of ['help', '--version']) {
      const { code, said } = await run([word], { out: FULL });
      expect(said).to.match(
        new RegExp(
          `^${word}: Cannot write to standard output: ENOSPC[^\n]*\\.\n {2}\\[DiskFull,${word}\\] Try: [^\n]*\n$`,
        ),
      );
      expect(code).to.equal(1);
    }
  });

  it('says where it may not write when it has no state and can make none, and what to do', async function () {
    if (!existsSync(SEALED)) skip(this, `${SEALED} is not here`);
    const root = `${SEALED}/hcs-containers`;
    const { code, said } = await run(['Get-Container', '-AsJson'], { root });
    const { error } = JSON.parse(said) as { error: Record<string, string> };
    expect(error).to.include({
      id: 'AccessDenied',
      category: 'PermissionDenied',
      target: root,
      hint: 'Let this user write there, or set HCS_CONTAINERS_ROOT to a folder where it may',
    });
    expect(error['message']).to.match(/^Cannot make the state root '\/sys\/hcs-containers': access is denied/);
    expect(code).to.equal(1);
  });
});
