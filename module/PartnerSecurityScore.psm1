Set-StrictMode -Version 3.0

# The build puts the functions of public/ in place of this line, so that import reads one script.

try {
    Start-PartnerSecurityScoreModule -Folder $PSScriptRoot -Line $MyInvocation.Line
}
catch {
    # An error that only ends the command would not end the import.
    throw
}
