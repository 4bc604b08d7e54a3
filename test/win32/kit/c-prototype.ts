/** One parameter of a prototype as koffi reads it. */
export interface Parameter {
  direction: 'in' | '_Out_' | '_Inout_';
  isConst: boolean;
  base: string;
  /** Stars behind the base. */
  depth: number;
  name: string;
}

export interface Prototype {
  name: string;
  result: { base: string; depth: number };
  parameters: Parameter[];
}

/** Takes a prototype of the tables apart. @throws Error for what is not written as they are */
export function parsePrototype(text: string): Prototype {
  const whole = /^(\w+)\s*(\**)\s*(\w+)\((.*)\)$/s.exec(text.trim());
  if (whole === null) throw new Error(`not a prototype: ${text}`);
  const [, base = '', stars = '', name = '', inner = ''] = whole;
  const parameters = inner.trim() === '' ? [] : inner.split(',').map(parseParameter);
  return { name, result: { base, depth: stars.length }, parameters };
}

function parseParameter(text: string): Parameter {
  const match = /^(_Out_ |_Inout_ )?(const )?(\w+)\s*(\**)\s*(\w+)$/.exec(text.trim());
  if (match === null) throw new Error(`not a parameter: ${text}`);
  const [, direction, isConst, base = '', stars = '', name = ''] = match;
  return {
    direction: direction === undefined ? 'in' : (direction.trim() as Parameter['direction']),
    isConst: isConst !== undefined,
    base,
    depth: stars.length,
    name,
  };
}

/** Same width, sign and register, but different types for C: HRESULT is a long, BOOL an int, an enum an int. */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  int: ['int'],
  int32_t: ['int', 'long'],
  uint32_t: ['unsigned int', 'unsigned long'],
  int64_t: ['long long'],
  uint64_t: ['unsigned long long'],
  size_t: ['unsigned long long'],
  uint8_t: ['unsigned char'],
  uint16_t: ['unsigned short'],
  char16_t: ['WCHAR'],
  str16: ['const WCHAR *'],
  PWSTR_LOCAL: ['WCHAR *'],
  PWSTR_COTASK: ['WCHAR *'],
  // RtlGetVersion is declared with the shorter one and documented to take the longer one.
  RTL_OSVERSIONINFOEXW: ['RTL_OSVERSIONINFOEXW', 'RTL_OSVERSIONINFOW'],
};

/** Names that koffi has as a function type and C as a pointer to one. */
const CALLBACK = /_(CALLBACK|COMPLETION)$/;

function spellings(type: { base: string; depth: number; isConst?: boolean }): string[] {
  const isCallback = CALLBACK.test(type.base) && type.base !== 'HCN_CALLBACK';
  const stars = '*'.repeat(isCallback ? type.depth - 1 : type.depth);
  const constant = type.isConst === true ? 'const ' : '';
  return (SPELLINGS[type.base] ?? [type.base]).map((base) => `${constant}${base} ${stars}`.trim());
}

/** Every C function type that this prototype may stand for. */
export function functionTypes(prototype: Prototype): string[] {
  const lists = prototype.parameters.map(spellings);
  let tails: string[][] = [[]];
  for (const list of lists) tails = tails.flatMap((tail) => list.map((one) => [...tail, one]));
  return spellings(prototype.result).flatMap((result) =>
    tails.map((tail) => `${result} (${tail.length === 0 ? 'void' : tail.join(', ')})`),
  );
}

/** A C assertion that the header's function is of one of our types; its message is the function's name. */
export function assertFunction(prototype: Prototype): string {
  const { name } = prototype;
  const tests = functionTypes(prototype).map((type) => `__builtin_types_compatible_p(__typeof__(${name}), ${type})`);
  return `_Static_assert(${tests.join('\n  || ')}, "${name}");`;
}

/** A C assertion on a callback type of the header. */
export function assertCallback(prototype: Prototype): string {
  const { name } = prototype;
  const tests = functionTypes(prototype).map(
    (type) => `__builtin_types_compatible_p(${name}, ${type.replace(' (', ' (*)(')})`,
  );
  return `_Static_assert(${tests.join('\n  || ')}, "${name}");`;
}
