<#
.SYNOPSIS
Runs the npm script of each specified task, such as build or test.
.EXAMPLE
./build.ps1
Builds the module for this platform.
.EXAMPLE
./build.ps1 -Task Build, Test
.EXAMPLE
./build.ps1 -Task Test -Path test/module/retry
Runs the tests whose path contains "test/module/retry".
#>
[CmdletBinding()]
param(
    # The tasks to run, in the given order. A task that fails ends the script.
    [ValidateSet('Build', 'Test', 'Package', 'Format', 'Generate')]
    [string[]]
    $Task = 'Build',

    # For the Test task: a substring of the paths of the tests to run. Without it, all checks and tests run.
    [string]
    $Path
)

# On Windows, npm also installs npm.ps1, which drops the "--" argument.
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
