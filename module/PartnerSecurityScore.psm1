# The build puts the files of private/ and public/ behind this line, so that import reads one script.
Set-StrictMode -Version 3.0

$typesAssembly = [System.Reflection.Assembly]::LoadFrom([System.IO.Path]::Combine($PSScriptRoot, 'PartnerSecurityScore.Types.dll'))
$typesAssembly.GetType('PartnerSecurityScore.ModuleStart')::Run($PSScriptRoot)
