import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Engine, plain } from '../support/engine.ts';
import { command, importModule, models } from '../support/lab.ts';
import {
  type ExpectedParameter,
  isCommon,
  modelMembers,
  modelProperties,
  modelStaticMembers,
  parameters,
} from './surface.data.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await Engine.start();
  const { errors, terminating } = await engine.run(importModule);
  expect([terminating, ...errors]).toEqual([null]);
});

afterAll(() => engine.close());

async function value(script: string): Promise<unknown> {
  const { output, errors, terminating } = await engine.run(script);
  expect([terminating, ...errors]).toEqual([null]);
  return output.map(plain);
}

describe('the command', () => {
  test('has the kind, sets and output type of the original [surface.command]', async () => {
    const facts = await value(`
      $command = Get-Command ${command}
      $binding = $command.ScriptBlock.Attributes.Where({ $_ -is [System.Management.Automation.CmdletBindingAttribute] })[0]
      [string]$command.CommandType; $command.DefaultParameterSet; [string]$command.OutputType.Type.FullName
      $binding.SupportsShouldProcess; $binding.PositionalBinding; [string]$binding.ConfirmImpact
      [string]$command.ParameterSets.Name; [string]$command.ModuleName`);
    expect(facts).toEqual([
      'Function',
      'UpdateExpanded',
      `${models}.IMicrosoftGraphPartnerSecurityScore`,
      true,
      false,
      'Medium',
      'UpdateExpanded Update',
      'PartnerSecurityScore',
    ]);
  });

  test.each(['Update', 'UpdateExpanded'] as const)(
    'has the parameters of set %s in order [surface.parameters]',
    async (set) => {
      const names = (await value(
        `((Get-Command ${command}).ParameterSets.Where({ $_.Name -eq '${set}' })[0]).Parameters.Name`,
      )) as string[];
      const expected = parameters
        .filter(({ sets }) => sets === 'both' || sets === set)
        .map(({ name }) => name);
      expect(names.filter((name) => !isCommon(name))).toEqual(expected);
    },
  );

  test('has no other parameters', async () => {
    const names = (await value(`(Get-Command ${command}).Parameters.Keys`)) as string[];
    expect(names.filter((name) => !isCommon(name)).sort()).toEqual(parameters.map(({ name }) => name).sort());
  });

  test.each(parameters)('has -$name as on the help page [surface.parameter-facts]', async (expected) => {
    const [actual] = (await value(`
      $parameter = (Get-Command ${command}).Parameters['${expected.name}']
      @{
        type = $parameter.ParameterType.FullName
        aliases = @($parameter.Aliases)
        sets = @($parameter.Attributes.Where({ $_ -is [Parameter] }).ForEach({ @{
          set = $_.ParameterSetName; mandatory = $_.Mandatory; fromPipeline = $_.ValueFromPipeline
          byName = $_.ValueFromPipelineByPropertyName; rest = $_.ValueFromRemainingArguments
          named = $_.Position -eq [int]::MinValue; dontShow = $_.DontShow; help = $_.HelpMessage } }))
        attributes = @($parameter.Attributes.Where({ $_ -isnot [Parameter] -and $_ -isnot [Alias] }).ForEach({ $_.GetType().Name }))
      }`)) as [Record<string, unknown>];
    expect({ ...actual, attributes: attributeNames(actual['attributes'] as string[]) }).toEqual(
      described(expected),
    );
  });

  test('takes no positional argument [surface.positional]', async () => {
    const { errors, terminating } = await engine.run(`${command} 85.4`);
    expect((terminating ?? errors[0])?.fullyQualifiedErrorId).toBe(`PositionalParameterNotFound,${command}`);
  });

  test('takes no body together with expanded parameters [surface.body-and-parameters]', async () => {
    const { errors, terminating } = await engine.run(`${command} -BodyParameter @{} -CurrentScore 1`);
    expect((terminating ?? errors[0])?.fullyQualifiedErrorId).toBe(`AmbiguousParameterSet,${command}`);
  });
});

describe('the module', () => {
  test('exports its commands and nothing else', async () => {
    const [exported] = (await value(`
      $module = Get-Module PartnerSecurityScore
      @{ functions = @($module.ExportedFunctions.Keys); cmdlets = @($module.ExportedCmdlets.Keys)
         variables = @($module.ExportedVariables.Keys); aliases = @($module.ExportedAliases.Keys) }`)) as [
      Record<string, string[]>,
    ];
    expect(exported['cmdlets']?.sort()).toEqual([
      'Add-MgEnvironment',
      'Connect-MgGraph',
      'Disconnect-MgGraph',
      'Get-MgContext',
      'Get-MgEnvironment',
      'Get-MgRequestContext',
      'Remove-MgEnvironment',
      'Set-MgEnvironment',
      'Set-MgRequestContext',
    ]);
    expect(exported['aliases']?.sort()).toEqual(['Connect-Graph', 'Disconnect-Graph']);
    expect([exported['functions'], exported['variables']]).toEqual([[command], []]);
  });
});

describe.each(Object.entries(modelProperties))('%s', (name, properties) => {
  const describeType = `
    function Name($type) { $inner = [System.Nullable]::GetUnderlyingType($type); if ($inner) { "$($inner.FullName)?" } else { $type.FullName } }
    $class = [${models}.${name}]; $interface = [${models}.I${name}]`;

  test('has the properties of the original, on the class and its interface [models.types]', async () => {
    const [onClass, onInterface] = (await value(`${describeType}
      foreach ($type in $class, $interface) {
        $found = @{}
        foreach ($property in $type.GetProperties().Where({ $_.CanWrite -and $_.GetIndexParameters().Count -eq 0 })) {
          $found[$property.Name] = Name $property.PropertyType
        }
        $found
      }`)) as Record<string, string>[];
    expect(onClass).toEqual(properties);
    expect(onInterface).toEqual(properties);
  });

  test('has the members for unknown properties and JSON [models.members]', async () => {
    const [instance, statics] = (await value(`${describeType}
      $own = { param($flags) @($class.GetMembers($flags).Where({ $_.DeclaringType -ne [object] -and
        -not ($_ -is [System.Reflection.MethodBase] -and $_.IsSpecialName) }).Name) }
      , (& $own ([System.Reflection.BindingFlags]'Instance, Public'))
      , (& $own ([System.Reflection.BindingFlags]'Static, Public, FlattenHierarchy'))`)) as string[][];
    const declared = [...new Set(instance)].filter((member) => properties[member] === undefined);
    expect(declared.sort()).toEqual(modelMembers);
    expect([...new Set(statics)].sort()).toEqual(modelStaticMembers);
  });
});

/** The engine adds the conversion to the parameter's type by itself. */
function attributeNames(names: string[]): string[] {
  return names
    .filter((name) => name !== 'ArgumentTypeConverterAttribute')
    .map((name) => name.replace(/Attribute$/, ''))
    .sort();
}

function described(expected: ExpectedParameter): object {
  return {
    type: expected.type,
    aliases: expected.alias === undefined ? [] : [expected.alias],
    sets: [
      {
        set: expected.sets === 'both' ? '__AllParameterSets' : expected.sets,
        mandatory: expected.mandatory === true,
        fromPipeline: expected.fromPipeline === true,
        byName: false,
        rest: false,
        named: true,
        dontShow: expected.dontShow === true,
        help: null,
      },
    ],
    attributes: expected.attributes ?? [],
  };
}
