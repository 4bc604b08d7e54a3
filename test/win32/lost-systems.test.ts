import { expect } from 'chai';
import { fault } from '../../core/base/fault.ts';
import type { SystemHandle } from '../../core/win32/hcs.ts';
import { findLost, type LostSystemsWorld } from '../../core/win32/lost-systems.ts';

const OWNER = 'HcsContainers-0123456789ab';
const NOW = new Date('2026-01-02T03:04:05.000Z');
const LATE = 'bbbb0000-1111-4222-8333-444444444444';
const EARLY = 'aaaa0000-1111-4222-8333-444444444444';

/** What HCS has; a system that is listed and not here has ended meanwhile. */
interface Machine {
  listed: Record<string, unknown>[];
  systems?: Record<string, Record<string, unknown>>;
  statistics?: Record<string, unknown>;
  instances?: string[];
  known?: string[];
  /** Every handle that was opened is closed. */
  open: number;
}

function world(machine: Machine): LostSystemsWorld {
  const ids = new WeakMap<object, string>();
  return {
    attachments: {
      list: async () => [{ scratch: 'C:\\s', parents: [], volumePath: '\\\\?\\Volume{1}\\', systemId: EARLY }],
    },
    now: () => NOW,
    isKnown: async (id) => machine.known?.includes(id) === true,
    hcs: {
      enumerateSystems: async (query) => {
        expect(query).to.deep.equal({ Owners: [OWNER] });
        return machine.listed;
      },
      openSystem: async (id) => {
        if (machine.systems?.[id] === undefined) throw fault('NotFound', 'It is gone.', { hresult: 0x8037010e });
        machine.open++;
        const handle = { close: async () => void machine.open-- };
        ids.set(handle, id);
        return handle as unknown as SystemHandle; // all that is used of it
      },
      systemProperties: async (handle, query) =>
        Object.keys(query).length === 0
          ? (machine.systems?.[ids.get(handle) ?? ''] ?? {})
          : { Statistics: machine.statistics },
      serviceProperties: async () => {
        if (machine.instances === undefined) throw fault('NotSupported', 'There is no credential guard.');
        return { Properties: [{ Instances: machine.instances.map((Id) => ({ Id, CredentialGuard: {} })) }] };
      },
    },
  };
}

const listed = (...ids: string[]) => ids.map((Id) => ({ Id, Owner: OWNER, State: 'Running' }));

describe('systems whose record is lost', () => {
  it('are those with the tag that nobody knows, sorted, with what is left of them', async () => {
    const machine: Machine = {
      listed: listed(LATE, EARLY),
      systems: { [EARLY]: { State: 'Running' }, [LATE]: { State: 'Running', RuntimeId: LATE } },
      statistics: { ContainerStartTime: '2026-01-01T00:00:00.1234567Z' },
      instances: [EARLY.toUpperCase()],
      open: 0,
    };
    const [early, late, ...more] = await findLost(world(machine), OWNER);
    expect(more).to.deep.equal([]);
    expect(early).to.deep.include({ id: EARLY, startedAt: '2026-01-01T00:00:00.123Z' });
    expect(early?.about).to.deep.include({ isolation: 'process', hasCredentialGuard: true });
    expect(early?.about.document.Owner).to.equal(OWNER);
    expect(early?.about.document.Container).to.deep.equal({
      Storage: { Layers: [], Path: '\\\\?\\Volume{1}\\' },
      Networking: { Namespace: EARLY },
    });
    expect(late?.id).to.equal(LATE);
    expect(late?.about).to.deep.include({ isolation: 'hyperv', hasCredentialGuard: false });
    expect(machine.open, 'handles').to.equal(0);
  });

  it('are not those that are known, carry another tag, have another kind of id, or have ended meanwhile', async () => {
    const machine: Machine = {
      listed: [...listed(EARLY, 'web', LATE), { Id: 'cccc0000-1111-4222-8333-444444444444', Owner: 'docker' }],
      systems: { [EARLY]: {}, web: {}, 'cccc0000-1111-4222-8333-444444444444': {} },
      known: [EARLY],
      open: 0,
    };
    expect(await findLost(world(machine), OWNER)).to.deep.equal([]);
    expect(machine.open).to.equal(0);
  });

  it('have no start while they were not started, and that of their finding where HCS does not tell it', async () => {
    const machine: Machine = { listed: listed(EARLY), systems: { [EARLY]: { State: 'Created' } }, open: 0 };
    expect((await findLost(world(machine), OWNER))[0]).not.to.have.property('startedAt');
    machine.systems = { [EARLY]: { State: 'Running' } };
    expect((await findLost(world(machine), OWNER))[0]?.startedAt).to.equal(NOW.toISOString());
  });

  it('are none where there is no Host Compute Service; another failure is told', async () => {
    const failing = (kind: 'NotInstalled' | 'NotSupported' | 'AccessDenied'): LostSystemsWorld => {
      const made = world({ listed: [], open: 0 });
      const enumerateSystems = async () => {
        throw fault(kind, 'It cannot be asked.');
      };
      return { ...made, hcs: { ...made.hcs, enumerateSystems } };
    };
    expect(await findLost(failing('NotInstalled'), OWNER)).to.deep.equal([]);
    expect(await findLost(failing('NotSupported'), OWNER)).to.deep.equal([]);
    const told: unknown = await findLost(failing('AccessDenied'), OWNER).catch((error: unknown) => error);
    expect(told).to.have.property('kind', 'AccessDenied');
  });
});
