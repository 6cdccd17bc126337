import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { plain } from '../support/engine.ts';
import { command, Lab } from '../support/lab.ts';
import type { PsError } from '../support/runResult.ts';

let lab: Lab;

beforeAll(async () => {
  lab = await Lab.start();
});

afterAll(() => lab.close());

const ownId = `Microsoft.Graph.Beta.PowerShell.Cmdlets.UpdateMgBetaSecurityPartnerSecurityScore_UpdateExpanded`;

/** Returns the only error that the command reports for an answer without a request-id or client-request-id header. */
async function errorOf(status: number, body: string, type = 'application/json'): Promise<PsError> {
  lab.server.next({ status, headers: { 'Content-Type': type }, body });
  const { errors, output, terminating } = await lab.run(`${command} -CurrentScore 1`);
  expect([errors.length, output, terminating]).toEqual([1, [], null]);
  return errors[0] as PsError;
}

const badRequest = 'The server responded with a Request Error, Status: BadRequest';
/** Returns the end of a message for an answer whose body is the only explanation. */
const says = (body: string) => `. The response (application/json) says "${body}".`;
const badGateway = 'The server responded with a Server Error, Status: BadGateway';

interface Wanted {
  /** The error id before the comma. */
  id: string;
  message: string;
  /** The first line of the error details. The default is the message. */
  first?: string;
  /** Null when the answer has no code. */
  code: string | null;
}

/** Returns a case in which the answer has no message at a known place. */
function unplaced(status: 400 | 502, body: string, code?: string): [number, string, Wanted] {
  const [name, sentence] = status === 400 ? ['BadRequest', badRequest] : ['BadGateway', badGateway];
  return [status, body, { id: code ?? name, message: `${sentence}${says(body)}`, code: code ?? null }];
}

const cases: [status: number, body: string, wanted: Wanted][] = [
  // Complete Graph errors, and Graph errors with an empty member.
  [
    400,
    '{"error":{"code":"aCode","message":"Why."}}',
    { id: 'aCode', message: '[aCode] : Why.', first: 'Why.', code: 'aCode' },
  ],
  [
    400,
    '{"error":{"code":"","message":"Why."}}',
    { id: ownId, message: '[] : Why.', first: 'Why.', code: null },
  ],
  [
    400,
    '{"error":{"code":"UnknownError","message":""}}',
    {
      id: 'UnknownError',
      message: '[UnknownError] : ',
      first: `${badRequest}${says('{"error":{"code":"UnknownError","message":""}}')}`,
      code: 'UnknownError',
    },
  ],
  [
    500,
    '{"error":{"code":"","message":""}}',
    {
      id: ownId,
      message: '[] : ',
      first: `The server responded with a Server Error, Status: InternalServerError${says('{"error":{"code":"","message":""}}')}`,
      code: null,
    },
  ],
  // Graph errors with only a code or only a message.
  unplaced(400, '{"error":{"code":"aCode"}}', 'aCode'),
  unplaced(502, '{"error":{"code":"aCode","message":5}}', 'aCode'),
  [400, '{"error":{"message":"only text"}}', { id: 'BadRequest', message: 'only text', code: null }],
  [400, '{"error":{"code":7,"message":"only text"}}', { id: 'BadRequest', message: 'only text', code: null }],
  // Answers without an error, and errors in an unknown form.
  unplaced(400, '{"error":{}}'),
  unplaced(400, '{"a":1}'),
  unplaced(400, '[]'),
  unplaced(502, 'null'),
  unplaced(400, '{"type":"about:blank","title":"No credit","detail":"It costs 50."}'),
  unplaced(400, '{"error":{"code":"C","message":{"lang":"en","value":"text"}}}', 'C'),
  unplaced(400, '{"odata.error":{"code":"C","message":{"value":"text"}}}'),
  unplaced(400, '{"error":{"innerError":{"message":"deep"}}}'),
  unplaced(400, '{"error":{"details":[{"message":"deep"}]}}'),
  unplaced(400, '{"errors":[{"message":"deep"}]}'),
  unplaced(502, '{"fault":{"faultstring":"deep"}}'),
  unplaced(400, '"just a string"'),
  unplaced(400, '["a"]'),
  [502, '', { id: 'BadGateway', message: badGateway, code: null }],
  [599, '', { id: '599', message: 'The server responded with a Server Error, Status: 599', code: null }],
  // Errors at the top level, as gateways and OAuth return them.
  [400, '{"code":"aCode","message":"Why."}', { id: 'aCode', message: 'Why.', code: 'aCode' }],
  unplaced(400, '{"code":"aCode"}', 'aCode'),
  [400, '{"statusCode":400,"message":"Why."}', { id: 'BadRequest', message: 'Why.', code: null }],
  [
    400,
    '{"Message":"No HTTP resource was found."}',
    { id: 'BadRequest', message: 'No HTTP resource was found.', code: null },
  ],
  [
    400,
    '{"ExceptionMessage":"exc","Message":"An error has occurred."}',
    {
      id: 'BadRequest',
      message: `An error has occurred. ${says('{"ExceptionMessage":"exc","Message":"An error has occurred."}').slice(2)}`,
      code: null,
    },
  ],
  [
    400,
    '{"message":"No route","request_id":"1"}',
    {
      id: 'BadRequest',
      message: `No route${says('{"message":"No route","request_id":"1"}')}`,
      code: null,
    },
  ],
  [
    400,
    '{"error":"text"}',
    { id: 'BadRequest', message: `${badRequest}${says('{"error":"text"}')}`, code: 'text' },
  ],
  [
    400,
    '{"error":"invalid_token","error_description":"It has expired."}',
    { id: 'BadRequest', message: 'It has expired.', code: 'invalid_token' },
  ],
];

