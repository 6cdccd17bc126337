Set-StrictMode -Version 3.0

# The build puts the functions of private/ and public/ in place of this line, so that import reads one script.

try {
    Start-PartnerSecurityScoreModule -Folder $PSScriptRoot -Version '0.0.0'
}
catch {
    # An error that only ends the command would not end the import.
    throw
}
