import type { CmdletHandler } from '../context.ts';
import type { ConnectContainerParameters } from '../generated/contract.gen.ts';
import { warnOfDropped } from './dropped-output.ts';
import { oneContainer } from './one-container.ts';

/** Connect-Container: gives what the main command prints, until the container is off or the caller goes away. */
export const handler: CmdletHandler<ConnectContainerParameters> = async (parameters, context) => {
  const { record } = await oneContainer(parameters, context);
  const options = { signal: context.signal, isFromBeginning: parameters.FromBeginning === true };
  const exitCode = await context.services.containers.attach(record.id, options, {
    stdout: (chunk) => context.output('stdout', chunk),
    stderr: (chunk) => context.output('stderr', chunk),
    dropped: (stream, bytes) => warnOfDropped(context, record.name, stream, bytes),
  });
  if (exitCode !== undefined) context.setExitCode(exitCode);
};
