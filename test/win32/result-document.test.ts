import { expect } from 'chai';
import fc from 'fast-check';
import { readResultDocument } from '../../core/win32/result-document.ts';

describe('what HCS and HCN say about a failure', () => {
  it('is every message once, in order, with the attribution', () => {
    const said = readResultDocument(
      JSON.stringify({
        Error: -2147024891,
        ErrorMessage: 'no access',
        ErrorEvents: [
          { Message: 'first', Data: [{ Type: 'String', Value: '\u0000garbage' }] },
          { Message: 'first' },
          {},
        ],
        Attribution: [{ OperationFailure: { Detail: 'Construct' } }],
      }),
    );
    expect(said).to.deep.equal({
      hresult: 0x80070005,
      messages: ['no access', 'first', 'OperationFailure: Construct'],
    });
  });

  it('is an error record of HCN too', () => {
    const said = readResultDocument('{"ErrorCode":2151350290,"Error":"the port is in use","Success":false}');
    expect(said).to.deep.equal({ hresult: 0x803b0012, messages: ['the port is in use'] });
  });

  it('names the field that was rejected', () => {
    const said = readResultDocument(
      '{"Error":-1070137075,"ErrorEvents":[{"Message":"Invalid JSON document \'$.Container.Storage.Layers[1].Foo\'."}]}',
    );
    expect(said.jsonPath).to.equal('$.Container.Storage.Layers[1].Foo');
  });

  it('is nothing for no document and the text itself for what is not JSON', () => {
    expect(readResultDocument(null)).to.deep.equal({ messages: [] });
    expect(readResultDocument('  ')).to.deep.equal({ messages: [] });
    expect(readResultDocument('out of luck')).to.deep.equal({ messages: ['out of luck'] });
    expect(readResultDocument('[1]')).to.deep.equal({ messages: ['[1]'] });
  });

  it('never fails, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const said = readResultDocument(text);
        for (const message of said.messages) expect(message).to.be.a('string').and.not.equal('');
      }),
    );
  });
});
