import { type Kind, type Model, type Property, readDescription } from '../generate/description.ts';
import { paths } from '../paths.ts';

/** A parameter or an output of a command. Its type can be a model. */
export interface ModelUse {
  /** The heading in the notes, such as BODYPARAMETER. */
  label: string;
  /** The type name without its namespace, such as IMicrosoftGraphEntity[]. */
  type: string;
}

const scalarTypes: Readonly<Partial<Record<Kind, string>>> = {
  Text: 'String',
  Single: 'Single?',
  Int64: 'Int64?',
  Boolean: 'Boolean?',
  DateTime: 'DateTime?',
};

const models = new Map(readDescription(paths.root).models.map((model) => [`I${model.className}`, model]));

/**
 * Returns a block of text for each use of a model. The block lists the model's properties, one per line, with the
 * properties of nested models indented. Uses of other types are ignored.
 */
export function complexProperties(uses: readonly ModelUse[]): string[] {
  return uses.flatMap(({ label, type }) => {
    const model = models.get(type.replace('[]', ''));
    return model === undefined ? [] : [[`${label} <${type}>:`, ...propertyLines(model, '  ')].join('\n')];
  });
}

function propertyLines({ properties, isOpen }: Model, indent: string): string[] {
  const open = isOpen ? [`${indent}[(Any) <Object>]: Any other property, by its JSON name.`] : [];
  return [...open, ...properties.flatMap((property) => lines(property, indent))];
}

function lines(property: Property, indent: string): string[] {
  const { name, description, model } = property;
  return [
    `${indent}[${name} <${typeOf(property)}>]: ${description}`,
    ...(model === undefined ? [] : propertyLines(model, `${indent}  `)),
  ];
}

function typeOf({ kind, model }: Property): string {
  return scalarTypes[kind] ?? `I${model?.className}${kind === 'ModelArray' ? '[]' : ''}`;
}
