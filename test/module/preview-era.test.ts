import { expect } from 'chai';
import { CMDLETS, OBJECTS, type ParameterContract } from '../../core/service/generated/contract.gen.ts';
import { shippedFunction } from './shipped-text.ts';

/**
 * What scripts from 2015 and 2016 bind, by the technical previews' own reference: `name type [position] [flags]`, M for
 * mandatory, V and N for the pipeline by value and by property name. That a loaded module binds as the contract says is
 * `declaration.test.ts`. Names that only narrow what is removed or exported were optional then; here they are asked for.
 */
const SURFACE: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'Get-Container': [['Name string[] 0 V'], ['Id string[] M N']],
  'New-Container': [
    [
      'Name string 0',
      'ContainerImageName string M',
      'ContainerImagePublisher string',
      'ContainerImageVersion version',
      'MemoryStartupBytes long',
      'MaximumMemoryBytes long',
      'MaximumBytes long',
      'ContainerComputerName string',
      'RuntimeType string',
      'AsJob switch',
    ],
    ['Name string 0', 'ContainerImage ContainerImage M V', 'MemoryStartupBytes long', 'AsJob switch'],
  ],
  'Set-Container': [['Container Container[] 0 M V', 'RuntimeType string', 'PassThru switch']],
  'Set-ContainerMemory': [['ContainerName string[] 0 M V', 'MaximumBytes long M']],
  'Set-ContainerProcessor': [['ContainerName string[] 0 M V', 'RelativeWeight int', 'Maximum int']],
  'Set-ContainerStorage': [['ContainerName string[] 0 M V', 'MaximumBandwidth long', 'MaximumIOPS long']],
  'Start-Container': [
    ['Name string[] 0 M V', 'AsJob switch', 'PassThru switch'],
    ['Container Container[] 0 M V', 'AsJob switch', 'PassThru switch'],
  ],
  'Stop-Container': [
    ['Name string[] 0 M V', 'TurnOff switch', 'AsJob switch', 'PassThru switch'],
    ['Container Container[] 0 M V', 'TurnOff switch', 'AsJob switch', 'PassThru switch'],
  ],
  'Remove-Container': [
    ['Name string[] 0 M V', 'Force switch', 'AsJob switch', 'PassThru switch'],
    ['Container Container[] 0 M V', 'Force switch', 'AsJob switch', 'PassThru switch'],
  ],
  'Get-ContainerImage': [['Name string[] 0', 'Publisher string 1', 'Version version 2', 'ChildOf ContainerImage']],
  'New-ContainerImage': [
    ['Container Container 0 M V', 'Name string 1 M', 'Publisher string 2', 'Version version 3'],
    ['ContainerName string 0 M', 'Name string 1 M', 'Publisher string 2', 'Version version 3'],
    ['ContainerId string 0 M', 'Name string 1 M', 'Publisher string 2', 'Version version 3'],
  ],
  'Remove-ContainerImage': [
    ['Name string[] 0 M', 'Publisher string 1', 'Version version 2', 'Force switch'],
    ['Image ContainerImage[] 0 M V', 'Force switch'],
  ],
  'Export-ContainerImage': [
    ['Name string 0 M', 'Path string 1 M', 'Publisher string', 'Version version', 'AsJob switch', 'PassThru switch'],
    ['Image ContainerImage[] 0 M V', 'Path string 1 M', 'AsJob switch', 'PassThru switch'],
  ],
  'Test-ContainerImage': [
    ['Name string[] 0', 'Publisher string 1', 'Version version 2', 'AsJob switch'],
    ['Image ContainerImage[] 0 M V', 'AsJob switch'],
  ],
  'Import-ContainerImage': [['Path string[] 0 M V', 'AsJob switch']],
  'Install-ContainerOSImage': [['WimPath string 0', 'Force switch']],
  'Uninstall-ContainerOSImage': [
    ['ImageName string 0 M', 'Force switch'],
    ['ContainerImage ContainerImage 0 M V', 'Force switch'],
    ['FullName string M', 'Force switch'],
  ],
  'Get-ContainerHost': [[]],
};

