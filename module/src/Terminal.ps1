# Cmdlets that take over the terminal: the command line runs as a child that has this process's own console.

function Invoke-HcsTerminal {
    param($Cmdlet, [System.Collections.IDictionary] $Parameters)
    if ($null -eq $Parameters) { return }
    $name = $Cmdlet.MyInvocation.MyCommand.ScriptBlock.Ast.Name
    try {
        if (-not (Test-HcsTerminal)) {
            throw (New-HcsException 'InvalidState' "$name needs a terminal, and there is none: its input or output is redirected, or this host has no console." 'Invoke-ContainerCommand, which needs none')
        }
        $info = [System.Diagnostics.ProcessStartInfo]::new()
        $command = Find-HcsCommand
        $info.FileName = $command.File
        # Problems come as JSON on its stderr, where nothing of the session is.
        $words = @($name) + @(ConvertTo-HcsArgument $Parameters) + '-AsJson'
        $info.Arguments = $command.Arguments + [string]::Join(' ', @(foreach ($word in $words) { Format-HcsArgument $word }))
        $info.UseShellExecute = $false
        $info.RedirectStandardError = $true
        $info.StandardErrorEncoding = [System.Text.UTF8Encoding]::new($false)
        $info.WorkingDirectory = $Cmdlet.SessionState.Path.CurrentFileSystemLocation.ProviderPath
        $info.EnvironmentVariables['HCS_CONTAINERS_ROOT'] = Get-HcsRoot
        $process = [System.Diagnostics.Process]::Start($info)
    }
    catch { $Cmdlet.ThrowTerminatingError((ConvertTo-HcsErrorRecord $_.Exception)) }
    try {
        # In pieces: a pipeline that is stopped is heard in between. Then the child leaves the session by itself.
        for ($line = $process.StandardError.ReadLineAsync(); ; $line = $process.StandardError.ReadLineAsync()) {
            # What the child started may hold its stderr open.
            while (-not $line.Wait(200) -and -not $process.HasExited) { }
            if (-not $line.Wait(1000) -or $null -eq $line.Result) { break }
            Write-HcsTerminalLine $Cmdlet $line.Result
        }
        $process.WaitForExit()
        $global:LASTEXITCODE = $process.ExitCode
    }
    finally {
        if (-not $process.HasExited) { $process.Kill() }
        $process.Dispose()
    }
}

# A line of its stderr: a problem is an error record; all else is for who sits at the terminal.
function Write-HcsTerminalLine {
    param($Cmdlet, [string] $Line)
    # What is not known of a problem is left out.
    Set-StrictMode -Off
    if ($Line.StartsWith('{"error":')) { $Cmdlet.WriteError((ConvertFrom-HcsWireError (ConvertFrom-HcsJson $Line).error)) }
    else { [Console]::Error.WriteLine($Line) }
}

function Test-HcsTerminal {
    -not ([Console]::IsInputRedirected -or [Console]::IsOutputRedirected)
}

# Parameters as the command line takes them.
function ConvertTo-HcsArgument {
    param([System.Collections.IDictionary] $Parameters)
    foreach ($name in $Parameters.Keys) {
        $value = $Parameters[$name]
        if ($value -is [bool]) { "-${name}:`$$($value.ToString().ToLowerInvariant())" }
        elseif ($value -is [System.Collections.IDictionary] -or $value -is [array]) {
            "-$name"
            Microsoft.PowerShell.Utility\ConvertTo-Json -InputObject $value -Compress
        }
        else { "-${name}:$value" }
    }
}

# One argument of a command line, quoted as Windows programs read it; .NET reads it so elsewhere too.
function Format-HcsArgument {
    param([string] $Text)
    if ($Text -ne '' -and $Text -notmatch '[\s"]') { return $Text }
    $quoted = [regex]::Replace($Text, '(\\*)"', '$1$1\"')
    $quoted = [regex]::Replace($quoted, '(\\+)$', '$1$1')
    "`"$quoted`""
}
