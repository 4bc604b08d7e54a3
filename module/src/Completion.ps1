# Tab completion of names. It asks a service that runs; it never starts one, and is quick or silent.

# What a parameter is completed with, from what is typed and what stands around it. With another host named, the names here
# are not offered: those there are, where an open session is given.
function Get-HcsCompletion {
    param([string] $Completer, [string] $Word, [string] $Parameter, $Ast, $Bound)
    # A completion that fails must not disturb what the user types.
    try {
        if (Test-HcsElsewhere $Ast) {
            $sessions = if ($null -ne $Bound) { $Bound['Session'] }
            return Get-HcsFarCompletion $sessions "$(Get-HcsDeclaredName $Ast.GetCommandName()) -$Parameter $Word"
        }
        $connection = Get-HcsConnection
        if ($null -eq $connection) { return }
        $id = Send-HcsRequest $connection 'complete' @{ completer = $Completer; word = $Word.Trim("'", '"') }
        $reply = Wait-HcsReply $connection $id 500
    }
    catch { return }
    if ($null -eq $reply -or $null -eq $reply.PSObject.Properties['result']) { return }
    foreach ($item in $reply.result.items) {
        $text = [string] $item.text
        $quoted = if ($text -match '[^\w.:/@-]' -or $text -match '^[@-]') { "'" + ($text -replace "'", "''") + "'" } else { $text }
        $toolTip = if ($item.toolTip) { [string] $item.toolTip } else { $text }
        # An id says nothing in a list.
        $shown = if ($Completer -like '*ContainerId') { $toolTip } else { $text }
        [System.Management.Automation.CompletionResult]::new($quoted, $shown, 'ParameterValue', $toolTip)
    }
}

# Whether a command names another host; also one whose value is not known before it runs, or with half the parameter's name.
function Test-HcsElsewhere {
    param($Ast)
    if ($null -eq $Ast) { return $false }
    foreach ($element in $Ast.CommandElements) {
        if ($element -isnot [System.Management.Automation.Language.CommandParameterAst] -or $element.ParameterName.Length -lt 2) { continue }
        foreach ($name in 'ComputerName', 'HostName', 'Session') { if ($name -like "$($element.ParameterName)*") { return $true } }
    }
    $false
}

# A cmdlet's name without what -Prefix made of it here.
function Get-HcsDeclaredName {
    param([string] $Name)
    $command = Microsoft.PowerShell.Core\Get-Command $Name
    if ("$($command.CommandType)" -eq 'Alias') { $command = $command.ResolvedCommand }
    $command.ScriptBlock.Ast.Name
}

# How long somebody who has pressed Tab waits for another host.
$script:HcsFarPatienceMs = 1000

# What the far end completes, of sessions that are free.
function Get-HcsFarCompletion {
    param($Sessions, [string] $Line)
    foreach ($session in $Sessions) {
        if ($session -isnot [System.Management.Automation.Runspaces.PSSession] -or "$($session.Availability)" -ne 'Available') { continue }
        $shell = [powershell]::Create()
        $shell.Runspace = $session.Runspace
        # Its completers are registered when the module is there.
        $null = $shell.AddCommand('Import-Module').AddParameter('Name', 'HcsContainers').AddStatement()
        $null = $shell.AddCommand('TabExpansion2').AddParameter('inputScript', $Line).AddParameter('cursorColumn', $Line.Length)
        $running = $shell.BeginInvoke()
        if (-not $running.AsyncWaitHandle.WaitOne($script:HcsFarPatienceMs)) {
            $null = $shell.BeginStop($null, $null)
            continue
        }
        foreach ($match in $shell.EndInvoke($running).CompletionMatches) {
            # Files of the far end are no names.
            if ("$($match.ResultType)" -ne 'ParameterValue') { continue }
            [System.Management.Automation.CompletionResult]::new($match.CompletionText, $match.ListItemText, 'ParameterValue', "$($match.ToolTip) ($($session.ComputerName))")
        }
        $shell.Dispose()
    }
}
