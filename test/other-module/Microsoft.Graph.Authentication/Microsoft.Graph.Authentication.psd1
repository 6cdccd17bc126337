# Stands for the module of this name: its public commands, as far as tests need them.
@{
    RootModule        = '..\..\..\artifacts\bin\AuthenticationStandIn\release\Microsoft.Graph.Authentication.dll'
    ModuleVersion     = '2.39.0'
    FunctionsToExport = @()
    CmdletsToExport   = @(
        'Connect-MgGraph', 'Disconnect-MgGraph', 'Get-MgContext', 'Invoke-MgGraphRequest',
        'Add-MgEnvironment', 'Get-MgEnvironment', 'Set-MgEnvironment', 'Remove-MgEnvironment',
        'Get-MgRequestContext', 'Set-MgRequestContext', 'Get-MgGraphOption', 'Set-MgGraphOption'
    )
    AliasesToExport   = @('Connect-Graph', 'Disconnect-Graph', 'Invoke-GraphRequest', 'Invoke-MgRestMethod')
}
