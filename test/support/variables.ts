import { psQuote } from './psQuote.ts';

/** Environment variables to set; `undefined` removes a variable. */
export type Variables = Record<string, string | undefined>;

/**
 * Returns a script that sets environment variables of its process, and gives all others the values that they had when
 * the first such script ran. Of the given variables, it removes the undefined ones first, because Windows ignores the
 * case of names.
 */
export function onlyVariables(variables: Variables): string {
  const set = Object.entries(variables)
    .sort(([, first], [, second]) => Number(first !== undefined) - Number(second !== undefined))
    .map(([name, value]) => setVariable(psQuote(name), psOf(value)));
  return `
    if ($null -eq $global:firstVariables) { $global:firstVariables = [Environment]::GetEnvironmentVariables() }
    foreach ($name in @([Environment]::GetEnvironmentVariables().Keys)) {
      if (-not $firstVariables.ContainsKey($name)) { ${setVariable('$name', psOf(undefined))} }
    }
    foreach ($name in $firstVariables.Keys) { ${setVariable('$name', '$firstVariables[$name]')} }
    ${set.join('\n')}`;
}

/** Returns a PowerShell expression. PowerShell converts $null to an empty string, which does not remove a variable. */
function psOf(value: string | undefined): string {
  return value === undefined ? '[NullString]::Value' : psQuote(value);
}

function setVariable(name: string, value: string): string {
  return `[Environment]::SetEnvironmentVariable(${name}, ${value})`;
}
