# A stand-in for the module of the same name, with the one command that the benchmark calls.
@{
    RootModule        = 'Microsoft.Graph.Beta.Security.psm1'
    ModuleVersion     = '2.39.0'
    RequiredModules   = @('Microsoft.Graph.Authentication')
    FunctionsToExport = @('Update-MgBetaSecurityPartnerSecurityScore')
    CmdletsToExport   = @()
    AliasesToExport   = @()
}
