import { join, resolve } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { bindArguments } from '../../core/cli/bind-arguments.ts';
import { findCmdlet } from '../../core/cli/help.ts';
import { UsageError } from '../../core/cli/usage.ts';
import { CMDLETS } from '../../core/service/generated/contract.gen.ts';

/** Where the user is; with a drive on Windows. */
const HERE = resolve('/here');

/** What can be typed for a parameter of a type. */
const SAMPLES: Record<string, string> = { hashtable: 'A=1', int: '1', long: '1', 'int[]': '1', datetime: '2026-11-22' };

/** A command line as a shell would cut it: words, quotes keep blanks. */
function words(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
}

function bind(line: string): { set: string | undefined; parameters: Record<string, unknown> } {
  const [name = '', ...argv] = words(line);
  const { parameterSet, parameters } = bindArguments(findCmdlet(name), argv, HERE);
  return { set: parameterSet, parameters };
}

function failure(line: string): UsageError {
  try {
    bind(line);
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error(`understood: ${line}`);
}

describe('binding arguments', () => {
  const GOOD: [string, string | undefined, Record<string, unknown>][] = [
    ['Get-Container', 'Name', {}],
    ['get-container WEB', 'Name', { Name: ['WEB'] }],
    ['Get-Container web,db', 'Name', { Name: ['web', 'db'] }],
    ['Get-Container web, db', 'Name', { Name: ['web', 'db'] }],
    ['Get-Container web , db', 'Name', { Name: ['web', 'db'] }],
    ['Get-Container -Name web -name db', 'Name', { Name: ['web', 'db'] }],
    ['Get-Container -Na web', 'Name', { Name: ['web'] }],
    ['Get-Container -Name:web', 'Name', { Name: ['web'] }],
    ['Get-Container -Id 1234', 'Id', { Id: ['1234'] }],
    ['Get-Container -ContainerId 1234', 'Id', { Id: ['1234'] }],
    ['Get-Container w* -State running', 'Name', { Name: ['w*'], State: 'Running' }],
    ['Get-ContainerEvent -Since 2026-11-22T14:30:00.5Z', 'Name', { Since: '2026-11-22T14:30:00.500Z' }],
    ['Get-ContainerEvent -After 2026-11-22T14:30+01:00', 'Name', { Since: '2026-11-22T13:30:00.000Z' }],
    ["Get-ContainerEvent -Until '2026-11-22 14:30'", 'Name', { Until: new Date(2026, 10, 22, 14, 30).toISOString() }],
    ['Get-ContainerEvent -Until 2026-11-22', 'Name', { Until: new Date(2026, 10, 22).toISOString() }],
    ['Stop-Container web -TurnOff', 'Name', { Name: ['web'], TurnOff: true }],
    ['Stop-Container web -TurnOff:$false', 'Name', { Name: ['web'], TurnOff: false }],
    ['Stop-Container web -TimeoutSec 0x10', 'Name', { Name: ['web'], TimeoutSec: 16 }],
    ['Stop-Container -- -web', 'Name', { Name: ['-web'] }],
    ['Stop-Container -Container web', 'Container', { Container: ['web'] }],
    ['New-Container web -Image Windows', 'ContainerImageName', { Name: 'web', ContainerImageName: 'Windows' }],
    ['New-Container web -ContainerImage sha256:12', 'ContainerImage', { Name: 'web', ContainerImage: 'sha256:12' }],
    [
      'New-Container -Image w -Environment @{A=1;B=2}',
      'ContainerImageName',
      { ContainerImageName: 'w', Environment: { A: '1', B: '2' } },
    ],
    [
      'New-Container -Image w -Env A=1 -Env B=2',
      'ContainerImageName',
      { ContainerImageName: 'w', Environment: { A: '1', B: '2' } },
    ],
    ['New-Container -Image w -Env {"A":1}', 'ContainerImageName', { ContainerImageName: 'w', Environment: { A: '1' } }],
    [
      'New-Container -Image w -PublishPort 8080:80,90',
      'ContainerImageName',
      { ContainerImageName: 'w', PublishPort: ['8080:80', '90'] },
    ],
    [
      'New-Container -Image w -Mem 512MB',
      'ContainerImageName',
      { ContainerImageName: 'w', MemoryStartupBytes: 536870912 },
    ],
    [
      'New-Container -Image w -RuntimeType hyperv',
      'ContainerImageName',
      { ContainerImageName: 'w', Isolation: 'HyperV' },
    ],
    ['New-Container -ContainerImageName w', 'ContainerImageName', { ContainerImageName: 'w' }],
    ["Invoke-ContainerCommand web 'cmd /c dir C:\\'", 'Name', { Name: ['web'], Command: 'cmd /c dir C:\\' }],
    [
      'Invoke-ContainerCommand web cmd -ArgumentList /c,ver',
      'Name',
      { Name: ['web'], Command: 'cmd', ArgumentList: ['/c', 'ver'] },
    ],
    [
      'Invoke-ContainerCommand web x -ArgumentList:-v,-x',
      'Name',
      { Name: ['web'], Command: 'x', ArgumentList: ['-v', '-x'] },
    ],
    [
      'Invoke-ContainerCommand web x -ArgumentList ["a,b","c"]',
      'Name',
      { Name: ['web'], Command: 'x', ArgumentList: ['a,b', 'c'] },
    ],
    [
      'New-ContainerImage web shop Demo 1.0',
      'ContainerName',
      { ContainerName: 'web', Name: 'shop', Publisher: 'Demo', Version: '1.0' },
    ],
    ['Export-ContainerImage shop -Path out', 'Name', { Name: 'shop', Path: join(HERE, 'out') }],
    ['Import-ContainerImage a.tar,/b.tar', undefined, { Path: [join(HERE, 'a.tar'), resolve('/b.tar')] }],
  ];
  for (const [line, set, parameters] of GOOD) {
    it(line, () => {
      const bound = bind(line);
      expect(bound.parameters).to.deep.equal(parameters);
      if (set !== undefined) expect(bound.set).to.equal(set);
    });
  }

  const BAD: [string, string, RegExp][] = [
    [
      'Get-Container -Foo',
      'NamedParameterNotFound',
      /^A parameter cannot be found that matches parameter name 'Foo'\.$/,
    ],
    ['Get-Container --name web', 'NamedParameterNotFound', /parameter name '-name'/],
    [
      'New-Container -C x',
      'AmbiguousParameter',
      /name 'C' is ambiguous\. Possible matches include: .*-Command.*-Confirm/,
    ],
    [
      'Get-ContainerEvent -Since yesterday',
      'ParameterArgumentTransformationError',
      /"yesterday" to type "System.DateTime"/,
    ],
    ['Get-ContainerEvent -Since 2026-13-01', 'ParameterArgumentTransformationError', /'Since'/],
    ['Get-Container -Name', 'MissingArgument', /^Missing an argument for parameter 'Name'/],
    ['Get-Container -Name -State Off', 'MissingArgument', /'Name'/],
    ['Get-Container web db', 'PositionalParameterNotFound', /accepts argument 'db'/],
    ['Get-Container -Name web -Id 12', 'AmbiguousParameterSet', /cannot be resolved.*-Name -Id/],
    ['New-Container web', 'MissingMandatoryParameter', /missing mandatory parameters: ContainerImageName/],
    ['Start-Container', 'MissingMandatoryParameter', /Name/],
    [
      'Get-Container -State Sleeping',
      'ParameterArgumentValidationError',
      /does not belong to the set "Off,Running,Paused,Restarting"/,
    ],
    [
      'Stop-Container web -TimeoutSec soon',
      'ParameterArgumentTransformationError',
      /Cannot convert value "soon" to type "System.Int32"/,
    ],
    ['Stop-Container web -TimeoutSec 99999999999', 'ParameterArgumentTransformationError', /too large/],
    ['Get-ContainerLog web -Tail -5', 'ParameterArgumentValidationError', /The -5 argument is less than the minimum/],
    ['Stop-Container web -TurnOff -TurnOff', 'ParameterAlreadyBound', /specified more than once/],
    ['Stop-Container web -TurnOff:maybe', 'ParameterArgumentTransformationError', /boolean/],
    ['New-Container -Image a -Image b', 'ParameterAlreadyBound', /'ContainerImageName' is specified more than once/],
    ['New-Container -Image w -Env A=1 -Env a=2', 'DuplicateKeyInHashLiteral', /Duplicate keys 'a'/],
    ['New-Container -Image w -Env novalue', 'MissingEqualsInHashLiteral', /Missing '=' operator/],
    ['New-ContainerImage web shop Demo one', 'ParameterArgumentTransformationError', /System.Version/],
    ['Get-Container -WhatIf', 'NamedParameterNotFound', /WhatIf/],
    ['Get-Conteiner', 'CommandNotFoundException', /not recognized/],
  ];
  for (const [line, id, message] of BAD) {
    it(`refuses ${line}`, () => {
      const error = failure(line);
      expect(error.message).to.match(message);
      expect(error.id).to.equal(id);
    });
  }

  it('suggests near names, and what a Docker word means', () => {
    expect(failure('Get-Conteiner').hint).to.include('Get-Container');
    expect(failure('ps').hint).to.equal('Get-Container');
    expect(failure('Get-Container --name x').hint).to.include('-Name');
  });

  it('every cmdlet takes each of its parameters by full name, and its aliases', () => {
    for (const cmdlet of Object.values(CMDLETS)) {
      for (const parameter of cmdlet.parameters) {
        for (const name of [parameter.name, ...parameter.aliases]) {
          const value =
            parameter.type === 'switch' ? [] : [parameter.validateSet?.[0] ?? SAMPLES[parameter.type] ?? '1.0'];
          try {
            const { parameters } = bindArguments(cmdlet, [`-${name.toUpperCase()}`, ...value], '/');
            expect(parameters).to.have.property(parameter.name);
          } catch (error) {
            // Alone it may lack others; it is never unknown.
            expect(error).to.be.instanceOf(UsageError);
            expect(['MissingMandatoryParameter', 'AmbiguousParameterSet']).to.include((error as UsageError).id);
          }
        }
      }
    }
  });

  it('never fails but with a usage error, whatever is typed', () => {
    const names = Object.keys(CMDLETS);
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '-Name',
        '-Id',
        '-',
        '--',
        '-Name:',
        '-Force:$false',
        '@{',
        "@{A='",
        'a,',
        ',',
        '[',
        '{"a":{}}',
        '__proto__',
        '-constructor',
        '-Environment',
        '-?',
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.array(word, { maxLength: 6 }), (name, argv) => {
        try {
          const { parameters } = bindArguments(findCmdlet(name), argv, '/');
          expect(Object.getPrototypeOf(parameters)).to.equal(Object.prototype);
        } catch (error) {
          expect(error).to.be.instanceOf(UsageError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
