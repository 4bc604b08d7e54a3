import { join } from 'node:path';
import { expect } from 'chai';
import { isFault, type RuntimeFault } from '../../core/base/fault.ts';
import { silentLog } from '../../core/base/runtime.ts';
import { HcnClient } from '../../core/win32/network/hcn-client.ts';
import type { HcnRequest } from '../../core/win32/network/hcn-protocol.ts';
import { eventually } from '../eventually.ts';

const query = (id: string): HcnRequest => ({ op: 'query', kind: 'network', id });

interface Answer {
  id: string;
  processId: number;
  dlls: string;
}

describe('the client of the network helper', function () {
  this.timeout(30_000);
  let client: HcnClient;
  let nowMs: number;
  const open = (changes: Partial<ConstructorParameters<typeof HcnClient>[0]> = {}) =>
    new HcnClient({
      program: join(import.meta.dirname, 'slow-helper.ts'),
      dlls: { computenetwork: 'C:\\standin.dll' },
      log: silentLog,
      now: () => new Date(nowMs),
      deadlineMs: 120_000,
      ...changes,
    });
  const ask = async (id: string): Promise<Answer> => (await client.send(query(id))) as Answer;
  async function faultOf(id: string): Promise<RuntimeFault> {
    const error = await ask(id).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (isFault(error)) return error;
    throw new Error(`no fault, but ${String(error)}`);
  }
  const isAlive = (processId: number): boolean => {
    try {
      return process.kill(processId, 0);
    } catch {
      return false;
    }
  };

  async function untilGone(processId: number): Promise<void> {
    await eventually(async () => !isAlive(processId));
  }

  beforeEach(() => {
    nowMs = 0;
    client = open();
  });
  afterEach(() => client.close());

  it('answers each request with its own answer, by one helper, in order', async () => {
    const answers = await Promise.all(['a', 'b', 'c'].map(ask));
    expect(answers.map(({ id }) => id)).to.deep.equal(['a', 'b', 'c']);
    expect(new Set(answers.map(({ processId }) => processId)).size).to.equal(1);
    expect(JSON.parse(answers[0]?.dlls ?? '')).to.deep.equal({ computenetwork: 'C:\\standin.dll' });
  });

  it('tells a failure as the helper told it, with what was asked', async () => {
    const { kind, message, hresult, hint, op, target } = await faultOf('fail');
    expect({ kind, message, hresult, hint, op, target }).to.deep.equal({
      kind: 'NotFound',
      message: 'It is not there.',
      hresult: 0x803b0002,
      hint: 'Look',
      op: 'query network',
      target: 'fail',
    });
  });

  it('kills a helper whose call hangs, says so, and starts a fresh one', async () => {
    client = open({ deadlineMs: 10_000 });
    const { processId } = await ask('a');
    const [hung, next] = await Promise.all([faultOf('hang'), ask('b')]);
    expect(hung.kind).to.equal('Timeout');
    expect(hung.message).to.contain("Cannot query network 'hang'").and.to.contain('10000 ms');
    expect(hung.hint).to.contain('Get-Service hns');
    expect(next.processId).not.to.equal(processId);
    await untilGone(processId);
  });

  it('stops asking after three calls that hung, and asks again after a rest', async () => {
    client = open({ deadlineMs: 700 });
    for (let call = 0; call < 3; call++) expect((await faultOf('hang')).kind).to.equal('Timeout');
    const refused = await faultOf('a');
    expect([refused.kind, refused.message]).to.deep.equal([
      'Timeout',
      'Cannot query network: the network service (hns) did not answer 3 times in a row.',
    ]);
    nowMs += 29_999;
    expect((await faultOf('a')).kind).to.equal('Timeout');
    nowMs += 1;
    expect((await faultOf('hang')).kind).to.equal('Timeout');
    expect((await faultOf('a')).message).to.contain('4 times in a row');
    nowMs += 30_000;
    client = open();
    expect((await ask('a')).id).to.equal('a');
  });

  it('an answer, good or bad, ends the count', async () => {
    client = open({ deadlineMs: 5000 });
    for (const id of ['hang', 'hang', 'fail', 'hang', 'hang']) await faultOf(id);
    expect((await ask('a')).id).to.equal('a');
  });

  for (const [id, why] of [
    ['die', 'exit code 3'],
    ['babble', 'Content-Length'],
  ] as const) {
    it(`a helper that ${id}s is told, and replaced`, async () => {
      const error = await faultOf(id);
      expect(error.kind).to.equal('ConnectionFailed');
      expect(error.message).to.contain(why);
      expect((await ask('a')).id).to.equal('a');
    });
  }

  it('a helper that cannot be started is told', async () => {
    client = open({ program: join(import.meta.dirname, 'no-such-helper.ts') });
    expect((await faultOf('a')).kind).to.equal('ConnectionFailed');
  });

  it('lets an idle helper go', async () => {
    client = open({ idleMs: 50 });
    const { processId } = await ask('a');
    await untilGone(processId);
    expect((await ask('b')).processId).not.to.equal(processId);
  });

  it('close waits for the call under way and ends the helper', async () => {
    const first = ask('a');
    await new Promise((done) => setImmediate(done));
    await client.close();
    expect(isAlive((await first).processId)).to.equal(false);
    expect((await faultOf('b')).kind).to.equal('ConnectionFailed');
  });
});
