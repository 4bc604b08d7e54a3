import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { isFault } from '../../../core/base/fault.ts';
import { encodedContinuation } from '../../../core/win32/preparation/continuation.ts';
import { openPowerShell, type PowerShellRequest } from '../../../core/win32/preparation/powershell.ts';
import { faultOf } from '../../doubles/containers-kit.ts';
import { eventually } from '../../eventually.ts';
import { skip } from '../../skip.ts';
import { type Behaviour, type FakePowerShell, fakePowerShell } from './fake-powershell.ts';

const HOSTILE = [
  "a'; Remove-Item C:\\ -Recurse; '",
  'x"; exit 3; "',
  '`$(throw 1) $env:PATH @(1)',
  '\u2019; throw \u2018',
  'two\r\nlines\u0085and\u2028more',
  'C:\\Programme für alle\\日本語\\😀.exe',
  '--%',
  '',
];

/** The cmdlets of Windows for tasks, as far as we use them: one task, in a file. */
const TASKS = `
function New-ScheduledTaskAction { param($Execute, $Argument) @{ Execute = $Execute; Arguments = $Argument } }
function New-ScheduledTaskTrigger { param([switch] $AtStartup) if ($AtStartup) { 'startup' } }
function New-ScheduledTaskPrincipal { param($UserId, $LogonType, $RunLevel) @{ u = $UserId; t = $LogonType; l = $RunLevel } }
function New-ScheduledTaskSettingsSet { param([switch] $AllowStartIfOnBatteries, [switch] $DontStopIfGoingOnBatteries, [switch] $StartWhenAvailable) 's' }
function Register-ScheduledTask { param($TaskName, $Action, $Trigger, $Principal, $Settings, [switch] $Force)
  @{ name = $TaskName; execute = $Action.Execute; arguments = $Action.Arguments; trigger = $Trigger; user = $Principal.u; logon = $Principal.t; level = $Principal.l } |
    ConvertTo-Json | Set-Content -LiteralPath $env:HCS_TEST_TASKS -Encoding utf8 }
function Get-ScheduledTask { [CmdletBinding()] param($TaskName)
  if (-not (Test-Path $env:HCS_TEST_TASKS)) { Write-Error 'none'; return }
  $kept = Get-Content -Raw -LiteralPath $env:HCS_TEST_TASKS | ConvertFrom-Json
  [pscustomobject] @{ TaskName = $kept.name; Actions = @([pscustomobject] @{ Execute = $kept.execute; Arguments = $kept.arguments }) } }
function Unregister-ScheduledTask { [CmdletBinding(SupportsShouldProcess)] param([Parameter(ValueFromPipeline)] $InputObject)
  process { Remove-Item -LiteralPath $env:HCS_TEST_TASKS } }
`;

