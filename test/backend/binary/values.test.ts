import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { HttpMethod } from '@microsoft/kiota-abstractions';
import fc from 'fast-check';
import { operations } from '../../../src/graph/client/operations.ts';
import { requestFor } from '../../../src/graph/requestFor.ts';
import { GraphServer } from '../../support/graphServer.ts';
import { backendBinary } from '../support/binary.ts';
import { TestBackend } from '../support/testBackend.ts';

const binary = backendBinary();
const operation = 'listThings';
const invented = operations as Map<string, unknown>;
let server: GraphServer;
let backend: TestBackend;

beforeAll(async () => {
  // As Kiota writes it for a path with a parameter and options of OData.
  const uriTemplate = '{+baseurl}/things/{thing%2Did}{?%24expand*,%24filter*,%24search*}';
  invented.set(operation, { method: HttpMethod.GET, metadata: { uriTemplate } });
  server = await GraphServer.start();
  server.reply({ body: '{}' });
  backend = await TestBackend.ready(binary.path, server.url, 'opaque');
});

afterAll(async () => {
  invented.delete(operation);
  await backend.stop();
  expect(backend.stderr).toBe('');
  await server.close();
  binary.dispose();
});

/** Each segment, and each option with its value, decoded. */
function decoded(requestLine: string): { path: string[]; options: Record<string, string> } {
  const [path = '', query = '', ...more] = requestLine.split('?');
  expect(more).toEqual([]);
  const options = query === '' ? [] : query.split('&').map((option) => option.split('='));
  return {
    path: path.split('/').map(decodeURIComponent),
    options: Object.fromEntries(
      options.map(([name = '', ...value]) => [name, decodeURIComponent(value.join('='))]),
    ),
  };
}

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  // What means something in a URL.
  fc
    .array(fc.constantFrom(...'/?#&=+%$\'()*!,;:@ .\\"<>', '%2F', '%24', 'é'), { maxLength: 8 })
    .map((parts) => parts.join('')),
);
const id = text.filter((value) => !/^\.{0,2}$/.test(value));

test('ids and options arrive decoded as they were given, lists joined by commas', async () => {
  await fc.assert(
    fc.asyncProperty(id, text, text, fc.array(text), async ($id, $filter, $search, $expand) => {
      server.requests.length = 0;
      const target = {
        operation,
        pathParameters: { 'thing-id': $id },
        queryParameters: { $filter, $search, $expand },
      };
      const { url } = requestFor(target, server.url);
      await backend.send({ method: 'GET', url, body: null });
      expect(server.requests.map(({ url }) => decoded(url))).toEqual([
        {
          path: ['', 'beta', 'things', $id],
          options: { $filter, $search, $expand: $expand.join(',') },
        },
      ]);
    }),
  );
});
