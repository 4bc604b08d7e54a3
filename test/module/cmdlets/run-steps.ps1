<#
    Runs the steps in a JSON file [{ id, script, isSnapshot }] one after the other in this session, with the module
    imported, and prints a line '##step {json}' for each: id, output (what it gave, as text), errors, changed (whether the
    containers and images are others than before). What the shell itself prints, as it does for -WhatIf, comes before that line.
#>
param([string] $Path, [string] $Manifest, [string] $Folder)
$ErrorActionPreference = 'Continue'
$ProgressPreference = 'SilentlyContinue'
$PSStyle.OutputRendering = 'PlainText'
[Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false
Import-Module $Manifest
Set-Location -LiteralPath $Folder
$ConfirmPreference = 'None'

function Read-State {
    $containers = Get-Container | Select-Object Name, ContainerId, State, Environment, Command, ParentImageName
    $images = Get-ContainerImage | Select-Object Name, FullName, Digest
    ConvertTo-Json -InputObject @($containers, $images) -Depth 4 -Compress
}

function Show-Record($Record) {
    $advice = if ($null -ne $Record.ErrorDetails) { $Record.ErrorDetails.RecommendedAction } else { '' }
    @{ id = $Record.FullyQualifiedErrorId; category = "$($Record.CategoryInfo.Category)"; target = "$($Record.TargetObject)"; action = "$advice"; message = "$Record" }
}

foreach ($step in Get-Content -Raw -LiteralPath $Path | ConvertFrom-Json) {
    $records = New-Object 'System.Collections.Generic.List[object]'
    $output = New-Object 'System.Collections.Generic.List[string]'
    $state = if ($step.isSnapshot) { Read-State } else { '' }
    "##begin $($step.id)"
    try {
        . ([scriptblock]::Create($step.script)) 2>&1 | ForEach-Object {
            if ($_ -is [System.Management.Automation.ErrorRecord]) { $records.Add((Show-Record $_)) } else { $output.Add("$_") }
        }
    }
    catch { $records.Add((Show-Record $_)) }
    $changed = if ($step.isSnapshot) { (Read-State) -ne $state } else { $false }
    $result = @{ id = $step.id; output = $output -join "`n"; errors = $records.ToArray(); changed = $changed }
    '##step ' + (ConvertTo-Json -InputObject $result -Depth 4 -Compress)
}
