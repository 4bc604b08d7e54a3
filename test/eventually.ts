/** Nothing that is waited for takes nearly as long, also on a machine with ten times as much to do. */
const LIMIT_MS = 30_000;
const LOOK_MS = 5;

/** Waits until `condition` holds. @throws Error after half a minute. */
export async function eventually(condition: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + LIMIT_MS;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error('it never became true');
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
