import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { OpenApi, View } from './openApi.ts';
import { readModel } from './readModel.ts';
import { readOperation } from './readOperation.ts';

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
  /** Whether it keeps properties that it does not declare. */
  readonly isOpen: boolean;
  /** The model that declares the first properties. Its interface is part of this model's interface. */
  readonly base: Model | undefined;
  readonly view: View | undefined;
}

/** A query option that a parameter gives. */
export interface Option {
  /** The parameter's name. */
  readonly name: string;
  readonly aliases: readonly string[];
  readonly kind: 'Text' | 'Texts' | 'Int32';
  readonly description: string;
}

/** A parameter set that calls an operation. */
export interface ParameterSet {
  readonly name: string;
  /** Whether an object has the variable part of the path, and not a parameter of its own. */
  readonly isViaIdentity: boolean;
  /** Whether single parameters make the body. */
  readonly isExpanded: boolean;
}

export interface Operation {
  readonly id: string;
  /** In capitals. */
  readonly method: string;
  /** The URL below the version, with a name in braces for its variable part. */
  readonly path: string;
  readonly command: string;
  /** The usual one first. */
  readonly sets: readonly ParameterSet[];
  /** The variable part of the path, as a property of the identity. */
  readonly key: Property | undefined;
  readonly options: readonly Option[];
  /** What is sent. */
  readonly body: Model | undefined;
  /** The model of the answer, or of each element of a list. */
  readonly model: Model;
  readonly isList: boolean;
}

export interface Description {
  readonly openApi: OpenApi;
  /** The version of the API, with which every URL's path begins. */
  readonly version: string;
  readonly operations: readonly Operation[];
  readonly models: readonly Model[];
}

/**
 * @param root The project's folder.
 * @throws What of the description can't be carried out.
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
