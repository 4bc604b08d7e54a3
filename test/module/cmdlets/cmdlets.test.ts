import { expect } from 'chai';
import { CMDLETS } from '../../../core/service/generated/contract.gen.ts';
import { CASES, type Failure, SETUP, type Wanted } from './cases.ts';
import { leaveMachine, type Result, runBefore, type Step } from './run-steps.ts';

describe('each cmdlet, in PowerShell', function () {
  this.timeout(600_000);
  const resultOf = runBefore(allSteps());
  const expectFine = (id: string, wanted: Wanted): void => {
    const { errors, output } = resultOf(id);
    expect(errors.map(({ message }) => message)).to.deep.equal([]);
    expectText(output, wanted, 'output');
  };

  it('begins with the state that all need', () => {
    expect(resultOf('setup').errors).to.deep.equal([]);
  });

  it('knows every cmdlet, and -WhatIf of each that changes something', () => {
    expect(Object.keys(CASES)).to.have.members(Object.keys(CMDLETS));
    const changing = Object.values(CMDLETS).filter(({ confirmImpact }) => confirmImpact !== 'None');
    const withWhatIf = Object.entries(CASES).flatMap(([name, { whatIf }]) => (whatIf === undefined ? [] : [name]));
    expect(withWhatIf).to.have.members(changing.map(({ name }) => name));
  });

  for (const [name, { happy, pipeline, whatIf, failures }] of Object.entries(CASES)) {
    describe(name, () => {
      beforeEach(function () {
        leaveMachine(this, name);
      });
      it('does its work', () => expectFine(`${name} happy`, happy[1]));
      it('takes the pipeline', () => expectFine(`${name} pipeline`, pipeline[1]));
      if (whatIf !== undefined)
        it('-WhatIf tells what would happen to what, and changes nothing', () => {
          const { errors, changed, text } = resultOf(`${name} whatIf`);
          expect({ errors, changed }).to.deep.equal({ errors: [], changed: false });
          expect(text).to.match(whatIf[1]);
        });
      for (const [index, failure] of failures.entries())
        it(`fails as ${failure.category}: ${failure.script.slice(0, 60)}`, () =>
          expectFailure(resultOf(`${name} failure ${index}`), failure));
    });
  }
});

function expectText(text: string, wanted: Wanted, what: string): void {
  if (typeof wanted === 'string') expect(text, what).to.equal(wanted);
  else expect(text, what).to.match(wanted);
}

function expectFailure({ errors }: Result, failure: Failure): void {
  expect(errors, JSON.stringify(errors)).to.have.lengthOf(1);
  const [shown] = errors;
  if (shown === undefined) return;
  expect({ id: shown.id, category: shown.category }).to.deep.equal({ id: failure.id, category: failure.category });
  expectText(shown.target, failure.target, 'TargetObject');
  expect(shown.action, 'RecommendedAction').to.match(failure.action);
  expect(shown.message).not.to.match(/\n\s+at |\.ts:\d/);
}

function allSteps(): Step[] {
  const steps: Step[] = [{ id: 'setup', script: SETUP }];
  for (const [name, { happy, pipeline, whatIf, failures }] of Object.entries(CASES)) {
    steps.push({ id: `${name} happy`, script: happy[0] }, { id: `${name} pipeline`, script: pipeline[0] });
    if (whatIf !== undefined) steps.push({ id: `${name} whatIf`, script: whatIf[0], isSnapshot: true });
    for (const [index, { script }] of failures.entries()) steps.push({ id: `${name} failure ${index}`, script });
  }
  return steps;
}
