const LONG_MS = 2 ** 30;
let holders = 0;
let anchor: NodeJS.Timeout | undefined;

/**
 * Keeps node running until the returned function is called: koffi's callbacks do not. One timer serves all.
 * @returns idempotent
 */
export function keepAlive(): () => void {
  if (holders++ === 0) anchor = setInterval(() => {}, LONG_MS);
  let isHeld = true;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    if (--holders === 0) clearInterval(anchor);
  };
}
