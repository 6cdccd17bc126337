import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { BesideLab } from '../support/besideLab.ts';
import { command } from '../support/lab.ts';

let lab: BesideLab;

beforeAll(async () => {
  lab = await BesideLab.start();
});

afterAll(() => lab.close());

beforeEach(async () => {
  await lab.mustRun(lab.signIn);
});

const texts = ({ output }: { output: { text: string }[] }) => output.map(({ text }) => text);

describe('HTTP steps with the session of Microsoft.Graph.Authentication', () => {
  test('run around the request, and see it without a token', async () => {
    const result = await lab.mustRun(`
      $step = {
        param($req, $callback, $next)
        $global:seen = "$($req.Method) $($req.RequestUri) $($req.Headers.Contains('Authorization')) $($req.Content.ReadAsStringAsync().Result)"
        $req.Headers.Add('X-Step', [string[]]('1', '2'))
        $req.Content = [System.Net.Http.StringContent]::new('{"id":"ä"}', [System.Text.Encoding]::UTF8, 'application/json')
        $task = $next.SendAsync($req, $callback)
        $task.Result.Headers.Add('X-Answer', 'changed')
        $task
      }
      (${command} -CurrentScore 1 -HttpPipelinePrepend $step -RHV rhv).Id
      $seen; $rhv['X-Answer']`);
    const target = `${lab.server.url}/beta/security/partner/securityScore`;
    expect(texts(result)).toEqual(['ä', `PATCH ${target} False {"currentScore":1}`, 'changed']);
    expect(lab.server.requests.at(-1)).toMatchObject({ text: '{"id":"ä"}' });
    expect(lab.server.requests.at(-1)?.headers).toMatchObject({
      'x-step': '1, 2',
      authorization: `Bearer ${lab.token}`,
    });
  });

  test('can answer by themselves', async () => {
    const step = `{ $answer = [System.Net.Http.HttpResponseMessage]::new(200); $answer.Content = [System.Net.Http.StringContent]::new('{"id":"own"}'); [System.Threading.Tasks.Task]::FromResult($answer) }`;
    const tenants = await lab.tenantsOf(async () => {
      const result = await lab.mustRun(`(${command} -CurrentScore 1 -HttpPipelineAppend ${step}).Id`);
      expect(texts(result)).toEqual(['own']);
    });
    expect(tenants).toEqual([]);
  });

  test.each([
    ['another host', (port: string) => `http://localhost:${port}/x`],
    ['another port', () => 'http://127.0.0.1:1/x'],
    ['another scheme', (port: string) => `https://127.0.0.1:${port}/x`],
    ['no host', () => 'beta/x'],
    // The path alone would be parsed as a URL with a host.
    ['a path that reads as a host', (port: string) => `http://127.0.0.1:${port}//localhost:${port}/x`],
  ])('cannot take the request, and with it the token, to %s', async (_, url) => {
    const { port } = new URL(lab.server.url);
    const step = `{ param($req, $callback, $next) $req.RequestUri = [uri]'${url(port)}'; $next.SendAsync($req, $callback) }`;
    const tenants = await lab.tenantsOf(async () => {
      const { errors } = await lab.run(`${command} -CurrentScore 1 -HttpPipelinePrepend ${step}`);
      expect(errors.map(({ message }) => message)).toEqual([
        expect.stringMatching(/URL .* (does not begin with|has two slashes)/),
      ]);
    });
    expect(tenants).toEqual([]);
  });

  test('can send to another path of Graph, with a query', async () => {
    const step = `{ param($req, $callback, $next) $req.RequestUri = [uri]'${lab.server.url}/beta/ä?a=b%20c&d=%2F#part'; $next.SendAsync($req, $callback) }`;
    lab.server.next({ status: 204 });
    await lab.mustRun(`$null = ${command} -CurrentScore 1 -HttpPipelinePrepend ${step}`);
    expect(lab.server.requests.at(-1)).toMatchObject({
      url: '/beta/%C3%A4?a=b%20c&d=%2F',
      headers: { authorization: `Bearer ${lab.token}` },
    });
  });

  test('cannot send to a path that .NET would make another one of', async () => {
    const step = `{ param($req, $callback, $next) $req.RequestUri = [uri]'${lab.server.url}/beta/a/../b'; $next.SendAsync($req, $callback) }`;
    const tenants = await lab.tenantsOf(async () => {
      const { errors } = await lab.run(`${command} -CurrentScore 1 -HttpPipelinePrepend ${step}`);
      expect(errors.map(({ message }) => message)).toEqual([
        expect.stringMatching(
          /would send the request to \S+\/beta\/b instead of \S+\/beta\/a\/\.\.\/b\. Nothing was sent/,
        ),
      ]);
    });
    expect(tenants).toEqual([]);
  });

  test('cannot send from another thread, where no command can run', async () => {
    const tenants = await lab.tenantsOf(async () => {
      const { errors } = await lab.run(`
        $method = [System.Linq.Expressions.Expression]
        $answer = [System.Threading.Tasks.Task[System.Net.Http.HttpResponseMessage]]
        $work = [System.Func[System.Threading.Tasks.Task[System.Net.Http.HttpResponseMessage]]]
        $type = (Get-Command ${command}).Parameters['HttpPipelineAppend'].ParameterType.GetElementType()
        $parameters = @($type.GetMethod('Invoke').GetParameters().ForEach({ $method::Parameter($_.ParameterType, $_.Name) }))
        $send = $method::Call($parameters[2], $parameters[2].Type.GetMethod('SendAsync'), $parameters[0], $parameters[1])
        $run = $method::Call([System.Threading.Tasks.Task], 'Run', [type[]]([System.Net.Http.HttpResponseMessage]), $method::Lambda($work, $send))
        $step = $method::Lambda($type, $run, [System.Linq.Expressions.ParameterExpression[]]$parameters).Compile()
        ${command} -CurrentScore 1 -HttpPipelineAppend $step`);
      expect(errors.map(({ message }) => message)).toEqual([
        expect.stringMatching(
          /tried to send the request from another thread\. .* Nothing was sent\. Correct the step, or sign in with /,
        ),
      ]);
    });
    expect(tenants).toEqual([]);
  });
});
