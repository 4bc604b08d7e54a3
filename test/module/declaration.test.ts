import { expect } from 'chai';
import { SESSION_COMMANDS } from '../../core/codegen/session-commands.ts';
import { CMDLETS, OBJECTS, type ParameterContract } from '../../core/service/generated/contract.gen.ts';
import { MANIFEST, needPowerShell, runPowerShell } from './powershell.ts';

const TYPE: Record<string, string> = {
  string: 'String',
  'string[]': 'String[]',
  int: 'Int32',
  long: 'Int64',
  switch: 'SwitchParameter',
  version: 'Version',
  hashtable: 'IDictionary',
  timespan: 'TimeSpan',
  datetime: 'DateTime',
  Container: 'Object',
  'Container[]': 'Object[]',
  ContainerImage: 'Object',
  'ContainerImage[]': 'Object[]',
};

/** In PowerShell only, on every cmdlet that does not take over the terminal. */
const ON_HOSTS = 'ComputerName Credential HostName UserName KeyFilePath Port Session ThrottleLimit'.split(' ');

interface LoadedParameter {
  name: string;
  type: string;
  aliases: string[];
  sets: { set: string; position: number; mandatory: boolean; byValue: boolean; byName: boolean }[];
  validateSet: string[] | null;
}

interface LoadedCmdlet {
  name: string;
  defaultSet: string | null;
  shouldProcess: boolean;
  impact: string;
  outputs: string[];
  parameters: LoadedParameter[];
  synopsis: string;
  description: string;
  examples: number;
  help: Record<string, string>;
}

const READ = `
$common = [System.Management.Automation.PSCmdlet]::CommonParameters + [System.Management.Automation.PSCmdlet]::OptionalCommonParameters
foreach ($command in Get-Command -Module HcsContainers | Where-Object Name -notin '${SESSION_COMMANDS.join("', '")}') {
  $help = Get-Help $command.Name -Full
  $binding = $command.ScriptBlock.Attributes | Where-Object { $_ -is [System.Management.Automation.CmdletBindingAttribute] }
  $texts = @{}
  foreach ($p in @($help.parameters.parameter)) { if ($p.name -notin 'WhatIf', 'Confirm') { $texts[$p.name] = ($p.description | Out-String).Trim() } }
  @{
    name = $command.Name; defaultSet = $command.DefaultParameterSet; shouldProcess = $binding.SupportsShouldProcess; impact = "$($binding.ConfirmImpact)"
    outputs = @($command.OutputType.Name); synopsis = "$($help.Synopsis)".Trim(); description = ($help.description | Out-String).Trim()
    examples = @($help.examples.example | Where-Object { "$($_.code)" -and ($_.remarks | Out-String).Trim() }).Count; help = $texts
    parameters = @(foreach ($p in $command.Parameters.Values) {
      if ($p.Name -in $common) { continue }
      $choice = $p.Attributes | Where-Object { $_ -is [ValidateSet] }
      @{ name = $p.Name; type = $p.ParameterType.Name; aliases = @($p.Aliases); validateSet = $choice.ValidValues
         sets = @(foreach ($s in $p.ParameterSets.GetEnumerator()) {
           @{ set = $s.Key; position = $s.Value.Position; mandatory = $s.Value.IsMandatory; byValue = $s.Value.ValueFromPipeline; byName = $s.Value.ValueFromPipelineByPropertyName } }) }
    })
  }
}`;

