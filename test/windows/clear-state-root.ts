import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Walk } from './container-walk.ts';

/** Images built on images built on the base: more than a walk makes. */
const ROUNDS = 4;

/**
 * Takes away a walk's folder, with the containers and images that a walk which failed has left in its state root.
 * @throws when some of it stays.
 */
export async function clearStateRoot(folder: string): Promise<void> {
  if (existsSync(join(folder, 'root'))) {
    const walk = new Walk({ folder, baseImage: '', env: {}, note: (text) => process.stderr.write(`${text}\n`) });
    await walk.run('Remove-Container', '*', '-Force');
    for (let round = 0; round < ROUNDS; round++) {
      const images = await walk.objects('Get-ContainerImage');
      if (images.length === 0) break;
      // One that another is built on is refused, until that one has gone.
      for (const image of images) {
        const verb = image['IsOSImage'] === true ? 'Uninstall-ContainerOSImage' : 'Remove-ContainerImage';
        await walk.run(verb, '-FullName', String(image['FullName']), '-Force');
      }
    }
    await walk.run('service', 'stop');
  }
  // The keeper holds its log until it sees that it has nothing more to hold.
  await rm(folder, { recursive: true, force: true, maxRetries: 45, retryDelay: 1000 });
}
