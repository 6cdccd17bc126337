<#
.SYNOPSIS
Builds, tests or packs the module, each by the npm script of that name.
.EXAMPLE
./build.ps1
Builds the module for this system.
.EXAMPLE
./build.ps1 -Task Build, Test
.EXAMPLE
./build.ps1 -Task Test -Path test/module/retry
Runs the tests whose path has this in it.
#>
[CmdletBinding()]
param(
    # What is done, in this order.
    [ValidateSet('Build', 'Test', 'Package', 'Format', 'Generate')]
    [string[]]
    $Task = 'Build',

    # For Test: a part of the paths of the tests that are run. Without it, every check and test is.
    [string]
    $Path
)

# The script for PowerShell that npm brings along on Windows would lose the dashes.
$npm = if ($env:OS -eq 'Windows_NT') { 'npm.cmd' } else { 'npm' }
foreach ($name in $Task) {
    $arguments = @('--prefix', $PSScriptRoot, 'run', $name.ToLowerInvariant())
    if ($name -eq 'Test' -and $Path) {
        $arguments += '--', $Path
    }
    & $npm $arguments
    if ($LASTEXITCODE -ne 0) {
        throw "$name failed: npm ended with $LASTEXITCODE."
    }
}
