import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { version } from '../../../src/protocol/version.ts';
import { ManagedIdentityServer } from '../../support/signIn/managedIdentityServer.ts';
import { backendBinary } from '../support/binary.ts';
import { TestBackend } from '../support/testBackend.ts';

let binary: string;
let host: ManagedIdentityServer;
let backend: TestBackend;

beforeAll(async () => {
  binary = backendBinary();
  host = await ManagedIdentityServer.start({
    systemAssigned: { tenantId: randomUUID(), clientId: randomUUID() },
  });
});

afterEach(() => backend.stop());

afterAll(async () => {
  await host.close();
});

const dateOf = (seconds: number) => new Date(seconds * 1000);

// The identity library caches a managed identity token for the whole process, so each test has its own backend.
test.each<[string, (seconds: number) => unknown]>([
  ['a number as text', String],
  ['a number', (seconds) => seconds],
  ['a date of ISO 8601', (seconds) => dateOf(seconds).toISOString()],
  ['a date without milliseconds', (seconds) => dateOf(seconds).toISOString().replace('.000Z', '+00:00')],
  ['an American date', (seconds) => `${dateOf(seconds).toLocaleString('en-US', { timeZone: 'UTC' })} +00:00`],
  ['words that nobody knows', () => 'in a day'],
  ['nothing', () => undefined],
])('when a token of the host expires is read from %s', async (_, write) => {
  host.writeExpiry = write;
  backend = new TestBackend(binary);
  await backend.call('initialize', { version });
  const before = Date.now();
  const { expiresOn } = await backend.call('session/open', {
    session: 's',
    environment: { name: 'lab', graphEndpoint: 'https://graph.microsoft.com' },
    credential: { type: 'managedIdentity', variables: host.environment },
  });
  const lifetime = (Date.parse(expiresOn as string) - before) / 1000;
  expect(Math.abs(lifetime - host.tokenLifetimeSeconds)).toBeLessThan(60);
});
