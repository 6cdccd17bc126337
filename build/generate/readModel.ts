import type { Kind, Model, Property } from './description.ts';
import { type OpenApiSchema, referred, type Schemas, writtenType } from './openApi.ts';

/** The types that a property without models may have, with their formats. */
const kinds: Readonly<Record<string, Kind>> = {
  string: 'Text',
  'string date-time': 'DateTime',
  'number float': 'Single',
  'integer int64': 'Int64',
  boolean: 'Boolean',
};

/**
 * @param schema Refers to the model's.
 * @param where What has the model, for errors.
 * @param outer The models that it is part of.
 * @throws What of it can't be carried out.
 */
export function readModel(
  { $ref, type }: OpenApiSchema,
  where: string,
  schemas: Schemas,
  outer: readonly string[] = [],
): Model {
  if ($ref === undefined) {
    throw new Error(`In the description ${where} must refer to a model, and is of the type ${type} itself.`);
  }
  const [name, schema] = referred($ref, 'schemas', schemas);
  const { class: className, view } = schema['x-powershell'] ?? {};
  if (className === undefined) {
    throw new Error(`The description has no class for ${name}, which is the model of ${where}.`);
  }
  const within = [...outer, name];
  if (outer.includes(name)) {
    throw new Error(`The description has a model that is part of itself: ${within.join(', ')}.`);
  }
  const [part, own] = schema.allOf ?? [undefined, schema];
  const base = part && readModel(part, name, schemas, within);
  const properties = Object.entries(own?.properties ?? {}).map(([each, value]) =>
    readProperty(each, value, schemas, within),
  );
  return {
    name,
    className,
    description: inOneLine(schema.description),
    properties: [...(base?.properties ?? []), ...properties],
    isOpen: schema.additionalProperties !== false,
    base,
    view,
  };
}

function readProperty(
  jsonName: string,
  schema: OpenApiSchema,
  schemas: Schemas,
  within: readonly string[],
): Property {
  const where = `${within.at(-1)}.${jsonName}`;
  if (!/^[a-z]\w*(-[a-z]\w*)*$/.test(jsonName)) {
    throw new Error(`The description has a property that makes no name in C#: ${where}.`);
  }
  const [, target = schema] = schema.$ref === undefined ? [] : referred(schema.$ref, 'schemas', schemas);
  const isArray = target.type === 'array';
  const element = isArray ? (target.items ?? {}) : target['x-powershell'] && schema;
  return {
    jsonName,
    name: jsonName.replace(/(?:^|-)(\w)/g, (_, initial: string) => initial.toUpperCase()),
    kind: element === undefined ? scalarKind(target, where) : isArray ? 'ModelArray' : 'Model',
    description: inOneLine(schema.description),
    model: element && readModel(element, where, schemas, within),
    values: target.enum ?? [],
  };
}

function scalarKind(schema: OpenApiSchema, where: string): Kind {
  const written = writtenType(schema);
  const kind = kinds[written];
  if (kind === undefined) {
    throw new Error(`The description has a property of the unknown type ${written}: ${where}.`);
  }
  return kind;
}

/** It becomes a comment in languages whose comments end with the line. */
export function inOneLine(text = ''): string {
  return text.replace(/\s+/g, ' ').trim();
}
