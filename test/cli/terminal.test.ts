import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'chai';

const TERMINAL = join(import.meta.dirname, '../../core/cli/terminal.ts');
const PIECES = 40;
const PIECE_BYTES = 256 * 1024;

describe('the terminal of a process', () => {
  it('is written to by turns for as long as one likes: nothing is left of a wait', async () => {
    const code = `const { processTerminal } = await import(${JSON.stringify(TERMINAL)});
      const terminal = processTerminal();
      for (let n = 0; n < ${PIECES}; n++) await terminal.out(Buffer.alloc(${PIECE_BYTES}));`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'pipe'] });
    let [sizeBytes, problems] = [0, ''];
    child.stdout.on('data', (chunk: Buffer) => {
      sizeBytes += chunk.length;
    });
    child.stderr.on('data', (chunk: Buffer) => {
      problems += chunk.toString();
    });
    await new Promise((resolve) => child.once('close', resolve));
    expect(sizeBytes).to.equal(PIECES * PIECE_BYTES);
    expect(problems).not.to.include('MaxListenersExceededWarning');
  });
});
