# Signs in with demo.ps1. Then writes each line after a prompt, runs it, and writes its output as PowerShell formats it,
# including colours.
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $ModulePath,
    [Parameter(Mandatory)] [string] $GraphEndpoint,
    [Parameter(Mandatory)] [int] $Columns,
    [Parameter(Mandatory)] [string[]] $Lines
)

$null = & (Join-Path -Path $PSScriptRoot -ChildPath 'demo.ps1') -ModulePath $ModulePath -GraphEndpoint $GraphEndpoint
$PSStyle.OutputRendering = 'Ansi'
foreach ($line in $Lines) {
    "PS> $line"
    # A terminating error in a line does not end the session.
    $output = try { & ([scriptblock]::Create($line)) 2>&1 } catch { $_ }
    $output | Out-String -Width $Columns
}
