import { expect } from 'chai';
import { MANIFEST, needPowerShell, runPowerShell } from './powershell.ts';

/** As a session tells them. Each goes its own way: see about_ContainerSessions. */
const STREAMS =
  '{ 1; Write-Warning w; Write-Verbose v -Verbose; Write-Debug d -Debug; Write-Information i; Write-Host h; Write-Error e }';

/** What is run twice: as the module has the cmdlet, and as the shell has it. CALL is its name. */
const SAME: Record<string, string> = {
  'a script block': 'CALL { 1 + 1 }',
  'a local scope': "$x = 'out'; CALL { $x = 'in'; $x }; $x",
  'no scope of its own': "CALL { $x = 'in' } -NoNewScope; $x",
  'a script block that is bound to nothing': "$x = 'mine'; CALL -ScriptBlock ([scriptblock]::Create('$x'))",
  'the variables of a function': "function f { $y = 'local'; CALL { $y } }; f",
  arguments: 'CALL { param($a, $b) "$a-$b"; $args } -ArgumentList 1, 2, 3',
  'input from the pipeline': '1..3 | CALL { $input | ForEach-Object { $_ * 2 } }',
  'input by name': 'CALL { @($input).Count } -InputObject 5, 6',
  'no input in a pipeline': '@() | CALL { "once" }',
  'a throw': 'try { CALL { throw \'boom\' } } catch { "caught $_ $($_.FullyQualifiedErrorId)" }',
  'an error that does not end it':
    "CALL { Write-Error oops; 'on' } -ErrorVariable e -ErrorAction SilentlyContinue; $e.Count; $e[0].FullyQualifiedErrorId",
  'an error that ends it': 'try { CALL { Write-Error oops; \'on\' } -ErrorAction Stop } catch { "caught $_" }',
  '-OutVariable': 'CALL { 1; 2 } -OutVariable o; "$o"; $o.Count',
  warnings: 'CALL { Write-Warning careful } -WarningVariable w 3>&1 | ForEach-Object Message; $w.Count',
  'a part of the output': 'CALL { 1..1000 } | Select-Object -First 2',
  'a break out of a loop': 'foreach ($i in 1..3) { CALL { $i }; break }',
  'a return': 'CALL { 1; return 2; 3 }',
  'a file, and no place':
    "try { CALL -FilePath $file 7 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId -replace ',.*' }",
  splatting: '$p = @{ ScriptBlock = { $args }; ArgumentList = 1, 2 }; CALL @p',
  'abbreviated names': 'CALL -Script { $args } -Arg 4',
  'a parameter that is not there': 'try { CALL { 1 } -Nonsense } catch { $_.FullyQualifiedErrorId -replace ",.*" }',
  'two sets at once': "try { CALL -ComputerName a -VMName b -Credential $credential { 1 } } catch { 'refused' }",
  nothing: 'try { CALL -ScriptBlock $null } catch { $_.FullyQualifiedErrorId -replace ",.*" }',
  'another computer':
    'try { CALL -ComputerName nowhere.invalid { 1 } -ErrorAction Stop } catch { "$_"; $_.FullyQualifiedErrorId -replace \',.*\' }',
  'a virtual machine':
    "try { CALL -VMName nowhere -Credential $credential { 1 } -ErrorAction Stop } catch { $_.FullyQualifiedErrorId -replace ',.*' }",
  'a session, with variables of the caller':
    'function f { $mine = \'m\'; CALL -Session $session { "$using:mine $($args[0])" } -ArgumentList 3 }; f',
  'a session, with input': '1..3 | CALL -Session $session { $input | ForEach-Object { $_ + 1 } }',
  'a session, with a file': 'CALL -Session $session -FilePath $file -ArgumentList 8',
  'a session, by place': 'CALL $session { 6 }',
  'a session, as a job':
    '$job = CALL -Session $session { 5 } -AsJob -JobName mine; $job.Name; $job | Wait-Job | Receive-Job',
  'a session, with an error':
    'CALL -Session $session { Write-Error oops; \'on\' } -ErrorVariable e -ErrorAction SilentlyContinue; $e.Count; "$($e[0])"',
  'a session that is over':
    "try { CALL -Session $over { 1 } -ErrorAction Stop } catch { $_.FullyQualifiedErrorId -replace ',.*' }",
  'errors, redirected': 'CALL { Write-Error oops; 1 } 2>&1 | ForEach-Object { $_.GetType().Name }',
  'errors from further out, redirected':
    '& { CALL { Write-Error oops; 1 } } 2>&1 | ForEach-Object { $_.GetType().Name }',
  'every stream, redirected': `CALL ${STREAMS} *>&1 | ForEach-Object { "$($_.GetType().Name) $_" }`,
  'streams as they come': `CALL ${STREAMS}`,
  'a session, with errors redirected':
    'CALL -Session $session { Write-Error oops; 1 } 2>&1 | ForEach-Object { $_.GetType().Name }',
  'a session, with errors to nowhere': 'CALL -Session $session { Write-Error oops; 1 } 2>$null; $Error.Count -gt 0',
  'a session, with every stream redirected': `CALL -Session $session ${STREAMS} *>&1 | ForEach-Object { "$($_.GetType().Name) $_" }`,
  'a session, with streams as they come': `CALL -Session $session ${STREAMS}`,
  'a session, with warnings to nowhere':
    'CALL -Session $session { Write-Warning w; 1 } 3>$null -WarningVariable w; "$w"',
  'a session, with warnings not wanted':
    'CALL -Session $session { Write-Warning w; 1 } -WarningAction SilentlyContinue',
  'a session, with information wanted':
    'CALL -Session $session { Write-Information i; 1 } -InformationAction Continue -InformationVariable i; "$i"',
  'what comes after a throw': "CALL { throw 'boom' }; 'after'",
  'what comes after a throw in a session': "CALL -Session $session { throw 'boom' }; 'after'",
  'what comes after a throw for the first of many': "1, 2 | CALL -Session $session { throw 'boom' }; 'after'",
  'what comes after an error of a statement inside': "CALL { 1 / 0; 'on' }; 'after'",
  'what comes after a session that is over': "$Error.Clear(); CALL -Session $over { 1 }; $Error.Count; 'after'",
  'what comes after a machine that is not there':
    "$Error.Clear(); CALL -VMName nowhere -Credential $credential { 1 }; $Error.Count; 'after'",
  'what comes after a file that is not there':
    "$Error.Clear(); CALL -Session $session -FilePath /nowhere.ps1; $Error.Count; 'after'",
  'what comes after a parameter that is not there': "CALL -Nonsense; 'after'",
  'whether it went well': 'CALL { 1 }; $?; CALL -Session $session { 1 }; $?',
  'whether it went well with an error': 'CALL { Write-Error oops }; $?',
  'whether it went well with an error of a session': 'CALL -Session $session { Write-Error oops } 2>$null; $?',
  'a handled error of what comes after it':
    '$Error.Clear(); CALL -Session $session { "x" } | ForEach-Object { try { Get-Item "/nosuch$_" -ErrorAction Stop } catch { "handled" } }; "$?"; $Error.Count; $Error[0].FullyQualifiedErrorId',
  'an error of what comes after it that nobody wants':
    '$Error.Clear(); CALL -Session $session { "x" } | ForEach-Object { Get-Item "/nosuch$_" -ErrorAction SilentlyContinue }; "$?"; $Error.Count; $Error[0].FullyQualifiedErrorId',
  'an error of the cmdlet after it':
    '$Error.Clear(); CALL -Session $session { "nosuch" } | Get-Item 2>$null; "$?"; $Error.Count; $Error[0].FullyQualifiedErrorId; $Error[0].InvocationInfo.MyCommand.Name',
  'an error of another session after it':
    '$Error.Clear(); CALL -Session $session { "x" } | ForEach-Object { $null = CALL -Session $session2 { Write-Error oops } -ErrorAction SilentlyContinue }; "$?"; $Error.Count; "$($Error[0])"',
  'itself after itself':
    'CALL -Session $session { "x" } | ForEach-Object { CALL -Session $session2 { "y" } }; CALL { "x" } | ForEach-Object { CALL { "z" } }',
  'itself inside itself': 'CALL { CALL { CALL -Session $session { "deep" } } }',
  'what is told of an error of a session':
    '$Error.Clear(); CALL -Session $session { Write-Error oops; Get-Item /nosuch } 2>$null; "$?"; foreach ($e in $Error) { "$($e.FullyQualifiedErrorId) $($e.CategoryInfo) $($e.InvocationInfo.Line)" }',
  'what is told of an error that is caught':
    '$Error.Clear(); try { CALL -Session $session { Write-Error oops } -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }; foreach ($e in $Error) { "$($e.FullyQualifiedErrorId)" }',
  'the variables it leaves behind':
    'function f { CALL -Session $session { Write-Error oops } 2>$null; (Get-Variable -Scope 0).Name -join " " }; f; $n = @(Get-Variable).Count; CALL -Session $session { 1 }; @(Get-Variable).Count - $n',
  'whether it went well in a session that is over': 'CALL -Session $over { 1 } 2>$null; $?',
};

