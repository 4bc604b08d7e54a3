import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inTurn } from './measure.ts';
import { type Finding, ratioRow } from './report.ts';
import { IMAGE, type Session } from './session.ts';
import { writeTree } from './tree.ts';

const BIG = { files: 10_000, bytes: 20_000_000 };
const CHANGE = { files: 500, bytes: 1_000_000 };
/** More than what two equal comparisons differ by on a quiet machine. */
const TARGET_RATIO = 1.2;

/** Compare-Container of one change on the base image, and on an image with 10,000 files more: it costs the change. */
export async function benchCompare(session: Session, rounds: number): Promise<Finding> {
  await makeBigImage(session);
  const tree = join(session.folder, 'compare-tree');
  writeTree(tree, CHANGE.files, CHANGE.bytes);
  const wanted = readdirSync(tree, { recursive: true }).length + 1;
  for (const image of [IMAGE, 'compare-big']) {
    const Name = `compare-on-${image}`;
    await session.invoke('New-Container', { Name, ContainerImageName: image });
    await session.invoke('Copy-ContainerItem', { Path: [tree], Destination: 'C:\\change', ToContainer: Name });
  }
  const side = (image: string) => async (): Promise<number> => {
    const { ms: took, objects } = await session.invoke('Compare-Container', { Name: [`compare-on-${image}`] });
    const added = objects.filter((one) => one['Change'] === 'Added' && String(one['Path']).startsWith('C:\\change'));
    if (added.length !== wanted) throw new Error(`${added.length} additions were told, not ${wanted}`);
    return took;
  };
  const times = await inTurn(rounds, side('compare-big'), side(IMAGE));
  const what = `Comparison of ${CHANGE.files} files on ${BIG.files} files more, against the base`;
  return {
    rows: [ratioRow(what, times, TARGET_RATIO)],
    notes: [
      'both sides are ours: the same change on a large image and on a small one',
      `verified: ${wanted} additions, each round`,
    ],
  };
}

async function makeBigImage(session: Session): Promise<void> {
  const tree = join(session.folder, 'compare-big');
  writeTree(tree, BIG.files, BIG.bytes);
  await session.invoke('New-Container', { Name: 'compare-source', ContainerImageName: IMAGE });
  await session.invoke('Copy-ContainerItem', { Path: [tree], Destination: 'C:\\big', ToContainer: 'compare-source' });
  await session.invoke('New-ContainerImage', { ContainerName: 'compare-source', Name: 'compare-big' });
}
