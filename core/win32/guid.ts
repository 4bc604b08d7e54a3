import { fault } from '../base/fault.ts';
import { isGuid } from '../base/names.ts';
import type { Guid } from './bindings/types.ts';

/**
 * The structure of a GUID's text.
 * @throws {RuntimeFault} `InvalidArgument` for what is no GUID.
 */
export function guidOf(text: string): Guid {
  if (!isGuid(text)) throw fault('InvalidArgument', `'${text}' is no GUID.`, { target: text });
  const [first = '', second = '', third = '', fourth = '', fifth = ''] = text.split('-');
  return {
    Data1: Number.parseInt(first, 16),
    Data2: Number.parseInt(second, 16),
    Data3: Number.parseInt(third, 16),
    Data4: [...Buffer.from(fourth + fifth, 'hex')],
  };
}