const PREPARE = `
Import-Module '${MANIFEST}'
$ErrorView = 'NormalView'
$file = Join-Path ([IO.Path]::GetTempPath()) "hcs-proxy-$PID.ps1"
Set-Content -LiteralPath $file 'param($n) "file $n"'
$credential = [pscredential]::new('u', (ConvertTo-SecureString p -AsPlainText -Force))
function New-Session { $space = [runspacefactory]::CreateOutOfProcessRunspace([Management.Automation.Runspaces.TypeTable]::LoadDefaultTypeFiles()); $space.Open(); [Management.Automation.Runspaces.PSSession]::Create($space, 'Test', $null) }
$session = New-Session; $session2 = New-Session; $over = New-Session; $over.Runspace.Close()
`;

/**
 * In a PowerShell of its own that is prepared once: what is around a call decides which errors end it. Gives what came out,
 * what ended the script and what was told.
 */
const RUN = `
$shell = [powershell]::Create()
$null = $shell.AddScript($prepare).Invoke()
function Get-Outcome([string] $Script) {
    $shell.Commands.Clear()
    $shell.Streams.ClearStreams()
    $all = [System.Collections.Generic.List[object]]::new()
    try { $shell.AddScript($Script, $true).Invoke($null, $all) } catch { $all.Add("ended by $($_.Exception.GetBaseException().Message)") }
    foreach ($stream in 'Error', 'Warning', 'Verbose', 'Debug', 'Information') { foreach ($record in $shell.Streams.$stream) { $all.Add("$stream $record") } }
    @($all | ForEach-Object { "$_" }) -join '|'
}
`;

