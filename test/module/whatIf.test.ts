import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { command, Lab } from '../support/lab.ts';
import { payloadOf } from '../support/tokens.ts';

const whatIf = (set: string) =>
  `What if: Performing the operation "Update-MgBetaSecurityPartnerSecurityScore_${set}" on target "Call remote 'PATCH /security/partner/securityScore' operation".`;

let lab: Lab;

beforeAll(async () => {
  lab = await Lab.start({ isSignedIn: false });
});

afterAll(() => lab.close());

describe('-WhatIf when not connected [streams.what-if] [streams.what-if-does-nothing] [streams.what-if-each-record]', () => {
  test.each([
    [`${command} -CurrentScore 1 -WhatIf`, [whatIf('UpdateExpanded')]],
    [`${command} -BodyParameter @{ id = 'a' } -WhatIf`, [whatIf('Update')]],
    [`@{ id = 'a' }, '{}' | ${command} -WhatIf`, [whatIf('Update'), whatIf('Update')]],
  ])('%s', async (script, lines) => {
    const result = await lab.run(script);
    expect(result.host).toEqual(lines);
    expect([result.output, result.errors, result.terminating]).toEqual([[], [], null]);
  });

  test('says with -Verbose that nobody is signed in [streams.what-if-plan]', async () => {
    const { verbose } = await lab.run(`${command} -CurrentScore 1 -WhatIf -Verbose`);
    expect(verbose).toEqual([
      'No request would be sent, because nobody is signed in. The request would be: PATCH /beta/security/partner/securityScore, with the body {"currentScore":1}',
    ]);
  });

  test('sets no variable [headers-variable.what-if]', async () => {
    const result = await lab.run(`
      $global:h = 'before'
      ${command} -CurrentScore 1 -WhatIf -ResponseHeadersVariable h
      $h`);
    expect(result.output.map(({ text }) => text)).toEqual(['before']);
  });

  test('a wrong value is an error here too', async () => {
    const { errors } = await lab.run(`${command} -AdditionalProperties @{ a = { x } } -WhatIf`);
    expect(errors[0]?.message).toContain('a: A value of type');
  });

  test('a header that cannot be sent is an error here too, and nothing says that it would be', async () => {
    const { errors, verbose, host } = await lab.run(
      `${command} -CurrentScore 1 -Headers @{ Connection = 'x' } -WhatIf -Verbose`,
    );
    expect(errors.map(({ message }) => message)).toEqual([expect.stringContaining('"Connection"')]);
    expect([verbose, host]).toEqual([[], []]);
  });

  test('without -WhatIf each record is the error of the original [answers.not-connected]', async () => {
    const { errors, terminating } = await lab.run(`@{ id = 'a' }, '{}' | ${command}`);
    expect(terminating).toBeNull();
    expect(errors.map(({ message }) => message)).toEqual([
      'Authentication needed. Please call Connect-MgGraph.',
      'Authentication needed. Please call Connect-MgGraph.',
    ]);
    expect(errors[0]).toMatchObject({
      category: 'NotSpecified',
      fullyQualifiedErrorId: `Microsoft.Graph.Beta.PowerShell.Cmdlets.UpdateMgBetaSecurityPartnerSecurityScore_Update,${command}`,
    });
  });
});

