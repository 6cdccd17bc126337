# The build puts the functions from public/ here, so that import reads a single script.

try {
    Start-PartnerSecurityScoreModule
}
catch {
    # A statement-terminating error does not stop the import, so rethrow it as a script-terminating error.
    throw
}
