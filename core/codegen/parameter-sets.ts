import type { CmdletDeclaration, ParameterDeclaration } from '../spec/cmdlet.ts';

/**
 * The names of a cmdlet's parameter sets, in order of appearance; empty when every parameter is in all of them. A
 * default set that no parameter names is a set too: the one of the parameters that are in all sets.
 */
export function parameterSets(cmdlet: CmdletDeclaration): string[] {
  const names = new Set(cmdlet.Parameters.flatMap((p) => p.Sets ?? []));
  const byDefault = cmdlet.DefaultParameterSet;
  return byDefault === undefined || names.has(byDefault) ? [...names] : [byDefault, ...names];
}

/** Whether a parameter belongs to a set. */
export function isInSet(parameter: Pick<ParameterDeclaration, 'Sets'>, set: string): boolean {
  return parameter.Sets === undefined || parameter.Sets.includes(set);
}
