# Stands for the module of this name: its public commands, as far as tests need them.
@{
    RootModule        = '..\..\..\artifacts\bin\AuthenticationStandIn\release\AuthenticationStandIn.dll'
    ModuleVersion     = '2.0.0'
    CmdletsToExport   = @('Connect-MgGraph', 'Disconnect-MgGraph', 'Get-MgContext', 'Add-MgEnvironment', 'Get-MgEnvironment', 'Invoke-MgGraphRequest')
    FunctionsToExport = @()
    AliasesToExport   = @()
}
