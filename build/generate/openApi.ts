/** An OpenAPI description, limited to the features that api/partner-security.json uses. */
export interface OpenApi {
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
  readonly components: Components;
}

interface Components {
  readonly parameters: Readonly<Record<string, OpenApiParameter>>;
  readonly schemas: Schemas;
}

export type Schemas = Readonly<Record<string, OpenApiSchema>>;

interface Reference {
  readonly $ref: string;
}

export interface OpenApiOperation {
  readonly operationId: string;
  readonly 'x-powershell': { readonly command: string; readonly set: string };
  readonly parameters?: readonly Reference[];
  readonly requestBody?: Content;
  readonly responses: { readonly '2XX'?: Partial<Content> };
}

interface Content {
  readonly content: { readonly 'application/json': { readonly schema: OpenApiSchema } };
}

export interface OpenApiParameter {
  readonly name: string;
  readonly in: string;
  readonly description: string;
  readonly schema: OpenApiSchema;
  /**
   * The command parameter for a query option; undefined for a path parameter, and for an option that the commands set
   * themselves.
   */
  readonly 'x-powershell'?: { readonly parameter: string; readonly aliases?: readonly string[] };
}

export interface OpenApiSchema {
  readonly $ref?: string;
  readonly description?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly items?: OpenApiSchema;
  readonly allOf?: readonly OpenApiSchema[];
  readonly properties?: Readonly<Record<string, OpenApiSchema>>;
  readonly additionalProperties?: false;
  readonly 'x-powershell'?: { readonly class: string; readonly view?: View };
}

/**
 * Resolves a reference to a component.
 * @param section The section of the components that must contain the component.
 * @param all The components of the section, keyed by name.
 * @throws The section does not contain the component.
 */
export function referred<Component>(
  $ref: string,
  section: keyof Components,
  all: Readonly<Record<string, Component>>,
): readonly [name: string, found: Component] {
  const prefix = `#/components/${section}/`;
  const name = $ref.slice(prefix.length);
  const found = $ref.startsWith(prefix) ? all[name] : undefined;
  if (found === undefined) {
    throw new Error(`The description refers to ${$ref}, which is not among its ${section}.`);
  }
  return [name, found];
}

/** Returns the type of a value and its format, if any, separated by a space, for error messages and lookup tables. */
export function writtenType({ type, format }: OpenApiSchema): string {
  return [type, format].filter(Boolean).join(' ');
}

/** The default view of a type, which is a table. */
export interface View {
  readonly name: string;
  readonly autoSize?: boolean;
  readonly wrap?: boolean;
  readonly columns: readonly Column[];
}

/** A column, with either the JSON name of the property to show, or a script that reads `$_` and writes what to show. */
export interface Column {
  readonly property?: string;
  readonly script?: string;
  readonly label?: string;
  readonly width?: number;
  readonly align?: 'right';
  readonly format?: string;
}
