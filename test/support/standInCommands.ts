/**
 * What the code of the documentation takes from modules that the bare engine lacks, as far as it needs them. Where
 * PowerShell has the command, it is used.
 */
const commands: Record<string, string> = {
  'Import-Csv': `param($Path)
    $head, $lines = [System.IO.File]::ReadAllLines($Path).Where({ $_ })
    $names = $head.Split(',')
    foreach ($line in $lines) {
      $cells = $line.Split(','); $row = [ordered]@{}
      for ($i = 0; $i -lt $names.Count; $i++) { $row[$names[$i]] = $cells[$i] }
      [pscustomobject]$row
    }`,
  'Get-Content': 'param($Path) [System.IO.File]::ReadAllLines($Path)',
  'Get-FileHash': `param($Path, $Algorithm)
    $hash = [System.Security.Cryptography.HashAlgorithm]::Create($Algorithm)
    @{ Hash = [System.Convert]::ToHexString($hash.ComputeHash([System.IO.File]::ReadAllBytes($Path))) }`,
  'Expand-Archive': `param($Path, $DestinationPath)
    [System.IO.Compression.ZipFile]::ExtractToDirectory($Path, $DestinationPath)`,
  'Unblock-File': `param($Path) if (-not [System.IO.File]::Exists($Path)) { throw "There is no $Path." }`,
  'Write-Error': 'param($Message) throw $Message',
};

export const standInCommands = Object.entries(commands)
  .map(
    ([name, body]) =>
      `if (-not $ExecutionContext.InvokeCommand.GetCommand('${name}', 'Cmdlet')) { function global:${name} { ${body} } }`,
  )
  .join('\n');
