/**
 * What a shell is given of an exit code: those of Windows keep all 32 bits, others 8. A code that would lose all of them
 * must not look like success.
 *
 * @example A code of 256 would be 0 in 8 bits
 * assert.equal(shellExitCode(256, 'linux'), 255);
 * assert.equal(shellExitCode(256, 'win32'), 256);
 */
export function shellExitCode(exitCode: number, platform: string): number {
  if (platform === 'win32') return exitCode;
  return exitCode !== 0 && (exitCode & 0xff) === 0 ? 255 : exitCode & 0xff;
}
