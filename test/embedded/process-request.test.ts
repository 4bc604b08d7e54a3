import { expect } from 'chai';
import { isFault } from '../../core/base/fault.ts';
import { checkRequest } from '../../core/embedded/process-request.ts';
import type { ProcessParameters } from '../../core/spec/compute-document.ts';

describe('who runs a program on the embedded host', () => {
  const check = (more: Partial<ProcessParameters>) => checkRequest({ CommandLine: 'cmd', ...more });

  it('ContainerAdministrator, with all rights', () => {
    check({});
    check({ User: 'containeradministrator' });
    check({ User: 'ContainerAdministrator', RestrictedToken: false });
  });

  for (const [more, words] of [
    [{ User: 'ContainerUser' }, "Cannot run as 'ContainerUser'"],
    [{ User: 'bob', RestrictedToken: false }, "Cannot run as 'bob'"],
    [{ RestrictedToken: true }, 'no restricted tokens'],
  ] as const) {
    it(`not ${JSON.stringify(more)}`, () => {
      let failure: unknown;
      try {
        check(more);
      } catch (error) {
        failure = error;
      }
      expect(isFault(failure, 'NotSupported') && failure.message).to.contain(words);
      expect(isFault(failure) && failure.hint).to.contain('Windows host');
    });
  }
});
