# Writes the engine's metadata for each command of a built module, as JSON in the form of CommandFacts in
# rewritePage.ts.
[CmdletBinding()]
param([string] $Manifest)

# Returns the metadata of a parameter: one table for each group of parameter sets that agree on whether the parameter is
# mandatory, on its position, and on how it accepts pipeline input.
function Get-ParameterFacts {
    [CmdletBinding()]
    param($Command, $Parameter)

    $values = $Parameter.Attributes.Where({ $_ -is [ValidateSet] }).ValidValues -join ', '
    $default = if ($Command.ImplementingType) { $Command.ImplementingType::new().($Parameter.Name) }
    $said = 'IsMandatory', 'Position', 'ValueFromPipeline', 'ValueFromPipelineByPropertyName'
    $uses = foreach ($set in $Command.ParameterSets) {
        $set.Parameters.Where({ $_.Name -eq $Parameter.Name }) |
            Select-Object -Property ($said + @{ Name = 'Set'; Expression = { $set.Name } })
    }
    foreach ($group in $uses | Group-Object -Property $said) {
        $use = $group.Group[0]
        $ways = @(
            if ($use.ValueFromPipeline) { 'ByValue' }
            if ($use.ValueFromPipelineByPropertyName) { 'ByPropertyName' }
        ) -join ', '
        $facts = [ordered]@{
            'Type' = $Parameter.ParameterType.FullName
            'Parameter Sets' = if ($group.Count -eq $Command.ParameterSets.Count) { '(All)' } else { $group.Group.Set -join ', ' }
            'Aliases' = $Parameter.Aliases -join ', '
            'Accepted values' = $values
            'Required' = [string]$use.IsMandatory
            'Position' = if ($use.Position -ge 0) { [string]$use.Position } else { 'Named' }
            'Default value' = if ($default) { [string]$default } elseif ($Parameter.SwitchParameter) { 'False' } else { 'None' }
            'Accept pipeline input' = if ($ways) { "True ($ways)" } else { 'False' }
            'Accept wildcard characters' = [string][bool]$Parameter.Attributes.Where({ $_ -is [SupportsWildcards] })
        }
        if (-not $values) {
            $facts.Remove('Accepted values')
        }
        $facts
    }
}

$commands = (Import-Module -Name $Manifest -PassThru).ExportedCommands.Values.Where({ $_.CommandType -ne 'Alias' })
ConvertTo-Json -Depth 5 -InputObject @(foreach ($command in $commands) {
    $declared = $command.Parameters.Values.Where({ $_.Name -notin [System.Management.Automation.Cmdlet]::CommonParameters })
    @{
        name = $command.Name
        sets = @($command.ParameterSets.Name -replace '^__AllParameterSets$')
        parameters = @(foreach ($parameter in $declared) {
            @{ name = $parameter.Name; facts = @(Get-ParameterFacts -Command $command -Parameter $parameter) }
        })
    }
})
