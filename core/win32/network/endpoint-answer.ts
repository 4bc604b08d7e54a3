import { fault } from '../../base/fault.ts';
import type { PortMapping } from '../../host/network.ts';
import type { HcnEndpointAnswer } from '../../spec/hcn.ts';
import type { NamespaceRecord } from './namespace-record.ts';

/**
 * What HNS chose for an endpoint: its addresses, and the host port of each mapping that asked for any.
 *
 * HNS leaves out zeros and gives mappings in any order: each wanted one is matched by its container port, and by its
 * host port where it has one.
 *
 * @throws {RuntimeFault} `Internal` when HNS does not tell a port.
 */
export function readEndpoint(
  answer: HcnEndpointAnswer,
  wanted: readonly PortMapping[],
): Pick<NamespaceRecord, 'portMappings' | 'ipAddress' | 'prefixLength' | 'macAddress'> {
  const left = (answer.Policies ?? []).flatMap(({ Type, Settings }) =>
    Type === 'PortMapping' ? [Settings ?? {}] : [],
  );
  const chosenFor = ({ hostPort, containerPort }: PortMapping): number => {
    if (hostPort !== 0) return hostPort;
    const at = left.findIndex(
      ({ InternalPort, ExternalPort }) =>
        InternalPort === containerPort && !wanted.some((other) => other.hostPort === ExternalPort),
    );
    const [settings] = at < 0 ? [] : left.splice(at, 1);
    const port = settings?.['ExternalPort'];
    if (typeof port === 'number' && port > 0) return port;
    throw fault('Internal', `The network service did not tell which host port leads to port ${containerPort}.`, {
      target: answer.ID ?? '',
      hint: 'Give a host port',
    });
  };
  const portMappings = wanted.map((mapping) => ({ ...mapping, hostPort: chosenFor(mapping) }));
  const { IpAddress: ipAddress, PrefixLength: prefixLength } = answer.IpConfigurations?.[0] ?? {};
  return {
    portMappings,
    ...(ipAddress ? { ipAddress } : {}),
    ...(prefixLength ? { prefixLength } : {}),
    ...(answer.MacAddress ? { macAddress: answer.MacAddress } : {}),
  };
}
