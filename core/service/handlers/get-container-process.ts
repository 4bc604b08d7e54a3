import { compileWildcard } from '../../base/wildcard.ts';
import type { CmdletHandler } from '../context.ts';
import type { GetContainerProcessParameters } from '../generated/contract.gen.ts';
import { eachUpContainer } from './each-up-container.ts';

/** Get-ContainerProcess: the programs that run in containers. */
export const handler: CmdletHandler<GetContainerProcessParameters> = async (parameters, context) => {
  const likes = (parameters.ProcessName ?? []).map(compileWildcard);
  // As Get-Process: cmd finds cmd.exe.
  const isWanted = (imageName: string) =>
    likes.length === 0 || likes.some((isLike) => isLike(imageName) || isLike(imageName.replace(/\.exe$/i, '')));
  await eachUpContainer(parameters, context, 'list the programs of container', async ({ record }) => {
    for (const process of await context.services.containers.processes(record.id)) {
      if (!isWanted(process.imageName)) continue;
      await context.emit('ContainerProcess', {
        ContainerName: record.name,
        ContainerId: record.id,
        ProcessId: process.processId,
        ProcessName: process.imageName,
        ...(process.createdAt === undefined ? {} : { StartTime: process.createdAt.toISOString() }),
        ProcessorTime: process.processorMs / 1000,
        CommitBytes: process.memoryCommitBytes,
        PrivateBytes: process.memoryPrivateBytes,
      });
    }
  });
};
