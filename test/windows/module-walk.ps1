# The main job through the PowerShell module, on a real Windows: in Windows PowerShell 5.1 and in PowerShell 7 alike.
# Writes one last line of JSON: what was seen. Run by module.windows.test.ts.
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $BaseImage,
    [Parameter(Mandatory)] [string] $Folder
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$seen = @{ version = [string] $PSVersionTable.PSVersion }
Import-Module $Module
try {
    $seen.kind = (Get-ContainerHost).Kind
    $base = Import-ContainerImage $BaseImage
    $seen.isBase = $base.IsOSImage

    $file = Join-Path $Folder 'hello.txt'
    [System.IO.File]::WriteAllText($file, 'hello from outside')
    $web = $base | New-Container -Name web | Start-Container -PassThru
    $seen.state = [string] $web.State
    Get-Item $file | Copy-ContainerItem -ToContainer web -Destination 'C:\'
    $seen.said = @(Invoke-ContainerCommand web 'cmd /c type C:\hello.txt & exit 7')
    $seen.code = $LASTEXITCODE
    $seen.exit = (Invoke-ContainerCommand web 'cmd /c exit 300' -AsObject).ExitCode

    Stop-Container web
    $image = New-ContainerImage -ContainerName web -Name site
    $seen.parent = ($image | New-Container -Name again | Start-Container -PassThru).ParentImageName
    $seen.kept = @(Invoke-ContainerCommand again 'cmd /c type C:\hello.txt')

    $problem = $null
    try { Remove-Container again -Confirm:$false -ErrorAction Stop } catch { $problem = $_.FullyQualifiedErrorId }
    $seen.problem = $problem
}
finally {
    Get-Container | Remove-Container -Force
    Get-ContainerImage | Where-Object { -not $_.IsOSImage } | Remove-ContainerImage -Force
    Get-ContainerImage | Uninstall-ContainerOSImage -Force
    $seen.left = @(Get-Container).Count + @(Get-ContainerImage).Count
}
ConvertTo-Json -InputObject $seen -Depth 4 -Compress
