import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { GraphServer, graphError } from '../support/graphServer.ts';
import { command, Lab } from '../support/lab.ts';

let lab: Lab;

beforeAll(async () => {
  lab = await Lab.start();
});

afterAll(() => lab.close());

test.each([429, 503, 504])(
  'status %i is tried again, and the later answer counts [answers.retried]',
  async (status) => {
    const before = lab.server.requests.length;
    lab.server.next({ status, headers: { 'Retry-After': '0' } });
    const { output, progress } = await lab.mustRun(`(${command} -CurrentScore 3).CurrentScore`);
    const tries = lab.server.requests.slice(before);
    expect(output.map(({ text }) => text)).toEqual(['3']);
    expect(tries.map(({ text }) => text)).toEqual(['{"currentScore":3}', '{"currentScore":3}']);
    expect(tries.map(({ headers }) => headers['retry-attempt'])).toEqual([undefined, '1']);
    expect(progress).toEqual([]);
  },
);

test('after three retries the error is the one of the service [answers.retry-end]', async () => {
  const before = lab.server.requests.length;
  for (let i = 0; i < 4; i++) {
    lab.server.next(({ request, response }) => {
      response.setHeader('Retry-After', '0');
      return graphError(429, 'TooManyRequests', 'Slow down.')({ request, response });
    });
  }
  const { errors } = await lab.run(`${command} -CurrentScore 1`);
  expect(lab.server.requests.length - before).toBe(4);
  expect(errors[0]).toMatchObject({
    message: '[TooManyRequests] : Slow down.',
    fullyQualifiedErrorId: `TooManyRequests,${command}`,
    recommendedAction: expect.stringMatching(/^Graph is throttling requests\. Wait/),
  });
});

test('a rejected token that cannot be renewed leads to a new sign-in', async () => {
  lab.server.next(graphError(401, 'InvalidAuthenticationToken', 'Not valid.'));
  const { errors } = await lab.run(`${command} -CurrentScore 1`);
  expect(errors[0]?.recommendedAction).toMatch(
    /^Sign in again with Connect-MgGraph\. With -AccessToken, specify a token for Microsoft Graph/,
  );
});

test('a wait of more than 2 s is shown as progress that goes away [answers.retry-wait] [streams.progress]', async () => {
  lab.server.next({ status: 429, headers: { 'Retry-After': '3' } });
  const { progress } = await lab.mustRun(`$null = ${command} -CurrentScore 1`);
  expect(progress[0]).toMatchObject({
    activity: 'Waiting for Graph',
    status: 'Graph returned status 429. Retry 1 of 3.',
    completed: false,
  });
  expect(progress.at(-1)).toMatchObject({ completed: true });
});

test('-Verbose says status, number and wait of each retry [answers.retry-verbose]', async () => {
  const answers = [
    { status: 429, headers: { 'Retry-After': '0' } },
    { status: 503, headers: { 'Retry-After': '1' } },
    { status: 504, headers: { 'Retry-After': '0' } },
  ];
  for (const answer of answers) {
    lab.server.next(answer);
  }
  const { verbose } = await lab.mustRun(`$null = ${command} -CurrentScore 1 -Verbose`);
  expect(verbose.slice(1)).toEqual([
    'Graph returned status 429. Retry 1 of 3 in 0 s.',
    'Graph returned status 503. Retry 2 of 3 in 1 s.',
    'Graph returned status 504. Retry 3 of 3 in 0 s.',
  ]);
  lab.server.next(answers[0] as (typeof answers)[0]);
  const own = await lab.mustRun(`& { $VerbosePreference = 'Continue'; $null = ${command} -CurrentScore 1 }`);
  expect(own.verbose.slice(1)).toEqual(['Graph returned status 429. Retry 1 of 3 in 0 s.']);
  lab.server.next(answers[0] as (typeof answers)[0]);
  expect((await lab.mustRun(`$null = ${command} -CurrentScore 1`)).verbose).toEqual([]);
});

test('stopping ends the wait without another request or an error [streams.stop]', async () => {
  const before = lab.server.requests.length;
  const turn = lab.server.next({ status: 503, headers: { 'Retry-After': '600' } });
  const call = lab.run(`${command} -CurrentScore 1`);
  await turn.reached;
  await lab.engine.stop();
  const { stopped, errors } = await call;
  expect([stopped, errors, lab.server.requests.length - before]).toEqual([true, [], 1]);
  expect(await lab.sent(`$null = ${command} -CurrentScore 2`)).toEqual(['{"currentScore":2}']);
});

test.each([301, 302, 307, 308])(
  'a redirect with %i keeps method and body, and the token stays with its host [answers.redirects]',
  async (status) => {
    const other = await GraphServer.start();
    try {
      other.reply({ status: 204 });
      lab.server.next({ status, headers: { Location: `${other.url}/moved` } });
      await lab.mustRun(`${command} -CurrentScore 4`);
      expect(other.requests.map(({ method, url, text }) => [method, url, text])).toEqual([
        ['PATCH', '/moved', '{"currentScore":4}'],
      ]);
      expect(other.requests[0]?.headers).not.toHaveProperty('authorization');
    } finally {
      await other.close();
    }
  },
);

test('a 303 becomes a GET without a body [answers.see-other]', async () => {
  lab.server.next({ status: 303, headers: { Location: '/beta/security/partner/securityScore' } });
  const { output } = await lab.mustRun(`(${command} -CurrentScore 5).MaxScore`);
  expect(lab.server.requests.at(-1)).toMatchObject({ method: 'GET', text: '' });
  expect(output.map(({ text }) => text)).toEqual(['100']);
});

test('redirects without end are an error', async () => {
  lab.server.reply({ status: 308, headers: { Location: '/beta/security/partner/securityScore' } });
  const { errors } = await lab.run(`${command} -CurrentScore 4`);
  lab.server.reply();
  expect(errors[0]?.message).toMatch(/redirect/i);
});
