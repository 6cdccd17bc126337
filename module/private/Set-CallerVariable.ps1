function Set-CallerVariable {
    # Sets the global variable of this name and, where the caller sees another one of it, that one as well.
    [CmdletBinding(PositionalBinding = $false)]
    param(
        [Parameter(Mandatory)]
        [System.String]
        $Name,

        [Parameter(Mandatory)]
        [AllowNull()]
        $Value,

        # The command whose caller is meant.
        [Parameter(Mandatory)]
        [System.Management.Automation.PSCmdlet]
        $Cmdlet
    )

    $variables = $Cmdlet.SessionState.PSVariable
    $variables.Set("global:$Name", $Value)
    $visible = $variables.Get($Name)
    if ($null -ne $visible) {
        $visible.Value = $Value
    }
}
