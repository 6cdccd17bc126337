import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Turn } from '../support/graphServer.ts';
import { command, importModule, Lab } from '../support/lab.ts';
import type { RunResult } from '../support/runResult.ts';
import { isFull } from '../torture/support/torture.ts';

// Each test sends many requests.
jest.setTimeout(300_000);

const bodies: Record<string, string | Uint8Array> = {
  nothing: '',
  blanks: ' \r\n',
  'an object': '{"currentScore":1.5}',
  'a list': '[1,2]',
  'a number': '5',
  'a text': '"x"',
  null: 'null',
  'an error': '{"error":{"code":"aCode","message":"A message."}}',
  'an error in words': '{"error":"invalid_token","error_description":"Why."}',
  'a page': '<!DOCTYPE html><html><head><title>Sign in</title></head><body></body></html>',
  'half an object': '{"currentScore":',
  'bytes that are not UTF-8': Buffer.from([0x7b, 0xff, 0x7d]),
};

const retryAfters: Record<string, string | undefined> = {
  none: undefined,
  'no seconds': '0',
  'a fraction': '1.5',
  'a word': 'soon',
  'a date gone by': 'Wed, 21 Oct 2015 07:28:00 GMT',
  'many seconds': '3000000000',
  'a date far off': 'Thu, 31 Dec 2099 23:59:59 GMT',
  'the last date': 'Fri, 31 Dec 9999 23:59:59 GMT',
};

const statuses = [
  200, 202, 204, 300, 304, 400, 401, 403, 404, 409, 412, 418, 429, 500, 501, 502, 503, 504, 599,
];
const retried = [429, 503, 504];
const far = ['many seconds', 'a date far off', 'the last date'];

const names = Object.keys(retryAfters);
const near = names.filter((name) => !far.includes(name));

/**
 * Returns the names of the Retry-After values to combine with a status and a body. In the short form, a status that is
 * retried gets two: one that causes a long delay, and one that causes none. Any other status gets one. Each value is
 * still combined with each status, and with each body.
 */
function retryAftersOf(statusIndex: number, bodyIndex: number, isRetried: boolean): string[] {
  const one = (of: string[]) => of[(statusIndex + bodyIndex) % of.length] as string;
  if (isFull) {
    return names;
  }
  return isRetried ? [one(near), one(far)] : [one(names)];
}

const cells = statuses.flatMap((status, statusIndex) =>
  Object.entries(bodies).flatMap(([body, content], bodyIndex) =>
    retryAftersOf(statusIndex, bodyIndex, retried.includes(status)).map((retryAfter) => {
      const value = retryAfters[retryAfter];
      return {
        name: `${status}, Retry-After: ${retryAfter}, ${body}`,
        status,
        isWaitedFor: retried.includes(status) && far.includes(retryAfter),
        answer: { status, body: content, ...(value !== undefined && { headers: { 'Retry-After': value } }) },
      };
    }),
  ),
);

/** A script that waits until a pending call reports that it is waiting for a retry. It runs in a separate runspace. */
const untilItWaits = `
  function Get-Hidden($Of, [string] $Name) {
    $flags = [System.Reflection.BindingFlags] 'NonPublic, Instance, Static'
    $type = $Of.GetType()
    $field = $type.GetField($Name, $flags)
    if ($null -ne $field) { $field.GetValue($Of) } else { $type.GetProperty($Name, $flags).GetValue($Of) }
  }
  $current = [PartnerSecurityScore.BackendHost].GetField('current', 'NonPublic, Static').GetValue($null)
  $calls = Get-Hidden (Get-Hidden $current.Result pending) calls
  while (-not $calls.Values.Where({ $null -ne (Get-Hidden $_ Waiting) })) { }`;

let lab: Lab;
let backend: string | undefined;
let other: { turn: Turn; call: Promise<RunResult> };

const backendId = async () =>
  (await lab.run('[PartnerSecurityScore.BackendHost]::ProcessId', { runspace: 'observer' })).output[0]?.text;

// A request of another runspace stays pending during all tests.
beforeAll(async () => {
  lab = await Lab.start();
  await lab.mustRun('$null = Set-MgRequestContext -RetryDelay 0 -MaxRetry 1');
  await lab.mustRun(importModule, { runspace: 'other' });
  const turn = lab.server.next({ status: 200, body: '{"id":"survives"}', hold: true });
  const call = lab.run(`(${command} -Id other).Id`, { runspace: 'other', timeoutMilliseconds: 3_600_000 });
  await turn.reached;
  other = { turn, call };
  backend = await backendId();
});

afterAll(() => lab.close());

/**
 * Returns a script that sends this number of requests, one after the other. For each request it writes the number of
 * outputs, the number of errors, and the first error message.
 */
const outcomes = (requests: number) => `foreach ($request in 1..${requests}) {
    $written = @(${command} -CurrentScore 1 2>&1)
    $errors = $written.Where({ $_ -is [System.Management.Automation.ErrorRecord] })
    "$($written.Count - $errors.Count),$($errors.Count),$($errors[0])"
  }`;

test.each(statuses)('every answer with status %d has one outcome', async (status) => {
  const waitless = cells.filter((cell) => cell.status === status && !cell.isWaitedFor);
  const before = lab.server.requests.length;
  const tries = retried.includes(status) ? 2 : 1;
  for (const { answer } of waitless) {
    for (let request = 0; request < tries; request += 1) {
      lab.server.next(answer);
    }
  }
  const { output } = await lab.mustRun(outcomes(waitless.length));
  const isSuccess = status >= 200 && status < 300;
  // For a success status, an answer that is not an object causes an error or no output.
  const one = isSuccess ? /^(?:1,0,|0,0,|0,1,(?!.*backend).)/s : /^0,1,(?!.*backend)./s;
  expect(waitless.map(({ name }, index) => ({ name, outcome: output[index]?.text }))).toEqual(
    waitless.map(({ name }) => ({ name, outcome: expect.stringMatching(one) })),
  );
  expect(lab.server.requests.length - before).toBe(waitless.length * tries);
});

test.each(retried)(
  'what asks to come back far off with status %d is waited for, and can be stopped',
  async (status) => {
    for (const { name, answer } of cells.filter((cell) => cell.status === status && cell.isWaitedFor)) {
      const before = lab.server.requests.length;
      const { reached } = lab.server.next(answer);
      const call = lab.run(`${command} -CurrentScore 1`);
      await reached;
      await lab.mustRun(untilItWaits, { runspace: 'observer' });
      await lab.engine.stop();
      const { stopped, errors, output } = await call;
      const requests = lab.server.requests.length - before;
      expect({ name, stopped, errors, output, requests }).toEqual({
        name,
        stopped: true,
        errors: [],
        output: [],
        requests: 1,
      });
    }
  },
);

test('the request of another runspace has survived all of them, with its backend', async () => {
  expect(await backendId()).toBe(backend);
  other.turn.release();
  const { output, errors } = await other.call;
  expect([output.map(({ text }) => text), errors]).toEqual([['survives'], []]);
});
