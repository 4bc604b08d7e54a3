import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { HELP } from '../../../core/cli/generated/help.gen.ts';
import { runPowerShell } from '../powershell.ts';
import { BEFORE, NOT_RUN, RESET, TOPICS_NEED } from './example-states.ts';
import { leaveMachine, runBefore, type Step } from './run-steps.ts';

const TOPICS = join(import.meta.dirname, '../../../module/en-US');

/** The lines of a topic that one types, in their order. */
function typedIn(file: string): string[] {
  const text = readFileSync(join(TOPICS, file), 'utf8');
  return [...text.matchAll(/^ *PS> (.*)$/gm)].map(([, line = '']) => line);
}

/** The value of the longest key that this example begins with. */
function forExample(table: Readonly<Record<string, string>>, code: string): string | undefined {
  const fits = Object.keys(table).filter((key) => code.startsWith(key));
  fits.sort((a, b) => b.length - a.length);
  return fits[0] === undefined ? undefined : table[fits[0]];
}

const examples = Object.entries(HELP).flatMap(([name, help]) => help.examples.map(({ code }) => ({ name, code })));
const runnable = examples.filter(({ code }) => forExample(NOT_RUN, code) === undefined);
const topics = readdirSync(TOPICS).filter((name) => name.endsWith('.help.txt'));

describe('the examples in the help, in PowerShell', function () {
  this.timeout(600_000);
  const resultOf = runBefore(allSteps());
  const problemsOf = (id: string): string[] => resultOf(id).errors.map(({ message }) => message);

  for (const [index, { name, code }] of runnable.entries())
    it(`${name}: ${code}`, function () {
      leaveMachine(this, code);
      expect(problemsOf(`before ${index}`), 'what it needs').to.deep.equal([]);
      expect(problemsOf(`example ${index}`)).to.deep.equal([]);
    });

  for (const file of topics)
    it(`${file}: each line, in its order`, () => {
      const lines = typedIn(file);
      expect(lines).not.to.deep.equal([]);
      expect(problemsOf(`before ${file}`), 'what it needs').to.deep.equal([]);
      for (const [index, line] of lines.entries())
        if (!line.includes('SilentlyContinue')) expect(problemsOf(`${file} ${index}`), line).to.deep.equal([]);
    });

  it('all bind, those too that cannot be run here', async () => {
    const script = `foreach ($code in (ConvertFrom-Json @'
${JSON.stringify(examples.map(({ code }) => code))}
'@)) {
      $tree = [System.Management.Automation.Language.Parser]::ParseInput($code, [ref] $null, [ref] $null)
      foreach ($call in $tree.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true)) {
        $bound = [System.Management.Automation.Language.StaticParameterBinder]::BindCommand($call, $true)
        foreach ($problem in $bound.BindingExceptions.Values) { "$($code): $($problem.BindingException.Message)" }
      }
    }`;
    expect((await runPowerShell(script)).result ?? []).to.deep.equal([]);
  });

  it('what is not run is there', () => {
    for (const key of [...Object.keys(NOT_RUN), ...Object.keys(BEFORE)])
      expect(
        examples.some(({ code }) => code.startsWith(key)),
        key,
      ).to.equal(true);
  });

  it('Get-Help finds the topics', async () => {
    const names = topics.map((file) => file.replace('.help.txt', ''));
    const { result } = await runPowerShell(
      `foreach ($name in '${names.join("','")}') { (Get-Help $name).Trim().Split()[-1] }`,
    );
    expect(result).to.have.lengthOf(names.length);
  });
});

function allSteps(): Step[] {
  const steps: Step[] = [{ id: 'world', script: RESET }];
  for (const file of topics) {
    steps.push({ id: `before ${file}`, script: TOPICS_NEED[file] ?? '' });
    steps.push(...typedIn(file).map((script, index) => ({ id: `${file} ${index}`, script })));
  }
  for (const [index, { code }] of runnable.entries()) {
    steps.push({ id: `before ${index}`, script: `Reset-Host; ${forExample(BEFORE, code) ?? ''}` });
    steps.push({ id: `example ${index}`, script: code });
  }
  return steps;
}
