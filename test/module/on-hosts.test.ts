import { expect } from 'chai';
import { CMDLETS } from '../../core/service/generated/contract.gen.ts';
import { shippedFunction } from './shipped-text.ts';

/** As `Invoke-Command` has them. */
const ON_HOSTS: Readonly<Record<string, string>> = {
  ComputerName: 'string[]',
  Credential: 'pscredential',
  HostName: 'string[]',
  UserName: 'string',
  KeyFilePath: 'string',
  Port: 'int',
  Session: 'System.Management.Automation.Runspaces.PSSession[]',
  ThrottleLimit: 'int',
};

/** A terminal cannot be handed over. */
const NOT_ELSEWHERE = ['Enter-ContainerSession'];

describe('cmdlets on many hosts', () => {
  for (const { name } of Object.values(CMDLETS)) {
    const elsewhere = !NOT_ELSEWHERE.includes(name);
    it(`${name} ${elsewhere ? 'goes to other hosts, with help for each parameter' : 'stays here'}`, () => {
      const text = shippedFunction(name);
      for (const [parameter, type] of Object.entries(ON_HOSTS)) {
        expect(text.includes(`[${type}] $${parameter}`), parameter).to.equal(elsewhere);
        expect(text.includes(`.PARAMETER ${parameter}\n`), parameter).to.equal(elsewhere);
      }
      expect(/ {8}if \(Add-HcsHostCall .*\) \{ return \}\n/.test(text)).to.equal(elsewhere);
      expect(text.includes('if ($hosts.Groups.Count -gt 0) { Invoke-HcsHostCall $PSCmdlet $hosts }')).to.equal(
        elsewhere,
      );
    });
  }

  it('a parameter that names a file says of which machine', () => {
    const ofHost = {
      'Invoke-ContainerCommand': 'InputFile',
      'Import-ContainerImage': 'Path',
      'Export-ContainerImage': 'Path',
    };
    for (const [name, parameter] of Object.entries(ofHost)) {
      const help = shippedFunction(name).split(`.PARAMETER ${parameter}\n`)[1]?.split('\n')[0];
      expect(help, name).to.contain('A path of the host that the cmdlet runs on.').and.not.contain('this machine');
    }
  });
});
