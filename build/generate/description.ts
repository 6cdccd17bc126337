import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { OpenApi, View } from './openApi.ts';
import { readModel } from './readModel.ts';
import { readOperation } from './readOperation.ts';

/** The kind of a property, which determines its conversion. The names are those of the C# enum PropertyKind. */
export type Kind = 'Text' | 'Single' | 'Int64' | 'Boolean' | 'DateTime' | 'Model' | 'ModelArray';

export interface Property {
  readonly jsonName: string;
  /** The name in PowerShell and C#. */
  readonly name: string;
  readonly kind: Kind;
  readonly description: string;
  /** The model that the property contains, as a single object or in an array. */
  readonly model: Model | undefined;
  /** The known values of a text property. */
  readonly values: readonly string[];
}

export interface Model {
  /** The name in Graph and in the API description. */
  readonly name: string;
  readonly className: string;
  readonly description: string;
  /** All properties, including those of the base, in Graph's order. */
  readonly properties: readonly Property[];
  /** Whether the model keeps properties that it does not declare. */
  readonly isOpen: boolean;
  /** The base model. Its properties come first, and the interface of this model inherits the base's interface. */
  readonly base: Model | undefined;
  readonly view: View | undefined;
}

/** A query option that commands offer as a parameter. */
export interface Option {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly kind: 'Text' | 'Texts' | 'Int32';
  readonly description: string;
}

/** A parameter set that calls an operation. */
export interface ParameterSet {
  readonly name: string;
  /** Whether an object supplies the variable part of the path, instead of a separate parameter. */
  readonly isViaIdentity: boolean;
  /** Whether individual parameters supply the body. */
  readonly isExpanded: boolean;
}

export interface Operation {
  readonly id: string;
  /** The HTTP method in uppercase. */
  readonly method: string;
  /** The URL path after the API version. Its variable part, if any, is a name in braces. */
  readonly path: string;
  readonly command: string;
  /** The parameter sets, starting with the default set. */
  readonly sets: readonly ParameterSet[];
  /** The property of the identity that supplies the variable part of the path; undefined if the path has none. */
  readonly key: Property | undefined;
  readonly options: readonly Option[];
  /** The model of the request body; undefined if the request has none. */
  readonly body: Model | undefined;
  /** The model of the answer, or of each element if the answer is a list. */
  readonly model: Model;
  readonly isList: boolean;
}

export interface Description {
  readonly openApi: OpenApi;
  /** The API version, which follows the endpoint in the URL of every operation. */
  readonly version: string;
  readonly operations: readonly Operation[];
  readonly models: readonly Model[];
}

/**
 * Reads the API description.
 * @param root The project's folder.
 * @throws The description contains something that is not supported.
 */
export function readDescription(root: string): Description {
  const openApi: OpenApi = JSON.parse(readFileSync(path.join(root, 'api', 'partner-security.json'), 'utf8'));
  const { components, paths, servers } = openApi;
  const operations = Object.entries(paths).flatMap(([url, methods]) =>
    Object.entries(methods).map(([method, operation]) => readOperation(url, method, operation, components)),
  );
  requireOneOperationEach(operations);
  return {
    openApi,
    version: path.posix.basename(servers[0]?.url ?? ''),
    operations,
    models: Object.entries(components.schemas)
      .filter(([, schema]) => schema['x-powershell'])
      .map(([name]) => readModel({ $ref: `#/components/schemas/${name}` }, name, components.schemas)),
  };
}

function requireOneOperationEach(operations: readonly Operation[]): void {
  const known = new Map<string, string>();
  for (const { command, sets, id } of operations) {
    for (const { name } of sets) {
      const call = `set ${name} of ${command}`;
      const other = known.get(call);
      if (other !== undefined) {
        throw new Error(`The ${call} would call two operations: ${other} and ${id}.`);
      }
      known.set(call, id);
    }
  }
}
