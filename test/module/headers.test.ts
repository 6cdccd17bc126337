import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { plain } from '../support/engine.ts';
import { command, Lab, models } from '../support/lab.ts';

let lab: Lab;

beforeAll(async () => {
  lab = await Lab.start();
});

afterAll(() => lab.close());

describe('the request', () => {
  test('has the method, path and headers of the original [request.target] [request.headers]', async () => {
    await lab.mustRun(`$null = ${command} -CurrentScore 1`, { culture: 'de-DE' });
    const request = lab.server.requests.at(-1);
    expect(request).toMatchObject({ method: 'PATCH', url: '/beta/security/partner/securityScore' });
    expect(request?.headers).toMatchObject({
      authorization: `Bearer ${lab.token}`,
      featureflag: '00000003',
      'cache-control': 'no-store, no-cache',
      'content-type': 'application/json',
      'accept-encoding': 'gzip, deflate, br',
      'content-length': '18',
      host: new URL(lab.server.url).host,
    });
    expect(request?.headers['user-agent']).toMatch(
      /^Mozilla\/5\.0 \((Linux|Windows NT|Macintosh); .+; de-DE\) PowerShell\/\d+\.\d+/,
    );
    expect(request?.headers['sdkversion']).toMatch(/^graph-powershell-beta\/\d+\.\d+\.\d+/);
    expect(request?.headers['client-request-id']).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  test('goes out from an operating system whose name no header can hold', async () => {
    const sent = await lab.sent(`
      $field = [System.Runtime.InteropServices.RuntimeInformation].GetFields([System.Reflection.BindingFlags] 'Static, NonPublic') | Where-Object Name -like '*OSDescription*'
      $name = [System.Runtime.InteropServices.RuntimeInformation]::OSDescription
      $field.SetValue($null, "Système d'exploitation 龍🐧\`a")
      try { $null = ${command} -CurrentScore 1 } finally { $field.SetValue($null, $name) }`);
    expect(sent).toHaveLength(1);
    expect(lab.server.requests.at(-1)?.headers['user-agent']).toMatch(
      /; Syst\?me d'exploitation \?\?\?\?; en-US\) PowerShell/,
    );
  });

  test('has another client-request-id each time [request.new-id]', async () => {
    await lab.mustRun(`1..3 | ForEach-Object { $null = ${command} -CurrentScore $_ }`);
    const ids = lab.server.requests.slice(-3).map(({ headers }) => headers['client-request-id']);
    expect(new Set(ids).size).toBe(3);
  });
});

describe('-Headers', () => {
  test('adds and replaces headers, several values from an array [headers.text] [headers.array] [headers.given]', async () => {
    await lab.mustRun(
      `$null = ${command} -CurrentScore 1 -Headers @{ 'X-A' = 1.5; 'X-B' = 'b', 'c'; 'User-Agent' = 'mine'; 'cache-control' = 'no-cache'; Prefer = 'return=minimal'; 'If-Match' = '*' }`,
      { culture: 'de-DE' },
    );
    expect(lab.server.requests.at(-1)?.headers).toMatchObject({
      'x-a': '1.5',
      'x-b': 'b, c',
      'user-agent': 'mine',
      'cache-control': 'no-cache',
      prefer: 'return=minimal',
      'if-match': '*',
    });
  });

  test('leaves token, request id and SDK version ours, and says so [headers.ours] [headers.unused]', async () => {
    const { warnings } = await lab.mustRun(
      `$null = ${command} -CurrentScore 1 -Headers @{ Authorization = 'Bearer other'; 'client-request-id' = 'x'; SdkVersion = 'y' }`,
    );
    const headers = lab.server.requests.at(-1)?.headers;
    expect(headers?.['authorization']).toBe(`Bearer ${lab.token}`);
    expect(headers?.['client-request-id']).not.toContain('x');
    expect(headers?.['sdkversion']).not.toContain('y');
    expect(warnings.sort()).toEqual(
      ['Authorization', 'SdkVersion', 'client-request-id'].map(
        (name) => `-Headers: The header ${name} is ignored, because the module sets it.`,
      ),
    );
  });

  test.each([
    ['a line break', '@{ \'X-A\' = "a`r`nX-B: b" }', 'X-A'],
    ['a malformed name', "@{ 'X A' = 'a' }", 'X A'],
    ['a value that is not ASCII', "@{ 'X-A' = 'ä' }", 'X-A'],
    ['Content-Type', "@{ 'Content-Type' = 'text/plain' }", 'Content-Type'],
    ['Content-Length', "@{ 'Content-Length' = '1' }", 'Content-Length'],
    ...['Transfer-Encoding', 'Connection', 'Expect', 'Keep-Alive', 'Upgrade'].map(
      (name): [string, string, string] => [name, `@{ '${name}' = 'x' }`, name],
    ),
    ...['', 'two hosts', 'a/b', 'a,b', 'a:b', 'a:123456', '[::1', 'u@a'].map(
      (host): [string, string, string] => [`the host "${host}"`, `@{ Host = '${host}' }`, 'Host'],
    ),
    ['two hosts', "@{ Host = 'a', 'b' }", 'Host'],
    ['an empty name', "@{ '' = 'a' }", ''],
    ['null [headers.null]', "@{ 'X-A' = $null }", 'X-A'],
    ['DBNull', "@{ 'X-A' = [DBNull]::Value }", 'X-A'],
    ['an empty array', "@{ 'X-A' = @() }", 'X-A'],
    ['an array in an array', "@{ 'X-A' = 1, @(2, 3) }", 'X-A'],
    ['a hashtable', "@{ 'X-A' = @{} }", 'X-A'],
    ['a model', `@{ 'X-A' = [${models}.MicrosoftGraphPartnerSecurityScore]@{} }`, 'X-A'],
  ])('refuses %s and sends nothing [headers.refused]', async (_, headers, name) => {
    const { errors, terminating } = await lab.sendsNothing(`${command} -CurrentScore 1 -Headers ${headers}`);
    expect([terminating, errors.length]).toEqual([null, 1]);
    expect(errors[0]?.message).toContain(name);

    const step = '{ param($req, $callback, $next) $next.SendAsync($req, $callback) }';
    const stepped = await lab.sendsNothing(
      `${command} -CurrentScore 1 -Headers ${headers} -HttpPipelinePrepend ${step}`,
    );
    expect(stepped.errors).toHaveLength(1);
  });
});

describe('-ResponseHeadersVariable', () => {
  const answer = { status: 204, headers: { 'request-id': 'r1', 'X-Two': ['a', 'b'] } };

  test('gives a dictionary of string arrays, with names in any case [headers-variable.type] [headers-variable.no-content]', async () => {
    lab.server.next(answer);
    const { output } = await lab.mustRun(`
      ${command} -CurrentScore 1 -RHV rhv
      $rhv.GetType().FullName -replace '\\[\\[.*'
      $rhv['REQUEST-ID'].GetType().FullName
      $rhv['Request-Id']
      $global:rhv['request-id'] -join '|'`);
    expect(output.map(({ text }) => text)).toEqual([
      'System.Collections.Generic.Dictionary`2',
      'System.String[]',
      'r1',
      'r1',
    ]);
  });

  test('is set for the caller in a function and globally [headers-variable.global] [headers-variable.own-scope]', async () => {
    lab.server.next(answer);
    const { output } = await lab.mustRun(`
      $global:rhv = $null
      & { $rhv = 'own'; ${command} -CurrentScore 1 -ResponseHeadersVariable rhv; $rhv['request-id'] }
      $rhv['request-id']`);
    expect(output.map(({ text }) => text)).toEqual(['r1', 'r1']);
  });

  test('is set on an error answer too [headers-variable.error-answer]', async () => {
    lab.server.next({ status: 403, headers: { 'request-id': 'r3' } });
    const { output } = await lab.run(`${command} -CurrentScore 1 -RHV rhv; $rhv['request-id']`);
    expect(output.map(({ text }) => text)).toEqual(['r3']);
  });

  test('is cleared before sending [headers-variable.cleared]', async () => {
    lab.server.next({ destroy: 'afterReading' });
    const { output } = await lab.run(
      `$global:rhv = 'old'; ${command} -CurrentScore 1 -RHV rhv; $null -eq $rhv`,
    );
    expect(output.map(plain)).toEqual([true]);
  });

  test.each(['script:x', 'global:x', 'env:x'])('refuses %s, which is not a plain name', async (name) => {
    const failure = await lab.failure(`${command} -CurrentScore 1 -ResponseHeadersVariable ${name}`);
    expect(failure.message).toContain(name);
  });

  test('that cannot hold the headers is an error behind the answer', async () => {
    const { output, errors } = await lab.run(
      `& { [int]$number = 1; (${command} -CurrentScore 2 -RHV number).CurrentScore }`,
    );
    expect(output.map(plain)).toEqual([2]);
    expect(errors).toHaveLength(1);
  });

  test('refuses a read-only variable and sends nothing [headers-variable.read-only]', async () => {
    const { errors } = await lab.sendsNothing(`${command} -CurrentScore 1 -RHV Host`);
    expect(errors[0]?.message).toMatch(/Host/);
  });
});
