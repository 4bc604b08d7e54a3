import { randomBytes, randomUUID } from 'node:crypto';
import { Failure, HR } from './failure.ts';
import { isObject, type Json, object, text } from './request.ts';

/**
 * The fields of a credential spec, and those of its parts; `!`: must be there.
 * @see https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/gmsa-run-container
 * @see https://learn.microsoft.com/azure/aks/use-group-managed-service-accounts (HostAccountConfig)
 */
const SPEC: Readonly<Record<string, readonly string[]>> = {
  '': ['CmsPlugins!', 'DomainJoinConfig!', 'ActiveDirectoryConfig!'],
  DomainJoinConfig: ['Sid!', 'MachineAccountName!', 'Guid!', 'DnsTreeName', 'DnsName!', 'NetBiosName!'],
  ActiveDirectoryConfig: ['GroupManagedServiceAccounts!', 'HostAccountConfig'],
  GroupManagedServiceAccounts: ['Name!', 'Scope!'],
};

/** What vouches for containers with group managed service accounts: an instance for each. */
export class CredentialGuards {
  private readonly byId = new Map<string, { Id: string; CredentialGuard: Json }>();

  get instances(): Json[] {
    return [...this.byId.values()];
  }

  /** A ContainerCredentialGuardOperationRequest. */
  change(request: Json): void {
    const details = object(request, 'OperationDetails');
    const id = text(details, 'Id');
    switch (request['Operation']) {
      case 'AddInstance':
        if (this.byId.has(id)) throw new Failure(HR.alreadyExists, `There is already an instance '${id}'.`);
        checkSpec(text(details, 'CredentialSpec'));
        this.byId.set(id, { Id: id, CredentialGuard: stateOf(details) });
        break;
      case 'RemoveInstance':
        if (!this.byId.delete(id)) throw new Failure(HR.elementNotFound, `There is no instance '${id}'.`);
        break;
      default:
        throw new Failure(HR.invalidParameter, `There is no operation '${String(request['Operation'])}'.`);
    }
  }

  /** @throws Failure accessDenied unless what a container's document has is the instance of its id, whole. */
  check(id: string, document: Json): void {
    const given = object(object(document, 'Container'), 'ContainerCredentialGuard');
    if (Object.keys(given).length === 0) return;
    const known = this.byId.get(id)?.CredentialGuard ?? {};
    const isSame = ['Cookie', 'RpcEndpoint', 'Transport', 'CredentialSpec'].every(
      (name) => given[name] === known[name],
    );
    if (!isSame) throw new Failure(HR.accessDenied, `Nobody vouches for '${id}' with this credential guard.`);
  }
}

function stateOf({ Transport, CredentialSpec }: Json): Json {
  return { Cookie: randomBytes(32).toString('base64'), RpcEndpoint: randomUUID(), Transport, CredentialSpec };
}

function checkSpec(json: string): void {
  let spec: unknown;
  try {
    spec = JSON.parse(json);
  } catch {
    throw wrong('it is no JSON');
  }
  const root = fields('', spec);
  const { CmsPlugins: plugins } = root;
  if (!Array.isArray(plugins) || !plugins.includes('ActiveDirectory')) throw wrong('CmsPlugins has no ActiveDirectory');
  fields('DomainJoinConfig', root['DomainJoinConfig']);
  const directory = fields('ActiveDirectoryConfig', root['ActiveDirectoryConfig']);
  const { GroupManagedServiceAccounts: accounts } = directory;
  if (!Array.isArray(accounts) || accounts.length === 0) throw wrong('it names no account');
  for (const account of accounts) fields('GroupManagedServiceAccounts', account);
}

function fields(part: string, value: unknown): Json {
  if (!isObject(value)) throw wrong(`'${part}' is no object`);
  const rows = SPEC[part] ?? [];
  const known = new Set(rows.map((row) => row.replace('!', '')));
  const unknown = Object.keys(value).find((name) => !known.has(name));
  if (unknown !== undefined) throw wrong(`${part} has an unknown field '${unknown}'`);
  const missing = rows.filter((row) => row.endsWith('!')).find((row) => value[row.slice(0, -1)] === undefined);
  if (missing !== undefined) throw wrong(`${part} has no ${missing.slice(0, -1)}`);
  return value;
}

function wrong(why: string): Failure {
  return new Failure(HR.invalidParameter, `The credential spec cannot be used: ${why}.`);
}
