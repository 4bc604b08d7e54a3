# Tab completion of names. It asks a service that runs; it never starts one, and is quick or silent.

function Get-HcsCompletion {
    param([string] $Completer, [string] $Word)
    $typed = $Word.Trim("'", '"')
    try {
        $connection = Get-HcsConnection
        if ($null -eq $connection) { return }
        $id = Send-HcsRequest $connection 'complete' @{ completer = $Completer; word = $typed }
        $reply = Wait-HcsReply $connection $id 500
    }
    catch {
        # A completion that fails must not disturb what the user types.
        return
    }
    if ($null -eq $reply -or $null -eq $reply.PSObject.Properties['result']) { return }
    foreach ($item in $reply.result.items) {
        $text = [string] $item.text
        $quoted = if ($text -match '[^\w.:/@-]' -or $text -match '^[@-]') { "'" + ($text -replace "'", "''") + "'" } else { $text }
        $toolTip = if ($item.toolTip) { [string] $item.toolTip } else { $text }
        [System.Management.Automation.CompletionResult]::new($quoted, $text, 'ParameterValue', $toolTip)
    }
}