describe('the module, against its declaration', function () {
  this.timeout(60_000);
  let loaded: LoadedCmdlet[] = [];

  before(async function () {
    needPowerShell(this);
    loaded = (await runPowerShell(READ)).result as LoadedCmdlet[];
  });

  it('exports the declared cmdlets and nothing else', () => {
    expect(loaded.map((c) => c.name)).to.have.members(Object.keys(CMDLETS));
  });

  for (const cmdlet of Object.values(CMDLETS)) {
    const own = (): LoadedCmdlet => {
      const found = loaded.find((c) => c.name === cmdlet.name);
      if (found === undefined) throw new Error(`${cmdlet.name} is not there`);
      return found;
    };

    it(`${cmdlet.name} binds as declared`, () => {
      const names = [
        ...cmdlet.parameters.map((p) => p.name),
        ...(cmdlet.asJob ? ['AsJob'] : []),
        ...(cmdlet.takesTerminal ? [] : ON_HOSTS),
      ];
      expect(own().parameters.map((p) => p.name)).to.deep.equal(names);
      for (const parameter of cmdlet.parameters) {
        const is = own().parameters.find((p) => p.name === parameter.name);
        expect(is, parameter.name).to.deep.equal(expected(parameter));
      }
      expect(own().shouldProcess).to.equal(cmdlet.shouldProcess);
      if (cmdlet.shouldProcess) expect(own().impact).to.equal(cmdlet.confirmImpact);
      if (cmdlet.defaultParameterSet !== undefined) expect(own().defaultSet).to.equal(cmdlet.defaultParameterSet);
      if (cmdlet.outputType !== undefined) {
        expect(own().outputs).to.include(
          cmdlet.outputType === 'String' ? 'System.String' : `HcsContainers.${cmdlet.outputType}`,
        );
      }
    });

    it(`${cmdlet.name} has whole help`, () => {
      expect(own().synopsis).to.equal(cmdlet.synopsis);
      expect(own().description).to.have.length.greaterThan(40);
      expect(own().examples).to.be.at.least(2);
      for (const parameter of cmdlet.parameters)
        expect(own().help[parameter.name], parameter.name).to.contain(parameter.help.slice(0, 20));
    });
  }

  function expected(parameter: ParameterContract): LoadedParameter {
    const sets = (parameter.sets ?? ['__AllParameterSets']).map((set) => ({
      set,
      position: parameter.position ?? -2147483648,
      mandatory: parameter.mandatory,
      byValue: parameter.pipeline.includes('ByValue'),
      byName: parameter.pipeline.includes('ByPropertyName'),
    }));
    return {
      name: parameter.name,
      type: TYPE[parameter.type] ?? parameter.type,
      aliases: [...parameter.aliases],
      sets,
      validateSet: parameter.validateSet === undefined ? null : [...parameter.validateSet],
    };
  }

  it('has a manifest that PowerShell takes, for both editions', async () => {
    const script = `$m = Test-ModuleManifest '${MANIFEST}'; @{ version = "$($m.Version)"; shell = "$($m.PowerShellVersion)"; editions = @($m.CompatiblePSEditions); tags = @($m.Tags).Count; count = $m.ExportedFunctions.Count }`;
    const { result, stderr } = await runPowerShell(script);
    expect(stderr).to.equal('');
    expect(result).to.deep.equal([
      {
        version: '0.1.0',
        shell: '5.1',
        editions: ['Desktop', 'Core'],
        tags: 7,
        count: Object.keys(CMDLETS).length + SESSION_COMMANDS.length,
      },
    ]);
  });

  it('gives each object a table of its columns', async () => {
    const script = `foreach ($f in Get-FormatData HcsContainers.*) { foreach ($v in $f.FormatViewDefinition) { if ($v.Control -is [System.Management.Automation.TableControl]) { @{ type = $f.TypeNames[0]; columns = @($v.Control.Headers.Label) } } } }`;
    const { result } = await runPowerShell(script);
    const wanted = Object.values(OBJECTS).map((o) => ({ type: `HcsContainers.${o.name}`, columns: [...o.columns] }));
    expect(result).to.have.deep.members(wanted);
  });

  it('reads what the cmdlets do at the first call, not at import, which takes little time', async () => {
    const { result } = await runPowerShell(
      `
      Remove-Module HcsContainers
      $before = @(Get-Process).Count
      $time = (Measure-Command { Import-Module '${MANIFEST}' }).TotalMilliseconds
      @{ time = $time; read = (& (Get-Module HcsContainers) { $script:HcsHasWork }) }`,
      { HCS_CONTAINERS_ROOT: '/nonexistent/hcs' },
    );
    const [first] = result as { time: number; read: boolean }[];
    expect(first?.read).to.equal(false);
    // The budget is 150 ms on an idle machine; this only tells of a disaster.
    expect(first?.time).to.be.lessThan(15_000);
  });
});
