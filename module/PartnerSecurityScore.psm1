# The build puts the functions of public/ instead of this line, so that import reads one script.

try {
    Start-PartnerSecurityScoreModule
}
catch {
    # An error that only ends the command would not end the import.
    throw
}
