/**
 * Lets `width` pieces of work run at once, the others wait their turn in order.
 *
 * @example Two at a time
 * const queue = callQueue(2);
 * assert.deepEqual(await Promise.all([1, 2, 3].map((n) => queue(async () => n * 2))), [2, 4, 6]);
 */
export function callQueue(width: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  const leave = () => {
    const next = waiting.shift();
    if (next === undefined) running--;
    else next();
  };
  return async (work) => {
    if (running < width) running++;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
