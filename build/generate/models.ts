import type { Description, Kind, Model, Property } from './description.ts';
import { generatedNotice } from './notice.ts';

/** The types of properties that hold no models. */
const scalarTypes: Readonly<Partial<Record<Kind, string>>> = {
  Text: 'string',
  Single: 'float',
  Int64: 'long',
  Boolean: 'bool',
  DateTime: 'DateTime',
};

/** @returns The C# files by their names in dotnet/PartnerSecurityScore/Models/Generated. */
export function models({ models: all, operations }: Description): Map<string, string> {
  const schemas = all.map(({ className }) => `nameof(${className}) => ${className}.TypeSchema,`);
  const requests = operations.map(
    ({ id, method, path, command, model }) =>
      `"${command}" => new("${id}", "${method}", "${path}", nameof(${model.className})),`,
  );
  return new Map([
    ...all.map((model) => [`${model.className}.cs`, modelFile(model)] as const),
    [
      'ModelSchemas.cs',
      tableFile(
        'ModelSchemas',
        'The schemas of the models, by the names of their classes.',
        'ModelSchema',
        schemas,
      ),
    ],
    [
      'Operations.cs',
      tableFile('Operations', 'The operations of the commands, by their names.', 'Operation', requests),
    ],
  ]);
}

function tableFile(name: string, summary: string, type: string, arms: readonly string[]): string {
  return `\
// ${generatedNotice}
using System;
using Microsoft.Graph.Beta.PowerShell.Models;

namespace PartnerSecurityScore.Models;

/// <summary>${summary}</summary>
internal static class ${name}
{
    internal static ${type} Of(string name) => name switch
    {
${indented(2, [...arms, '_ => throw new ArgumentException("The module has no " + name + "."),'])}
    };
}
`;
}

function modelFile(model: Model): string {
  const { className, base, properties } = model;
  const own = properties.filter((property) => !base?.properties.includes(property));
  const typed = properties.map((property) => ({ ...property, type: typeOf(property) }));
  const schemas = properties.map(schemaOf);
  const declarations = typed.map(({ type, name }) => `public ${type} ${name} { get; set; }`);
  return `\
// ${generatedNotice}
using System;
using System.ComponentModel;
using PartnerSecurityScore.Models;

namespace Microsoft.Graph.Beta.PowerShell.Models;

/// <summary>${model.description}</summary>
[TypeConverter(typeof(ModelTypeConverter))]
public interface I${className}${base ? ` : I${base.className}` : ''}
{
${own.map((property) => `    /// <summary>${property.description}</summary>\n    ${typeOf(property)} ${property.name} { get; set; }`).join('\n\n')}
}

/// <inheritdoc cref="I${className}" />
[TypeConverter(typeof(ModelTypeConverter))]
public sealed class ${className} : Model<${className}, I${className}>, I${className}
{
    internal static readonly ModelSchema TypeSchema = new ModelSchema<${className}, I${className}>("${model.name}", [
${indented(2, schemas)}
    ]);

${indented(1, declarations)}

    internal override ModelSchema Schema => TypeSchema;

    internal override object? Get(int index) => index switch
    {
${indented(
  2,
  typed.map(({ name }, index) => `${index === typed.length - 1 ? '_' : index} => ${name},`),
)}
    };

    internal override void Set(int index, object? value)
    {
        switch (index)
        {
${indented(
  3,
  typed.flatMap(({ name, type }, index) => [`case ${index}:`, `    ${name} = (${type})value;`, '    break;']),
)}
        }
    }
}
`;
}

/** The type of a property in C#, which has no value before it gets one. */
function typeOf({ kind, model }: Property): string {
  const scalar = scalarTypes[kind];
  return scalar === undefined ? `I${model?.className}${kind === 'ModelArray' ? '[]' : ''}?` : `${scalar}?`;
}

function schemaOf({ name, kind, model, values }: Property): string {
  const more =
    (model === undefined ? '' : `, nameof(${model.className})`) +
    (values.length === 0 ? '' : `, values: [${values.map((value) => `"${value}"`).join(', ')}]`);
  return `new(nameof(${name}), PropertyKind.${kind}${more}),`;
}

function indented(level: number, lines: readonly string[]): string {
  return lines.map((line) => `${'    '.repeat(level)}${line}`).join('\n');
}
