# Writes what the engine says of each command of a built module, as JSON. CommandFacts in rewritePage.ts is its form.
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string]
    $Manifest
)

function Get-ParameterFacts {
    [CmdletBinding()]
    param($Command, $Parameter)

    $isSwitch = $Parameter.ParameterType -eq [switch]
    $values = $Parameter.Attributes.Where({ $_ -is [ValidateSet] }).ValidValues -join ', '
    $default = if ($Command.ImplementingType) { $Command.ImplementingType::new().($Parameter.Name) }
    $uses = foreach ($set in $Command.ParameterSets) {
        foreach ($use in $set.Parameters.Where({ $_.Name -eq $Parameter.Name })) {
            $ways = @(
                if ($use.ValueFromPipeline) { 'ByValue' }
                if ($use.ValueFromPipelineByPropertyName) { 'ByPropertyName' }
            ) -join ', '
            [pscustomobject]@{
                Set = $set.Name
                Required = [string]$use.IsMandatory
                Position = if ($use.Position -ge 0) { [string]$use.Position } else { 'Named' }
                PipelineInput = if ($ways) { "True ($ways)" } else { 'False' }
            }
        }
    }
    foreach ($group in $uses | Group-Object -Property Required, Position, PipelineInput) {
        $facts = [ordered]@{
            'Type' = $Parameter.ParameterType.FullName
            'Parameter Sets' = if ($group.Count -eq $Command.ParameterSets.Count) { '(All)' } else { $group.Group.Set -join ', ' }
            'Aliases' = $Parameter.Aliases -join ', '
        }
        if ($values) {
            $facts['Accepted values'] = $values
        }
        $facts['Required'] = $group.Group[0].Required
        $facts['Position'] = $group.Group[0].Position
        $facts['Default value'] = if ($default) { [string]$default } elseif ($isSwitch) { 'False' } else { 'None' }
        $facts['Accept pipeline input'] = $group.Group[0].PipelineInput
        $facts['Accept wildcard characters'] = [string][bool]$Parameter.Attributes.Where({ $_ -is [SupportsWildcards] })
        $facts
    }
}

$module = Import-Module -Name $Manifest -PassThru
$commands = foreach ($command in $module.ExportedCommands.Values.Where({ $_.CommandType -ne 'Alias' })) {
    $declared = $command.Parameters.Values.Where({ $_.Name -notin [System.Management.Automation.Cmdlet]::CommonParameters })
    @{
        name = $command.Name
        sets = @($command.ParameterSets.Name -replace '^__AllParameterSets$')
        parameters = @(foreach ($parameter in $declared) {
            @{ name = $parameter.Name; facts = @(Get-ParameterFacts -Command $command -Parameter $parameter) }
        })
    }
}
ConvertTo-Json -InputObject @($commands) -Depth 5