describe('preferences', () => {
  beforeAll(() => lab.begin());

  test.each([
    [
      'the global scope [streams.what-if-preference]',
      `$global:WhatIfPreference = $true; ${command} -CurrentScore 1; $global:WhatIfPreference = $false`,
    ],
    [
      "the caller's own scope [streams.own-what-if]",
      `& { $WhatIfPreference = $true; ${command} -CurrentScore 1 }`,
    ],
    [
      'a function with -WhatIf',
      `function Set-It { [CmdletBinding(SupportsShouldProcess)] param() ${command} -CurrentScore 1 } Set-It -WhatIf`,
    ],
  ])('$WhatIfPreference of %s counts', async (_, script) => {
    const { host } = await lab.sendsNothing(script);
    expect(host).toEqual([whatIf('UpdateExpanded')]);
  });

  test('-WhatIf:$false outweighs the preference', async () => {
    expect(
      await lab.sent(`& { $WhatIfPreference = $true; $null = ${command} -CurrentScore 1 -WhatIf:$false }`),
    ).toHaveLength(1);
  });

  test('$ErrorActionPreference of the caller counts [streams.own-error-action]', async () => {
    lab.server.next({ status: 403 });
    const { terminating, output } = await lab.run(
      `& { $ErrorActionPreference = 'Stop'; ${command} -CurrentScore 1; 'not reached' }`,
    );
    expect(terminating?.fullyQualifiedErrorId).toBe(`Forbidden,${command}`);
    expect(output).toEqual([]);
  });

  test('-Verbose and $VerbosePreference of the caller say what is done [streams.verbose] [streams.own-verbose]', async () => {
    const { verbose } = await lab.run(`
      $null = ${command} -CurrentScore 1 -Verbose
      & { $VerbosePreference = 'Continue'; $null = ${command} -CurrentScore 1 }`);
    expect(verbose).toHaveLength(2);
    expect(verbose[0]).toContain(`Performing the operation "${command}_UpdateExpanded" on target`);
    expect(verbose[1]).toBe(verbose[0]);
  });
});

describe('what is odd about a body', () => {
  beforeAll(() => lab.begin());

  test.each([
    [
      'parameters without a value',
      `${command} -CurrentScore 1 -MaxScore $null -Id $null -AdditionalProperties $null`,
      ['Properties left out because they have no value: AdditionalProperties, id, maxScore.'],
    ],
    [
      'values of a body, at any depth',
      `${command} -BodyParameter ([ordered]@{ x = @{ y = $null }; currentScore = ''; history = @(@{ score = $null; id = 'h' }, $null) })`,
      [
        'Properties left out because they have no value: x.y, history[0].score, history[1], currentScore.',
        'Properties with unknown names, which are not changed: x.',
      ],
    ],
    [
      'unknown names',
      `${command} -BodyParameter ([ordered]@{ currentScore = 1; 'max Score' = 2; history = @{ id = 'h'; scroe = 3 }; '@odata.type' = 't' })`,
      ['Properties with unknown names, which are not changed: ["max Score"], history[0].scroe.'],
    ],
    ['nothing of parameters that are meant', `${command} -AdditionalProperties @{ x = 1 }`, []],
  ])(
    'is said by -Verbose, with -WhatIf too: %s [streams.left-out] [input.unknown-names]',
    async (_, call, lines) => {
      const { verbose, host, warnings } = await lab.sendsNothing(`${call} -WhatIf -Verbose`);
      expect([verbose.slice(0, -1), host.length, warnings]).toEqual([lines, 1, []]);
      const loud = await lab.mustRun(`$null = ${call} -Verbose`);
      expect(loud.verbose.slice(0, -1)).toEqual(lines);
      const quiet = await lab.mustRun(`$null = ${call}`);
      expect(quiet.verbose).toEqual([]);
    },
  );

  test('names no more than twenty', async () => {
    const { verbose } = await lab.sendsNothing(
      `$body = [ordered]@{ id = 'a' }; foreach ($i in 1..30) { $body["p$i"] = 1 }; ${command} -BodyParameter $body -WhatIf -Verbose`,
    );
    expect(verbose[0]).toMatch(/p19, p20 and 10 more\.$/);
  });

  test.each([
    [
      "'Id;CurrentScore', 'a;85' | ConvertFrom-Csv",
      'The body contains only unknown properties, such as ["Id;CurrentScore"].',
    ],
    ['@{ curentScore = 1; maxScroe = 2 }', 'The body contains only unknown properties, such as'],
    [
      '@{ id = "a"; history = @{ scroe = 1 } }',
      'history[0] contains only unknown properties, such as history[0].scroe.',
    ],
  ])('is a warning where no name of an object is known [input.unknown-names]: %s', async (body, warning) => {
    const { warnings } = await lab.mustRun(`$null = ${body} | ${command}`);
    expect(warnings).toEqual([expect.stringContaining(warning)]);
    expect((await lab.sendsNothing(`${body} | ${command} -WhatIf`)).warnings).toEqual(warnings);
  });

  test.each(['@{ x = 1; id = "a" }', "@{ '@odata.type' = 't' }", '@{ x = 1; currentScore = $null }', '@{}'])(
    'is no warning where a name is known: %s',
    async (body) => {
      expect((await lab.mustRun(`$null = ${body} | ${command}`)).warnings).toEqual([]);
    },
  );
});

