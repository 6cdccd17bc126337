Set-StrictMode -Version 3.0

# The build puts the functions of private/ and public/ in place of this line, so that import reads one script.

try {
    # By its file, it would be the first place in which PowerShell looks for types, before those of Microsoft's modules.
    Import-Module -Assembly (Start-PartnerSecurityScoreModule -Folder $PSScriptRoot -Version '0.0.0' -Line $MyInvocation.Line)
}
catch {
    # An error that only ends the command would not end the import.
    throw
}
