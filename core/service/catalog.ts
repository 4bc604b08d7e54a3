import type { CmdletHandler } from './context.ts';
import type { CmdletCatalog } from './dispatch.ts';
import { CMDLETS, type CmdletContract, type CmdletName } from './generated/contract.gen.ts';
import { VALIDATORS, type ValidationError } from './generated/validators.gen.js';

/** Loads the module of one handler. */
export type HandlerLoader = (cmdlet: CmdletName) => Promise<CmdletHandler<never> | undefined>;

/** The declared cmdlets, with their generated validators, over the given handlers. */
export function declaredCatalog(loadHandler: HandlerLoader): CmdletCatalog {
  return {
    names: Object.keys(CMDLETS),
    validate(cmdlet, parameterSet, parameters) {
      if (!isCmdlet(cmdlet)) return `There is no cmdlet '${cmdlet}'.`;
      wrapSingles(CMDLETS[cmdlet], parameters);
      const validator = VALIDATORS[cmdlet];
      if (!validator(parameters)) return describe(validator.errors?.[0]);
      return checkSet(CMDLETS[cmdlet], parameterSet, parameters);
    },
    async handler(cmdlet) {
      if (!isCmdlet(cmdlet)) return undefined;
      // The validator has proved the parameters to be what the handler declares.
      return (await loadHandler(cmdlet)) as CmdletHandler<Record<string, unknown>> | undefined;
    },
  };
}

function isCmdlet(name: string): name is CmdletName {
  return Object.hasOwn(CMDLETS, name);
}

/** The wire lets a client send one value where an array is declared. */
function wrapSingles(cmdlet: CmdletContract, parameters: Record<string, unknown>): void {
  for (const parameter of cmdlet.parameters) {
    const value = parameters[parameter.name];
    if (parameter.type.endsWith('[]') && value !== undefined && !Array.isArray(value))
      parameters[parameter.name] = [value];
  }
}

/** The parameters given must be together in one set: in the one the client named, when it named one. */
function checkSet(
  cmdlet: CmdletContract,
  parameterSet: string | undefined,
  parameters: Record<string, unknown>,
): string | undefined {
  if (cmdlet.sets.length === 0) return undefined;
  if (parameterSet !== undefined && !cmdlet.sets.includes(parameterSet))
    return `${cmdlet.name} has no parameter set '${parameterSet}'.`;
  const given = cmdlet.parameters.filter((parameter) => parameters[parameter.name] !== undefined);
  const candidates = parameterSet === undefined ? cmdlet.sets : [parameterSet];
  const fits = candidates.some((set) =>
    given.every((parameter) => parameter.sets === undefined || parameter.sets.includes(set)),
  );
  return fits
    ? undefined
    : `Parameter set cannot be resolved using the specified named parameters: ${given.map((parameter) => `-${parameter.name}`).join(' ')}.`;
}

/** What is wrong, in PowerShell's words. */
function describe(error: ValidationError | undefined): string {
  if (error === undefined) return 'The parameters are not valid.';
  const { keyword, params } = error;
  if (keyword === 'additionalProperties')
    return `A parameter cannot be found that matches parameter name '${String(params['additionalProperty'])}'.`;
  if (keyword === 'required')
    return `Cannot process command because of one or more missing mandatory parameters: ${String(params['missingProperty'])}.`;
  const [, name = '', index] = error.instancePath.split('/');
  const place = index === undefined ? '' : ` (item ${index})`;
  const allowed = Array.isArray(params['allowedValues']) ? `: ${params['allowedValues'].join(', ')}` : '';
  return `Cannot validate argument on parameter '${name}'${place}: it ${error.message ?? 'is not valid'}${allowed}.`;
}
