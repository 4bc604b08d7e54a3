import { formatBytes } from '../../base/format-bytes.ts';
import type { LogStream } from '../../container/logs/log-bytes.ts';
import type { CmdletContext } from '../context.ts';

/** Warns that bytes of a log went before they were read. @param name Of the container, where it is known. */
export function warnOfDropped(
  context: CmdletContext,
  name: string | undefined,
  stream: LogStream,
  bytes: number,
): void {
  const what = stream === 'stdout' ? 'standard output' : 'standard error';
  const whose = name === undefined ? '' : ` of container '${name}'`;
  context.warning(
    `${formatBytes(bytes)} of the ${what}${whose} were dropped before they were read: it writes faster than this is read. To keep more: -LogMaximumBytes of New-Container and Set-Container`,
  );
}
