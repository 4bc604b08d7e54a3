# What a call streams, as PowerShell lines and progress. The functions that make objects are generated.

# Objects of one type go down the pipeline, one by one.
function Write-HcsObject {
    param([hashtable] $Call, [string] $Type, $Values)
    $write = $script:HcsWriters[$Type]
    if ($null -ne $write) { & $write $Call.Cmdlet $Values }
    else { foreach ($value in $Values) { $Call.Cmdlet.WriteObject($value) } }
}

# Bytes of a program: lines of standard output go down the pipeline, those of standard error become error records.
function Write-HcsOutput {
    param([hashtable] $Call, $Message)
    if ($null -eq $Call.Lines) {
        $Call.Lines = @{}
        foreach ($stream in 'stdout', 'stderr') {
            $Call.Lines[$stream] = @{ Decoder = $script:HcsUtf8.GetDecoder(); Rest = [System.Text.StringBuilder]::new() }
        }
    }
    $state = $Call.Lines[[string] $Message.stream]
    $bytes = [Convert]::FromBase64String($Message.data)
    $chars = [char[]]::new($state.Decoder.GetCharCount($bytes, 0, $bytes.Length))
    $null = $state.Decoder.GetChars($bytes, 0, $bytes.Length, $chars, 0)
    $text = [string]::new($chars)
    if ($text.IndexOf("`n") -lt 0) {
        $null = $state.Rest.Append($text)
        return
    }
    $lines = $state.Rest.Append($text).ToString().Split("`n")
    $state.Rest = [System.Text.StringBuilder]::new($lines[$lines.Length - 1])
    for ($i = 0; $i -lt $lines.Length - 1; $i++) { Write-HcsLine $Call $Message.stream $lines[$i] }
}

function Write-HcsLine {
    param([hashtable] $Call, [string] $Stream, [string] $Line)
    if ($Line.EndsWith("`r")) { $Line = $Line.Substring(0, $Line.Length - 1) }
    if ($Stream -eq 'stdout') {
        $Call.Cmdlet.WriteObject($Line)
        return
    }
    $exception = [System.Management.Automation.RemoteException]::new($Line)
    $Call.Cmdlet.WriteError([System.Management.Automation.ErrorRecord]::new($exception, 'StandardError', 'FromStdErr', $null))
}

# The last line of a program may have no line end.
function Complete-HcsOutput {
    param([hashtable] $Call)
    if ($null -ne $Call.Lines) {
        foreach ($stream in 'stdout', 'stderr') {
            $rest = $Call.Lines[$stream].Rest
            if ($rest.Length -gt 0) { Write-HcsLine $Call $stream $rest.ToString() }
        }
        $Call.Lines = $null
    }
    Complete-HcsProgress $Call
}

function Write-HcsProgress {
    param([hashtable] $Call, $Message)
    $status = if ($Message.status) { [string] $Message.status } else { ' ' }
    $record = [System.Management.Automation.ProgressRecord]::new($Call.Id, ([string] $Message.activity), $status)
    if ($null -ne $Message.percent) { $record.PercentComplete = [Math]::Max(0, [Math]::Min(100, [int] $Message.percent)) }
    if ($Message.completed) {
        $record.RecordType = 'Completed'
        $Call.Activities.Remove([string] $Message.activity)
    }
    else { $Call.Activities[[string] $Message.activity] = $true }
    $Call.Cmdlet.WriteProgress($record)
}

# Takes away what a call left on the screen.
function Complete-HcsProgress {
    param([hashtable] $Call)
    foreach ($activity in @($Call.Activities.Keys)) {
        $record = [System.Management.Automation.ProgressRecord]::new($Call.Id, $activity, ' ')
        $record.RecordType = 'Completed'
        $Call.Cmdlet.WriteProgress($record)
    }
    $Call.Activities.Clear()
}

# $LASTEXITCODE is a signed 32-bit number: 0xC0000005 shows as -1073741819, as after any program.
function ConvertTo-HcsExitCode {
    param([long] $Code)
    if ($Code -gt [int]::MaxValue) { $Code -= 4294967296 }
    [int] $Code
}
