import { joinCommandLine } from '../base/command-line.ts';
import type { OciConfig } from '../spec/oci-image.ts';
import type { Image } from './image.ts';

const NS_PER_MS = 1_000_000;
/** What Windows images run a line with that names no program, unless they say otherwise. */
const DEFAULT_SHELL: readonly string[] = ['cmd', '/S', '/C'];

/** An image's health check as we have it; nothing where it has none, or says `NONE`. */
export function healthCheckOf({
  Healthcheck: check,
  Shell: shell = [...DEFAULT_SHELL],
}: NonNullable<OciConfig['config']>): Pick<Image, 'healthCheck'> {
  const [kind, ...words] = check?.Test ?? [];
  const command = kind === 'CMD' ? joinCommandLine(words) : kind === 'CMD-SHELL' ? inShell(shell, words.join(' ')) : '';
  if (check === undefined || command === '') return {};
  const ms = (nanoseconds: number | undefined) =>
    nanoseconds === undefined || nanoseconds <= 0 ? undefined : Math.max(1, Math.round(nanoseconds / NS_PER_MS));
  const [intervalMs, timeoutMs, startPeriodMs] = [ms(check.Interval), ms(check.Timeout), ms(check.StartPeriod)];
  return {
    healthCheck: {
      command,
      ...(intervalMs === undefined ? {} : { intervalMs }),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      ...(startPeriodMs === undefined ? {} : { startPeriodMs }),
      ...(check.Retries === undefined || check.Retries < 1 ? {} : { retries: check.Retries }),
    },
  };
}

/** cmd takes the rest of the line as it is; other shells get it as one argument. */
function inShell(shell: readonly string[], line: string): string {
  const isCmd = /^(.*[\\/])?cmd(\.exe)?$/i.test(shell[0] ?? '');
  return isCmd ? `${joinCommandLine(shell)} "${line}"` : joinCommandLine([...shell, line]);
}
