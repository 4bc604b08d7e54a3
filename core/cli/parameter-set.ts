import type { CmdletContract, ParameterContract } from '../service/generated/contract.gen.ts';
import { UsageError } from './usage.ts';

export interface SetChoice {
  /** Undefined for a cmdlet with one nameless set. */
  set: string | undefined;
  /** What the values by position belong to. */
  positional: Map<string, string[]>;
}

interface Attempt extends SetChoice {
  /** The first value that no position takes. */
  leftover: string[] | undefined;
  missing: string[];
}

/**
 * Finds the parameter set that the given parameters mean, and gives the values by position to it.
 *
 * A set fits when every named parameter is in it, every value finds a position and nothing mandatory is missing. Of
 * several that fit the default set is taken.
 *
 * @throws {UsageError} which says what the closest set still lacks.
 */
export function chooseSet(cmdlet: CmdletContract, named: ReadonlySet<string>, values: readonly string[][]): SetChoice {
  const sets: readonly (string | undefined)[] = cmdlet.sets.length > 0 ? cmdlet.sets : [undefined];
  const possible = sets.filter((set) =>
    cmdlet.parameters.every((parameter) => !named.has(parameter.name) || isIn(parameter, set)),
  );
  if (possible.length === 0) throw ambiguous([...named]);
  const attempts = possible.map((set) => attempt(cmdlet, set, named, values));
  const fitting = attempts.filter((each) => each.leftover === undefined && each.missing.length === 0);
  const preferred = (list: readonly Attempt[]) => list.find((each) => each.set === cmdlet.defaultParameterSet);
  const chosen = preferred(fitting) ?? (fitting.length === 1 ? fitting[0] : undefined);
  if (chosen !== undefined) return chosen;
  if (fitting.length > 1) throw ambiguous([...named]);
  throw incomplete(preferred(attempts) ?? attempts[0]);
}

function attempt(
  cmdlet: CmdletContract,
  set: string | undefined,
  named: ReadonlySet<string>,
  values: readonly string[][],
): Attempt {
  const mine = cmdlet.parameters.filter((parameter) => isIn(parameter, set));
  const places = mine
    .filter((parameter) => parameter.position !== undefined && !named.has(parameter.name))
    .sort((left, right) => (left.position ?? 0) - (right.position ?? 0));
  const positional = new Map<string, string[]>();
  let leftover: string[] | undefined;
  for (const [index, words] of values.entries()) {
    const place = places[index];
    if (place === undefined) {
      leftover = words;
      break;
    }
    // Words that commas joined are a list; where one value is wanted they are what was typed.
    positional.set(place.name, place.type.endsWith('[]') ? words : [words.join(' ')]);
  }
  const missing = mine
    .filter((parameter) => parameter.mandatory && !named.has(parameter.name) && !positional.has(parameter.name))
    .map((parameter) => parameter.name);
  return { set, positional, leftover, missing };
}

function isIn(parameter: ParameterContract, set: string | undefined): boolean {
  return set === undefined || parameter.sets === undefined || parameter.sets.includes(set);
}

function ambiguous(named: readonly string[]): UsageError {
  const given = named.length === 0 ? '' : `: ${named.map((name) => `-${name}`).join(' ')}`;
  return new UsageError(
    'AmbiguousParameterSet',
    `Parameter set cannot be resolved using the specified named parameters${given}. One or more parameters issued cannot be used together or an insufficient number of parameters were provided.`,
  );
}

function incomplete(attempt: Attempt | undefined): UsageError {
  if (attempt?.leftover !== undefined) {
    return new UsageError(
      'PositionalParameterNotFound',
      `A positional parameter cannot be found that accepts argument '${attempt.leftover.join(' ')}'.`,
      'several names are typed with commas: web,db',
    );
  }
  const missing = attempt?.missing ?? [];
  return new UsageError(
    'MissingMandatoryParameter',
    `Cannot process command because of one or more missing mandatory parameters: ${missing.join(' ')}.`,
    missing.map((name) => `-${name} <value>`).join(' '),
  );
}