describe('the cmdlets of the shell that the module stands before', function () {
  this.timeout(120_000);
  let outcomes: Record<string, [string, string]> = {};

  before(async function () {
    needPowerShell(this);
    const cases = Object.entries(SAME).map(
      ([name, script]) =>
        `$outcomes['${name}'] = @((Get-Outcome @'\n${script.replaceAll('CALL', 'HcsContainers\\Invoke-Command')}\n'@), (Get-Outcome @'\n${script.replaceAll('CALL', 'Microsoft.PowerShell.Core\\Invoke-Command')}\n'@))`,
    );
    const script = `$prepare = @'\n${PREPARE}\n'@\n${RUN}\n$outcomes = @{}\n${cases.join('\n')}\n$null = Get-Outcome 'Remove-Item -LiteralPath $file; $session.Runspace.Dispose(); $session2.Runspace.Dispose()'; $outcomes`;
    const { result } = await runPowerShell(script);
    outcomes = (result as Record<string, [string, string]>[])[0] ?? {};
  });

  for (const name of Object.keys(SAME))
    it(`Invoke-Command does as the shell's own: ${name}`, () => {
      const [ours, shells] = outcomes[name] ?? ['', 'nothing'];
      expect(ours).to.equal(shells);
      expect(shells).not.to.equal('');
    });

  it('have one page of help, that of the shell’s own, and say so themselves', async () => {
    const { result } = await runPowerShell(`
      foreach ($name in 'Invoke-Command', 'New-PSSession', 'Enter-PSSession') {
        $pages = @(Get-Help $name)
        @{
          name = $name
          pages = @($pages | ForEach-Object { "$($_.ModuleName) $($_.Category)" })
          isShells = ($pages[0] | Out-String) -eq (Get-Help Microsoft.PowerShell.Core\\$name | Out-String)
          parameters = @(Get-Help $name -Parameter ContainerId).Count
          own = (& $name -? | Out-String) -match "(?s)Get-Help $name.*about_ContainerSessions"
        }
      }`);
    expect(result).to.deep.equal(
      ['Invoke-Command', 'New-PSSession', 'Enter-PSSession'].map((name) => ({
        name,
        pages: ['Microsoft.PowerShell.Core Cmdlet'],
        isShells: true,
        parameters: 1,
        own: true,
      })),
    );
  });

  it('have the parameters, sets and places of the shell’s own', async () => {
    const { result } = await runPowerShell(`
      foreach ($name in 'Invoke-Command', 'New-PSSession', 'Enter-PSSession') {
        $syntax = foreach ($module in 'HcsContainers', 'Microsoft.PowerShell.Core') {
          $command = Get-Command "$module\\$name"
          $sets = foreach ($set in $command.ParameterSets) { "$($set.Name) " + (@($set.Parameters | Where-Object { $_.Name -notin [System.Management.Automation.Cmdlet]::CommonParameters } | ForEach-Object { "$($_.Name):$($_.ParameterType.Name):$($_.Position):$($_.IsMandatory)" } | Sort-Object) -join ' ') }
          @($sets | Sort-Object) -join ';'
        }
        @{ name = $name; isSame = $syntax[0] -eq $syntax[1]; isLong = $syntax[0].Length -gt 200; default = (Get-Command "HcsContainers\\$name").DefaultParameterSet -eq (Get-Command "Microsoft.PowerShell.Core\\$name").DefaultParameterSet }
      }`);
    expect(result).to.deep.equal(
      ['Invoke-Command', 'New-PSSession', 'Enter-PSSession'].map((name) => ({
        name,
        isSame: true,
        isLong: true,
        default: true,
      })),
    );
  });

  it('New-PSSession and Enter-PSSession go to the shell’s own for what is no container', async () => {
    const { result } = await runPowerShell(`
      foreach ($name in 'New-PSSession', 'Enter-PSSession') {
        $said = foreach ($module in 'HcsContainers', 'Microsoft.PowerShell.Core') { try { & "$module\\$name" -ComputerName nowhere.invalid -ErrorAction Stop } catch { "$_ $($_.FullyQualifiedErrorId -replace ',.*')" } }
        @{ isSame = $said[0] -eq $said[1]; said = $said[0].Length -gt 5 }
      }`);
    expect(result).to.deep.equal([
      { isSame: true, said: true },
      { isSame: true, said: true },
    ]);
  });
});