/** Those whose sets by name or id had -ComputerName and -Credential. */
const REMOTE = Object.keys(SURFACE).filter((name) => !name.endsWith('-ContainerOSImage') && name !== 'Set-Container');

/** The default tables of the previews' console output: ours begin with them. */
const COLUMNS: Readonly<Record<string, string>> = {
  Container: 'Name State Uptime ParentImageName',
  ContainerImage: 'Name Publisher Version IsOSImage',
  ContainerHost: 'Name ContainerImageRepositoryLocation',
};

/** What docs and scripts of the time read, alias properties included. */
const PROPERTIES: Readonly<Record<string, string>> = {
  Container: 'Name ContainerName ContainerId Id State Uptime ParentImageName RuntimeType',
  ContainerImage: 'Name Publisher Version IsOSImage FullName',
  ContainerHost: 'Name ContainerImageRepositoryLocation',
};

/** Told in help and docs as left out, or to come: declared by none of our cmdlets until they work. */
const NOT_HERE = ['CimSession', 'SwitchName', 'NetworkName'];

describe('the surface of the preview-era module', () => {
  for (const [name, sets] of Object.entries(SURFACE)) {
    const cmdlet = CMDLETS[name as keyof typeof CMDLETS];
    for (const parameters of sets) {
      it(`${name} takes ${parameters.join(', ') || 'nothing'}`, () => {
        const named = setsOf(cmdlet.parameters);
        const fits = named.filter((set) => parameters.every((text) => binds(cmdlet, set, text)));
        expect(fits, `of the sets ${named.join(', ')}`).to.not.deep.equal([]);
      });
    }
  }

  for (const name of REMOTE) {
    it(`${name} takes ComputerName string[], Credential pscredential, and no -CimSession`, () => {
      const text = shippedFunction(name);
      expect(text).to.match(/\[string\[\]\] \$ComputerName\b/);
      expect(text).to.match(/\[pscredential\] \$Credential\b/);
      expect(text).to.not.match(/\$CimSession\b/);
    });
  }

  it('Get-ContainerHost takes the name of the machine first, and from the pipeline', () => {
    expect(shippedFunction('Get-ContainerHost')).to.match(
      /\[Parameter\(Position = 0, ValueFromPipeline = \$true\)\].*\[string\[\]\] \$ComputerName\b/,
    );
  });

  it('declares nothing that does not work', () => {
    const all = Object.values(CMDLETS).flatMap(({ parameters }) =>
      parameters.flatMap(({ name, aliases }) => [name, ...aliases]),
    );
    for (const name of NOT_HERE) expect(all).not.to.include(name);
  });

  for (const [type, columns] of Object.entries(COLUMNS)) {
    it(`a ${type} is shown as ${columns}, and has what scripts read`, () => {
      const object = Object.values(OBJECTS).find(({ name }) => name === type);
      expect(object?.columns.join(' ')).to.match(new RegExp(`^${columns}`));
      const names = object?.properties.flatMap(({ name, aliases }) => [name, ...aliases]);
      expect(names).to.include.members((PROPERTIES[type] ?? '').split(' '));
    });
  }
});

const EVERY = '';

function setsOf(parameters: readonly ParameterContract[]): string[] {
  const names = new Set(parameters.flatMap(({ sets }) => sets ?? []));
  return names.size === 0 ? [EVERY] : [...names];
}

function binds(
  cmdlet: { asJob: boolean; parameters: readonly ParameterContract[] },
  set: string,
  text: string,
): boolean {
  const [name = '', type, ...flags] = text.split(' ');
  if (name === 'AsJob') return cmdlet.asJob;
  const found = cmdlet.parameters.find(
    (one) => (one.name === name || one.aliases.includes(name)) && (one.sets === undefined || one.sets.includes(set)),
  );
  if (found === undefined || found.type !== type) return false;
  const position = flags.find((flag) => /^\d$/.test(flag));
  return (
    (position === undefined || found.position === Number(position)) &&
    found.mandatory === flags.includes('M') &&
    (!flags.includes('V') || found.pipeline.includes('ByValue')) &&
    (!flags.includes('N') || found.pipeline.includes('ByPropertyName'))
  );
}
