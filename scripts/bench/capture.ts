import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTurn } from './measure.ts';
import { runPeer, versionOf } from './peer.ts';
import { type Finding, type Row, ratioRow } from './report.ts';
import { IMAGE, type Session } from './session.ts';
import { fingerprint, writeTree } from './tree.ts';

const CHANGE = { files: 10_000, bytes: 189_000_000 };
const SMALL_CHANGE = { files: 500, bytes: 9_450_000 };
const TARGET_MEMORY_MB = 250;
/** More than what two equal captures differ by on a quiet machine. */
const TARGET_BASE_RATIO = 1.1;

/** Capture of a change of 10,000 files, against buildah; its memory; and that a larger base costs no more. */
export async function benchCapture(session: Session, rounds: number): Promise<Finding> {
  const tree = join(session.folder, 'tree');
  writeTree(tree, CHANGE.files, CHANGE.bytes);
  const against = await againstBuildah(session, tree, rounds);
  // Half a second each, mostly waiting for the disk: more rounds, or chance decides.
  const base = await onBases(session, 3 * rounds);
  return { rows: [...against.rows, ...base.rows], notes: [...against.notes, ...base.notes] };
}

async function againstBuildah(session: Session, tree: string, rounds: number): Promise<Finding> {
  await session.invoke('New-Container', { Name: 'changed', ContainerImageName: IMAGE });
  await session.invoke('Copy-ContainerItem', { Path: [tree], Destination: 'C:\\tree', ToContainer: 'changed' });
  const store = await storeOf(session);
  const sizes = { ours: 0, theirs: 0 };
  let wanted = fingerprint(tree).hash;
  resetPeak(session.servicePid);
  let peakMb = 0;
  const ours = async (): Promise<number> => {
    await removeImage(session, 'big');
    const answer = await session.invoke('New-ContainerImage', { ContainerName: 'changed', Name: 'big' });
    peakMb = Math.max(peakMb, peakOf(session.servicePid));
    const layer = topLayer(store, String(answer.objects[0]?.['Digest']));
    sizes.ours = statSync(layer).size;
    wanted = await unpacked(session, layer, 'Files/tree', wanted);
    return answer.ms;
  };
  const version = await versionOf('buildah', '--version');
  const peer = version === undefined ? undefined : await buildahWith(session, tree);
  const theirs = async (round: number): Promise<number> => {
    if (peer === undefined) return Number.NaN;
    const folder = join(session.folder, `buildah-out-${round}`);
    const run = await runPeer([...peer, `oci:${folder}:big`]);
    const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'));
    const layer = topLayer(folder, index.manifests[0].digest);
    sizes.theirs = statSync(layer).size;
    wanted = await unpacked(session, layer, 'tree', wanted);
    rmSync(folder, { recursive: true });
    return run.ms;
  };
  const times = await inTurn(rounds, ours, theirs);
  const memory: Row = {
    what: "The service's peak memory meanwhile",
    ours: `${peakMb.toFixed(0)} MB`,
    theirs: '',
    figure: `${peakMb.toFixed(0)} MB`,
    target: `< ${TARGET_MEMORY_MB} MB`,
    holds: peakMb < TARGET_MEMORY_MB,
  };
  if (peer === undefined) return { rows: [memory], notes: ['buildah is not installed: capture was not compared'] };
  return {
    rows: [ratioRow('Capture of 10,000 files, 189 MB, gzip', times, 1), memory],
    notes: [
      'ours: New-ContainerImage over the open connection, the image of the round before removed outside',
      `peer: ${peer.join(' ').replaceAll(session.folder, 'FOLDER')} oci:FOLDER:big; ${version}`,
      `verified: both layers, unpacked by tar, hold the ${CHANGE.files} files that went in (${wanted.slice(0, 12)}), each round`,
      `layer sizes: ours ${(sizes.ours / 1e6).toFixed(1)} MB, theirs ${(sizes.theirs / 1e6).toFixed(1)} MB`,
    ],
  };
}

