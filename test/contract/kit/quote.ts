/** Quotes arguments into one command line by the rules of CommandLineToArgvW. */
export function quote(...args: readonly string[]): string {
  return args.map(quoteOne).join(' ');
}

function quoteOne(arg: string): string {
  if (arg !== '' && !/[\s"]/.test(arg)) return arg;
  const escaped = arg.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1');
  return `"${escaped}"`;
}
