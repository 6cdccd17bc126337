/** A script that writes everything that the engine stores about past errors, and then clears it. */
export const errorDump = `
  foreach ($remembered in @($Error)) {
    $remembered
    $exception = $remembered
    if ($remembered -is [System.Management.Automation.ErrorRecord]) {
      [string] $remembered
      [string] $remembered.ErrorDetails
      $remembered.ErrorDetails.RecommendedAction
      $remembered.CategoryInfo.ToString()
      $remembered.FullyQualifiedErrorId
      $remembered.ScriptStackTrace
      $remembered.InvocationInfo.Line
      $remembered.InvocationInfo.PositionMessage
      $exception = $remembered.Exception
    }
    while ($null -ne $exception) {
      $exception.ToString()
      $exception.StackTrace
      $exception.Data.Values.ForEach({ [string] $_ })
      $exception = $exception.InnerException
    }
  }
  $Error.Clear()`;
