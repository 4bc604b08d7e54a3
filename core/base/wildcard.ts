/** Whether a text has a wildcard character of PowerShell's: `*`, `?`, or a `[...]` range; a backtick escapes one. */
export function hasWildcard(pattern: string): boolean {
  const plain = pattern.replace(/`[\s\S]/g, '');
  return /[*?]/.test(plain) || /\[[^\]]+\]/.test(plain);
}

/**
 * Compiles a PowerShell wildcard pattern to a test of whole names, without regard to case.
 *
 * Linear in the name's length for each `*`: a hostile pattern cannot make it run away, since adjacent stars are merged
 * and names are at most 128 characters.
 *
 * @example A range
 * assert.equal(compileWildcard('web[1-3]')('WEB2'), true);
 * assert.equal(compileWildcard('web?')('web'), false);
 */
export function compileWildcard(pattern: string): (name: string) => boolean {
  const tokens = tokenize(pattern.toLowerCase());
  return (name) => matches(tokens, name.toLowerCase());
}

type Token = { kind: 'any' } | { kind: 'one'; accepts: (character: string) => boolean };

function tokenize(pattern: string): Token[] {
  const tokens: Token[] = [];
  const literal = (expected: string): Token => ({ kind: 'one', accepts: (character) => character === expected });
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    if (character === '`' && at + 1 < pattern.length) {
      tokens.push(literal(pattern.charAt(++at)));
    } else if (character === '*') {
      if (tokens.at(-1)?.kind !== 'any') tokens.push({ kind: 'any' });
    } else if (character === '?') {
      tokens.push({ kind: 'one', accepts: () => true });
    } else if (character === '[' && pattern.indexOf(']', at + 2) > 0) {
      const end = pattern.indexOf(']', at + 2);
      tokens.push({ kind: 'one', accepts: range(pattern.slice(at + 1, end)) });
      at = end;
    } else {
      tokens.push(literal(character));
    }
  }
  return tokens;
}

function range(text: string): (character: string) => boolean {
  const spans: [string, string][] = [];
  for (let at = 0; at < text.length; at++) {
    if (text.charAt(at + 1) === '-' && at + 2 < text.length) {
      spans.push([text.charAt(at), text.charAt(at + 2)]);
      at += 2;
    } else {
      spans.push([text.charAt(at), text.charAt(at)]);
    }
  }
  return (character) => spans.some(([first, last]) => character >= first && character <= last);
}

/** Two-pointer matching: on a mismatch, the last star takes one character more. */
function matches(tokens: readonly Token[], name: string): boolean {
  let token = 0;
  let at = 0;
  let starToken = -1;
  let starAt = 0;
  while (at < name.length) {
    const current = tokens[token];
    if (current?.kind === 'any') {
      starToken = token++;
      starAt = at;
    } else if (current?.kind === 'one' && current.accepts(name.charAt(at))) {
      token++;
      at++;
    } else if (starToken >= 0) {
      token = starToken + 1;
      at = ++starAt;
    } else {
      return false;
    }
  }
  while (tokens[token]?.kind === 'any') token++;
  return token === tokens.length;
}
