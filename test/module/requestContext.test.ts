import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { plain } from '../support/engine.ts';
import { command, connect, importModule, Lab } from '../support/lab.ts';

let lab: Lab;

beforeAll(async () => {
  lab = await Lab.start();
});

afterAll(() => lab.close());

beforeEach(() => {
  lab.server.requests.length = 0;
});

async function context(script: string, runspace = 'main'): Promise<unknown> {
  const { output } = await lab.mustRun(script, { runspace });
  return plain(output.at(-1) as never);
}

const defaults = { ClientTimeout: '00:05:00', RetryDelay: 3, MaxRetry: 3, RetriesTimeLimit: '00:00:00' };

test('Get-MgRequestContext shows the defaults', async () => {
  expect(await context('Get-MgRequestContext')).toEqual(defaults);
});

describe('Set-MgRequestContext', () => {
  test('changes what is given and gives the result', async () => {
    expect(await context('Set-MgRequestContext -ClientTimeout 7 -MaxRetry 1')).toEqual({
      ...defaults,
      ClientTimeout: '00:00:07',
      MaxRetry: 1,
    });
    expect(await context('Set-MgRequestContext -RetryDelay 0 -RetriesTimeLimit 60')).toEqual({
      ClientTimeout: '00:00:07',
      MaxRetry: 1,
      RetryDelay: 0,
      RetriesTimeLimit: '00:01:00',
    });
    expect(await context('Get-MgRequestContext')).toMatchObject({ MaxRetry: 1 });
  });

  test('with -WhatIf changes nothing', async () => {
    await lab.mustRun('Set-MgRequestContext -MaxRetry 9 -WhatIf');
    expect(await context('Get-MgRequestContext')).toMatchObject({ MaxRetry: 1 });
  });

  test.each(['-MaxRetry 11', '-MaxRetry -1', '-RetryDelay 181', '-RetriesTimeLimit -1', '-ClientTimeout 0'])(
    'refuses %s',
    async (parameter) => {
      const failure = await lab.failure(`Set-MgRequestContext ${parameter}`);
      expect(failure.fullyQualifiedErrorId).toMatch(/^ParameterArgumentValidationError,/);
    },
  );

  test('counts for the requests that follow: how often they are sent again', async () => {
    await lab.mustRun('$null = Set-MgRequestContext -MaxRetry 2 -RetryDelay 0');
    lab.server.reply({ status: 503 });
    await lab.run(`${command} -CurrentScore 1`);
    expect(lab.server.requests).toHaveLength(3);
    await lab.mustRun('$null = Set-MgRequestContext -MaxRetry 0');
    await lab.run(`${command} -CurrentScore 1`);
    expect(lab.server.requests).toHaveLength(4);
  });

  test('counts for how long they are sent again: no wait begins that would end too late', async () => {
    await lab.mustRun('$null = Set-MgRequestContext -MaxRetry 3 -RetriesTimeLimit 20');
    lab.server.reply({ status: 503, headers: { 'Retry-After': '21' } });
    const { errors } = await lab.run(`${command} -CurrentScore 1`);
    expect(errors.map(({ fullyQualifiedErrorId }) => fullyQualifiedErrorId)).toEqual([
      `ServiceUnavailable,${command}`,
    ]);
    expect(lab.server.requests).toHaveLength(1);
    lab.server.reply();
  });

  test('counts for how long an answer may take, and Connect-MgGraph -ClientTimeout as well', async () => {
    await lab.mustRun('$null = Set-MgRequestContext -ClientTimeout 1');
    lab.server.next({ hold: true });
    const { errors } = await lab.run(`${command} -CurrentScore 1`);
    expect(errors[0]?.message).toMatch(/within 1 second\./);
    await lab.mustRun(`${connect(lab.server, lab.token)} -ClientTimeout 99`);
    expect(await context('Get-MgRequestContext')).toMatchObject({ ClientTimeout: '00:01:39' });
  });

  test('counts for its own runspace, and for those that have set nothing', async () => {
    await lab.mustRun('$null = Set-MgRequestContext -MaxRetry 5');
    expect(await context(`${importModule}; Get-MgRequestContext`, 'follows')).toMatchObject({ MaxRetry: 5 });
    await lab.mustRun(`${importModule}; $null = Set-MgRequestContext -MaxRetry 7`, { runspace: 'own' });
    expect(await context('Get-MgRequestContext')).toMatchObject({ MaxRetry: 5 });
    expect(await context('Get-MgRequestContext', 'own')).toMatchObject({ MaxRetry: 7 });
  });
});