describe('an error answer keeps what it says, and its status', () => {
  test.each(cases)(
    '%i %s [answers.error-without-code] [answers.error-foreign]',
    async (status, body, { id, message, first, code }) => {
      const error = await errorOf(status, body);
      expect(error).toMatchObject({
        fullyQualifiedErrorId: `${id},${command}`,
        message,
        category: 'InvalidOperation',
        exceptionType: 'PartnerSecurityScore.GraphServiceException',
        recommendedAction: 'See service error codes: https://learn.microsoft.com/graph/errors',
      });
      const lines = error.errorDetails?.split('\n') ?? [];
      expect(lines[0]).toBe(first ?? message);
      expect(lines[1]).toMatch(new RegExp(`^Status: ${status} \\(\\w+\\)$`));
      expect(lines.filter((line) => line.startsWith('ErrorCode: '))).toEqual(
        code === null ? [] : [`ErrorCode: ${code}`],
      );
      expect(plain(error.properties['Code'] as never)).toBe(code);
      expect(plain(error.properties['MayHaveBeenSent'] as never)).toBe(true);
      expect(plain(error.targetObject)).toMatchObject({ body: { CurrentScore: 1 } });
    },
  );

  test.each([
    [
      'text/html',
      '<html><head><title>502 Bad&nbsp;Gateway</title></head></html>',
      '. The response is the web page "502 Bad Gateway" (text/html).',
    ],
    ['application/json', '<html>', '. The response is a web page (application/json) without a title.'],
    [
      'text/plain',
      ' upstream connect error\n or disconnect ',
      '. The response (text/plain) says "upstream connect error or disconnect".',
    ],
    ['application/json', '{"error":', '. The response (application/json) says "{"error":".'],
    [
      'application/xml',
      '<Error><Message>No.</Message></Error>',
      '. The response (application/xml) says "<Error><Message>No.</Message></Error>".',
    ],
    [
      'text/plain',
      '<?xml version="1.0"?><E/>',
      '. The response (text/plain) says "<?xml version="1.0"?><E/>".',
    ],
    [
      'application/xhtml+xml',
      '<?xml version="1.0"?><title>T</title>',
      '. The response is the web page "T" (application/xhtml+xml).',
    ],
    [
      'text/plain',
      'a\u001b[31mb\u0007c\u009bd\u202ee\u2066f\u200f',
      '. The response (text/plain) says "a\ufffd[31mb\ufffdc\ufffdd\ufffde\ufffdf\ufffd".',
    ],
    [
      'text/html',
      '<title>a&#27;[2J\u0007</title>',
      '. The response is the web page "a\ufffd[2J\ufffd" (text/html).',
    ],
  ])('which is not JSON (%s) with what it says: %s [answers.error-not-json]', async (type, body, says) => {
    expect(await errorOf(502, body, type)).toMatchObject({
      fullyQualifiedErrorId: `BadGateway,${command}`,
      message: `${badGateway}${says}`,
      category: 'InvalidOperation',
    });
  });
});

test.each([
  [
    'in another charset',
    { 'Content-Type': 'text/html; charset=iso-8859-1' },
    '<title>N\u00e3o</title>',
    'the web page "N\u00e3o"',
  ],
  ['with damaged compression', { 'Content-Encoding': 'gzip' }, 'no gzip', ''],
])('an error answer %s keeps status, ids, headers and what can be read', async (_, headers, text, says) => {
  lab.server.next({
    status: 403,
    headers: { ...headers, 'request-id': 'r1' },
    body: Buffer.from(text, 'latin1'),
  });
  const { errors, output } = await lab.run(`${command} -CurrentScore 1 -RHV rhv; $rhv['request-id']`);
  expect(errors.map((error) => error.fullyQualifiedErrorId)).toEqual([`Forbidden,${command}`]);
  expect(errors[0]?.message).toContain(says);
  expect(plain(errors[0]?.properties['RequestId'] as never)).toBe('r1');
  expect(output.map(plain)).toEqual(['r1']);
});

