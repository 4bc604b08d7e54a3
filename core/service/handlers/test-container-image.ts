import type { HostCapabilities } from '../../host/capabilities.ts';
import type { Image } from '../../image/image.ts';
import { fullName } from '../../image/image-name.ts';
import { damageFix, imageFinding } from '../checks/image-checks.ts';
import type { CmdletContext, CmdletHandler } from '../context.ts';
import type { ContainerImageReportObject, TestContainerImageParameters } from '../generated/contract.gen.ts';
import { RESULTS } from './check-object.ts';
import { chooseVersions, type ImageChoice } from './choose-images.ts';
import { tryItem } from './each-container.ts';
import { withProgress } from './progress-of.ts';

/** Test-ContainerImage: one report for each image; with -Quiet, whether none of them is damaged. */
export const handler: CmdletHandler<TestContainerImageParameters> = async (parameters, context) => {
  const { Name, Publisher, Version, Image: objects, Quiet: quiet } = parameters;
  const shared: ImageChoice = {};
  if (Publisher !== undefined) shared.Publisher = Publisher;
  if (Version !== undefined) shared.Version = Version;
  const images = await context.services.images.list();
  const capabilities = await context.services.host.capabilities();
  let isSound = true;
  const testOne = async (image: Image) => {
    // As in the preview: with -WhatIf nothing is read.
    if (!(await context.shouldProcess(`image '${image.name}' ${image.version}`, 'Test'))) return;
    const report = await reportOn(image, capabilities, context);
    if (report.Result === RESULTS.failed) isSound = false;
    if (quiet !== true) await context.emit('ContainerImageReport', report);
  };
  // Of what cannot be tested nobody can say that it is sound.
  const tryOne = (name: string, work: () => Promise<void>) =>
    tryItem(context, 'test image', name, () =>
      work().catch((error: unknown) => {
        isSound = false;
        throw error;
      }),
    );
  const test = (name: string, find: () => Promise<Image[]>) =>
    tryOne(name, async () => {
      for (const image of await find()) await tryOne(image.name, () => testOne(image));
    });
  for (const text of objects ?? Name ?? ['*'])
    await test(text, () => chooseVersions({ ...shared, Name: text }, images, context));
  if (quiet === true) await context.emit('Boolean', isSound);
};

async function reportOn(
  image: Image,
  capabilities: HostCapabilities,
  context: CmdletContext,
): Promise<ContainerImageReportObject> {
  const { services, signal } = context;
  const verdict = await withProgress(context, `Testing image '${image.name}'`, (progress) =>
    services.images.verify(image, { progress, signal }),
  );
  const finding = imageFinding(image, capabilities, (one) => services.images.checkHost(one, capabilities));
  const isDamaged = verdict.damages.length > 0;
  const causes = isDamaged ? verdict.damages.map(({ message }) => message) : [finding.cause ?? []].flat();
  const fix = isDamaged ? damageFix(image) : finding.fix;
  return {
    Name: image.name,
    Version: image.version,
    Result: isDamaged ? RESULTS.failed : RESULTS[finding.result],
    CheckedBytes: verdict.checkedBytes,
    Cause: causes,
    ...(fix === undefined ? {} : { Fix: fix }),
    LayerCount: verdict.layerCount,
    UnpackedLayerCount: verdict.unpackedCount,
    Publisher: image.publisher,
    FullName: fullName(image),
    Digest: image.digest,
  };
}
