import type { Kind, Model, Property } from './description.ts';
import { type OpenApiSchema, referred, type Schemas, writtenType } from './openApi.ts';

/** The kinds of properties that do not contain models, by type and format. */
const kinds: Readonly<Record<string, Kind>> = {
  string: 'Text',
  'string date-time': 'DateTime',
  'number float': 'Single',
  'integer int64': 'Int64',
  boolean: 'Boolean',
};

/**
 * Reads a model and the models that it contains.
 * @param schema A reference to the schema of the model.
 * @param where The location of the reference, for error messages.
 * @param outer The names of the models that contain this model.
 * @throws The model contains something that is not supported.
 */
export function readModel(
  { $ref, type }: OpenApiSchema,
  where: string,
  schemas: Schemas,
  outer: readonly string[] = [],
): Model {
  if ($ref === undefined) {
    throw new Error(`The description must refer to a model for ${where} (declared type: ${type ?? 'none'}).`);
  }
  const [name, schema] = referred($ref, 'schemas', schemas);
  const { class: className, view } = schema['x-powershell'] ?? {};
  if (className === undefined) {
    throw new Error(`The description has no class for ${name}, which ${where} refers to.`);
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
    throw new Error(`The description has a property whose name cannot become a C# name: ${where}.`);
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

/** Joins the lines of a text, because it becomes a comment in languages whose comments end with the line. */
export function inOneLine(text = ''): string {
  return text.replace(/\s+/g, ' ').trim();
}
