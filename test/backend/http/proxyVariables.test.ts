import { expect, test } from '@jest/globals';
import { takeProxyVariables } from '../../../src/http/proxyVariables.ts';

/** An environment as Windows has it: one variable, however its name is written. */
function windowsEnvironment(values: Record<string, string>): NodeJS.ProcessEnv {
  return new Proxy(values, {
    get: (target, name) => target[String(name).toUpperCase()],
    deleteProperty: (target, name) => delete target[String(name).toUpperCase()],
  });
}

test('both spellings are taken where they are two variables', () => {
  const environment: NodeJS.ProcessEnv = { HTTPS_PROXY: 'a', https_proxy: 'b', PATH: 'c' };
  expect(takeProxyVariables(environment, false)).toMatchObject({ HTTPS_PROXY: 'a', https_proxy: 'b' });
  expect(environment).toEqual({ PATH: 'c' });
});

test('the one in capital letters is taken where both are one, so that errors name that', () => {
  const values = { HTTPS_PROXY: 'a', PATH: 'c' };
  const taken = takeProxyVariables(windowsEnvironment(values), true);
  expect(Object.keys(taken)).toEqual(['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY']);
  expect([taken['HTTPS_PROXY'], values]).toEqual(['a', { PATH: 'c' }]);
});
