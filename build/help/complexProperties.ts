import { type Kind, type Model, type Property, readDescription } from '../generate/description.ts';
import { paths } from '../paths.ts';

/** A parameter or an output that takes a model. */
export interface ModelUse {
  /** What the notes call it, such as BODYPARAMETER. */
  label: string;
  /** Without the namespace, such as IMicrosoftGraphEntity[]. */
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

/** The properties of each model that is used, one a line, with those of the models inside below them. */
export function complexProperties(uses: readonly ModelUse[]): string[] {
  return uses.flatMap(({ label, type }) => {
    const model = models.get(type.replace('[]', ''));
    return model === undefined ? [] : [[`${label} <${type}>:`, ...propertyLines(model, '  ')].join('\n')];
  });
}

function propertyLines({ properties, isOpen }: Model, indent: string): string[] {
  const open = isOpen ? [`${indent}[(Any) <Object>]: Any other property, under its name in JSON.`] : [];
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
