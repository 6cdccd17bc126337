import type { Operation, Option, ParameterSet, Property } from './description.ts';
import {
  type OpenApi,
  type OpenApiOperation,
  type OpenApiParameter,
  referred,
  type Schemas,
  writtenType,
} from './openApi.ts';
import { inOneLine, readModel } from './readModel.ts';

/** A reference to the model whose properties supply the variable parts of all paths. */
const identity = { $ref: '#/components/schemas/securityIdentity' };

const optionKinds: Readonly<Record<string, Option['kind']>> = {
  string: 'Text',
  'string[]': 'Texts',
  'integer int32': 'Int32',
};

/** The parameters that the description can declare for query options. QueryOptions.cs reads them by these names. */
const optionNames: readonly string[] = [
  'ExpandProperty',
  'Filter',
  'Property',
  'Search',
  'Skip',
  'Sort',
  'Top',
];

/**
 * Reads an operation. A write operation must have a body, because only commands with a body ask for confirmation.
 * @throws The operation contains something that is not supported.
 */
export function readOperation(
  url: string,
  method: string,
  operation: OpenApiOperation,
  { parameters: allParameters, schemas }: OpenApi['components'],
): Operation {
  const { operationId: id, 'x-powershell': call, parameters = [], requestBody, responses } = operation;
  const described = parameters.map(({ $ref }) => referred($ref, 'parameters', allParameters)[1]);
  const key = keyOf(url, schemas);
  const answer = responses['2XX']?.content?.['application/json'].schema;
  if (answer === undefined) {
    throw new Error(`The description of ${id} has no JSON response for 2XX.`);
  }
  if ((method === 'get') !== (requestBody === undefined)) {
    throw new Error(`The operation ${id} must have no request body if its method is GET, and one otherwise.`);
  }
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

/**
 * Returns the identity's property for the variable part of the path; undefined if the path has no such part. The part must
 * be at the end of the path, because an id elsewhere would belong to an object of a different model.
 * @throws There are several variable parts, the part is not at the end, or the identity has no property for it.
 */
function keyOf(url: string, schemas: Schemas): Property | undefined {
  const [name, ...more] = Array.from(url.matchAll(/\{([^}]*)\}/g), ([, each = '']) => each);
  if (name === undefined) {
    return undefined;
  }
  const { properties } = readModel(identity, 'the identity', schemas);
  const key = properties.find(({ jsonName }) => jsonName === name);
  if (key === undefined || more.length > 0 || !url.endsWith('}')) {
    throw new Error(
      `The path ${url} must have one variable part, at its end, which is a property of securityIdentity.`,
    );
  }
  return key;
}

/** Returns the parameter sets that the original has for such an operation, in the same order. */
function setsOf(set: string, hasKey: boolean, hasBody: boolean): ParameterSet[] {
  return (hasKey ? [false, true] : [false]).flatMap((isViaIdentity) =>
    (hasBody ? [true, false] : [false]).map((isExpanded) => ({
      name: `${set}${isViaIdentity ? 'ViaIdentity' : ''}${isExpanded ? 'Expanded' : ''}`,
      isViaIdentity,
      isExpanded,
    })),
  );
}

function optionOf({
  name,
  in: place,
  description,
  schema,
  'x-powershell': stand,
}: OpenApiParameter): Option[] {
  if (place !== 'path' && place !== 'query') {
    throw new Error(`The parameter ${name} must be in the path or the query, not in the ${place}.`);
  }
  if (stand === undefined) {
    return [];
  }
  if (!optionNames.includes(stand.parameter)) {
    throw new Error(
      `The option ${name} can't be the parameter ${stand.parameter}, which QueryOptions.cs does not read.`,
    );
  }
  const written = schema.items === undefined ? writtenType(schema) : `${writtenType(schema.items)}[]`;
  const kind = optionKinds[written];
  if (kind === undefined) {
    throw new Error(`The option ${name} has the unknown type ${written}.`);
  }
  return [{ name: stand.parameter, aliases: stand.aliases ?? [], kind, description: inOneLine(description) }];
}
