import { fault } from '../../base/fault.ts';
import type { Image } from '../../image/image.ts';
import { refuseParent } from '../../image/remove-image.ts';
import type { CmdletContext } from '../context.ts';
import { tryItem } from './each-container.ts';

/** Removes images one by one; one in use is a non-terminating error. Children go before their parents. */
export async function removeImages(images: readonly Image[], action: string, context: CmdletContext): Promise<void> {
  const { services } = context;
  const containersOf = ({ digest }: Image) => services.containers.usersOf(digest);
  /** Of those that are asked for, the ones that nothing keeps. */
  const goes = new Set<string>();
  for (const image of childrenFirst(images)) {
    await tryItem(context, 'remove image', image.name, async () => {
      await checkUnused(image, context);
      refuseParent(
        image,
        (await services.images.list()).filter(({ digest }) => !goes.has(digest)),
      );
      goes.add(image.digest);
      if (!(await context.shouldProcess(`image '${image.name}' ${image.version}`, action))) return;
      await services.images.remove(image, { containersOf });
    });
  }
}

/** Said before anybody is asked to confirm it; `remove` looks again. */
async function checkUnused(image: Image, context: CmdletContext): Promise<void> {
  const users = await context.services.containers.usersOf(image.digest);
  if (users.length === 0) return;
  const names = users.map((name) => `'${name}'`).join(', ');
  throw fault(
    'InvalidState',
    `Cannot remove image '${image.name}' ${image.version}: container ${names} is made from it.`,
    {
      target: image.name,
      hint: `Remove-Container ${users.join(', ')}`,
    },
  );
}

function childrenFirst(images: readonly Image[]): Image[] {
  const depthOf = (image: Image): number => {
    let depth = 0;
    for (let at: Image | undefined = image; at !== undefined && depth <= images.length; depth++) {
      const parent: string | undefined = at.parentDigest;
      at = parent === undefined ? undefined : images.find(({ digest }) => digest === parent);
    }
    return depth;
  };
  return [...images].sort((a, b) => depthOf(b) - depthOf(a));
}
