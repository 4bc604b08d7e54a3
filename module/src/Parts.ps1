# What few calls need is read when it is first needed: the scripts of a folder of the module.
$script:HcsParts = @{}

function Import-HcsPart {
    param([string] $Folder)
    if ($script:HcsParts.ContainsKey($Folder)) { return }
    foreach ($file in [System.IO.Directory]::GetFiles("$PSScriptRoot/$Folder", '*.ps1')) { . $file }
    $script:HcsParts[$Folder] = $true
}
