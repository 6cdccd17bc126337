import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { OpenApi, OpenApiOperation, OpenApiSchema, View } from './openApi.ts';

/** How a property converts, by the name that C# has for it (PropertyKind). */
export type Kind = 'Text' | 'Single' | 'Int64' | 'Boolean' | 'DateTime' | 'Model' | 'ModelArray';

export interface Property {
  readonly jsonName: string;
  /** The name in PowerShell and C#. */
  readonly name: string;
  readonly kind: Kind;
  readonly description: string;
  /** What the property holds one or an array of. */
  readonly model: Model | undefined;
  /** The texts that are known for it. */
  readonly values: readonly string[];
}

export interface Model {
  /** The name in Graph, which the description has it by. */
  readonly name: string;
  readonly className: string;
  readonly description: string;
  /** All properties in the order of their JSON. */
  readonly properties: readonly Property[];
  /** The model that the first of them come from, whose interface is part of this one's. */
  readonly base: Model | undefined;
  readonly view: View | undefined;
}

export interface Operation {
  readonly id: string;
  /** In capitals. */
  readonly method: string;
  /** The URL below the version, with a name in braces for each variable part. */
  readonly path: string;
  readonly command: string;
  /** The parameter set that calls it. */
  readonly set: string;
  /** What is sent, and comes back. */
  readonly model: Model;
}

export interface Description {
  readonly openApi: OpenApi;
  /** The version of the API, with which every URL's path begins. */
  readonly version: string;
  readonly operations: readonly Operation[];
  readonly models: readonly Model[];
}

/** @param root The project's folder. */
export function readDescription(root: string): Description {
  const openApi: OpenApi = JSON.parse(readFileSync(path.join(root, 'api', 'partner-security.json'), 'utf8'));
  const { schemas } = openApi.components;
  const models = Object.keys(schemas)
    .filter((name) => schemas[name]?.['x-powershell'])
    .map((name) => readModel(name, schemas));
  return {
    openApi,
    version: path.posix.basename(openApi.servers[0]?.url ?? ''),
    operations: Object.entries(openApi.paths).flatMap(([url, methods]) =>
      Object.entries(methods).map(([method, operation]) => readOperation(url, method, operation, schemas)),
    ),
    models,
  };
}

type Schemas = OpenApi['components']['schemas'];

function readOperation(
  url: string,
  method: string,
  operation: OpenApiOperation,
  schemas: Schemas,
): Operation {
  const { command, set } = operation['x-powershell'];
  const body = operation.requestBody.content['application/json'].schema;
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    path: url,
    command,
    set,
    model: readModel(referenceOf(body), schemas),
  };
}

function readModel(name: string, schemas: Schemas): Model {
  const schema = schemas[name];
  const { class: className, view } = schema?.['x-powershell'] ?? {};
  if (schema === undefined || className === undefined) {
    throw new Error(`The description has no model ${name}.`);
  }
  const [part, own] = schema.allOf ?? [undefined, schema];
  const base = part && readModel(referenceOf(part), schemas);
  const properties = Object.entries(own?.properties ?? {}).map(([each, value]) =>
    readProperty(each, value, schemas),
  );
  return {
    name,
    className,
    description: inOneLine(schema.description),
    properties: [...(base?.properties ?? []), ...properties],
    base,
    view,
  };
}

function readProperty(jsonName: string, schema: OpenApiSchema, schemas: Schemas): Property {
  // The other way round it is C# that makes the one name of the other.
  if (!/^[a-z]\w*$/.test(jsonName)) {
    throw new Error(`The description has a property that is no name in C#: ${jsonName}.`);
  }
  const referred = schema.$ref === undefined ? undefined : schemas[referenceOf(schema)];
  const element = schema.items ?? (referred?.['x-powershell'] && schema);
  return {
    jsonName,
    name: jsonName.charAt(0).toUpperCase() + jsonName.slice(1),
    kind: kindOf(schema, element !== undefined),
    description: inOneLine(schema.description),
    model: element && readModel(referenceOf(element), schemas),
    values: referred?.enum ?? [],
  };
}

/** It becomes a comment in languages whose comments end with the line. */
function inOneLine(text = ''): string {
  return text.replace(/\s+/g, ' ').trim();
}

function kindOf({ type, format, $ref }: OpenApiSchema, holdsModel: boolean): Kind {
  if (holdsModel) {
    return type === 'array' ? 'ModelArray' : 'Model';
  }
  const kinds: Readonly<Record<string, Kind>> = {
    string: 'Text',
    'string date-time': 'DateTime',
    'number float': 'Single',
    'integer int64': 'Int64',
    boolean: 'Boolean',
  };
  const written = $ref === undefined ? [type, format].filter(Boolean).join(' ') : 'string';
  const kind = kinds[written];
  if (kind === undefined) {
    throw new Error(`The description has a property of the unknown type ${written}.`);
  }
  return kind;
}

function referenceOf(schema: OpenApiSchema): string {
  return path.posix.basename(schema.$ref ?? '');
}
