import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { folderSize } from '../../core/base/folder-size.ts';
import { isThere } from '../../core/base/is-there.ts';
import { compareScratch } from '../../core/embedded/compare-scratch.ts';
import { readContainerFiles } from '../../core/embedded/container-files.ts';
import { removeTree } from '../../core/embedded/remove-tree.ts';
import { parseRegistry } from '../../core/formats/wine-registry/parse-registry.ts';
import { applyDelta, DELTA_HEADER } from '../../core/formats/wine-registry/registry-delta.ts';
import { skip } from '../skip.ts';

const FILES = 20_000;

describe('trees that programs of a container have made to harm who reads them', function () {
  this.timeout(120_000);
  let root: string;
  before(async function () {
    if (process.platform !== 'linux') skip(this, 'sandboxes are for Linux');
    root = await mkdtemp(join(tmpdir(), 'hcs-trees-'));
    await mkdir(join(root, 'upper/drive_c/wide'), { recursive: true });
    await mkdir(join(root, 'base/drive_c'), { recursive: true });
    for (let first = 0; first < FILES; first += 1000) {
      const names = Array.from({ length: 1000 }, (_, index) => `file-${first + index}`);
      await Promise.all(names.map((name) => writeFile(join(root, 'upper/drive_c/wide', name), '')));
    }
  });
  after(async () => {
    if (root !== undefined) await removeTree(root);
  });

  /** How often others had their turn while something was read to its end, and how much it was. */
  async function turnsWithin(entries: AsyncIterable<unknown>): Promise<{ turns: number; count: number }> {
    let [turns, count, isOver] = [0, 0, false];
    const take = (): void => {
      turns++;
      if (!isOver) setImmediate(take);
    };
    setImmediate(take);
    for await (const _ of entries) count++;
    isOver = true;
    return { turns, count };
  }

  it('a folder of many files is compared while others get their turn', async () => {
    const changes = compareScratch(root, [join(root, 'base')], { only: 'files' });
    const { turns, count } = await turnsWithin(changes);
    expect(count).to.equal(FILES + 1);
    expect(turns).to.be.above(2);
  });

  it('and copied', async () => {
    const { turns, count } = await turnsWithin(readContainerFiles([join(root, 'upper/drive_c')], 'C:\\wide'));
    expect(count).to.equal(FILES + 1);
    expect(turns).to.be.above(2);
  });

  it('a folder deeper than any path has a size, and is removed', async () => {
    const deep = join(root, 'deep');
    await mkdir(deep);
    const script = 'i=0; while [ "$i" -lt 30 ]; do mkdir "$1"; cd -P "$1" || exit 1; i=$((i + 1)); done';
    execFileSync('sh', ['-c', script, 'sh', 'a'.repeat(200)], { cwd: deep });
    expect(await folderSize(deep)).to.be.a('number');
    await removeTree(deep);
    expect(await isThere(deep)).to.equal(false);
  });

  it('a registry that makes more keys than memory holds is refused', () => {
    const below = '\\\\a'.repeat(510);
    const keys = Array.from({ length: 2500 }, (_, index) => `[k${index}${below}]\n`).join('');
    const empty = 'WINE REGISTRY Version 2\n';
    expect(() => parseRegistry(`${empty}${keys}`)).to.throw('more than 1000000 keys');
    expect(() => applyDelta(parseRegistry(empty), `${DELTA_HEADER}\n${keys}`)).to.throw('more than 1000000 keys');
  });
});
