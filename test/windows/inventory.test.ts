import { expect } from 'chai';
import fc from 'fast-check';
import { compareInventories, type Inventory } from './inventory.ts';

const EMPTY: Inventory = { systems: {}, networks: {}, endpoints: {}, namespaces: {}, volumes: {} };
const items = fc.dictionary(fc.string({ minLength: 1 }), fc.string());
const inventories = fc.record({
  systems: items,
  networks: items,
  endpoints: items,
  namespaces: items,
  volumes: items,
});

describe('the inventory of a machine', () => {
  it('tells what came, what went and what changed, by kind', () => {
    const before = { ...EMPTY, systems: { a: 'Container of X' }, networks: { n: 'NAT nat' } };
    const after = { ...EMPTY, volumes: { v: 'mounted' }, networks: { n: 'NAT other' } };
    expect(compareInventories(before, after)).to.deep.equal([
      'compute system a (Container of X) is gone',
      "network n was 'NAT nat' and is 'NAT other'",
      'volume v (mounted) is left behind',
    ]);
  });

  it('any machine is equal to itself, whatever the order', () => {
    fc.assert(
      fc.property(inventories, (inventory) => {
        const turned = { ...inventory, systems: Object.fromEntries(Object.entries(inventory.systems).reverse()) };
        expect(compareInventories(inventory, turned)).to.deep.equal([]);
      }),
    );
  });

  it('one more or one less of any kind is seen', () => {
    const kinds = fc.constantFrom('systems', 'networks', 'endpoints', 'namespaces', 'volumes');
    fc.assert(
      fc.property(inventories, kinds, fc.uuid(), (inventory, kind, id) => {
        const more = { ...inventory, [kind]: { ...inventory[kind], [id]: 'x' } };
        expect(compareInventories(inventory, more)).to.have.length(1);
        expect(compareInventories(more, inventory)).to.have.length(1);
      }),
    );
  });
});
