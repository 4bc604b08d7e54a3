import { rm } from 'node:fs/promises';
import { readJson, writeJson } from '../../core/base/atomic-file.ts';
import { fault } from '../../core/base/fault.ts';
import type { AskPowerShell } from '../../core/win32/preparation/powershell.ts';

/** What PowerShell answers of a Task Scheduler that keeps one task, in a file: other questions it cannot answer. */
export function taskScheduler(file: string): AskPowerShell {
  return async (request) => {
    switch (request.op) {
      case 'registerTask':
        return writeJson(file, { task: request.task, execute: request.execute, argument: request.argument });
      case 'findTask': {
        const found = await readJson(file);
        return found?.['task'] === request.task ? { execute: found['execute'], argument: found['argument'] } : null;
      }
      case 'unregister':
        return rm(file, { force: true });
      default:
        throw fault('NotSupported', `This Task Scheduler knows no '${request.op}'.`);
    }
  };
}
