import { patience } from './patience.ts';

/** Nothing that is waited for takes nearly as long. */
const LIMIT_MS = patience(20_000);
const LOOK_MS = 5;

/** Waits until `condition` holds. @throws Error when it takes too long. */
export async function eventually(condition: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + LIMIT_MS;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error('it never became true');
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
