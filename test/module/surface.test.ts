import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Engine, plain } from '../support/engine.ts';
import { importModule, models } from '../support/lab.ts';
import {
  commands,
  type ExpectedParameter,
  isCommon,
  modelMembers,
  modelStaticMembers,
  openModelMembers,
  ownAttributes,
  types,
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

describe.each(commands)('$name', (command) => {
  test('has the kind, sets and output type of the original [surface.command]', async () => {
    const facts = await value(`
      $command = Get-Command ${command.name}
      $binding = $command.ScriptBlock.Attributes.Where({ $_ -is [System.Management.Automation.CmdletBindingAttribute] })[0]
      [string]$command.CommandType; $command.DefaultParameterSet; [string]$command.OutputType.Type.FullName
      $binding.SupportsShouldProcess; $binding.PositionalBinding; [string]$binding.ConfirmImpact
      [string]$command.ParameterSets.Name; [string]$command.ModuleName`);
    expect(facts).toEqual([
      command.kind,
      command.defaultSet,
      command.outputType,
      command.supportsShouldProcess,
      command.positionalBinding,
      command.confirmImpact ?? 'None',
      command.sets.map(({ name }) => name).join(' '),
      'PartnerSecurityScore',
    ]);
  });

  test.each(command.sets)('has the parameters of set $name in order [surface.parameters]', async (set) => {
    const names = (await value(
      `((Get-Command ${command.name}).ParameterSets.Where({ $_.Name -eq '${set.name}' })[0]).Parameters.Name`,
    )) as string[];
    expect(names.filter((name) => !isCommon(name))).toEqual(set.parameters);
  });

  test('has no other parameters', async () => {
    const names = (await value(`(Get-Command ${command.name}).Parameters.Keys`)) as string[];
    expect(names.filter((name) => !isCommon(name)).sort()).toEqual(
      command.parameters.map(({ name }) => name).sort(),
    );
  });

  test.each(command.parameters)(
    'has -$name as on the help page [surface.parameter-facts]',
    async (expected) => {
      const [actual] = (await value(`
        $parameter = (Get-Command ${command.name}).Parameters['${expected.name}']
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
    },
  );

  test('takes no positional argument [surface.positional]', async () => {
    const { errors, terminating } = await engine.run(`${command.name} 85.4`);
    expect((terminating ?? errors[0])?.fullyQualifiedErrorId).toBe(
      `PositionalParameterNotFound,${command.name}`,
    );
  });
});

test('the update takes no body together with expanded parameters [surface.body-and-parameters]', async () => {
  const update = 'Update-MgBetaSecurityPartnerSecurityScore';
  const { errors, terminating } = await engine.run(`${update} -BodyParameter @{} -CurrentScore 1`);
  expect((terminating ?? errors[0])?.fullyQualifiedErrorId).toBe(`AmbiguousParameterSet,${update}`);
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
    expect(exported['functions']?.sort()).toEqual(commands.map(({ name }) => name).sort());
    expect(exported['variables']).toEqual([]);
  });
});

describe.each(types)('$class', (expected) => {
  test('has the properties of the original, in their order [models.types]', async () => {
    const found = await value(`[${expected.class}].GetProperties().Where({
      $_.CanWrite -and $_.GetIndexParameters().Count -eq 0 }).ForEach({ "$($_.Name) $($_.PropertyType.ToString())" })`);
    expect(found).toEqual(
      expected.members.map(({ name, type }) => `${name} ${type}`.replace('Nullable[', 'Nullable`1[')),
    );
  });

  test('has an interface that declares what that of the original does [models.types]', async () => {
    const [found] = (await value(`
      $interface = [${expected.interface}]
      @{ extends = @($interface.GetInterfaces().ForEach({ $_.FullName })); members = @($interface.GetProperties().ForEach({ $_.Name }))
         isOfClass = $interface.IsAssignableFrom([${expected.class}]) }`)) as [object];
    expect(found).toEqual({
      extends: expected.interfaceExtends,
      members: expected.interfaceMembers,
      isOfClass: true,
    });
  });

  test('has the members for JSON, and for unknown properties where it keeps them [models.members]', async () => {
    const [instance, statics] = (await value(`
      $class = [${expected.class}]
      $own = { param($flags) @($class.GetMembers($flags).Where({ $_.DeclaringType -ne [object] -and
        -not ($_ -is [System.Reflection.MethodBase] -and $_.IsSpecialName) }).Name) }
      , (& $own ([System.Reflection.BindingFlags]'Instance, Public'))
      , (& $own ([System.Reflection.BindingFlags]'Static, Public, FlattenHierarchy'))`)) as string[][];
    const properties = expected.members.map(({ name }) => name);
    expect([...new Set(instance)].filter((member) => !properties.includes(member)).sort()).toEqual(
      [...modelMembers, ...(expected.additionalProperties ? openModelMembers : [])].sort(),
    );
    expect([...new Set(statics)].sort()).toEqual(modelStaticMembers);
  });
});

test('what has an id goes where an entity is asked for [models.entity]', async () => {
  const found = await value(`
    function Get-EntityId([${models}.IMicrosoftGraphEntity] $Entity) { $Entity.Id }
    foreach ($name in 'Score', 'ScoreHistory', 'Requirement') { Get-EntityId -Entity (("${models}.MicrosoftGraphPartnerSecurity$name" -as [type])::FromJsonString('{"id":"a"}')) }
    Get-EntityId -Entity @{ id = 'b' }; ([${models}.IMicrosoftGraphEntity]@{ id = 'c' }).GetType().Name`);
  expect(found).toEqual(['a', 'a', 'a', 'b', 'MicrosoftGraphEntity']);
});

/** Returns the short names of attributes. Omits the attribute that the engine adds for the parameter's type. */
function attributeNames(names: string[]): string[] {
  return names
    .filter((name) => name !== 'ArgumentTypeConverterAttribute')
    .map((name) => name.replace(/Attribute$/, ''))
    .sort();
}

function described(expected: ExpectedParameter): object {
  return {
    type: expected.type,
    aliases: expected.aliases ?? [],
    sets: (expected.sets ?? ['__AllParameterSets']).map((set) => ({
      set,
      mandatory: expected.mandatory === true,
      fromPipeline: expected.pipeline === 'value',
      byName: false,
      rest: false,
      named: true,
      dontShow: expected.hidden === true,
      help: null,
    })),
    attributes: [...(expected.attributes ?? []), ...ownAttributes(expected)].sort(),
  };
}
