import { describe, expect, test } from '@jest/globals';
import { AccessTokenCredential } from '../../../src/auth/credentials/accessTokenCredential.ts';
import { accessToken } from '../../support/tokens.ts';

const expiry = 1_800_000_000;
const token = accessToken({ exp: expiry });
const fiveMinutes = 5 * 60 * 1000;

describe('AccessTokenCredential', () => {
  test('hands out the token', async () => {
    const exp = Math.floor(Date.now() / 1000) + 3600;
    const good = accessToken({ exp });
    const credential = new AccessTokenCredential(good);
    expect(await credential.getToken()).toEqual({ token: good, expiresOnTimestamp: exp * 1000 });
  });

  test('hands it out no more when it has come close to its expiry meanwhile', async () => {
    const exp = Math.floor(Date.now() / 1000) + 200;
    const credential = new AccessTokenCredential(accessToken({ exp }), exp * 1000 - fiveMinutes - 1);
    await expect(credential.getToken()).rejects.toThrow(expect.objectContaining({ name: 'InvalidToken' }));
  });

  test.each([
    ['expires within 5 minutes,', expiry * 1000 - fiveMinutes],
    ['expired', expiry * 1000 + 1],
  ])('refuses one that %s, naming the moment', (verb, now) => {
    const message = `The access token ${verb} at 2027-01-15T08:00:00.000Z.`;
    expect(() => new AccessTokenCredential(token, now)).toThrow(
      expect.objectContaining({ name: 'InvalidToken', message: expect.stringContaining(message) }),
    );
  });

  test('takes one that is not a JWT', async () => {
    expect((await new AccessTokenCredential('opaque').getToken()).token).toBe('opaque');
  });

  test.each([
    '',
    'se cret',
    'secret\r\nX: y',
    'secret\0',
    'secrét',
    'secret\n',
    '"secret"',
    "'secret'",
    '“secret”',
  ])('refuses %j without repeating it', (bad) => {
    const isSilent = expect.not.stringContaining('cret');
    expect(() => new AccessTokenCredential(bad)).toThrow(
      expect.objectContaining({ name: 'InvalidToken', message: isSilent }),
    );
  });
});
