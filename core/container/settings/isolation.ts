import { chooseIsolation, type IsolationChoice, parseBuild } from '../../base/host-match.ts';
import type { HostCapabilities, Isolation } from '../../host/capabilities.ts';
import type { Image } from '../../image/image.ts';

/**
 * How a container of the image can be isolated on this host, and why. On an embedded host any of its images fits: what
 * Wine calls its version says nothing about which programs run.
 */
export function isolationFor(
  image: Pick<Image, 'osVersion'>,
  capabilities: Pick<HostCapabilities, 'kind' | 'osVersion' | 'isolations'>,
  wanted?: Isolation,
): IsolationChoice {
  const isWindows = capabilities.kind === 'windows';
  return chooseIsolation({
    host: isWindows ? parseBuild(capabilities.osVersion) : undefined,
    image: isWindows ? parseBuild(image.osVersion) : undefined,
    available: capabilities.isolations,
    ...(wanted === undefined ? {} : { wanted }),
  });
}