/** A small change on the base image, and the same on one with ten times as many files: what the base costs shows best there. */
async function onBases(session: Session, rounds: number): Promise<Finding> {
  const tree = join(session.folder, 'small-tree');
  writeTree(tree, SMALL_CHANGE.files, SMALL_CHANGE.bytes);
  const wanted = fingerprint(tree).hash;
  const store = await storeOf(session);
  const counts: number[] = [];
  for (const image of [IMAGE, 'big']) {
    const Name = `on-${image}`;
    const { objects } = await session.invoke('New-Container', { Name, ContainerImageName: image });
    await session.invoke('Copy-ContainerItem', { Path: [tree], Destination: 'C:\\small', ToContainer: Name });
    await session.invoke('Start-Container', { Name: [Name] });
    const layers = session.layersOf(String(objects[0]?.['ContainerId']));
    counts.push(layers.reduce((sum, layer) => sum + readdirSync(layer, { recursive: true }).length, 0));
    await session.invoke('Stop-Container', { Name: [Name] });
  }
  const side = (image: string) => async (): Promise<number> => {
    await removeImage(session, 'small');
    const answer = await session.invoke('New-ContainerImage', { ContainerName: `on-${image}`, Name: 'small' });
    await unpacked(session, topLayer(store, String(answer.objects[0]?.['Digest'])), 'Files/small', wanted);
    return answer.ms;
  };
  const times = await inTurn(rounds, side('big'), side(IMAGE));
  const [small = 0, large = 0] = counts;
  return {
    rows: [ratioRow(`Capture of 500 files on ${large} files, against ${small}`, times, TARGET_BASE_RATIO)],
    notes: ['both sides of the last line are ours: the same change on a large base and on a small one'],
  };
}

/** A buildah container from scratch that holds the tree. @returns its commit command, but for the destination. */
async function buildahWith(session: Session, tree: string): Promise<string[]> {
  // Its temporary files stay in our folder too.
  const policy = join(session.folder, 'policy.json');
  writeFileSync(policy, JSON.stringify({ default: [{ type: 'insecureAcceptAnything' }] }));
  const place = ['--root', join(session.folder, 'buildah'), '--runroot', join(session.folder, 'buildah-run')];
  const on = ['buildah', ...place, '--storage-driver', 'overlay'];
  const from = await runPeer([...on, 'from', 'scratch']);
  const container = from.stdout.trim();
  await runPeer([...on, 'copy', container, tree, '/tree']);
  return [...on, 'commit', '--quiet', '--disable-compression=false', '--signature-policy', policy, container];
}

/** Checks a layer by unpacking it with the machine's own tar. @returns the hash that was wanted. */
async function unpacked(session: Session, layer: string, path: string, wanted: string): Promise<string> {
  const folder = join(session.folder, 'unpacked');
  mkdirSync(folder);
  await runPeer(['tar', '-xzf', layer, '-C', folder, path]);
  const { hash, fileCount } = fingerprint(join(folder, path));
  rmSync(folder, { recursive: true });
  if (hash !== wanted) throw new Error(`${layer} holds ${fileCount} files that are not those that went in`);
  return hash;
}

async function storeOf(session: Session): Promise<string> {
  const { objects } = await session.invoke('Get-ContainerHost');
  return String(objects[0]?.['ContainerImageRepositoryLocation']);
}

/** The last layer's blob of an image in an OCI layout. */
function topLayer(layout: string, digest: string): string {
  const blob = (of: string) => join(layout, 'blobs', ...of.split(':'));
  const manifest = JSON.parse(readFileSync(blob(digest), 'utf8'));
  return blob(manifest.layers.at(-1).digest);
}

async function removeImage(session: Session, name: string): Promise<void> {
  const { objects } = await session.invoke('Get-ContainerImage', { Name: ['*'] });
  if (objects.some((object) => object['Name'] === name))
    await session.invoke('Remove-ContainerImage', { Name: [name], Force: true });
}

/** Sets a process's peak back to what it has now; an ordinary user may not, and gets the peak since its start. */
function resetPeak(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
  } catch {
    // The peak since the start is never less: the figure stays honest.
  }
}

function peakOf(pid: number): number {
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}
