import type { HostFeature } from './capabilities.ts';
import type { HostStartup } from './startup.ts';

/**
 * Preparing a machine for containers, and mending what has gone wrong with it since.
 *
 * `check` and `plan` only look. What is changed is changed one step or finding at a time, so that whoever asks can list
 * it first, be asked before each, and go on with the next when one fails.
 */
export interface HostPreparation {
  /**
   * One finding for each thing that was looked at, those that are well too, what the others rest on first. Ids are
   * unique, and stay the same while the cause stays. Something that cannot be found out is a warning, no fault.
   */
  check(options?: { signal?: AbortSignal }): Promise<HostFinding[]>;
  /**
   * The steps that this machine still needs, in order; none when it is ready.
   * @throws NotSupported for Hyper-V on a host that never has it.
   */
  plan(options: PreparationOptions): Promise<PreparationStep[]>;
  /**
   * Takes one step of the plan. Idempotent: a step that is not needed any more succeeds.
   * @throws NotFound for an id that no plan has; AccessDenied, with the command for who may; what the step itself meets.
   */
  perform(stepId: string, options?: { signal?: AbortSignal }): Promise<{ needsRestart: boolean }>;
  /**
   * Mends what `check` found and gave a `repair` for. One that is gone meanwhile: success.
   * @throws NotFound for an id that this host never gives; NotSupported for one without `repair`.
   */
  repair(findingId: string, options?: { signal?: AbortSignal }): Promise<void>;
  /** Folders of the scratches that are attached, sorted: whoever made them knows which of them should be. */
  attachedScratches(): Promise<string[]>;
  /**
   * Has this machine run a program once after its next start, as the administrator who asks now; undefined takes that
   * back. @throws NotSupported on a host whose preparation needs no restart.
   */
  continueAfterRestart(program: ContinuationProgram | undefined): Promise<void>;
  /** What this machine runs at each of its starts. */
  readonly startup: HostStartup;
  /** Starts the machine anew, in good order. @throws NotSupported; AccessDenied. */
  restart(): Promise<void>;
}

export interface HostFinding {
  id: string;
  /** What was looked at: `Wine`, `HostComputeService`, `Attachment`. */
  name: string;
  /** `failed`: no container runs as long as it is so, or one thing is broken. `warning`: most goes on. */
  result: 'passed' | 'warning' | 'failed';
  /** What it is about, where there may be several: a path, an id. */
  target?: string;
  /** Why it has not passed, a whole sentence. */
  cause?: string;
  /** What to type, or to do, when it has not passed. */
  fix?: string;
  /** What `repair` would do: `Start the service`. Absent: only a person can mend it. */
  repair?: string;
}

export interface PreparationOptions {
  /** Also what containers in virtual machines of their own need. */
  hyperV?: boolean;
}

export interface PreparationStep {
  id: string;
  /** `Install the Windows feature`. */
  action: string;
  /** `Containers`. */
  target: string;
  /** What a person would type for the same. */
  command: string;
  /** It can be done only once the machine was started anew after the steps before it, if one of them needs that. */
  afterRestart: boolean;
}

export interface ContinuationProgram {
  /** Absolute. */
  program: string;
  arguments: readonly string[];
  /** Variables it gets besides the system's own. */
  environment: Readonly<Record<string, string>>;
}

/**
 * A capability of the host as a finding.
 *
 * @param missing What its absence means.
 * @param repair What would bring it, when the host can do that itself.
 */
export function featureFinding(
  feature: HostFeature,
  missing: 'warning' | 'failed',
  repair: string | undefined = undefined,
): HostFinding {
  const { name, available, version, disables, fix } = feature;
  const target = version === undefined ? {} : { target: version };
  if (available) return { id: name, name, result: 'passed', ...target };
  return {
    id: name,
    name,
    result: missing,
    ...target,
    cause: disables === undefined ? `${name} is missing.` : `${name} is missing, which prevents ${disables}.`,
    ...(fix === undefined ? {} : { fix }),
    ...(repair === undefined ? {} : { repair }),
  };
}

/** A damaged file that is kept for a person, and used by nobody. @param path Where it is kept. */
export function setAsideFinding(path: string): HostFinding {
  return {
    id: `SetAside:${path}`,
    name: 'SetAside',
    result: 'warning',
    target: path,
    cause: 'A damaged file was set aside. Nothing uses it any more.',
    fix: `Look whether '${path}' holds what is still wanted, then remove it`,
  };
}

/** What to type to have one finding mended. @param id As Test-ContainerHost shows it: `host:Wine`. */
export function repairCommand(id: string): string {
  return `Repair-ContainerHost -Id '${id.replaceAll("'", "''")}'`;
}
