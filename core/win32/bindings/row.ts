import type { Binding, DllName, FailureRule } from '../binding.ts';

interface Defaults {
  dll: DllName;
  failure: FailureRule;
  minimumBuild: number;
  /** The page of a function; or, where no header has it, the two sources of the row. */
  doc: (name: string) => string | readonly [string, string];
}

/** How a row differs from its table. */
type Differences = Partial<Pick<Binding, 'failure' | 'minimumBuild' | 'doc' | 'mayBlock'>>;

/**
 * Makes the rows of one DLL: `row<[arguments], Result>(prototype)`. The name is read from the prototype, so that the
 * two cannot differ; `test/win32/prototypes.test.ts` checks that the constant has the same one.
 */
export function rowsOf(table: Defaults) {
  return function row<Args extends readonly unknown[], Result>(
    prototype: string,
    differences: Differences = {},
  ): Binding<Args, Result> {
    const name = /(\w+)\(/.exec(prototype)?.[1] ?? '';
    return {
      dll: table.dll,
      name,
      prototype,
      failure: differences.failure ?? table.failure,
      minimumBuild: differences.minimumBuild ?? table.minimumBuild,
      doc: differences.doc ?? table.doc(name),
      ...(differences.mayBlock === true ? { mayBlock: true } : {}),
    };
  };
}
