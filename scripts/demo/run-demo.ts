import { Interrupted, print, Stage, seconds } from './stage.ts';
import { walk } from './walk.ts';

/** Plays the whole demo and clears up, whatever happened. @returns the exit code. */
export async function runDemo(): Promise<number> {
  const stage = new Stage();
  let isClearing = false;
  const interrupt = () => {
    if (isClearing) print('Clearing up: a moment, please.');
    else stage.interrupt();
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, interrupt);
  let code = 1;
  try {
    await walk(stage);
    code = 0;
  } catch (error) {
    code = error instanceof Interrupted ? 130 : 1;
    const why = error instanceof Error ? error.message : String(error);
    print(
      code === 130
        ? '\nInterrupted: clearing up.'
        : `\nFAILED: ${why}\n  ${stage.checks} checks held before it. Clearing up.`,
    );
  } finally {
    isClearing = true;
    await stage.clear();
  }
  if (code === 0) print(`\nAll ${stage.checks} checks held, in ${seconds(stage.startedMs)}. Nothing is left behind.`);
  return code;
}
