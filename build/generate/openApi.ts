/** An OpenAPI description, as far as api/partner-security.json makes use of OpenAPI. */
export interface OpenApi {
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, OpenApiSchema>> };
}

export interface OpenApiOperation {
  readonly operationId: string;
  readonly requestBody: Content;
  readonly 'x-powershell': { readonly command: string; readonly set: string };
}

interface Content {
  readonly content: { readonly 'application/json': { readonly schema: OpenApiSchema } };
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
  readonly 'x-powershell'?: { readonly class: string; readonly view?: View };
}

/** The default view of a type, a table. */
export interface View {
  readonly name: string;
  readonly autoSize?: boolean;
  readonly wrap?: boolean;
  readonly columns: readonly Column[];
}

/** A column shows a property, by its name in JSON, or what a script gives for `$_`. */
export interface Column {
  readonly property?: string;
  readonly script?: string;
  readonly label?: string;
  readonly width?: number;
  readonly align?: 'right';
  readonly format?: string;
}
