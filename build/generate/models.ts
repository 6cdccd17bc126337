import type { Description, Kind, Model, Operation, Property } from './description.ts';
import { generatedNotice } from './notice.ts';

/** The C# types of properties that do not contain models. */
const scalarTypes: Readonly<Partial<Record<Kind, string>>> = {
  Text: 'string',
  Single: 'float',
  Int64: 'long',
  Boolean: 'bool',
  DateTime: 'DateTime',
};

/** @returns The C# files, keyed by their names in dotnet/PartnerSecurityScore/Models/Generated. */
export function models({ models: all, operations }: Description): Map<string, string> {
  const schemas = all.map(({ className }) => `nameof(${className}) => ${className}.TypeSchema,`);
  return new Map([
    ...all.map((model) => [`${model.className}.cs`, modelFile(model)] as const),
    [
      'ModelSchemas.cs',
      tableFile(
        'Maps the names of the model classes to their schemas.',
        'ModelSchemas',
        'ModelSchema Of(string name) => name',
        [...schemas, '_ => throw new ArgumentException("There is no model " + name + "."),'],
      ),
    ],
    [
      'Operations.cs',
      tableFile(
        'Maps commands and their parameter sets to the operations that they call.',
        'Operations',
        'Operation Of(string command, string set) => (command, set)',
        [
          ...operations.map(operationArm),
          '_ => throw new ArgumentException("The command " + command + " has no parameter set " + set + "."),',
        ],
      ),
    ],
  ]);
}

function operationArm({ id, method, path, command, sets, key, body, model, isList }: Operation): string {
  const values = [
    ...[id, method, path].map(quoted),
    `nameof(${model.className})`,
    ...(body === undefined ? [] : [`nameof(${body.className})`]),
    ...(key === undefined ? [] : [`key: ${quoted(key.jsonName)}`]),
    ...(isList ? ['isList: true'] : []),
  ];
  const names = sets.map(({ name }) => quoted(name)).join(' or ');
  return `(${quoted(command)}, ${names}) => new(${values.join(', ')}),`;
}

function tableFile(summary: string, name: string, member: string, arms: readonly string[]): string {
  return `\
// ${generatedNotice}
using System;
using Microsoft.Graph.Beta.PowerShell.Models;

namespace PartnerSecurityScore.Models;

/// <summary>${summary}</summary>
internal static class ${name}
{
    internal static ${member} switch
    {
${indented(2, arms)}
    };
}
`;
}

function modelFile(model: Model): string {
  const { className, base, properties, isOpen } = model;
  const own = properties.filter((property) => !base?.properties.includes(property));
  const schemas = properties.map((property) => `\n        ${schemaOf(property)}`).join('');
  const parent = `${isOpen ? 'OpenModel' : 'Model'}<${className}, I${className}>`;
  return `\
// ${generatedNotice}
using System;
using System.ComponentModel;
using PartnerSecurityScore.Models;

namespace Microsoft.Graph.Beta.PowerShell.Models;

/// <summary>${xml(model.description)}</summary>
[TypeConverter(typeof(ModelTypeConverter))]
public interface I${className}${base ? ` : I${base.className}` : ''}
{
${own.map((property) => `    /// <summary>${xml(property.description)}</summary>\n    ${declaration(property)}\n`).join('\n')}}

/// <inheritdoc cref="I${className}" />
[TypeConverter(typeof(ModelTypeConverter))]
public sealed class ${className} : ${parent}, I${className}
{
    internal static readonly ModelSchema TypeSchema = new ModelSchema<${className}, I${className}>(${quoted(model.name)}, [${schemas}${properties.length === 0 ? '' : '\n    '}]);

${properties.map((property) => `    public ${declaration(property)}\n`).join('')}${properties.length === 0 ? '' : '\n'}    internal override ModelSchema Schema => TypeSchema;
${properties.length === 0 ? '' : accessors(properties)}}
`;
}

function accessors(properties: readonly Property[]): string {
  const last = properties.length - 1;
  const arms = properties.map(({ name }, index) => `${index === last ? '_' : index} => ${name},`);
  const cases = properties.flatMap((property, index) => [
    `case ${index}:`,
    `    ${property.name} = (${typeOf(property)})value;`,
    '    break;',
  ]);
  return `
    internal override object? Get(int index) => index switch
    {
${indented(2, arms)}
    };

    internal override void Set(int index, object? value)
    {
        switch (index)
        {
${indented(3, cases)}
        }
    }
`;
}

function declaration(property: Property): string {
  return `${typeOf(property)} ${property.name} { get; set; }`;
}

/** Returns the C# type of a property. It is nullable, because a property initially has no value. */
function typeOf({ kind, model }: Property): string {
  const scalar = scalarTypes[kind];
  return scalar === undefined ? `I${model?.className}${kind === 'ModelArray' ? '[]' : ''}?` : `${scalar}?`;
}

function schemaOf({ name, jsonName, kind, model, values }: Property): string {
  const isNamedAlike = jsonName === name.charAt(0).toLowerCase() + name.slice(1);
  return `new(${[
    `nameof(${name})`,
    `PropertyKind.${kind}`,
    ...(model === undefined ? [] : [`nameof(${model.className})`]),
    ...(values.length === 0 ? [] : [`values: [${values.map(quoted).join(', ')}]`]),
    ...(isNamedAlike ? [] : [`jsonName: ${quoted(jsonName)}`]),
  ].join(', ')}),`;
}

/** Returns the text as a C# string literal in ASCII. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function indented(level: number, lines: readonly string[]): string {
  return lines.map((line) => `${'    '.repeat(level)}${line}`).join('\n');
}
