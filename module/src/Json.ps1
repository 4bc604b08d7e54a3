# JSON to objects. Text stays text: PowerShell 6 to 7.4 make dates of strings that look like one, a log line among them.

# Versions are compared at the first call: at import it would be a tenth of the time.
$script:HcsJsonKeepsText = $null
$script:HcsJsonHasDateKind = $false

function ConvertFrom-HcsJson {
    param([string] $Json)
    if ($null -eq $script:HcsJsonKeepsText) {
        $script:HcsJsonKeepsText = $PSVersionTable.PSVersion -lt [version] '6.0'
        $script:HcsJsonHasDateKind = $PSVersionTable.PSVersion -ge [version] '7.5'
    }
    if ($script:HcsJsonHasDateKind) {
        return Microsoft.PowerShell.Utility\ConvertFrom-Json -InputObject $Json -DateKind String -NoEnumerate
    }
    if ($script:HcsJsonKeepsText) {
        return , (Microsoft.PowerShell.Utility\ConvertFrom-Json -InputObject $Json)
    }
    $document = [System.Text.Json.JsonDocument]::Parse($Json)
    try { return , (ConvertFrom-HcsJsonElement $document.RootElement) }
    finally { $document.Dispose() }
}

function ConvertFrom-HcsJsonElement {
    param($Element)
    switch ([string] $Element.ValueKind) {
        'Object' {
            $table = [ordered] @{}
            foreach ($property in $Element.EnumerateObject()) {
                $table[$property.Name] = ConvertFrom-HcsJsonElement $property.Value
            }
            return [pscustomobject] $table
        }
        'Array' {
            $list = [System.Collections.Generic.List[object]]::new()
            foreach ($item in $Element.EnumerateArray()) { $list.Add((ConvertFrom-HcsJsonElement $item)) }
            return , $list.ToArray()
        }
        'String' { return $Element.GetString() }
        'Number' {
            $whole = [long] 0
            if ($Element.TryGetInt64([ref] $whole)) { return $whole }
            return $Element.GetDouble()
        }
        'True' { return $true }
        'False' { return $false }
    }
}
