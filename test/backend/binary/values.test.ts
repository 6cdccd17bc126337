import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { GraphServer } from '../../support/graphServer.ts';
import { backendBinary } from '../support/binary.ts';
import { TestBackend } from '../support/testBackend.ts';

const binary = backendBinary();
let server: GraphServer;
let backend: TestBackend;

beforeAll(async () => {
  server = await GraphServer.start();
  server.reply({ body: '{}' });
  backend = await TestBackend.ready(binary, server.url, 'opaque');
});

afterAll(async () => {
  await backend.stop();
  expect(backend.stderr).toBe('');
  await server.close();
});

/** Returns the decoded path segments and query options of the only request, in the order in which they were sent. */
function arrived(): { path: string[]; options: [name: string, value: string][] } {
  const [{ url = '' } = {}, ...others] = server.requests.splice(0);
  const [path = '', query = '', ...more] = url.split('?');
  expect([...others, ...more]).toEqual([]);
  const options = query === '' ? [] : query.split('&').map((option) => option.split('='));
  return {
    path: path.split('/').map(decodeURIComponent),
    options: options.map(([name = '', ...value]) => [name, decodeURIComponent(value.join('='))]),
  };
}

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  // Characters and sequences with a meaning in a URL.
  fc
    .array(fc.constantFrom(...'/?#&=+%$\'()*!,;:@ .\\"<>', '%2F', '%24', '$filter=', 'é'), { maxLength: 8 })
    .map((parts) => parts.join('')),
);
const id = text.filter((value) => !/^\.{0,2}$/.test(value));

test('an id is one segment, decoded as it was given', async () => {
  await fc.assert(
    fc.asyncProperty(id, fc.array(text), async ($id, $expand) => {
      const pathParameters = { 'partnerSecurityAlert-id': $id };
      await backend.sendOperation({ operation: 'getAlert', pathParameters, queryParameters: { $expand } });
      expect(arrived()).toEqual({
        path: ['', 'beta', 'security', 'partner', 'securityAlerts', $id],
        options: [['$expand', $expand.join(',')]],
      });
    }),
  );
});

test('options arrive in their order, decoded as they were given, lists joined by commas', async () => {
  const values = fc.record({
    $filter: text,
    $search: text,
    $orderby: fc.array(text),
    $select: fc.array(text),
  });
  const names = fc.shuffledSubarray(['$filter', '$search', '$orderby', '$select'] as const);
  await fc.assert(
    fc.asyncProperty(values, names, async (given, order) => {
      const options = order.map((name) => [name, given[name]] as const);
      const queryParameters = Object.fromEntries(options);
      await backend.sendOperation({ operation: 'listAlerts', queryParameters });
      expect(arrived()).toEqual({
        path: ['', 'beta', 'security', 'partner', 'securityAlerts'],
        options: options.map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]),
      });
    }),
  );
});
