<#
    Types the lines of a JSON file, one after the other, in one session, and prints a line '##typed {json}' for each:
    line, text (what the shell shows of it, 140 columns), errors (their messages).
#>
param([string] $Path)
$PSStyle.OutputRendering = 'PlainText'
$ProgressPreference = 'SilentlyContinue'
[Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false
foreach ($line in Get-Content -Raw -LiteralPath $Path | ConvertFrom-Json) {
    $said = $(try { . ([scriptblock]::Create($line)) 2>&1 } catch { $_ })
    $errors = @($said | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] } | ForEach-Object { "$_" })
    $text = ($said | Out-String -Width 140) -replace '[ \t]+(?=\r?\n)'
    '##typed ' + (ConvertTo-Json -InputObject @{ line = $line; text = $text; errors = $errors } -Compress)
}
