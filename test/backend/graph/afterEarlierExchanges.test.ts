import { expect, test } from '@jest/globals';
import { afterEarlierExchanges } from '../../../src/graph/afterEarlierExchanges.ts';
import { notCarriedOut } from '../../../src/http/middleware/redirect.ts';
import { ProtocolError } from '../../../src/protocol/errors.ts';

const exchange = (status: number) => ({
  method: 'PATCH',
  url: 'https://graph.example/',
  requestHeaders: [],
  status,
  reasonPhrase: '',
  responseHeaders: [],
});
const failed = new ProtocolError('ConnectionFailed', 'Nothing was sent.');

test('a failure without earlier answers stays as it is', () => {
  expect(afterEarlierExchanges(failed, [])).toBe(failed);
});

test.each([[[429]], [[401]], [[301, 302, 307, 308, 429]]])(
  'answers of %j leave no doubt, but something was sent',
  (statuses: number[]) => {
    expect(afterEarlierExchanges(failed, statuses.map(exchange))).toMatchObject({
      name: 'ConnectionFailed',
      mayHaveBeenSent: false,
      message: `After the response with status ${statuses.at(-1)}, nothing more was sent.`,
    });
  },
);

test.each([303, 503, 504])('an answer of %i makes the outcome unknown', (status) => {
  expect(afterEarlierExchanges(failed, [exchange(429), exchange(status), exchange(302)])).toMatchObject({
    name: 'ConnectionFailed',
    mayHaveBeenSent: true,
    message: `After the response with status 302, nothing more was sent. The outcome is unknown: the service may have carried out the request before it returned status ${status}.`,
  });
});

test('what leaves the outcome unknown comes before the remedy', () => {
  const late = new ProtocolError('SignInFailed', 'No token. Nothing was sent to graph.example. Try again.');
  expect(afterEarlierExchanges(late, [exchange(503)])).toMatchObject({
    message:
      'No token. After the response with status 503, nothing more was sent to graph.example. The outcome is unknown: the service may have carried out the request before it returned status 503. Try again.',
  });
});

test('a redirect that cannot be followed does not deny what an earlier answer leaves in doubt', () => {
  const redirect = new ProtocolError('InvalidRedirect', `No target. ${notCarriedOut} Check it.`);
  expect(afterEarlierExchanges(redirect, [exchange(307)])).toMatchObject({ message: redirect.message });
  expect(afterEarlierExchanges(redirect, [exchange(303), exchange(302)])).toMatchObject({
    mayHaveBeenSent: true,
    message:
      'No target. The outcome is unknown: the service may have carried out the request before it returned status 303. Check it.',
  });
});

test('a failure that leaves the outcome unknown stays as it is, and one of our own too', () => {
  const broken = new ProtocolError('ConnectionBroken', 'Broken.', true);
  const fault = new TypeError('x');
  expect(afterEarlierExchanges(broken, [exchange(503)])).toBe(broken);
  expect(afterEarlierExchanges(fault, [exchange(503)])).toBe(fault);
});
