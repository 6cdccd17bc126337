# Stands for the module of this name: the one command that the benchmark calls.
@{
    RootModule        = 'Microsoft.Graph.Beta.Security.psm1'
    ModuleVersion     = '2.39.0'
    RequiredModules   = @('Microsoft.Graph.Authentication')
    FunctionsToExport = @('Update-MgBetaSecurityPartnerSecurityScore')
    CmdletsToExport   = @()
    AliasesToExport   = @()
}
