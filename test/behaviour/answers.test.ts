import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { plain } from '../support/engine.ts';
import { graphError } from '../support/graphServer.ts';
import { command, Lab } from '../support/lab.ts';

let lab: Lab;

beforeAll(async () => {
  lab = await Lab.start();
});

afterAll(() => lab.close());

describe('an error answer', () => {
  test.each([403, 404, 405, 409, 412, 500, 501, 502])(
    '%d is asked for once [answers.one-request]',
    async (status) => {
      const before = lab.server.requests.length;
      lab.server.next(graphError(status, 'aCode', 'A message.'));
      const { errors, output } = await lab.run(`${command} -CurrentScore 1; $?`);
      expect(lab.server.requests.length - before).toBe(1);
      expect(output.map(plain)).toEqual([false]);
      expect(errors.map(({ fullyQualifiedErrorId, category }) => [fullyQualifiedErrorId, category])).toEqual([
        [`aCode,${command}`, 'InvalidOperation'],
      ]);
    },
  );

  test('tells details and target [answers.graph-error]', async () => {
    lab.server.next({
      status: 400,
      headers: { 'Content-Type': 'application/json', 'X-Fact': 'f' },
      body: '{"error":{"code":"c","message":"m","innerError":{"date":"2024-01-15T12:00:00"}}}',
    });
    const { errors } = await lab.run(`${command} -Id a -Headers @{ 'X-Case' = 'h' }`);
    expect(errors[0]?.errorDetails?.split(/\r?\n/)).toEqual(
      expect.arrayContaining(['m', 'Status: 400 (BadRequest)', 'ErrorCode: c', 'Date: 2024-01-15T12:00:00']),
    );
    expect(plain(errors[0]?.properties['ResponseHeaders'] as never)).toMatchObject({ 'X-Fact': ['f'] });
    expect(errors[0]?.recommendedAction).toBe(
      'See service error codes: https://learn.microsoft.com/graph/errors',
    );
    expect(plain(errors[0]?.targetObject as never)).toMatchObject({
      Headers: { 'X-Case': 'h' },
      body: { Id: 'a' },
    });
  });

  test('in the middle of the pipeline does not stop the others [answers.non-terminating]', async () => {
    const before = lab.server.requests.length;
    lab.server.next({ status: 204 });
    lab.server.next({ status: 409 });
    const { errors, terminating } = await lab.run(
      `@{ id = 'a' }, @{ id = 'b' }, @{ id = 'c' } | ${command} | ForEach-Object { }`,
    );
    expect(lab.server.requests.length - before).toBe(3);
    expect([terminating, errors.map(({ fullyQualifiedErrorId }) => fullyQualifiedErrorId)]).toEqual([
      null,
      [`Conflict,${command}`],
    ]);
  });
});

test('a connection that breaks can be caught as the exception of HttpClient [answers.connection-exception]', async () => {
  lab.server.next({ destroy: 'afterReading' });
  const { output } = await lab.run(
    `try { ${command} -Id a -ErrorAction Stop } catch [System.Net.Http.HttpRequestException] { 'caught' }`,
  );
  expect(output.map(plain)).toEqual(['caught']);
});

describe('-ResponseHeadersVariable', () => {
  test('holds headers of the request and of its content [headers-variable.type]', async () => {
    lab.server.next({ status: 200, headers: { 'Content-Language': 'de', 'request-id': 'r' } });
    const { output } = await lab.mustRun(
      `${command} -CurrentScore 1 -RHV rhv; $rhv['CONTENT-LANGUAGE']; $rhv['request-ID']; $rhv['content-language'] -is [string[]]`,
    );
    expect(output.map(plain)).toEqual(['de', 'r', true]);
  });

  test('is set behind the output, and by the last record [headers-variable.after-output] [headers-variable.last-wins]', async () => {
    const headers = { 'Content-Type': 'application/json' };
    lab.server.next({ headers: { ...headers, 'request-id': '1' }, body: '{"id":"a"}' });
    lab.server.next({ headers: { ...headers, 'request-id': '2' }, body: '{"id":"b"}' });
    const { output } = await lab.mustRun(`
      @{ id = 'a' }, @{ id = 'b' } | ${command} -RHV rhv | ForEach-Object { "$($_.Id) $($null -eq $rhv)" }
      $rhv['request-id']`);
    expect(output.map(({ text }) => text)).toEqual(['a True', 'b True', '2']);
  });
});

test('-Headers takes Host, Accept and the like as they are given [headers.given]', async () => {
  await lab.mustRun(
    `$null = ${command} -Id a -Headers @{ Host = 'other.example'; Accept = 'text/x'; 'Cache-Control' = 'no-cache' }`,
  );
  expect(lab.server.requests.at(-1)?.headers).toMatchObject({
    host: 'other.example',
    accept: 'text/x',
    'cache-control': 'no-cache',
  });
});

test('a step that returns a bare response is a non-terminating error [steps.failures]', async () => {
  const { errors, terminating, output } = await lab.sendsNothing(
    `${command} -Id a -HttpPipelineAppend { [System.Net.Http.HttpResponseMessage]::new(204) }; 'goes on'`,
  );
  expect([terminating, errors.length, output.map(plain)]).toEqual([null, 1, ['goes on']]);
});

test('-Verbose says one sentence and nothing else [streams.verbose]', async () => {
  const { verbose, debug, warnings, host } = await lab.mustRun(
    `$null = ${command} -BodyParameter @{ id = 'a' } -Verbose`,
  );
  expect([verbose, debug, warnings, host]).toEqual([
    [
      `Performing the operation "${command}_Update" on target "Call remote 'PATCH /security/partner/securityScore' operation".`,
    ],
    [],
    [],
    [],
  ]);
});
