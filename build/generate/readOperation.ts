import type { Operation, Option, ParameterSet, Property } from './description.ts';
import {
  type OpenApi,
  type OpenApiOperation,
  type OpenApiParameter,
  type OpenApiSchema,
  referred,
  type Schemas,
} from './openApi.ts';
import { inOneLine, readModel } from './readModel.ts';

/** The model whose properties are the variable parts of all paths. */
const identity = { $ref: '#/components/schemas/securityIdentity' };

const optionKinds: Readonly<Record<string, Option['kind']>> = {
  string: 'Text',
  'string[]': 'Texts',
  'integer int32': 'Int32',
};

/** @throws What of it can't be carried out. */
export function readOperation(
  url: string,
  method: string,
  operation: OpenApiOperation,
  { parameters: allParameters, schemas }: OpenApi['components'],
): Operation {
  const { operationId: id, 'x-powershell': call, parameters = [], requestBody, responses } = operation;
  const described = parameters.map(({ $ref }) => referred($ref, 'parameters', allParameters)[1]);
  const key = keyOf(url, schemas);
  const answer = responses['2XX'].content['application/json'].schema;
  const elements = answer.properties?.['value']?.items;
  return {
    id,
    method: method.toUpperCase(),
    path: url,
    command: call.command,
    sets: setsOf(call.set, key !== undefined, requestBody !== undefined),
    key,
    options: described.flatMap(optionOf),
    body:
      requestBody && readModel(requestBody.content['application/json'].schema, `the body of ${id}`, schemas),
    model: readModel(elements ?? answer, `the answer of ${id}`, schemas),
    isList: elements !== undefined,
  };
}

/** @throws Where the path has more than one variable part, or the identity has no property for it. */
function keyOf(url: string, schemas: Schemas): Property | undefined {
  const [name, ...more] = Array.from(url.matchAll(/\{([^}]*)\}/g), ([, each = '']) => each);
  if (name === undefined) {
    return undefined;
  }
  const { properties } = readModel(identity, 'the identity', schemas);
  const key = properties.find(({ jsonName }) => jsonName === name);
  if (key === undefined || more.length > 0) {
    throw new Error(`The path ${url} must have one variable part, which is a property of securityIdentity.`);
  }
  return key;
}

/** Those of the original, in its order. */
function setsOf(set: string, hasKey: boolean, hasBody: boolean): ParameterSet[] {
  return (hasKey ? [false, true] : [false]).flatMap((isViaIdentity) =>
    (hasBody ? [true, false] : [false]).map((isExpanded) => ({
      name: `${set}${isViaIdentity ? 'ViaIdentity' : ''}${isExpanded ? 'Expanded' : ''}`,
      isViaIdentity,
      isExpanded,
    })),
  );
}

function optionOf({ name, description, schema, 'x-powershell': stand }: OpenApiParameter): Option[] {
  if (stand === undefined) {
    return [];
  }
  const kind = optionKinds[writtenType(schema)];
  if (kind === undefined) {
    throw new Error(`The option ${name} has the unknown type ${writtenType(schema)}.`);
  }
  return [{ name: stand.parameter, aliases: stand.aliases ?? [], kind, description: inOneLine(description) }];
}

function writtenType({ type, format, items }: OpenApiSchema): string {
  return items === undefined ? [type, format].filter(Boolean).join(' ') : `${writtenType(items)}[]`;
}
