# Error records. Their id is `<kind>,<cmdlet>`; the kind decides the category (core/base/fault.ts).

# An exception of ours that carries its kind and the next command to type.
function New-HcsException {
    param([string] $Kind, [string] $Message, [string] $Hint)
    $exception = New-Object System.InvalidOperationException $Message
    $exception.Data['HcsKind'] = $Kind
    $exception.Data['HcsHint'] = $Hint
    $exception
}

# The record of an error that came over the wire (WireError).
function New-HcsErrorRecord {
    param([string] $Kind, [string] $Category, [string] $Message, $Target, [string] $Hint, $HResult)
    $exception = switch ($Kind) {
        'NotFound' { New-Object System.Management.Automation.ItemNotFoundException $Message; break }
        'InvalidArgument' { New-Object System.ArgumentException $Message; break }
        'AccessDenied' { New-Object System.UnauthorizedAccessException $Message; break }
        'Timeout' { New-Object System.TimeoutException $Message; break }
        'Cancelled' { New-Object System.OperationCanceledException $Message; break }
        'NotSupported' { New-Object System.NotSupportedException $Message; break }
        default { New-Object System.InvalidOperationException $Message }
    }
    # The HResult of an exception cannot be set in Windows PowerShell.
    if ($null -ne $HResult) { $exception.Data['HResult'] = $HResult }
    $known = [System.Management.Automation.ErrorCategory]::NotSpecified
    $null = [Enum]::TryParse($Category, $true, [ref] $known)
    $record = New-Object System.Management.Automation.ErrorRecord $exception, $Kind, $known, $Target
    if ($Hint) {
        $record.ErrorDetails = New-Object System.Management.Automation.ErrorDetails $Message
        $record.ErrorDetails.RecommendedAction = $Hint
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
    New-HcsErrorRecord $kind $script:HcsCategory[$kind] $Exception.Message $null $hint $null
}
