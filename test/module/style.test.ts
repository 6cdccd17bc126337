import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Engine, plain } from '../support/engine.ts';
import { importModule } from '../support/lab.ts';
import { repositoryRoot } from '../support/module.ts';
import { ofSyntaxTree } from '../support/syntaxTree.ts';

const moduleFolder = path.join(repositoryRoot, 'module');

const scripts = readdirSync(moduleFolder, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.ps[md]?1$/.test(file))
  .sort();

const functionFiles = scripts.filter((file) => file.endsWith('.ps1'));

/** The approved PowerShell verbs that the module's functions may have. */
const approvedVerbs = ['Get', 'New', 'Update'];

const ownCommands = [
  'Start-PartnerSecurityScoreModule',
  'Stop-PartnerSecurityScorePipeline',
  ...functionFiles.map((file) => path.basename(file, '.ps1')),
];

let engine: Engine;

beforeAll(async () => {
  engine = await Engine.start();
});

afterAll(() => engine.close());

async function inspect(file: string, expression: string): Promise<unknown> {
  const text = readFileSync(path.join(moduleFolder, file), 'utf8');
  return (await ofSyntaxTree(engine, text, expression)).map(plain);
}

describe.each(scripts)('%s', (file) => {
  test('parses without a problem', async () => {
    expect(await inspect(file, '$problems.ForEach({ $_.Message })')).toEqual([]);
  });

  test('has no syntax that Windows PowerShell 5.1 lacks', async () => {
    const newer = await inspect(
      file,
      `foreach ($node in $ast.FindAll({ $true }, $true)) {
        $kind = $node.GetType().Name
        $isNewer = $kind -in 'TernaryExpressionAst', 'PipelineChainAst' -or
          ($kind -eq 'BinaryExpressionAst' -and [string]$node.Operator -eq 'QuestionQuestion') -or
          ($kind -eq 'AssignmentStatementAst' -and [string]$node.Operator -eq 'QuestionQuestionEquals') -or
          ($kind -in 'MemberExpressionAst', 'InvokeMemberExpressionAst', 'IndexExpressionAst' -and $node.NullConditional) -or
          ($kind -eq 'PipelineAst' -and $node.Background)
        if ($isNewer) { $node.Extent.Text }
      }`,
    );
    expect(newer).toEqual([]);
  });

  test('names only types that the engine finds without a look through all assemblies', async () => {
    await engine.run(importModule);
    const unknown = await inspect(
      file,
      `$known = [psobject].Assembly.GetType('System.Management.Automation.TypeAccelerators')::Get
      'TypeConstraintAst', 'TypeExpressionAst', 'AttributeAst' | & { process { Find $_ } } | & { process {
        $name = $_.TypeName
        while ($name.IsArray) { $name = $name.ElementType }
        if (-not $known.ContainsKey($name.FullName)) { $name.FullName }
      } }`,
    );
    expect(unknown).toEqual([]);
  });

  test('calls only Core commands and its own, by name and with named arguments', async () => {
    const calls = (await inspect(
      file,
      `Find 'CommandAst' | ForEach-Object {
        $named = $false; $positional = $false
        foreach ($element in $_.CommandElements[1..$_.CommandElements.Count]) {
          if ($null -eq $element) { continue }
          $isName = $element -is [System.Management.Automation.Language.CommandParameterAst]
          if (-not $isName -and -not $named) { $positional = $true }
          $named = $isName -and $null -eq $element.Argument
        }
        @{ name = $_.GetCommandName(); positional = $positional; text = $_.Extent.Text }
      }`,
    )) as { name: string; positional: boolean; text: string }[];
    expect(calls.filter(({ name }) => !ownCommands.includes(name)).map(({ text }) => text)).toEqual([]);
    expect(calls.filter(({ positional }) => positional).map(({ text }) => text)).toEqual([]);
  });
});

describe.each(functionFiles)('%s', (file) => {
  test('holds one advanced function of its own name, with an approved verb', async () => {
    const functions = await inspect(
      file,
      `$ast.EndBlock.Statements.ForEach({ @{ kind = $_.GetType().Name; name = $_.Name
        binding = @($_.Body.ParamBlock.Attributes.Where({ $_.TypeName.Name -eq 'CmdletBinding' })).Count } })`,
    );
    const name = path.basename(file, '.ps1');
    expect(functions).toEqual([{ kind: 'FunctionDefinitionAst', name, binding: 1 }]);
    expect(approvedVerbs).toContain(name.split('-')[0]);
  });

  test('describes every parameter in a comment above it or by a name that says all', async () => {
    const bare = await inspect(
      file,
      `Find 'ParameterAst' | ForEach-Object {
        $start = $_.Extent.StartOffset
        $before = @($tokens.Where({ $_.Extent.EndOffset -le $start -and [string]$_.Kind -ne 'NewLine' }))[-1]
        if ([string]$before.Kind -ne 'Comment') { $_.Name.Extent.Text }
      }`,
    );
    expect(
      (bare as string[]).filter((name) => !['$Name', '$Value', '$Response', '$Category'].includes(name)),
    ).toEqual([]);
  });
});

test('the engine finds every type of the module that its scripts name without a search', async () => {
  const named = scripts.flatMap(
    (file) =>
      readFileSync(path.join(moduleFolder, file), 'utf8').match(/(?<=\[)PartnerSecurityScore\.\w+/g) ?? [],
  );
  await engine.run(importModule);
  const { output } = await engine.run(
    "[psobject].Assembly.GetType('System.Management.Automation.TypeAccelerators')::Get.Keys",
  );
  const known = new Set(output.map(({ text }) => text));
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});
