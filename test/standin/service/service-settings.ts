import { cpus, totalmem } from 'node:os';
import type { CredentialGuards } from './credential-guards.ts';
import { Failure, HR } from './failure.ts';
import { type Json, object, text, texts } from './request.ts';

/** The highest minor of schema 2 that a build knows. */
const SCHEMA_MINOR: Readonly<Record<string, number>> = { '17763': 1, '19045': 3, '20348': 5, '26100': 11 };

/** What HcsGetServiceProperties and HcsModifyServiceSettings reach. */
export class ServiceSettings {
  private readonly guards: CredentialGuards;
  private build = '26100';

  constructor(guards: CredentialGuards) {
    this.guards = guards;
  }

  /** `service.build {build}`: the Windows that the service says it is of. */
  setBuild(request: Json): void {
    this.build = text(request, 'build');
  }

  properties(request: Json): Json {
    const types = texts(object(request, 'query'), 'PropertyTypes');
    const minor = SCHEMA_MINOR[this.build] ?? 1;
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
        return { Instances: this.guards.instances };
      default:
        throw new Failure(HR.notSupported, `The service has no property '${type}'.`);
    }
  }

  modify(request: Json): Json {
    const settings = object(request, 'settings');
    if (settings['PropertyType'] !== 'ContainerCredentialGuard') {
      throw new Failure(HR.notSupported, `The service has no setting '${String(settings['PropertyType'])}'.`);
    }
    this.guards.change(object(settings, 'Settings'));
    return {};
  }
}