describe('what would be sent, and to whom', () => {
  beforeAll(() => lab.begin());

  const body = `-CurrentScore 85.4 -AdditionalProperties @{ password = 'p4ss' }`;
  const shown = '{"password":"***","currentScore":85.4}';

  test.each([
    ['-Verbose', 'verbose'],
    ['-Debug', 'debug'],
    ['-Verbose -Debug', 'debug'],
  ] as const)('is told by -WhatIf with %s [streams.what-if-plan]', async (asking, stream) => {
    const { output, errors, ...result } = await lab.sendsNothing(`${command} ${body} -WhatIf ${asking}`);
    expect([output, errors]).toEqual([[], []]);
    const told = [...result.verbose, ...result.debug].filter((line) => line.includes('would be'));
    expect(told).toEqual(result[stream].filter((line) => line.includes('would be')));
    expect(told).toEqual([
      `This would be sent as an identity in tenant '${payloadOf(lab.token)['tid']}': PATCH ${lab.server.url}/beta/security/partner/securityScore, with the body ${shown}`,
    ]);
  });

  test('is told by the preference variables, and by nothing else [streams.what-if-plan]', async () => {
    const { verbose } = await lab.sendsNothing(
      `& { $WhatIfPreference = $true; $VerbosePreference = 'Continue'; ${command} ${body} }`,
    );
    expect(verbose).toEqual([expect.stringContaining(shown)]);
    const quiet = await lab.sendsNothing(`${command} ${body} -WhatIf`);
    expect([quiet.verbose, quiet.debug]).toEqual([[], []]);
    const sending = await lab.mustRun(`$null = ${command} ${body} -Verbose`);
    expect(sending.verbose.join()).not.toContain('would be');
  });
});

describe('-Confirm', () => {
  beforeAll(() => lab.begin());

  test.each([
    ['yes', [0, 0], 2],
    ['yes to all', [1], 2],
    ['no', [2, 2], 0],
    ['no to all', [3], 0],
    ['no, then yes', [2, 0], 1],
  ])('answered %s [streams.confirm]', async (_, choices, requests) => {
    const before = lab.server.requests.length;
    const { prompts, errors } = await lab.run(`$null = @{}, @{} | ${command} -Confirm`, { choices });
    expect(lab.server.requests.length - before).toBe(requests);
    expect(errors).toEqual([]);
    expect(prompts[0]).toMatchObject({ default: 0 });
    expect(prompts[0]?.message).toContain(`Performing the operation "${command}_Update" on target`);
  });

  test.each([
    ['-Verbose', 1],
    ['-Debug', 1],
    ['', 0],
  ])('shows what would be sent before it asks, with %s [streams.confirm-plan]', async (asking, count) => {
    const { verbose, debug, prompts } = await lab.sendsNothing(
      `${command} -CurrentScore 85.4 -Confirm ${asking}`,
      { choices: [2] },
    );
    expect(prompts).toHaveLength(1);
    const told = [...verbose, ...debug].filter((line) => line.startsWith('This would be sent as'));
    expect(told).toHaveLength(count);
    expect(told.every((line) => line.endsWith('with the body {"currentScore":85.4}'))).toBe(true);
  });

  test('asks by the preference of the caller [streams.own-confirm]', async () => {
    const { prompts } = await lab.sendsNothing(
      `& { $ConfirmPreference = 'Low'; ${command} -CurrentScore 1 }`,
      { choices: [2] },
    );
    expect(prompts).toHaveLength(1);
  });

  test('sends nothing in a host that cannot ask', async () => {
    const { terminating, errors } = await lab.sendsNothing(`${command} -CurrentScore 1 -Confirm`);
    expect(terminating ?? errors[0]).toBeDefined();
  });
});
