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
  test('run around the request, later prepends further out', async () => {
    const { output } = await lab.mustRun(`
      $global:trace = ''
      $null = ${command} -CurrentScore 1 -HttpPipelinePrepend ${marking('p1')}, ${marking('p2')} -HttpPipelineAppend ${marking('a1')}, ${marking('a2')}
      $trace`);
    expect(output.map(({ text }) => text)).toEqual([' >p2 >p1 >a1 >a2 <a2 <a1 <p1 <p2']);
  });

  test('see the real request without a token, and change headers and body', async () => {
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

  test('can answer by themselves', async () => {
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
    ['returns nothing', '{ }', /returned no answer/],
  ])('one that %s is a non-terminating error', async (_, step, message) => {
    const { errors, terminating } = await lab.sendsNothing(
      `${command} -CurrentScore 1 -HttpPipelinePrepend ${step}`,
    );
    expect([terminating, errors.length]).toEqual([null, 1]);
    expect(errors[0]?.message).toMatch(message);
  });
});
