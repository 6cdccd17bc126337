import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { command, Lab } from '../support/lab.ts';

let lab: Lab;

beforeAll(async () => {
  lab = await Lab.start();
});

afterAll(() => lab.close());

const marking = (name: string) =>
  `{ param($req, $callback, $next) $global:trace += ' >${name}'; $task = $next.SendAsync($req, $callback); $null = $task.Result; $global:trace += ' <${name}'; $task }`;

describe('HTTP steps', () => {
  test('run around the request, later prepends further out [steps.order]', async () => {
    const { output } = await lab.mustRun(`
      $global:trace = ''
      $null = ${command} -CurrentScore 1 -HttpPipelinePrepend ${marking('p1')}, ${marking('p2')} -HttpPipelineAppend ${marking('a1')}, ${marking('a2')}
      $trace`);
    expect(output.map(({ text }) => text)).toEqual([' >p2 >p1 >a1 >a2 <a2 <a1 <p1 <p2']);
  });

  test('see the real request without a token, and change headers and body [steps.view] [steps.script-block]', async () => {
    const { output } = await lab.mustRun(`
      $step = {
        param($req, $callback, $next)
        $global:seen = "$($req.Method) $($req.RequestUri) $($req.Headers.Contains('Authorization')) $($req.Content.ReadAsStringAsync().Result)"
        $req.Headers.Add('X-Step', [string[]]('1', '2'))
        $req.Content = [System.Net.Http.StringContent]::new('{"id":"ä"}', [System.Text.Encoding]::UTF8, 'application/json')
        $next.SendAsync($req, $callback)
      }
      $null = ${command} -CurrentScore 1 -HttpPipelinePrepend $step
      $seen`);
    expect(output[0]?.text).toBe(
      `PATCH ${lab.server.url}/beta/security/partner/securityScore False {"currentScore":1}`,
    );
    expect(lab.server.requests.at(-1)).toMatchObject({ text: '{"id":"ä"}' });
    expect(lab.server.requests.at(-1)?.headers).toMatchObject({
      'x-step': '1, 2',
      authorization: `Bearer ${lab.token}`,
    });
  });

  test('leave headers that they do not touch as they were, both ways', async () => {
    const pass = '{ param($req, $callback, $next) $next.SendAsync($req, $callback) }';
    const answer = { Server: 'x/1 (y)', Vary: 'a, b', 'Cache-Control': 'private, no-cache' };
    const given =
      "-Headers @{ 'Content-Language' = 'en'; Expires = '0'; 'User-Agent' = 'Mine/1 (a; b) Other/2' } -RHV rhv";
    const seen: unknown[] = [];
    for (const steps of ['', `-HttpPipelinePrepend ${pass}`]) {
      lab.server.next({ status: 204, headers: answer });
      const { output } = await lab.mustRun(
        `${command} -CurrentScore 1 ${given} ${steps}; $rhv['Server']; $rhv['Vary']; $rhv['Cache-Control']`,
      );
      const { 'client-request-id': _, ...headers } = lab.server.requests.at(-1)?.headers ?? {};
      seen.push([headers, output.map(({ text }) => text)]);
    }
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[0]).toEqual([
      expect.objectContaining({ 'content-language': 'en', expires: '0' }),
      ['x/1 (y)', 'a, b', 'private, no-cache'],
    ]);
  });

  test('send nothing once a statement of theirs has failed', async () => {
    const { errors } = await lab.sendsNothing(
      `${command} -CurrentScore 1 -HttpPipelinePrepend { param($req, $callback, $next) $req.RequestUri = [uri]::new('x'); $next.SendAsync($req, $callback) }`,
    );
    expect(errors).toMatchObject([
      {
        exceptionType: 'PartnerSecurityScore.ModuleException',
        message: 'Invalid URI: The format of the URI could not be determined.',
      },
    ]);
  });

  test('ask for no further page once a statement of theirs has failed', async () => {
    const link = `${lab.server.url}/beta/security/partner/securityAlerts?$skiptoken=2`;
    lab.server.next({ body: JSON.stringify({ value: [{ id: 'a' }], '@odata.nextLink': link }) });
    const before = lab.server.requests.length;
    const { output, errors } = await lab.run(
      "Get-MgBetaSecurityPartnerSecurityAlert -All -HttpPipelinePrepend { param($req, $callback, $next) if ($req.RequestUri.Query) { [uri]::new('x') }; $next.SendAsync($req, $callback) } | ForEach-Object -MemberName Id",
    );
    expect(output.map(({ text }) => text)).toEqual(['a']);
    expect(lab.server.requests.slice(before).map(({ url }) => url)).toEqual([
      link.replace(/[?].*/, '').slice(lab.server.url.length),
    ]);
    expect(errors.map(({ message }) => message)).toEqual([
      'Invalid URI: The format of the URI could not be determined.',
    ]);
  });

  test('can answer by themselves [steps.own-answer]', async () => {
    const result = await lab.sendsNothing(`
      $step = {
        param($req, $callback, $next)
        $answer = [System.Net.Http.HttpResponseMessage]::new(200)
        $answer.Headers.Add('request-id', 'own')
        $answer.Content = [System.Net.Http.StringContent]::new('{"id":"own"}')
        [System.Threading.Tasks.Task]::FromResult($answer)
      }
      (${command} -CurrentScore 1 -HttpPipelineAppend $step -RHV rhv).Id
      $rhv['request-id']`);
    expect([result.terminating, ...result.errors]).toEqual([null]);
    expect(result.output.map(({ text }) => text)).toEqual(['own', 'own']);
  });

  test('can send twice', async () => {
    const sent = await lab.sent(`
      $step = { param($req, $callback, $next) $null = $next.SendAsync($req, $callback).Result; $next.SendAsync($req, $callback) }
      $null = ${command} -CurrentScore 1 -HttpPipelinePrepend $step`);
    expect(sent).toEqual(['{"currentScore":1}', '{"currentScore":1}']);
  });

  test('can be compiled delegates', async () => {
    await lab.mustRun(`
      $method = [System.Linq.Expressions.Expression]
      $type = (Get-Command ${command}).Parameters['HttpPipelineAppend'].ParameterType.GetElementType()
      $parameters = @($type.GetMethod('Invoke').GetParameters().ForEach({ $method::Parameter($_.ParameterType, $_.Name) }))
      $add = [System.Net.Http.Headers.HttpHeaders].GetMethod('Add', [type[]]([string], [string]))
      $header = $method::Call($method::Property($parameters[0], 'Headers'), $add, $method::Constant('X-Compiled'), $method::Constant('yes'))
      $send = $method::Call($parameters[2], $parameters[2].Type.GetMethod('SendAsync'), $parameters[0], $parameters[1])
      $body = $method::Block([System.Linq.Expressions.Expression[]]($header, $send))
      $step = $method::Lambda($type, $body, [System.Linq.Expressions.ParameterExpression[]]$parameters).Compile()
      $null = ${command} -CurrentScore 1 -HttpPipelineAppend $step`);
    expect(lab.server.requests.at(-1)?.headers).toMatchObject({ 'x-compiled': 'yes' });
  });

  test('come from $PSDefaultParameterValues too', async () => {
    await lab.mustRun(`
      $PSDefaultParameterValues['*-Mg*:HttpPipelinePrepend'] = { { param($req, $callback, $next) $req.Headers.Add('X-Default', 'yes'); $next.SendAsync($req, $callback) } }
      $null = ${command} -CurrentScore 1
      $PSDefaultParameterValues.Clear()`);
    expect(lab.server.requests.at(-1)?.headers).toMatchObject({ 'x-default': 'yes' });
  });

  test('see the command stopped through their callback', async () => {
    const turn = lab.server.next({ status: 204 });
    const call = lab.run(`
      $step = {
        param($req, $callback, $next)
        $global:token = $callback.Token
        $null = $next.SendAsync($req, $callback).Result
        [System.Threading.Tasks.TaskCompletionSource[System.Net.Http.HttpResponseMessage]]::new().Task
      }
      ${command} -CurrentScore 1 -HttpPipelinePrepend $step`);
    await turn.reached;
    await lab.engine.stop();
    expect(await call).toMatchObject({ stopped: true, errors: [] });
    const { output } = await lab.mustRun('$token.IsCancellationRequested');
    expect(output.map(({ text }) => text)).toEqual(['True']);
  });

  test('can change the answer', async () => {
    const { output } = await lab.mustRun(`
      $step = {
        param($req, $callback, $next)
        $task = $next.SendAsync($req, $callback)
        $task.Result.Content = [System.Net.Http.StringContent]::new('{"id":"changed"}')
        $task
      }
      (${command} -CurrentScore 1 -HttpPipelineAppend $step).Id`);
    expect(output[0]?.text).toBe('changed');
  });

  test.each([
    ['throws', "{ throw 'no luck' }", /no luck/],
    [
      'sends another charset',
      "{ param($req, $callback, $next) $req.Content = [System.Net.Http.StringContent]::new('{}', [System.Text.Encoding]::Unicode, 'application/json'); $next.SendAsync($req, $callback) }",
      /UTF-8/,
    ],
    [
      'takes the URL away',
      '{ param($req, $callback, $next) $req.RequestUri = $null; $next.SendAsync($req, $callback) }',
      /URL/,
    ],
    ['returns nothing', '{ }', /returned no response/],
    [
      'returns a task without a response',
      '{ $source = [System.Threading.Tasks.TaskCompletionSource[System.Net.Http.HttpResponseMessage]]::new(); $source.SetResult($null); $source.Task }',
      /returned no response/,
    ],
    [
      'sends bytes that are no text',
      '{ param($req, $callback, $next) $req.Content = [System.Net.Http.ByteArrayContent]::new([byte[]](0xFF)); $next.SendAsync($req, $callback) }',
      /a request body that is not UTF-8 text\. Nothing was sent\. Correct the step\.$/,
    ],
    ...(
      [
        ['goes to http', "RequestUri = 'http://graph.example/'", 'the URL must use https'],
        ['takes an unknown method', "Method = 'PURGE'", 'the method must be one of'],
        ['gives a GET a body', "Method = 'GET'", 'the body must be null for GET'],
      ] as const
    ).map(([what, change, reason]): [string, string, RegExp] => [
      what,
      `{ param($req, $callback, $next) $req.${change}; $next.SendAsync($req, $callback) }`,
      new RegExp(`^An HTTP pipeline step created a request that cannot be sent: ${reason}`),
    ]),
  ])('one that %s is a non-terminating error [steps.failures]', async (_, step, message) => {
    const { errors, terminating } = await lab.sendsNothing(
      `${command} -CurrentScore 1 -HttpPipelinePrepend ${step}`,
    );
    expect([terminating, errors.length]).toEqual([null, 1]);
    expect(errors[0]?.message).toMatch(message);
  });

  const doubt = 'The outcome is unknown: a request may have reached Graph before this failure.';

  test.each([
    [
      'cannot send again',
      '$req.RequestUri = $null; $next.SendAsync($req, $callback)',
      `An HTTP pipeline step removed the URL of the request. Nothing more was sent. ${doubt} Correct the step.`,
    ],
    ['throws', "throw 'Nothing was sent'", `Nothing was sent. ${doubt}`],
    ['throws a sentence', "throw 'Stop!'", `Stop! ${doubt}`],
  ])('one that %s after sending leaves the outcome unknown', async (_, rest, message) => {
    const { errors } = await lab.run(
      `${command} -CurrentScore 1 -HttpPipelinePrepend { param($req, $callback, $next) $null = $next.SendAsync($req, $callback).Result; ${rest} }`,
    );
    expect(errors.map((error) => error.message)).toEqual([message]);
  });
});
