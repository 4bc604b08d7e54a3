import { AssertionError } from 'chai';
import { patience } from '../../patience.ts';

/** Waits for a promise that takes at most `ms` milliseconds (`patience`); a late one fails the test, naming `what`. */
export async function within<T>(ms: number, what: string, promise: Promise<T>): Promise<T> {
  const limitMs = patience(ms);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AssertionError(`${what} did not end within ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Asks again every 25 ms until the answer is true, which takes at most `ms` milliseconds (`patience`). */
export async function eventually(ms: number, what: string, check: () => boolean | Promise<boolean>): Promise<void> {
  const limitMs = patience(ms);
  const end = performance.now() + limitMs;
  while (!(await check())) {
    if (performance.now() > end) throw new AssertionError(`${what}: not so after ${limitMs} ms`);
    await pause(25);
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
