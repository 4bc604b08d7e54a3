import { fault } from '../base/fault.ts';
import type { HostCapabilities } from '../host/capabilities.ts';
import type { Image } from './image.ts';

/** Features with this prefix say which kind of host an image is for; others (`win32k`) are Windows' own. */
const OUR_FEATURES = 'hcscontainers.';

/**
 * Refuses an image that this host cannot run, before anything is changed.
 *
 * @throws {RuntimeFault} `NotSupported`, with the reason; `Corrupt` for a damaged image.
 */
export function checkHost(image: Image, capabilities: HostCapabilities): void {
  if (image.damage !== undefined) throw image.damage;
  const what = `Image '${image.name}' (${image.reference}) cannot run here`;
  const refuse = (why: string, hint: string): Error =>
    fault('NotSupported', `${what}: ${why}`, { target: image.reference, hint });
  if (image.os !== 'windows') {
    throw refuse(
      `image operating system ${JSON.stringify(image.os)} cannot be used on this platform: containers here are Windows containers. It can be stored, exported and removed.`,
      'Get-ContainerImage shows the images; Install-ContainerOSImage installs the base image of this host',
    );
  }
  const wanted = image.osFeatures.filter((feature) => feature.startsWith(OUR_FEATURES));
  const offered = capabilities.osFeatures.filter((feature) => feature.startsWith(OUR_FEATURES));
  const missing = wanted.find((feature) => !offered.includes(feature));
  if (missing !== undefined) {
    throw refuse(
      `it was made on another kind of host and needs '${missing}'. ${hostWords(capabilities)}.`,
      'Run it on the kind of host that it was captured on',
    );
  }
  const lacking = offered.find((feature) => !wanted.includes(feature));
  if (lacking !== undefined) {
    throw refuse(
      `it was made for real Windows (its os.features lack '${lacking}'). ${hostWords(capabilities)}.`,
      'Run it on a Windows machine with containers; Install-ContainerOSImage installs the base image of this host',
    );
  }
  if (image.architecture !== capabilities.architecture) {
    throw refuse(
      `it is for the processor architecture ${image.architecture}, and this machine has ${capabilities.architecture}.`,
      'Get-ContainerHost',
    );
  }
}

function hostWords(capabilities: HostCapabilities): string {
  return capabilities.kind === 'windows'
    ? 'This host runs real Windows containers'
    : 'This is an embedded host, which runs Windows programs in Wine sandboxes';
}
