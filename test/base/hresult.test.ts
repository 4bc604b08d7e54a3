import { expect } from 'chai';
import fc from 'fast-check';
import { fault } from '../../core/base/fault.ts';
import {
  describeHresult,
  faultOfHresult,
  formatHresult,
  hresultOfWin32,
  isAccessDenied,
  isAlreadyExists,
  isAlreadyStopped,
  isBusy,
  isNotFound,
  isServiceGone,
  isSystemThere,
  isTimeout,
  isUnsupported,
  normalizeHresult,
  retell,
} from '../../core/base/hresult.ts';
import { HRESULTS } from '../../core/base/hresult-table.ts';

const of = (hresult: number) => faultOfHresult(hresult, { op: 'do it' });

describe('HRESULTs', () => {
  it('have one number however they are spelt', () => {
    for (const spelling of [0xc037010e, 0x8037010e, 0xc037010e | 0, 0x8037010e | 0]) {
      expect(normalizeHresult(spelling)).to.equal(0x8037010e);
    }
    expect(normalizeHresult(0xc0070005)).to.equal(0x80070005);
    expect(normalizeHresult(0xc03b0013)).to.equal(0x803b0013);
    expect(normalizeHresult(0xc0351000)).to.equal(0xc0351000);
    expect(normalizeHresult(0x80351000)).to.equal(0xc0351000);
    expect(normalizeHresult(0x80004005)).to.equal(0x80004005);
    expect(normalizeHresult(0)).to.equal(0);
    expect(hresultOfWin32(5)).to.equal(0x80070005);
    expect(hresultOfWin32(0)).to.equal(0);
    expect(hresultOfWin32(0xc0351000)).to.equal(0xc0351000);
  });

  it('normalise to what is normal already', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffffff }), (code) => {
        const once = normalizeHresult(code);
        expect(normalizeHresult(once)).to.equal(once);
        expect(normalizeHresult(once | 0)).to.equal(once);
        expect(describeHresult(code)).to.equal(describeHresult(once));
      }),
    );
  });

  it('are in the table under their normal number, with words and no second final dot', () => {
    expect(HRESULTS.size).to.be.greaterThan(120);
    for (const [code, { name, cause, fix }] of HRESULTS) {
      expect(normalizeHresult(code), formatHresult(code)).to.equal(code);
      expect(name).to.match(/^[A-Z][A-Z0-9_]+$/);
      expect(cause, name).to.match(/^[^.].*[^.]$/);
      expect(fix ?? 'x', name).to.match(/[^.]$/);
    }
  });

  it('become faults that say what failed, on what, why, and what the document said, and keep the code as it came', () => {
    const failed = faultOfHresult(0xc037010d, {
      op: 'create compute system',
      target: 'web',
      events: ['Invalid JSON document $.Container.Foo', ' ', 'Second.'],
    });
    expect(failed.message).to.equal(
      "Cannot create compute system 'web': this Windows build rejects a field of the document (HCS_E_INVALID_JSON, 0xC037010D). Invalid JSON document $.Container.Foo. Second.",
    );
    expect(failed.kind).to.equal('NotSupported');
    expect(failed.hresult).to.equal(0xc037010d);
    expect(failed.target).to.equal('web');
    expect(failed.hint).to.contain('Get-ContainerHost');
  });

  it("that nobody knows are told in the system's own words, with a hint", () => {
    const failed = faultOfHresult(0x80071234, { op: 'do it', systemText: 'the moon is down' });
    expect(failed.message).to.equal('Cannot do it: the moon is down (0x80071234).');
    expect(failed.kind).to.equal('Internal');
    expect(failed.hint).to.contain('certutil -error 0x80071234');
  });

  it('answer the questions that callers ask, in every spelling', () => {
    const yes: [(error: unknown) => boolean, number[]][] = [
      [isNotFound, [0x8037010e, 0xc037010e, 0x80070490, 0x803b0002]],
      [isAlreadyStopped, [0x80370110, 0xc0370110, 0x8037011f, 0x8037010e, 0x80070490]],
      [isAlreadyExists, [0x8037010f, 0xc037010f, 0x803b0010, 0x800700b7]],
      [isSystemThere, [0x8037010f, 0xc037010f]],
      [isBusy, [0x80070020, 0x80070015, 0x8007048f, 0x803b002c]],
      [isUnsupported, [0x8037010d, 0x8037010b, 0x80070032, 0x80004001, 0x803b0015]],
      [isAccessDenied, [0x80070005, 0x8037011b, 0x80070522]],
      [isTimeout, [0x80370118, 0x800705b4]],
      [isServiceGone, [0x8037011e, 0x800706ba, 0x800706be]],
    ];
    for (const [question, codes] of yes) {
      for (const code of codes) expect(question(of(code)), `${question.name} ${formatHresult(code)}`).to.equal(true);
      for (const other of [of(0x80004005), new Error('no'), undefined]) expect(question(other)).to.equal(false);
    }
    expect(isAlreadyStopped(of(0x8007007f)), 'PROC_NOT_FOUND says nothing about the system').to.equal(false);
    expect(isNotFound(fault('NotFound', 'no'))).to.equal(true);
    expect(isAlreadyStopped(fault('NotFound', 'no'))).to.equal(false);
  });

  it('are told again in the words of the caller, once', () => {
    const inner = faultOfHresult(0x80070005, { op: 'call CreateFileW' });
    const outer = retell(inner, { op: 'import layer', target: 'C:\\x' });
    expect(outer).to.have.property('message').that.contains("Cannot import layer 'C:\\x': access is denied");
    expect(outer).to.have.property('cause', inner);
    const other = new Error('other');
    expect(retell(other, { op: 'import layer' })).to.equal(other);
  });
});
