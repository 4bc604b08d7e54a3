/**
 * Which images a Windows host can run, and in which isolation: the rule of containerd (platforms package), which agrees
 * with Microsoft's table of container version compatibility.
 *
 * @see https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/version-compatibility
 */
export interface WindowsBuild {
  major: number;
  minor: number;
  build: number;
  /** The update build revision (UBR); undefined when it is not told. */
  revision?: number;
}

/** `10.0.20348.2402`, `10.0.20348`; undefined for anything else. */
export function parseBuild(text: string | undefined): WindowsBuild | undefined {
  const match = /^(\d{1,5})\.(\d{1,5})\.(\d{1,6})(?:\.(\d{1,6}))?$/.exec(text ?? '');
  if (match === null) return undefined;
  const [, major, minor, build, revision] = match;
  return {
    major: Number(major),
    minor: Number(minor),
    build: Number(build),
    ...(revision === undefined ? {} : { revision: Number(revision) }),
  };
}

/** From here on Windows keeps its system calls stable for older containers. */
const STABLE_SINCE = 20348;
/** Builds from which a generation begins: an image is at most one generation older than its host. */
const GENERATIONS = [20348, 26100] as const;
/** Windows Server 2016 has no stable interface even between updates. */
const SERVER_2016 = 14393;

/** How images and a host of Windows fit together. `why` is a clause for the middle of a sentence. */
export type HostMatch = { fits: true } | { fits: false; why: string };

/**
 * Whether a container of the image can share the host's kernel.
 *
 * @example Windows 11 25H2 runs Server 2022 images
 * assert.ok(matchProcess({ major: 10, minor: 0, build: 26200 }, { major: 10, minor: 0, build: 20348 }).fits);
 * assert.ok(!matchProcess({ major: 10, minor: 0, build: 20348 }, { major: 10, minor: 0, build: 26100 }).fits);
 */
export function matchProcess(host: WindowsBuild, image: WindowsBuild): HostMatch {
  const misfit = (why: string): HostMatch => ({
    fits: false,
    why: `${builds(host, image)}, and process isolation ${why}`,
  });
  if (host.major !== image.major || host.minor !== image.minor) return misfit('needs the same version of Windows');
  if (host.build < STABLE_SINCE) {
    if (host.build !== image.build) return misfit('needs equal builds on this host');
    const areUpdatesKnown = host.revision !== undefined && image.revision !== undefined;
    if (host.build === SERVER_2016 && areUpdatesKnown && host.revision !== image.revision)
      return misfit('needs equal updates too on Windows Server 2016');
    return { fits: true };
  }
  if (image.build > host.build) return misfit('needs an image that is not newer than the host');
  const floor = oldestFor(host.build);
  return image.build >= floor ? { fits: true } : misfit(`on this host needs an image of build ${floor} or later`);
}

/** Whether a virtual machine of the image can run on the host: it brings its own kernel, which may be older. */
export function matchHyperV(host: WindowsBuild, image: WindowsBuild): HostMatch {
  const isNewer =
    image.major !== host.major
      ? image.major > host.major
      : image.minor !== host.minor
        ? image.minor > host.minor
        : image.build > host.build;
  if (!isNewer) return { fits: true };
  return {
    fits: false,
    why: `${builds(host, image)}, and Hyper-V isolation needs an image that is not newer than the host`,
  };
}

/** The generation of the host, then one back: 20348 for hosts of 26100 and later too. */
function oldestFor(hostBuild: number): number {
  const generation = GENERATIONS.filter((build) => build <= hostBuild).length - 1;
  return GENERATIONS[Math.max(0, generation - 1)] ?? STABLE_SINCE;
}

function builds(host: WindowsBuild, image: WindowsBuild): string {
  return `its base image is build ${buildText(image)}, this host is ${buildText(host)}`;
}

function buildText({ major, minor, build, revision }: WindowsBuild): string {
  const name = major === 10 && minor === 0 ? `${build}` : `${major}.${minor}.${build}`;
  return build === SERVER_2016 && revision !== undefined ? `${name}.${revision}` : name;
}

/** What was chosen and why (for a log or `-Verbose`), or why nothing fits. */
export type IsolationChoice =
  | { isolation: 'process' | 'hyperv'; reason: string }
  | { isolation: undefined; reason: string; hint: string };

/**
 * Chooses how to isolate a container: process when the image fits the host, else Hyper-V when the host has it and the
 * image fits, else nothing.
 *
 * @param options.wanted Only this one will do.
 * @param options.available What the host can do.
 * @param options.host Undefined, or undefined for the image: not known, so nothing speaks against it.
 */
export function chooseIsolation(options: {
  host: WindowsBuild | undefined;
  image: WindowsBuild | undefined;
  available: readonly ('process' | 'hyperv')[];
  wanted?: 'process' | 'hyperv';
}): IsolationChoice {
  const { host, image, available, wanted } = options;
  const reasons: string[] = [];
  for (const isolation of ['process', 'hyperv'] as const) {
    if (wanted !== undefined && wanted !== isolation) continue;
    if (!available.includes(isolation)) {
      reasons.push(`this host has no ${NAMES[isolation]}`);
      continue;
    }
    const match = host === undefined || image === undefined ? undefined : matchOf[isolation](host, image);
    if (match?.fits === false) {
      reasons.push(match.why);
      continue;
    }
    const chosen =
      wanted !== undefined
        ? 'it was asked for'
        : `${match === undefined ? 'the host has it' : 'the image fits this host'}`;
    const after = reasons.length === 0 ? '' : ` (${reasons.join('; ')})`;
    return { isolation, reason: `${NAMES[isolation]}: ${chosen}${after}` };
  }
  return { isolation: undefined, reason: reasons.join('; '), hint: hintFor(options) };
}

const NAMES = { process: 'process isolation', hyperv: 'Hyper-V isolation' } as const;
const matchOf = { process: matchProcess, hyperv: matchHyperV } as const;

function hintFor({ host, image, available, wanted }: Parameters<typeof chooseIsolation>[0]): string {
  if (host === undefined || image === undefined) return 'Get-ContainerHost | Select-Object -ExpandProperty Isolation';
  if (!matchHyperV(host, image).fits) return `Use an image of build ${host.build} or older, or update this host`;
  if (available.includes('hyperv') && wanted === 'process') return 'Leave out -Isolation, or give -Isolation HyperV';
  if (!available.includes('hyperv'))
    return 'Get-ContainerHost says what Hyper-V isolation needs here; or use an image that fits';
  return 'Use an image that fits; Get-ContainerImage shows their versions';
}
