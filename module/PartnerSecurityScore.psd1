@{
    RootModule             = 'PartnerSecurityScore.psm1'
    ModuleVersion          = '0.0.0'
    GUID                   = '5a0d7c1e-3c0b-4f0e-9b57-2f7c3b1f6a94'
    Author                 = 'The PartnerSecurityScore maintainers'
    CompanyName            = 'PartnerSecurityScore'
    Copyright              = '(c) The PartnerSecurityScore maintainers. MIT License.'
    Description            = 'Updates a partner''s security score in Microsoft Graph (beta), reads it with its requirements, history and customer insights, and reads and updates security alerts. Quick to load and safe for many tenants.'
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions   = @('Desktop', 'Core')
    NestedModules          = @('PartnerSecurityScore.Loader.dll', 'PartnerSecurityScore.Types.dll')
    FormatsToProcess       = @('PartnerSecurityScore.format.ps1xml')
    TypesToProcess         = @('PartnerSecurityScore.types.ps1xml')
    FunctionsToExport      = @()
    CmdletsToExport        = @(
        'Add-MgEnvironment',
        'Connect-MgGraph',
        'Disconnect-MgGraph',
        'Get-MgContext',
        'Get-MgEnvironment',
        'Get-MgRequestContext',
        'Remove-MgEnvironment',
        'Set-MgEnvironment',
        'Set-MgRequestContext'
    )
    VariablesToExport      = @()
    AliasesToExport        = @('Connect-Graph', 'Disconnect-Graph')
    PrivateData            = @{
        PSData = @{
            Tags         = @('MicrosoftGraph', 'PartnerCenter', 'PartnerSecurityScore', 'SecurityScore', 'SecurityAlert')
            LicenseUri   = 'https://opensource.org/license/mit'
            ReleaseNotes = ''
        }
    }
}
