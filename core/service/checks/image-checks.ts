import { toFault } from '../../base/fault.ts';
import { isolationFor } from '../../container/settings/isolation.ts';
import type { HostCapabilities } from '../../host/capabilities.ts';
import { type HostFinding, repairCommand, setAsideFinding } from '../../host/preparation.ts';
import type { Image } from '../../image/image.ts';
import type { Services } from '../services.ts';

const UNUSED = 'UnusedLayer';

/** Each image: whether it is whole, and whether containers of it can run here; layers that no image needs; what was set aside. */
export async function imageChecks({ host, images }: Services): Promise<HostFinding[]> {
  const [capabilities, all, unused, setAside] = await Promise.all([
    host.capabilities(),
    images.list(),
    images.unusedLayers(),
    images.setAside(),
  ]);
  return [
    ...all.map((image) => imageFinding(image, capabilities, (checked) => images.checkHost(checked, capabilities))),
    ...unused.map((folder): HostFinding => {
      const id = `${UNUSED}:${folder}`;
      const cause = 'An unpacked layer takes space, and no image needs it.';
      const fix = repairCommand(`image:${id}`);
      return { id, name: UNUSED, result: 'warning', target: folder, cause, fix, repair: 'Remove the layer' };
    }),
    ...setAside.map(setAsideFinding),
  ];
}

/** @throws {RuntimeFault} `Busy` while a container has it. */
export async function removeUnusedLayer({ images }: Services, findingId: string): Promise<void> {
  await images.removeUnusedLayer(findingId.slice(UNUSED.length + 1));
}

/** What to do with an image that is damaged. */
export function damageFix(image: Image): string {
  return `Remove-ContainerImage ${image.digest}, and install, import or build it again`;
}

/** Whether an image can be read, and containers of it can run here; its layers are not looked at. */
export function imageFinding(image: Image, capabilities: HostCapabilities, check: (image: Image) => void): HostFinding {
  const about = { id: `Image:${image.digest}`, name: 'Image', target: image.reference ?? image.name };
  if (image.damage !== undefined) {
    return { ...about, result: 'failed', cause: image.damage.message, fix: damageFix(image) };
  }
  try {
    check(image);
  } catch (error) {
    const { message, hint } = toFault(error, 'check image', image.name);
    return { ...about, result: 'warning', cause: message, ...(hint === undefined ? {} : { fix: hint }) };
  }
  if (capabilities.isolations.length === 0) return { ...about, result: 'passed' }; // the host's own finding says why
  const choice = isolationFor(image, capabilities);
  if (choice.isolation !== undefined) return { ...about, result: 'passed' };
  const cause = `No container of this image can run here: ${choice.reason}.`;
  return { ...about, result: 'warning', cause, fix: choice.hint };
}
