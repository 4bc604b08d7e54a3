import { matchProcess, parseBuild } from '../../core/base/host-match.ts';
import type { HostCapabilities } from '../../core/host/capabilities.ts';

/** What the preflight judges. Read by `machine-facts.ts`; made up by its tests. */
export interface RunFacts {
  capabilities: HostCapabilities;
  /** Why no layer can be in the work folder; undefined when it can. */
  volumeProblem: string | undefined;
  freeBytes: number;
  baseImage: BaseImageFacts;
  /** Of the test owner, from a run that did not end well. */
  leftovers: Leftovers;
}

/** What was read of the image, or why nothing could be. */
export type BaseImageFacts =
  | { kind: 'none' }
  | { kind: 'unreadable'; problem: string }
  | {
      kind: 'image';
      osVersion: string | undefined;
      os: string;
      architecture: string;
      layers: number;
      /** Of all its layers, as they are packed. */
      packedBytes: number;
    };

export interface Leftovers {
  /** Names in the work folder. */
  folders: readonly string[];
  /** Ids of compute systems. */
  systems: readonly string[];
}

export interface Check {
  name: string;
  ok: boolean;
  text: string;
  /** What to do. Only when not `ok`. */
  fix?: string;
}

const GIGABYTE = 1024 ** 3;
/** Scratches, logs, what is captured. */
const WORK_BYTES = 10 * GIGABYTE;
/** A base image unpacked and another import of it. One takes three to four times its packed bytes: gzip makes a third of it. */
const UNPACKED = 8;

/** Free room that the tests need: it grows with the image. Without one, the least. */
export function neededBytes(image: BaseImageFacts): number {
  return WORK_BYTES + (image.kind === 'image' ? UNPACKED * image.packedBytes : 0);
}

/** Without Hyper-V everything but Hyper-V isolation is tested: its absence is told and stops nothing. */
const OPTIONAL = new Set(['HyperV', 'Hypervisor']);

/** Everything that the tests rest on. They run when each check is `ok`. */
export function preflight(facts: RunFacts): Check[] {
  return [...features(facts.capabilities), volume(facts), space(facts), baseImage(facts), leftovers(facts.leftovers)];
}

function features({ features, isolations }: HostCapabilities): Check[] {
  const checks = features.map(({ name, available, version, disables, fix }): Check => {
    const lack = `missing: ${disables ?? 'it is not there'}`;
    return {
      name,
      ok: available || OPTIONAL.has(name),
      text: available ? (version ?? 'available') : lack,
      ...(available || OPTIONAL.has(name) || fix === undefined ? {} : { fix }),
    };
  });
  const canRun = isolations.includes('process');
  return [
    ...checks,
    {
      name: 'Isolation',
      ok: canRun,
      text: isolations.join(', ') || 'none',
      ...(canRun ? {} : { fix: 'Mend what is missing above' }),
    },
  ];
}

function volume({ volumeProblem }: RunFacts): Check {
  if (volumeProblem === undefined) return { name: 'Volume', ok: true, text: 'local, NTFS' };
  return { name: 'Volume', ok: false, text: volumeProblem, fix: 'Give --work a folder on a local NTFS volume' };
}

function space({ freeBytes, baseImage: image }: RunFacts): Check {
  const needed = neededBytes(image);
  const ok = freeBytes >= needed;
  const text = `${Math.floor(freeBytes / GIGABYTE)} GB free, ${Math.ceil(needed / GIGABYTE)} GB needed`;
  return { name: 'Space', ok, text, ...(ok ? {} : { fix: 'Make room, or give --work a folder on another volume' }) };
}

function baseImage({ baseImage: image, capabilities }: RunFacts): Check {
  const name = 'BaseImage';
  const host = parseBuild(capabilities.osVersion);
  const build = host === undefined ? 'this build' : `build ${host.build}`;
  const fix = `Save one for ${build} with skopeo copy, from the registry you use, to an oci-archive, and give it as --base-image`;
  if (image.kind === 'none') return { name, ok: false, text: 'none was given', fix };
  if (image.kind === 'unreadable') return { name, ok: false, text: image.problem, fix };
  const text = `${image.os} ${image.osVersion ?? 'of no version'}, ${image.architecture}, ${image.layers} layers`;
  if (image.os !== 'windows' || image.architecture !== capabilities.architecture) return { name, ok: false, text, fix };
  const version = parseBuild(image.osVersion);
  if (version === undefined) return { name, ok: false, text, fix };
  // A host that does not tell its build has been refused above.
  if (host === undefined) return { name, ok: true, text };
  const match = matchProcess(host, version);
  return match.fits ? { name, ok: true, text } : { name, ok: false, text: `${text}: ${match.why}`, fix };
}

function leftovers({ folders, systems }: Leftovers): Check {
  const name = 'Leftovers';
  const found = [...folders, ...systems.map((id) => `compute system ${id}`)];
  if (found.length === 0) return { name, ok: true, text: 'none' };
  return { name, ok: false, text: found.join(', '), fix: 'npm run test:windows -- --clean ... removes them' };
}
