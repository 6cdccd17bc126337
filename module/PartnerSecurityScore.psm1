Set-StrictMode -Version 3.0

try {
    $hasOtherSignIn = [PartnerSecurityScore.ModuleStart]::Begin($PSScriptRoot, '0.0.0', $ExecutionContext)
}
catch {
    if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
        throw "PartnerSecurityScore can't run in the language mode $($ExecutionContext.SessionState.LanguageMode), in which scripts may not call .NET. Sign its files with a certificate that the computer's policy trusts, or use a PowerShell in FullLanguage mode."
    }
    throw
}

# The build puts the functions of private/ and public/ in place of this line, so that import reads one script.

if ($hasOtherSignIn) {
    # Another module's sign-in commands are in use. Ours stay inside the module, so that they hide nothing.
    Export-ModuleMember -Function 'Update-MgBetaSecurityPartnerSecurityScore'
}
