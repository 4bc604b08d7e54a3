import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readCredentialSpec } from '../../core/container/settings/credential-spec.ts';
import { faultOf } from '../doubles/containers-kit.ts';

const SPEC = {
  CmsPlugins: ['ActiveDirectory'],
  DomainJoinConfig: { Sid: 'S-1-5-21-1', MachineAccountName: 'web', DnsName: 'contoso.com', NetBiosName: 'CONTOSO' },
  ActiveDirectoryConfig: { GroupManagedServiceAccounts: [{ Name: 'web', Scope: 'contoso.com' }] },
};

describe('a credential spec', () => {
  let folder: string;
  let where: { folder: string; workingDirectory: string };
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hcs-spec-'));
    where = { folder: join(folder, 'CredentialSpecs'), workingDirectory: folder };
    await mkdir(where.folder);
    await writeFile(join(where.folder, 'web.json'), JSON.stringify(SPEC, null, 2));
    await writeFile(join(folder, 'bom.json'), `\uFEFF${JSON.stringify(SPEC)}`);
    await writeFile(join(folder, 'wide.json'), Buffer.from(`\uFEFF${JSON.stringify(SPEC)}`, 'utf16le'));
    await writeFile(join(folder, 'empty.json'), '');
    await writeFile(join(folder, 'big.json'), Buffer.alloc(300_000, 32));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('is read from a path, from its folder, or as text', async () => {
    const expected = JSON.stringify(SPEC);
    const text = JSON.stringify(SPEC, null, 4);
    const ways = ['bom.json', 'wide.json', 'file://web.json', 'credentialspec=file://web.json', text, `raw://${text}`];
    for (const given of [...ways, join(where.folder, 'web.json')]) {
      expect(await readCredentialSpec(given, where), given).to.equal(expected);
    }
  });

  const { CmsPlugins, DomainJoinConfig } = SPEC;
  for (const [why, given, kind, words] of [
    ['no such file', 'none.json', 'NotFound', 'none.json'],
    ['a file of the folder that is not there', 'file://none.json', 'NotFound', 'CredentialSpecs'],
    ['a way out of the folder', 'file://../bom.json', 'InvalidArgument', 'names no file'],
    ["Docker's registry", 'registry://web', 'NotSupported', 'registry'],
    ['an empty file', 'empty.json', 'InvalidArgument', 'no JSON'],
    ['a file that is too large', 'big.json', 'InvalidArgument', '300000 bytes'],
    ['a folder', '.', 'InvalidArgument', 'it is no file'],
    ['broken text', '{ "CmsPlugins": ', 'InvalidArgument', 'no JSON'],
    ['no plug-in', JSON.stringify({ DomainJoinConfig }), 'InvalidArgument', 'ActiveDirectory'],
    ['no domain', JSON.stringify({ CmsPlugins }), 'InvalidArgument', 'DomainJoinConfig'],
    [
      'a domain without account',
      JSON.stringify({ CmsPlugins, DomainJoinConfig: { DnsName: 'a.b' } }),
      'InvalidArgument',
      'MachineAccountName',
    ],
  ] as const) {
    it(`refuses ${why}`, async () => {
      const failure = await faultOf(readCredentialSpec(given, where));
      expect(failure.kind).to.equal(kind);
      expect(failure.message).to.contain(words);
      expect(failure.message).not.to.contain('S-1-5-21-1');
    });
  }
});
