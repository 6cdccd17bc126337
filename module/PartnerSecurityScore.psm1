Set-StrictMode -Version 3.0

# The build puts the functions of private/ and public/ in place of this line, so that import reads one script.

Start-PartnerSecurityScoreModule -Folder $PSScriptRoot -Version '0.0.0'
