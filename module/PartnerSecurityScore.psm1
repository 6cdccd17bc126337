Set-StrictMode -Version 3.0

$hasOtherSignIn = [PartnerSecurityScore.ModuleStart]::Begin($PSScriptRoot, '0.0.0', $ExecutionContext)

# The build puts the functions of private/ and public/ in place of this line, so that import reads one script.

if ($hasOtherSignIn) {
    # Another module's sign-in commands are in use. Ours stay inside the module, so that they hide nothing.
    Export-ModuleMember -Function 'Update-MgBetaSecurityPartnerSecurityScore'
}
