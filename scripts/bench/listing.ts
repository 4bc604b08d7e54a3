import { join } from 'node:path';
import { alone, inTurn } from './measure.ts';
import { runPeer, versionOf } from './peer.ts';
import { type Finding, ms, ratioRow } from './report.ts';
import type { Session } from './session.ts';

const TARGET_MS = 5;
const TARGET_HOST_MS = 50;
const TARGET_RATIO = 3;

/** `Get-Container` over the open connection, and the command line's own process against `podman ps`. */
export async function benchListing(session: Session, names: readonly string[], rounds: number): Promise<Finding> {
  const warm = await alone(rounds, async () => {
    const { objects, ms: time } = await session.invoke('Get-Container');
    const found = objects.map((object) => String(object['Name']));
    if (found.length !== names.length || !names.every((name) => found.includes(name)))
      throw new Error(`Get-Container gave ${found.join(', ')}`);
    return time;
  });
  const host = await alone(rounds, async () => {
    const { objects, ms: time } = await session.invoke('Get-ContainerHost');
    if (objects.length !== 1) throw new Error(`Get-ContainerHost gave ${objects.length} objects`);
    return time;
  });
  const rows = [
    {
      what: 'Get-ContainerHost over the open connection',
      ours: ms(host),
      theirs: '',
      figure: `${host.medianMs.toFixed(1)} ms`,
      target: `< ${TARGET_HOST_MS} ms`,
      holds: host.medianMs < TARGET_HOST_MS,
    },
    {
      what: `Get-Container over the open connection, ${names.length} containers`,
      ours: ms(warm),
      theirs: '',
      figure: `${warm.medianMs.toFixed(1)} ms`,
      target: `< ${TARGET_MS} ms`,
      holds: warm.medianMs < TARGET_MS,
    },
  ];
  const version = await versionOf('podman', '--version');
  if (version === undefined) return { rows, notes: ['podman is not installed: the command line was not compared'] };

  const podman = await podmanWith(session, names);
  const ours = [process.execPath, session.commandLine, 'Get-Container'];
  const list = async (argv: readonly string[]): Promise<number> => {
    const run = await runPeer(argv, { env: { HCS_CONTAINERS_ROOT: session.root } });
    const missing = names.filter((name) => !run.stdout.includes(name));
    if (missing.length > 0) throw new Error(`${argv.join(' ')} does not name ${missing.join(', ')}`);
    return run.ms;
  };
  const times = await inTurn(
    rounds,
    () => list(ours),
    () => list(podman),
  );
  rows.push(ratioRow(`Get-Container on the command line, ${names.length} containers`, times, TARGET_RATIO));
  return {
    rows,
    notes: [
      'ours: node dist/hcs.mjs Get-Container, with the service running',
      `peer: podman ps --all on as many created containers, vfs storage; ${version}`,
      'verified: every container is named by both sides',
    ],
  };
}

/** Makes containers of an empty image in a podman storage of our own. @returns the command that lists them. */
async function podmanWith(session: Session, names: readonly string[]): Promise<string[]> {
  const place = [...['--root', join(session.folder, 'podman')], ...['--runroot', join(session.folder, 'podman-run')]];
  const on = [...place, '--storage-driver', 'vfs'];
  const from = await runPeer(['buildah', ...on, 'from', 'scratch']);
  await runPeer(['buildah', ...on, 'commit', '-q', from.stdout.trim(), 'localhost/empty']);
  for (const name of names) await runPeer(['podman', ...on, 'create', '--name', name, 'localhost/empty', 'nothing']);
  return ['podman', ...on, 'ps', '--all'];
}
