# Error records. Their id is `<kind>,<cmdlet>`; the kind decides the category (core/base/fault.ts).

# An exception of ours that carries its kind, the next command to type and what it is about.
function New-HcsException {
    param([string] $Kind, [string] $Message, [string] $Hint, $Target)
    $exception = [System.InvalidOperationException]::new($Message)
    $exception.Data['HcsKind'] = $Kind
    $exception.Data['HcsHint'] = $Hint
    $exception.Data['HcsTarget'] = $Target
    $exception
}

# Text with the names of our cmdlets as they are here, where the module was imported with -Prefix. Windows PowerShell does
# not tell a module its prefix.
function ConvertTo-HcsPrefixed {
    param([string] $Text)
    $prefix = $ExecutionContext.SessionState.Module.PSObject.Properties['Prefix']
    if ($null -eq $prefix -or -not $prefix.Value) { return $Text }
    $Text -creplace '\b([A-Z][a-z]+-)(?=Container)', ('${1}' + $prefix.Value)
}

# The record of an error that came over the wire (WireError).
function New-HcsErrorRecord {
    param([string] $Kind, [string] $Category, [string] $Message, $Target, [string] $Hint, $HResult)
    $exception = switch ($Kind) {
        'NotFound' { [System.Management.Automation.ItemNotFoundException]::new($Message); break }
        'InvalidArgument' { [System.ArgumentException]::new($Message); break }
        'AccessDenied' { [System.UnauthorizedAccessException]::new($Message); break }
        'Timeout' { [System.TimeoutException]::new($Message); break }
        'Cancelled' { [System.OperationCanceledException]::new($Message); break }
        'NotSupported' { [System.NotSupportedException]::new($Message); break }
        default { [System.InvalidOperationException]::new($Message) }
    }
    # The HResult of an exception cannot be set in Windows PowerShell.
    if ($null -ne $HResult) { $exception.Data['HResult'] = $HResult }
    $known = [System.Management.Automation.ErrorCategory]::NotSpecified
    $null = [Enum]::TryParse($Category, $true, [ref] $known)
    $record = [System.Management.Automation.ErrorRecord]::new($exception, $Kind, $known, $Target)
    if ($Hint) {
        $record.ErrorDetails = [System.Management.Automation.ErrorDetails]::new($Message)
        $record.ErrorDetails.RecommendedAction = ConvertTo-HcsPrefixed $Hint
    }
    $record
}

# The record of an exception made by New-HcsException, or of any other.
function ConvertTo-HcsErrorRecord {
    param([System.Exception] $Exception)
    while ($null -ne $Exception.InnerException -and -not $Exception.Data.Contains('HcsKind')) {
        $Exception = $Exception.InnerException
    }
    $kind = if ($Exception.Data.Contains('HcsKind')) { $Exception.Data['HcsKind'] } else { 'ConnectionFailed' }
    $hint = if ($Exception.Data.Contains('HcsHint')) { $Exception.Data['HcsHint'] } else { '' }
    New-HcsErrorRecord $kind $script:HcsCategory[$kind] $Exception.Message $Exception.Data['HcsTarget'] $hint $null
}