describe('asking PowerShell', function () {
  this.timeout(30_000);
  const fakes: FakePowerShell[] = [];
  const fake = async (behaviour: Behaviour) => {
    const made = await fakePowerShell(behaviour);
    fakes.push(made);
    return made;
  };
  afterEach(async () => {
    for (const one of fakes.splice(0)) await one.dispose();
  });
  const ask = (executable: string, timeoutMs = 120_000, signal?: AbortSignal) =>
    openPowerShell(executable)(
      { op: 'installFeature', feature: 'Containers', isServer: true },
      { timeoutMs, ...(signal === undefined ? {} : { signal }) },
    );
  const isGone = (pid: number): boolean => {
    try {
      process.kill(pid, 0);
      return false;
    } catch {
      return true;
    }
  };

  it('gives the request as it is and the answer as it comes, without profile, and leaves no process', async () => {
    const { executable, record } = await fake({ kind: 'answer', answer: { ok: true, value: { restartNeeded: true } } });
    expect(await ask(executable)).to.deep.equal({ restartNeeded: true });
    const { args, requests, pids } = await record();
    expect(args).to.include.members(['-NoProfile', '-NonInteractive']);
    expect(requests).to.deep.equal([{ op: 'installFeature', feature: 'Containers', isServer: true }]);
    expect(pids.map(isGone)).to.deep.equal([true]);
  });

  for (const [answer, kind, text] of [
    [{ ok: false, message: 'No.', category: 'PermissionDenied', hresult: 1 }, 'AccessDenied', 'No.'],
    [
      { ok: false, message: 'The requested operation requires elevation.', hresult: -2147024156 },
      'AccessDenied',
      'elevation',
    ],
    [{ ok: false, message: 'No such service.', category: 'ObjectNotFound' }, 'NotFound', 'service'],
    [
      { ok: false, message: 'The source files could not be found.', hresult: -2146498529 },
      'CommandFailed',
      'source files',
    ],
    [[1], 'Corrupt', 'no object'],
  ] as const) {
    it(`makes ${JSON.stringify(answer)} the fault ${kind}`, async () => {
      const failed = await faultOf(ask((await fake({ kind: 'answer', answer })).executable));
      expect(failed.kind).to.equal(kind);
      expect(failed.message).to.contain(text);
      expect(failed.hint).to.match(/\S/);
    });
  }

  it('is Corrupt for garbage, with what came', async () => {
    const failed = await faultOf(
      ask((await fake({ kind: 'raw', text: 'Windows PowerShell\u0007 ist da' })).executable),
    );
    expect(failed.kind).to.equal('Corrupt');
    expect(failed.message).to.contain('ist da');
  });

  it('is Corrupt when PowerShell ends without a word', async () => {
    const failed = await faultOf(ask((await fake({ kind: 'exit', code: 0 })).executable));
    expect(failed.kind).to.equal('Corrupt');
  });

  it('says so when PowerShell fails or is not there', async () => {
    expect((await faultOf(ask((await fake({ kind: 'exit', code: 3 })).executable))).kind).to.equal('NotInstalled');
    expect((await faultOf(ask('/no/such/powershell'))).kind).to.equal('NotInstalled');
  });

  it('is Timeout when it hangs, and ends it', async () => {
    const { executable, record } = await fake({ kind: 'hang' });
    expect((await faultOf(ask(executable, 8000))).kind).to.equal('Timeout');
    const { pids } = await record();
    expect(pids.map(isGone)).to.deep.equal([true]);
  });

  it('ends at once when it is cancelled, with the reason', async () => {
    const { executable, record } = await fake({ kind: 'hang' });
    const controller = new AbortController();
    const asking = faultOf(ask(executable, 120_000, controller.signal));
    await eventually(async () => (await record().catch(() => ({ pids: [] }))).pids.length > 0);
    controller.abort(new Error('Ctrl+C'));
    expect((await asking).message).to.equal('Ctrl+C');
    expect((await record()).pids.map(isGone)).to.deep.equal([true]);
  });

  describe('a real one', () => {
    before(function () {
      try {
        execFileSync('pwsh', ['-NoProfile', '-Command', '1'], { stdio: 'ignore' });
      } catch {
        skip(this, 'no PowerShell on this machine’s PATH');
      }
    });
    const pwsh = openPowerShell('pwsh');

    it('gives hostile values back as they are', async () => {
      const value = { list: HOSTILE, [HOSTILE[0] ?? '']: 1, deep: { number: 3, flag: false, none: null } };
      expect(await pwsh({ op: 'echo', value }, { timeoutMs: 300_000 })).to.deep.equal(value);
    });

    it('answers facts with a reason for each part that it does not know, and goes on', async () => {
      const facts = await pwsh(
        { op: 'facts', features: HOSTILE, services: HOSTILE, isServer: false },
        { timeoutMs: 300_000 },
      );
      expect(facts).to.have.all.keys('features', 'services', 'nats', 'filters', 'restart');
      expect(facts).to.have.nested.property('nats.ok', false);
      expect(facts).to.have.nested.property('nats.message').that.contains('Get-NetNat');
    });

    it('makes what a cmdlet throws a fault', async () => {
      for (const request of [
        { op: 'startService', service: HOSTILE[0] ?? '' },
        { op: 'loadFilter', filter: 'wcifs' },
        { op: 'installFeature', feature: 'Containers', isServer: true },
        { op: 'register', task: 't', encodedCommand: '' },
      ] as const) {
        const failed = await faultOf(pwsh(request, { timeoutMs: 300_000 }));
        expect(isFault(failed), request.op).to.equal(true);
        expect(failed.message).to.contain(request.op);
      }
    });

    it('registers, finds and takes away a task, whatever is in its words', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'hcs-tasks-'));
      const path = process.env['PSModulePath'];
      try {
        await mkdir(join(folder, 'ScheduledTasks'));
        await writeFile(join(folder, 'ScheduledTasks', 'ScheduledTasks.psm1'), TASKS);
        process.env['PSModulePath'] = folder;
        process.env['HCS_TEST_TASKS'] = join(folder, 'tasks.json');
        const asked = (request: PowerShellRequest) => pwsh(request, { timeoutMs: 300_000 });
        expect(await asked({ op: 'findTask', task: 't' })).to.equal(null);
        const action = { execute: 'C:\\a b\\node.exe', argument: HOSTILE.join(' ') };
        await asked({ op: 'registerTask', task: 't', ...action });
        expect(await asked({ op: 'findTask', task: 't' })).to.deep.equal(action);
        const kept = JSON.parse(await readFile(join(folder, 'tasks.json'), 'utf8')) as object; // written by the module
        expect(kept).to.include({ trigger: 'startup', user: 'S-1-5-18', logon: 'ServiceAccount', level: 'Highest' });
        await asked({ op: 'unregister', task: 't' });
        expect(await asked({ op: 'findTask', task: 't' })).to.equal(null);
      } finally {
        if (path === undefined) delete process.env['PSModulePath'];
        else process.env['PSModulePath'] = path;
        delete process.env['HCS_TEST_TASKS'];
        await rm(folder, { recursive: true, force: true });
      }
    });

    it('runs the continuation with its arguments and environment as they are', () => {
      const show = 'console.log(JSON.stringify([process.argv.slice(1), process.env.HCS_CONTAINERS_ROOT]))';
      // PowerShell keeps `--%` for itself, wherever it comes from; ours are paths and names of parameters.
      const values = HOSTILE.filter((text) => text !== '' && text !== '--%');
      const [root = ''] = HOSTILE;
      const encoded = encodedContinuation({
        program: process.execPath,
        arguments: ['-e', show, '--', ...values],
        environment: { HCS_CONTAINERS_ROOT: root },
      });
      const output = execFileSync('pwsh', ['-NoProfile', '-EncodedCommand', encoded], { encoding: 'utf8' });
      const line = output.slice(output.indexOf('[['), output.lastIndexOf(']') + 1);
      expect(JSON.parse(line)).to.deep.equal([values, root]);
    });
  });
});
