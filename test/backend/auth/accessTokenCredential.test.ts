import { describe, expect, test } from '@jest/globals';
import { AccessTokenCredential } from '../../../src/auth/accessTokenCredential.ts';
import { accessToken } from '../../support/tokens.ts';

const expiry = 1_800_000_000;
const token = accessToken({ exp: expiry });
const fiveMinutes = 5 * 60 * 1000;

describe('AccessTokenCredential', () => {
  test('hands out the token', async () => {
    const credential = new AccessTokenCredential(token, expiry * 1000 - fiveMinutes - 1);
    expect(await credential.getToken()).toEqual({ token, expiresOnTimestamp: expiry * 1000 });
  });

  test.each([
    ['expires', expiry * 1000 - fiveMinutes],
    ['expired', expiry * 1000 + 1],
  ])('refuses one that %s, naming the moment', (verb, now) => {
    const message = `The access token ${verb} at 2027-01-15T08:00:00.000Z.`;
    expect(() => new AccessTokenCredential(token, now)).toThrow(
      expect.objectContaining({ name: 'InvalidToken', message: expect.stringContaining(message) }),
    );
  });

  test('takes one that is no JWT', async () => {
    expect((await new AccessTokenCredential('opaque').getToken()).token).toBe('opaque');
  });

  test.each(['', 'se cret', 'secret\r\nX: y', 'secret\0', 'secrét', 'secret\n'])(
    'refuses %j without repeating it',
    (bad) => {
      const isSilent = expect.not.stringContaining('cret');
      expect(() => new AccessTokenCredential(bad)).toThrow(
        expect.objectContaining({ name: 'InvalidToken', message: isSilent }),
      );
    },
  );
});
