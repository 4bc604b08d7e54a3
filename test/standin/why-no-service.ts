import { findWine } from '../../core/embedded/wine.ts';

/** Why the stand-in service cannot run here; undefined when it can. In the CI that is a failure. */
export async function whyNoService(): Promise<string | undefined> {
  const reason = await why();
  if (reason !== undefined && process.env['CI'] === 'true') throw new Error(`the CI must run this: ${reason}`);
  return reason;
}

async function why(): Promise<string | undefined> {
  if (process.platform !== 'linux') return `the stand-in service is for Linux, this is ${process.platform}`;
  if (process.getuid?.() !== 0) return 'the stand-in service mounts volumes: run it as root';
  if ((await findWine()) === undefined) return 'Wine is not installed';
  return undefined;
}
