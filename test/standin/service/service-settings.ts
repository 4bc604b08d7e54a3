import { randomUUID } from 'node:crypto';
import { cpus, totalmem } from 'node:os';
import { Failure, HR } from './failure.ts';
import { type Json, object, text, texts } from './request.ts';

/** The highest minor of schema 2 that a build knows. */
const SCHEMA_MINOR: Readonly<Record<string, number>> = { '17763': 1, '19045': 3, '20348': 5, '26100': 11 };

/** What HcsGetServiceProperties and HcsModifyServiceSettings reach. */
export class ServiceSettings {
  private readonly credentials = new Map<string, Json>();

  properties(request: Json): Json {
    const types = texts(object(request, 'query'), 'PropertyTypes');
    const minor = SCHEMA_MINOR[String(request['build'] ?? '26100')] ?? 1;
    return { Properties: (types.length === 0 ? ['Basic'] : types).map((type) => this.property(type, minor)) };
  }

  private property(type: string, minor: number): Json {
    switch (type) {
      case 'Basic':
        return {
          SupportedSchemaVersions: [
            { Major: 1, Minor: 0 },
            { Major: 2, Minor: minor },
          ],
        };
      case 'Memory':
        return { Memory: { TotalMemory: totalmem() } };
      case 'ProcessorTopology':
        return { LogicalProcessorCount: cpus().length };
      case 'ContainerCredentialGuard':
        return { Instances: [...this.credentials.values()] };
      default:
        throw new Failure(HR.notSupported, `The service has no property '${type}'.`);
    }
  }

  modify(request: Json): Json {
    const settings = object(request, 'settings');
    if (settings['PropertyType'] !== 'ContainerCredentialGuard') {
      throw new Failure(HR.notSupported, `The service has no setting '${String(settings['PropertyType'])}'.`);
    }
    const change = object(settings, 'Settings');
    const details = object(change, 'OperationDetails');
    const id = text(details, 'Id');
    switch (change['Operation']) {
      case 'AddInstance':
        if (this.credentials.has(id)) throw new Failure(HR.alreadyExists, `There is already an instance '${id}'.`);
        this.credentials.set(id, {
          Id: id,
          CredentialGuard: {
            Cookie: randomUUID(),
            RpcEndpoint: `LRPC-${randomUUID()}`,
            Transport: details['Transport'],
            CredentialSpec: details['CredentialSpec'],
          },
        });
        return {};
      case 'RemoveInstance':
        if (!this.credentials.delete(id)) throw new Failure(HR.elementNotFound, `There is no instance '${id}'.`);
        return {};
      default:
        throw new Failure(HR.invalidParameter, `There is no operation '${String(change['Operation'])}'.`);
    }
  }
}
