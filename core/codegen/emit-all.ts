import { emitContract } from './emit-contract.ts';
import { emitValidators, emitValidatorTypes } from './emit-validators.ts';
import type { Source } from './read-declaration.ts';

/** Every generated file: path from the repository's root (with `/`), and its text with LF line ends. */
export async function emitAll(source: Source, _repository: string): Promise<Map<string, string>> {
  return new Map([
    ['core/service/generated/contract.gen.ts', emitContract(source)],
    ['core/service/generated/validators.gen.js', emitValidators(source)],
    ['core/service/generated/validators.gen.d.ts', emitValidatorTypes(source)],
  ]);
}
