import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { restoreTools } from '../dotnet.ts';
import { filesIn } from '../filesIn.ts';
import { runOrExit } from '../run.ts';
import type { Description } from './description.ts';
import { generatedNotice } from './notice.ts';

/** The arguments of Kiota. Its serializers are not needed, because only the request metadata is used. */
const options = [
  ['--language', 'TypeScript'],
  ['--class-name', 'PartnerSecurityClient'],
  ['--serializer', 'none'],
  ['--deserializer', 'none'],
  ['--log-level', 'Error'],
  ['--exclude-backward-compatible'],
].flat();
const variables = { KIOTA_CLI_TELEMETRY_OPTOUT: '1', KIOTA_TUTORIAL_ENABLED: 'false' };

/**
 * Generates the request builders with Kiota, and a table of their requests by operation.
 *
 * @param workFolder An empty folder. It gets the same subfolders as the project, because Kiota writes the relative path
 * from the builders to the description into its output (kiota-lock.json).
 * @returns The files, keyed by their names in src/graph/client.
 */
export function requestBuilders(description: Description, workFolder: string): Map<string, string> {
  const openApi = path.join(workFolder, 'api', 'partner-security.json');
  const output = path.join(workFolder, 'src', 'graph', 'client');
  mkdirSync(path.dirname(openApi), { recursive: true });
  writeFileSync(openApi, JSON.stringify(description.openApi, bodyAsBytes));
  restoreTools();
  runOrExit('dotnet', ['kiota', 'generate', '--openapi', openApi, '--output', output, ...options], variables);
  const files = new Map(
    filesIn(output)
      .filter((file) => file !== 'models/index.ts' && file !== '.kiota.log')
      .map((file) => [file, inOurForm(readFileSync(path.join(output, file), 'utf8'))]),
  );
  return files.set('operations.ts', operationTable(description, files));
}

/** Declares all request and response bodies as bytes, because Kiota's models would convert their numbers to doubles. */
function bodyAsBytes(key: string, value: unknown): unknown {
  return key === 'application/json' ? { schema: { type: 'string', format: 'binary' } } : value;
}

/**
 * Adapts the extensions in imports and the line endings to the project. Type checks are disabled, because Kiota's output does
 * not compile in strict mode.
 */
function inOurForm(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll("/index.js'", "/index.ts'")
    .replace('/* tslint:disable */', '// @ts-nocheck');
}

function operationTable({ operations, version }: Description, builders: ReadonlyMap<string, string>): string {
  const requests = operations.map(({ id, method, path: template }) => {
    const file = `${template.slice(1).replaceAll(/\{[^}]+\}/g, 'item')}/index.ts`;
    const metadata = /(?<=^export const )\w+RequestsMetadata/m.exec(builders.get(file) ?? '')?.[0];
    if (metadata === undefined) {
      throw new Error(`Kiota has generated no request metadata in ${file} for ${method} ${template}.`);
    }
    // Builders for different paths can have the same name, so each import is renamed.
    return { id, method, source: `import { ${metadata} as ${id} } from './${file}';` };
  });
  return [
    `// ${generatedNotice}`,
    "import { HttpMethod, type RequestMetadata } from '@microsoft/kiota-abstractions';",
    ...requests.map(({ source }) => source),
    '',
    '/** The API version, which follows the endpoint in the URL of every operation. */',
    `export const apiVersion = '${version}';`,
    '',
    '/** The requests of the operations, keyed by operationId. */',
    'export const operations: ReadonlyMap<string, { method: HttpMethod; metadata: RequestMetadata }> = new Map([',
    ...requests.map(
      ({ id, method }) =>
        `  ['${id}', { method: HttpMethod.${method}, metadata: ${id}.${method.toLowerCase()} as RequestMetadata }],`,
    ),
    ']);',
    '',
  ].join('\n');
}
