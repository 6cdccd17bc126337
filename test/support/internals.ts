/**
 * PowerShell functions that find the internal types of the module's assembly, create objects, and call methods. They
 * are for tests of rules that no command exposes in isolation.
 */
export const internals = `
  $flags = [System.Reflection.BindingFlags] 'NonPublic, Public, Instance, Static'
  function Get-Internal([string] $Name) { [PartnerSecurityScore.Backend.BackendHost].Assembly.GetTypes() | Where-Object Name -eq $Name }
  function New-Internal([string] $Name, [object[]] $Arguments) {
    , [System.Activator]::CreateInstance((Get-Internal -Name $Name), $flags, $null, $Arguments, $null)
  }
  function Invoke-Internal($Of, [string] $Method, [object[]] $Arguments) {
    $Of.GetType().GetMethod($Method, $flags).Invoke($Of, $Arguments)
  }`;
