/** PowerShell functions that make and call what is internal to the types assembly: rules that no command shows alone. */
export const internals = `
  $flags = [System.Reflection.BindingFlags] 'NonPublic, Public, Instance, Static'
  function Get-Internal([string] $Name) { [PartnerSecurityScore.Backend.BackendHost].Assembly.GetTypes() | Where-Object Name -eq $Name }
  function New-Internal([string] $Name, [object[]] $Arguments) {
    , [System.Activator]::CreateInstance((Get-Internal -Name $Name), $flags, $null, $Arguments, $null)
  }
  function Invoke-Internal($Of, [string] $Method, [object[]] $Arguments) {
    $Of.GetType().GetMethod($Method, $flags).Invoke($Of, $Arguments)
  }`;
