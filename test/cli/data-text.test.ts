import { expect } from 'chai';
import fc from 'fast-check';
import { parseList, parseTable } from '../../core/cli/data-text.ts';
import { UsageError } from '../../core/cli/usage.ts';

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;

describe('lists and tables as they are typed', () => {
  it('reads lists', () => {
    expect(parseList('a,b')).to.deep.equal(['a', 'b']);
    expect(parseList('@(\'a\', "b c")')).to.deep.equal(['a', 'b c']);
    expect(parseList("'a,b',c")).to.deep.equal(['a,b', 'c']);
    expect(parseList("it's")).to.deep.equal(["it's"]);
    expect(parseList('')).to.deep.equal([]);
    expect(parseList("''")).to.deep.equal(['']);
    expect(parseList('[1,"x"]')).to.deep.equal(['1', 'x']);
    expect(parseList('web[0-9]')).to.deep.equal(['web[0-9]']);
    expect(parseList('[abc]*')).to.deep.equal(['[abc]*']);
  });

  it('reads tables', () => {
    expect(parseTable('A=1;B=2')).to.deep.equal({ A: '1', B: '2' });
    expect(parseTable("@{ A = 1\n B = 'x;y' }")).to.deep.equal({ A: '1', B: 'x;y' });
    expect(parseTable('{"A":true,"B":null}')).to.deep.equal({ A: 'true', B: '' });
    expect(parseTable('A=')).to.deep.equal({ A: '' });
    expect(parseTable('A=b=c')).to.deep.equal({ A: 'b=c' });
    expect(parseTable('@{}')).to.deep.equal({});
  });

  it('keeps hostile names as plain properties', () => {
    const table = parseTable('__proto__=x');
    expect(Object.keys(table)).to.deep.equal(['__proto__']);
    expect(Object.getPrototypeOf(table)).to.equal(Object.prototype);
  });

  it('refuses what it cannot read', () => {
    for (const text of ["@{A='x}", 'A', '=x', 'A=1;a=2', '{"A":{}}'])
      expect(() => parseTable(text), text).to.throw(UsageError);
    expect(() => parseList("'a")).to.throw(UsageError);
  });

  it('round-trips any quoted list and table', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (items) => {
        expect(parseList(items.map(quote).join(','))).to.deep.equal(items);
      }),
    );
    const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/);
    const table = fc.uniqueArray(fc.tuple(name, fc.string()), { selector: ([key]) => key.toLowerCase() });
    fc.assert(
      fc.property(table, (entries) => {
        const text = `@{${entries.map(([key, value]) => `${key}=${quote(value)}`).join(';')}}`;
        expect(Object.entries(parseTable(text)).sort()).to.deep.equal([...entries].sort());
      }),
    );
  });
});