describe('the details of an error answer', () => {
  test('are the facts in their order, and the text of the record [answers.error-details]', async () => {
    lab.server.next({
      status: 404,
      headers: { 'request-id': 'of the header', 'client-request-id': 'of the header', 'X-Other': 'a' },
      body: '{"error":{"code":"NotFound","message":"No\\r\\nsuch  thing.","innerError":{"date":"2024-01-15T12:00:00","request-id":"r","client-request-id":"c"}}}',
    });
    const { errors, output } = await lab.run(
      `${command} -CurrentScore 1 -ErrorVariable found -ErrorAction SilentlyContinue; "$found"; $found[0].Exception.ResponseHeaders['x-other']; [int] $found[0].Exception.StatusCode`,
    );
    expect(errors).toEqual([]);
    expect(output.map(({ text }) => text)).toEqual([
      'No such thing.\nStatus: 404 (NotFound)\nErrorCode: NotFound\nDate: 2024-01-15T12:00:00\nrequest-id: r\nclient-request-id: c',
      'a',
      '404',
    ]);
  });

  test('have no characters that a terminal would obey, unlike the message', async () => {
    const { errorDetails, message } = await errorOf(
      403,
      '{"error":{"code":"a\\u001bb","message":"No\\u001b]0;x\\u0007\\u202e.","innerError":{"request-id":"\\u009b"}}}',
    );
    expect(errorDetails).toMatch(
      /^No\ufffd\]0;x\ufffd\ufffd\.\nStatus: 403 \(Forbidden\)\nErrorCode: a\ufffdb\nrequest-id: \ufffd\n/,
    );
    expect(message).toBe('[a\u001bb] : No\u001b]0;x\u0007\u202e.');
  });

  test('hide what says by its name that it is secret in an unknown form', async () => {
    const { message } = await errorOf(400, '{"reason":"No.","client_secret":"abc"}');
    expect(message).toBe(`${badRequest}${says('{"reason":"No.","client_secret":"***"}')}`);
  });

  test('are not on the exception once more, where Get-Error would repeat them', async () => {
    const { properties } = await errorOf(403, '{"error":{"code":"aCode","message":"Only once."}}');
    expect(JSON.stringify(properties)).not.toContain('Only once.');
  });

  test('have the client-request-id that was sent where the answer has none', async () => {
    const { errorDetails, properties } = await errorOf(502, '');
    const sent = lab.server.requests.at(-1)?.headers['client-request-id'];
    expect(errorDetails).toBe(`${badGateway}\nStatus: 502 (BadGateway)\nclient-request-id: ${sent}`);
    expect([plain(properties['ClientRequestId'] as never), plain(properties['RequestId'] as never)]).toEqual([
      sent,
      null,
    ]);
  });

  test('have at most 12 lines, whatever the service says', async () => {
    const value = fc.oneof(
      fc.string(),
      fc.constantFrom('a\n'.repeat(30), '\u2028\u2029\x85\v\f'),
      fc.integer(),
    );
    const error = fc.record(
      {
        code: value,
        message: value,
        innerError: fc.record({ date: value, 'request-id': value }, { requiredKeys: [] }),
      },
      { requiredKeys: [] },
    );
    const body = fc.oneof(
      error.map((one) => JSON.stringify({ error: one })),
      error.map((one) => JSON.stringify(one)),
      fc.json(),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(400, 403, 500, 599), body, async (status, text) => {
        const { errorDetails, properties } = await errorOf(status, text);
        const lines = errorDetails?.split(/\r\n|[\n\r\v\f\x85\u2028\u2029]/) ?? [];
        expect(lines.length).toBeLessThanOrEqual(12);
        expect(lines[0]).not.toBe('');
        expect(plain(properties['MayHaveBeenSent'] as never)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

test('-ResponseHeadersVariable is set where -ErrorAction Stop ends the command [headers-variable.error-answer]', async () => {
  const set = `${command} -CurrentScore 1 -RHV rhv -ErrorAction Stop`;
  lab.server.next({ status: 403, headers: { 'X-A': 'error' } });
  lab.server.next({ status: 200, headers: { 'X-A': 'page' }, body: '<html>' });
  const { output } = await lab.mustRun(`1..2 | ForEach-Object { try { ${set} } catch { $rhv['x-a'] } }`);
  expect(output.map(plain)).toEqual(['error', 'page']);
});

test('-ErrorAction Stop changes no error id', async () => {
  const before = `try { ${command} -CurrentScore 1 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }`;
  lab.server.next({ destroy: 'afterReading' });
  lab.server.next({ status: 204, headers: {} });
  const { output } = await lab.mustRun(
    `${before}; ${before.replace('1 ', "1 -Headers @{ Connection = 'x' } ")}`,
  );
  lab.server.dropNext();
  expect(output.map(plain)).toEqual([`${ownId},${command}`, `${ownId},${command}`]);
});
