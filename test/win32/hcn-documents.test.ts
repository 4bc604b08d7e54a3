import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { MAX_RULE_PRIORITY } from '../../core/host/check-rules.ts';
import { containerRequest, endpoint, endpointRequest, namespace, query } from '../../core/win32/network/documents.ts';
import { networkDocument } from '../../core/win32/network/network-document.ts';

const FOLDER = join(import.meta.dirname, '../golden/hcn');
const named = { owner: 'HcsContainers', name: 'lab' };
const placed = { subnet: '172.31.240.0/20', gateway: '172.31.240.1' };
const card = { owner: 'HcsContainers', name: 'web', networkId: '7f2a6f0c-5d0e-4a71-9d0d-0d8f6a9c1e11' };
const dns = { domain: 'corp.example', search: ['corp.example', 'example'], servers: ['10.1.0.10', '10.1.0.11'] };

/** Each document and the file that it must be, byte for byte after formatting. The stand-in's reader takes the same files. */
const GOLDEN: Readonly<Record<string, unknown>> = {
  'network-nat': networkDocument({ ...named, kind: 'nat', ...placed, dns }),
  'network-nat-chosen': networkDocument({ ...named, kind: 'nat' }),
  'network-transparent': networkDocument({
    ...named,
    kind: 'transparent',
    adapter: 'Ethernet',
    ...placed,
    vlanId: 12,
    dns,
  }),
  'network-transparent-dhcp': networkDocument({ ...named, kind: 'transparent', adapter: 'Ethernet' }),
  'network-l2bridge': networkDocument({ ...named, kind: 'l2bridge', adapter: 'Ethernet', ...placed }),
  'network-internal': networkDocument({ ...named, kind: 'internal', ...placed }),
  'endpoint-plain': endpoint(card),
  'endpoint-full': endpoint({
    ...card,
    portMappings: [
      { protocol: 'tcp', hostPort: 8080, containerPort: 80 },
      { protocol: 'tcp', hostPort: 0, containerPort: 443 },
    ],
    address: { address: '172.31.240.10', prefixLength: 20 },
    dns,
    rules: [
      {
        action: 'block',
        direction: 'out',
        priority: 200,
        protocol: 'udp',
        remoteAddresses: ['10.1.0.0/16', '10.9.0.1'],
        remotePorts: ['80', '1000-2000'],
      },
      {
        action: 'allow',
        direction: 'in',
        priority: 100,
        protocol: 'tcp',
        localAddresses: ['172.31.240.10'],
        localPorts: ['80'],
      },
    ],
    natExceptions: ['10.0.0.0/8'],
    maximumOutgoingBytesPerSecond: 12_500_000,
    macAddress: '00-15-5D-01-02-03',
  }),
  'namespace-host': namespace(),
  'namespace-guest': namespace('guest'),
  'namespace-add-endpoint': endpointRequest('Add', card.networkId),
  'namespace-add-container': containerRequest(card.networkId),
  'namespace-remove-endpoint': endpointRequest('Remove', card.networkId),
  'query-all': query(),
  'query-name': query({ Name: 'lab' }),
};

describe('documents of the Host Compute Network', () => {
  for (const [name, document] of Object.entries(GOLDEN)) {
    it(`${name} is as written down`, () => {
      expect(document).to.deep.equal(JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')));
    });
  }

  it('no file is left without its document', () => {
    expect(readdirSync(FOLDER).sort()).to.deep.equal(
      Object.keys(GOLDEN)
        .map((name) => `${name}.json`)
        .sort(),
    );
  });

  it('a rule of any kind brings rules that let the rest pass, behind all others', () => {
    const rule = { action: 'block', direction: 'in', priority: MAX_RULE_PRIORITY } as const;
    const policies = endpoint({ ...card, rules: [rule] }).Policies ?? [];
    const acls = policies.flatMap((policy) => (policy.Type === 'ACL' ? [policy.Settings] : []));
    expect(acls.map(({ Action, Direction }) => `${Action} ${Direction}`)).to.deep.equal([
      'Block In',
      'Allow In',
      'Allow Out',
    ]);
    const [block, ...allow] = acls.map(({ Priority }) => Priority);
    for (const priority of allow) expect(priority).to.be.greaterThan(block ?? Number.POSITIVE_INFINITY);
    for (const { Protocols, RemoteAddresses } of acls.slice(1))
      expect([Protocols, RemoteAddresses]).to.deep.equal([undefined, undefined]);
  });

  it('an endpoint without rules has none', () =>
    expect(endpoint({ ...card, rules: [] })).not.to.have.property('Policies'));

  it('nothing empty is ever sent', () => {
    const texts = Object.values({
      ...GOLDEN,
      empty: networkDocument({ ...named, kind: 'nat', dns: { domain: '', search: [], servers: [] } }),
    });
    for (const text of texts.map((one) => JSON.stringify(one))) expect(text).not.to.match(/""|\[\]|\{\}|null/);
  });
});
