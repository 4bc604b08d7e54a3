# Generated from cmdlets.psd1 by 'npm run generate'. Do not edit.
# Source sha256: 9f4ade45ccd63a77f7f3e50d477362f881ddfb2702a934f76a7f792353ca1448
@{
    RootModule           = 'HcsContainers.psm1'
    ModuleVersion        = '0.1.0'
    GUID                 = '5b0c1c1e-6b5e-4d0a-9c57-2f6f5f1f7a30'
    Author               = 'The HcsContainers authors'
    CompanyName          = 'HcsContainers'
    Copyright            = '(c) The HcsContainers authors. Apache License 2.0.'
    Description          = 'Windows containers in PowerShell, without Docker: create, start, change, capture and run containers with cmdlets over the Windows Host Compute Service. Images are OCI images.'
    PowerShellVersion    = '5.1'
    CompatiblePSEditions = @('Desktop', 'Core')
    FormatsToProcess     = @('HcsContainers.Format.ps1xml')
    TypesToProcess       = @('HcsContainers.Types.ps1xml')
    FunctionsToExport    = @(
        'Get-ContainerHost'
        'Install-ContainerHost'
        'Test-ContainerHost'
        'Repair-ContainerHost'
        'Register-ContainerHostStartup'
        'Unregister-ContainerHostStartup'
        'Get-ContainerHostStartup'
        'Install-ContainerOSImage'
        'Uninstall-ContainerOSImage'
        'New-Container'
        'Get-Container'
        'Start-Container'
        'Stop-Container'
        'Restart-Container'
        'Suspend-Container'
        'Resume-Container'
        'Wait-Container'
        'Set-Container'
        'Set-ContainerMemory'
        'Set-ContainerProcessor'
        'Set-ContainerStorage'
        'Rename-Container'
        'Remove-Container'
        'Clear-Container'
        'Invoke-ContainerCommand'
        'Invoke-ContainerImage'
        'Connect-Container'
        'Enter-ContainerSession'
        'Get-ContainerSession'
        'Copy-Container'
        'Copy-ContainerItem'
        'Get-ContainerLog'
        'Get-ContainerProcess'
        'Measure-Container'
        'Compare-Container'
        'Get-ContainerEvent'
        'New-ContainerImage'
        'Get-ContainerImage'
        'Test-ContainerImage'
        'Remove-ContainerImage'
        'Export-ContainerImage'
        'Import-ContainerImage'
        'Enter-PSSession'
        'Invoke-Command'
        'New-PSSession'
    )
    CmdletsToExport      = @()
    VariablesToExport    = @()
    AliasesToExport      = @('docker-attach', 'docker-commit', 'docker-cp', 'docker-create', 'docker-diff', 'docker-events', 'docker-exec', 'docker-images', 'docker-info', 'docker-load', 'docker-logs', 'docker-pause', 'docker-ps', 'docker-prune', 'docker-rename', 'docker-restart', 'docker-rm', 'docker-rmi', 'docker-run', 'docker-save', 'docker-start', 'docker-stats', 'docker-stop', 'docker-top', 'docker-unpause', 'docker-update', 'docker-wait')
    FileList             = @(
        'HcsContainers.psd1'
        'HcsContainers.psm1'
        'HcsContainers.Work.ps1'
        'HcsContainers.Format.ps1xml'
        'HcsContainers.Types.ps1xml'
    )
    PrivateData          = @{
        PSData = @{
            Tags         = @('Windows', 'Containers', 'Container', 'HCS', 'OCI', 'PSEdition_Desktop', 'PSEdition_Core')
            LicenseUri   = 'https://www.apache.org/licenses/LICENSE-2.0'
            ProjectUri   = 'https://github.com/HcsContainers/HcsContainers'
            ReleaseNotes = 'https://github.com/HcsContainers/HcsContainers/blob/main/CHANGELOG.md'
        }
    }
}
