# A stand-in for the module of the same name, with the public commands that the tests need.
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
