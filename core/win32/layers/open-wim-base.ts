import { fault, isFault, type RuntimeFault } from '../../base/fault.ts';
import { openFileBlocks } from '../../base/file-blocks.ts';
import { checkIntegrity } from '../../formats/wim/check-integrity.ts';
import { readLayerEntries } from '../../formats/wim/layer-entries.ts';
import { openWim, type Wim } from '../../formats/wim/open-wim.ts';
import type { WimImage, WimWindows } from '../../formats/wim/wim-images.ts';
import type { BaseImage, BaseSource } from '../../host/port.ts';

type WimSource = Extract<BaseSource, { kind: 'wim' }>;

/** What an image is called in the image store, by its installation type. */
const NAMES: Readonly<Record<string, string>> = {
  'nano server': 'NanoServer',
  'server core': 'WindowsServerCore',
  server: 'WindowsServer',
};

/**
 * Opens an image in a WIM file as a base image. The file stays open until `dispose`; it must not change meanwhile. A file
 * with an integrity table is read to its end first: damage is told before anything is written.
 *
 * @throws {RuntimeFault} `NotFound` without the file or the image; `Ambiguous`, listing them, when there are several and
 *   none is chosen; `Corrupt`; `NotSupported` for a split, solid or pipable file, or an image without Windows or for
 *   other processors.
 */
export async function openWimBase(
  { path, imageIndex }: WimSource,
  options: { signal?: AbortSignal } = {},
): Promise<BaseImage> {
  const file = await openFile(path);
  try {
    const { wim, image, windows, architecture } = await chooseWindows(file, imageIndex);
    await checkIntegrity(file, wim.header, options);
    const name = NAMES[windows.installationType.toLowerCase()];
    return {
      ...(name === undefined ? {} : { name }),
      osVersion: windows.version,
      osFeatures: [],
      architecture,
      entries: readLayerEntries(wim, image),
      entryCount: image.entryCount,
      dispose: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** @throws {RuntimeFault} what `openWimBase` does, but for damage that only reading all of it shows. */
export async function checkWimBase({ path, imageIndex }: WimSource): Promise<void> {
  const file = await openFile(path);
  try {
    await chooseWindows(file, imageIndex);
  } finally {
    await file.close();
  }
}

async function chooseWindows(file: Awaited<ReturnType<typeof openFile>>, imageIndex: number | undefined) {
  const wim = await openWim(file);
  const image = chooseImage(wim, imageIndex);
  const { windows } = image;
  if (windows === undefined) throw noWindows(wim, image);
  return { wim, image, windows, architecture: architectureOf(wim, image, windows) };
}

async function openFile(path: string): ReturnType<typeof openFileBlocks> {
  try {
    return await openFileBlocks(path);
  } catch (error) {
    if (!isFault(error, 'NotFound')) throw error;
    throw fault('NotFound', `There is no file '${path}'.`, { target: path, op: 'open', cause: error });
  }
}

function chooseImage({ name, images }: Wim, index: number | undefined): WimImage {
  const [only] = images;
  if (only === undefined) throw fault('NotFound', `There is no image in '${name}'.`, { target: name });
  if (index === undefined && images.length === 1) return only;
  const chosen = images.find((image) => image.index === index);
  if (chosen !== undefined) return chosen;
  const list = `It has ${images.map(describe).join('; ')}.`;
  const hint = `Install-ContainerOSImage -WimPath '${name.replaceAll("'", "''")}' -ImageIndex ${only.index}`;
  if (index === undefined) {
    throw fault('Ambiguous', `'${name}' has ${images.length} images, and none is chosen. ${list}`, {
      target: name,
      hint,
    });
  }
  throw fault('NotFound', `There is no image ${index} in '${name}'. ${list}`, { target: name, hint });
}

/** `2 'Windows Server 2022 Standard' (10.0.20348.587 amd64)`. */
function describe({ index, name, windows }: WimImage): string {
  return `${index} '${name}'${windows === undefined ? '' : ` (${windows.version} ${windows.architecture})`}`;
}

function architectureOf(wim: Wim, image: WimImage, { architecture }: WimWindows): BaseImage['architecture'] {
  if (architecture === 'amd64' || architecture === 'arm64') return architecture;
  throw fault(
    'NotSupported',
    `Image ${describe(image)} of '${wim.name}' is for '${architecture}': containers have amd64 or arm64.`,
    { target: wim.name },
  );
}

function noWindows(wim: Wim, image: WimImage): RuntimeFault {
  return fault('NotSupported', `Image ${describe(image)} of '${wim.name}' has no Windows in it.`, {
    target: wim.name,
    hint: `dism /Get-ImageInfo /ImageFile:"${wim.name}"`,
  });
}
