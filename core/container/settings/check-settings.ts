import { fault } from '../../base/fault.ts';

/** @throws {RuntimeFault} `InvalidArgument` for a name or a value that Windows cannot have. */
export function checkEnvironment(environment: Record<string, string>): void {
  for (const [name, value] of Object.entries(environment)) {
    if (name !== '' && !name.includes('=') && !name.includes('\0') && !value.includes('\0')) continue;
    throw fault('InvalidArgument', `Environment variable '${JSON.stringify(name).slice(1, -1)}' cannot be used.`, {
      hint: "-Environment @{ NAME = 'value' }; a name holds no = and no NUL",
    });
  }
}
