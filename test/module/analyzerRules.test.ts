import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Engine, psQuote } from '../support/engine.ts';
import { modulePath, repositoryRoot } from '../support/module.ts';
import { ofSyntaxTree } from '../support/syntaxTree.ts';

// The PSScriptAnalyzer rules that the gallery applies and that are relevant here. Each rule is an expression that finds
// violations in the syntax tree. PSScriptAnalyzer itself requires the gallery, which not every computer can reach.

const built = path.join(path.dirname(modulePath), 'PartnerSecurityScore.psm1');
const sources = readdirSync(path.join(repositoryRoot, 'module'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.ps[md]?1$/.test(file))
  .map((file) => path.join(repositoryRoot, 'module', file));

const calls = (names: string) =>
  `Find 'CommandAst' | & { process { if ($_.GetCommandName() -in ${names}) { $_.Extent.Text } } }`;

const stateChanging = ['Set', 'New', 'Remove', 'Update', 'Start', 'Stop', 'Restart', 'Reset'];

const rules: readonly (readonly [rule: string, breaks: string])[] = [
  ['PSAvoidUsingInvokeExpression', calls("'Invoke-Expression', 'iex'")],
  ['PSAvoidUsingWriteHost', calls("'Write-Host'")],
  [
    'PSAvoidUsingWMICmdlet',
    calls("'Get-WmiObject', 'Invoke-WmiMethod', 'Register-WmiEvent', 'Set-WmiInstance', 'Remove-WmiObject'"),
  ],
  ['PSAvoidUsingConvertToSecureStringWithPlainText', calls("'ConvertTo-SecureString'")],
  [
    'PSUseCmdletCorrectly, PSAvoidUsingCmdletAliases',
    "Find 'CommandAst' | & { process { if ($_.GetCommandName() -notlike '*-*') { $_.Extent.Text } } }",
  ],
  [
    'PSAvoidUsingEmptyCatchBlock',
    "Find 'CatchClauseAst' | & { process { if ($_.Body.Statements.Count -eq 0) { $_.Extent.Text } } }",
  ],
  [
    'PSAvoidGlobalVars',
    "Find 'VariableExpressionAst' | & { process { if ($_.VariablePath.IsGlobal) { $_.Extent.Text } } }",
  ],
  [
    'PSPossibleIncorrectComparisonWithNull',
    `Find 'BinaryExpressionAst' | & { process {
      if ($_.Operator -in 'Ieq', 'Ine', 'Ceq', 'Cne' -and $_.Right.Extent.Text -eq '$null') { $_.Extent.Text } } }`,
  ],
  [
    'PSPossibleIncorrectUsageOfAssignmentOperator',
    `Find 'IfStatementAst' | & { process { foreach ($clause in $_.Clauses) {
      if ($clause.Item1 -is [System.Management.Automation.Language.AssignmentStatementAst]) { $clause.Item1.Extent.Text } } } }`,
  ],
  [
    'PSAvoidDefaultValueSwitchParameter',
    `Find 'ParameterAst' | & { process {
      if ($_.StaticType -eq [System.Management.Automation.SwitchParameter] -and $_.DefaultValue) { $_.Extent.Text } } }`,
  ],
  [
    'PSAvoidDefaultValueForMandatoryParameter',
    "Find 'ParameterAst' | & { process { if ($_.DefaultValue -and [string]$_.Attributes -match 'Mandatory') { $_.Extent.Text } } }",
  ],
  [
    'PSAvoidUsingPlainTextForPassword',
    `Find 'ParameterAst' | & { process {
      if ($_.Name.VariablePath.UserPath -match 'Password|Passphrase|Secret|AccessToken|Credential' -and $_.StaticType -eq [string]) { $_.Extent.Text } } }`,
  ],
  [
    'PSUsePSCredentialType',
    `Find 'ParameterAst' | & { process { if ($_.Name.VariablePath.UserPath -like '*Credential' -and
      $_.StaticType -notin [System.Management.Automation.PSCredential], [System.Management.Automation.SwitchParameter]) { $_.Extent.Text } } }`,
  ],
  [
    'PSAvoidUsingUsernameAndPasswordParams',
    `Find 'ParamBlockAst' | & { process { $names = $_.Parameters.ForEach({ $_.Name.VariablePath.UserPath })
      if ($names -match '^User(name)?$' -and $names -match 'Password') { $_.Extent.Text } } }`,
  ],
  [
    'PSAvoidMultipleTypeAttributes',
    `Find 'ParameterAst' | & { process {
      if (@($_.Attributes.Where({ $_ -is [System.Management.Automation.Language.TypeConstraintAst] })).Count -gt 1) { $_.Extent.Text } } }`,
  ],
  [
    'PSReservedParams',
    `Find 'ParameterAst' | & { process { if ($_.Name.VariablePath.UserPath -in
      [System.Management.Automation.Cmdlet]::CommonParameters + [System.Management.Automation.Cmdlet]::OptionalCommonParameters) { $_.Extent.Text } } }`,
  ],
  [
    'PSReservedCmdletChar, PSUseSingularNouns',
    "Find 'FunctionDefinitionAst' | & { process { if ($_.Name -notmatch '^[A-Z][a-z]+-[A-Za-z]+$' -or $_.Name -cmatch '[^s]s$') { $_.Name } } }",
  ],
  [
    'PSUseOutputTypeCorrectly',
    `Find 'FunctionDefinitionAst' | & { process { $verb = ($_.Name -split '-')[0]
      if ($verb -in 'Get', 'New' -and [string]$_.Body.ParamBlock.Attributes -notmatch 'OutputType') { $_.Name } } }`,
  ],
  [
    'PSUseDeclaredVarsMoreThanAssignments',
    `Find 'FunctionDefinitionAst' | & { process { $function = $_
      $all = @($function.FindAll({ param($node) $node -is [System.Management.Automation.Language.VariableExpressionAst] }, $true))
      $used = @($all.Where({ $_.Parent -isnot [System.Management.Automation.Language.AssignmentStatementAst] -or
        $_.Parent.Left -ne $_ }).ForEach({ $_.VariablePath.UserPath })) + 'null'
      $all.Where({ $_.VariablePath.UserPath -notin $used -and $_.VariablePath.UserPath -notlike '*Preference' }).ForEach({ $_.Parent.Extent.Text }) } }`,
  ],
];

let engine: Engine;

beforeAll(async () => {
  engine = await Engine.start();
});

afterAll(() => engine.close());

async function inspect(text: string, expression: string): Promise<string[]> {
  return (await ofSyntaxTree(engine, text, expression)).map((item) => item.text);
}

describe('the module as it ships', () => {
  test.each(rules)('%s', async (_, breaks) => {
    expect(await inspect(readFileSync(built, 'utf8'), breaks)).toEqual([]);
  });

  test('PSUseShouldProcessForStateChangingFunctions', async () => {
    const without = await inspect(
      readFileSync(built, 'utf8'),
      `Find 'FunctionDefinitionAst' | & { process { if (($_.Name -split '-')[0] -in ${stateChanging.map(psQuote).join(', ')} -and
        [string]$_.Body.ParamBlock.Attributes -notmatch 'SupportsShouldProcess') { $_.Name } } }`,
    );
    expect(without).toEqual([]);
  });

  test('PSAvoidTrailingWhitespace, PSUseBOMForUnicodeEncodedFile', () => {
    for (const file of sources) {
      const text = readFileSync(file, 'utf8');
      expect([file, text.match(/[ \t]+$/m)?.[0], text.match(/[^\n -~]/)?.[0]]).toEqual([
        file,
        undefined,
        undefined,
      ]);
    }
  });

  test('PSMissingModuleManifestField, PSUseToExportFieldsInManifest', () => {
    const manifest = readFileSync(modulePath, 'utf8');
    for (const key of [
      'ModuleVersion',
      'GUID',
      'Author',
      'CompanyName',
      'Copyright',
      'Description',
      'PowerShellVersion',
      'Tags',
      'ReleaseNotes',
    ]) {
      expect([key, new RegExp(`^ +${key} += (?:'[^']|@\\('[^']|@\\(\\n)`, 'm').test(manifest)]).toEqual([
        key,
        true,
      ]);
    }
    expect(manifest).not.toMatch(/ToExport += .*(?:\*|\$null)/);
    expect(manifest.match(/^ +\w+ToExport +=/gm)).toHaveLength(4);
  });
});

test('each of these rules finds what breaks it', async () => {
  const bad = `function Get-Things { param([switch] $Quiet = $true, [string] $Password, [string] $UserName, $Credential, [int] [string] $Both,
      [Parameter(Mandatory)] $Must = 1, $Verbose)
    $unused = 1; $global:x = 2; if ($Both -eq $null) { ls }; if ($a = 1) { }
    try { 1 } catch { }
    Invoke-Expression 'x'; Write-Host 'x'; Get-WmiObject 'x'; ConvertTo-SecureString 'x' }`;
  for (const [rule, breaks] of rules) {
    expect([rule, (await inspect(bad, breaks)).length]).not.toEqual([rule, 0]);
  }
});
