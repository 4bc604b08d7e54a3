import { expect } from 'chai';
import fc from 'fast-check';
import { isFault, type RuntimeFault } from '../../core/base/fault.ts';
import { formatPrefix, overlaps, parseAddress, parsePrefix, prefixOf } from '../../core/base/ip-prefix.ts';
import { planSubnet, type TakenPrefix } from '../../core/base/plan-subnet.ts';

const taken = (...prefixes: string[]): TakenPrefix[] =>
  prefixes.map((prefix) => ({ prefix: parsePrefix(prefix), by: `the route ${prefix}` }));

/** Mostly networks where the planner looks, so that it has to step aside. */
const somePrefix = fc
  .tuple(
    fc.oneof(
      fc.nat({ max: 0xfffff }).map((at) => parseAddress('172.16.0.0') + at),
      fc.nat({ max: 0xffffff }).map((at) => parseAddress('10.0.0.0') + at),
      fc.nat({ max: 0xffff }).map((at) => parseAddress('192.168.0.0') + at),
      fc.nat({ max: 0xffffffff }),
    ),
    fc.nat({ max: 32 }),
  )
  .map(([address, length]) => prefixOf(address, length));

function planFault(work: () => unknown): RuntimeFault {
  try {
    work();
  } catch (error) {
    if (isFault(error)) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('planSubnet', () => {
  it('never gives a network that overlaps one in use, or says that none is free', () => {
    fc.assert(
      fc.property(fc.array(somePrefix, { maxLength: 12 }), (prefixes) => {
        const others = prefixes.filter(({ length }) => length > 1);
        const free = ['172.16.0.0/12', '10.0.0.0/8', '192.168.0.0/16'].some(
          (range) => !others.some((one) => overlaps(one, parsePrefix(range))),
        );
        try {
          const plan = planSubnet({ taken: prefixes.map((prefix) => ({ prefix, by: 'a route' })) });
          const planned = parsePrefix(plan.prefix);
          expect(others.filter((one) => overlaps(one, planned))).to.deep.equal([]);
          expect(prefixOf(parseAddress(plan.gateway), planned.length)).to.deep.equal(planned);
          expect(parseAddress(plan.gateway)).to.equal(planned.address + 1);
        } catch (error) {
          if (!isFault(error, 'NotSupported')) throw error;
          expect(free, 'a whole private range was free').to.equal(false);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('finds the last free network of a range', () => {
    const all = Array.from({ length: 256 }, (_, at) => ({
      address: parseAddress('172.16.0.0') + at * 4096,
      length: 20,
    }));
    fc.assert(
      fc.property(fc.nat({ max: 255 }), (hole) => {
        const rest = all.filter((_, at) => at !== hole).map((prefix) => ({ prefix, by: 'a network' }));
        const plan = planSubnet({ taken: [...rest, ...taken('10.0.0.0/8', '192.168.0.0/16')] });
        return plan.prefix === formatPrefix({ address: parseAddress('172.16.0.0') + hole * 4096, length: 20 });
      }),
      { numRuns: 40 },
    );
  });

  for (const [name, prefixes, expected] of [
    ['nothing in use', [], '172.31.240.0/20'],
    ['a default route', ['0.0.0.0/0'], '172.31.240.0/20'],
    ['a VPN with two half routes', ['0.0.0.0/1', '128.0.0.0/1'], '172.31.240.0/20'],
    ['one address of the first choice', ['172.31.250.7/32'], '172.31.224.0/20'],
    ['a VPN with 172.16.0.0/12', ['172.16.0.0/12'], '10.255.240.0/20'],
    ['a VPN with 172.16.0.0/12 and 10.0.0.0/8', ['172.16.0.0/12', '10.0.0.0/8'], '192.168.255.0/24'],
  ] as const) {
    it(`${name}: ${expected}`, () => expect(planSubnet({ taken: taken(...prefixes) }).prefix).to.equal(expected));
  }

  it('says so when nothing is free', () => {
    const error = planFault(() => planSubnet({ taken: taken('172.16.0.0/12', '10.0.0.0/8', '192.168.0.0/16') }));
    expect([error.kind, error.hint?.includes('Get-NetRoute')]).to.deep.equal(['NotSupported', true]);
  });

  it('takes a wanted network as it is, or names what is in its way', () => {
    expect(planSubnet({ taken: taken('10.0.0.0/24'), wanted: '10.0.1.0/24' })).to.deep.equal({
      prefix: '10.0.1.0/24',
      gateway: '10.0.1.1',
    });
    const error = planFault(() => planSubnet({ taken: taken('10.0.0.0/8'), wanted: '10.0.1.0/24' }));
    expect(error.kind).to.equal('AlreadyExists');
    expect(error.message).to.contain('the route 10.0.0.0/8');
  });

  for (const wanted of ['8.8.8.0/24', '10.0.0.0/30', '172.0.0.0/8', 'x']) {
    it(`'${wanted}' is refused`, () => {
      expect(planFault(() => planSubnet({ taken: [], wanted })).kind).to.equal('InvalidArgument');
    });
  }
});
