import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { command, Lab } from '../support/lab.ts';
import { script } from './grid.ts';

let lab: Lab;

beforeAll(async () => {
  lab = await Lab.start();
});

afterAll(() => lab.close());

/** Returns the bodies that a script sends, each followed by the value of its X-Case header if there is one. */
async function sent(text: string): Promise<string[]> {
  const before = lab.server.requests.length;
  await lab.mustRun(script(text));
  return lab.server.requests
    .slice(before)
    .map(({ text, headers }) => (headers['x-case'] === undefined ? text : `${text} ${headers['x-case']}`));
}

describe('many records', () => {
  test('are each one request, in order, with their errors between them [input.several-records]', async () => {
    const before = lab.server.requests.length;
    const { errors, output, terminating } = await lab.run(
      script(
        `1..200 | % { if ($_ % 4) { @{ id = "r$_" } } else { @{ currentScore = "r$_" } } } | CMD | % { $_.Id }`,
      ),
    );
    const good = Array.from({ length: 200 }, (_, index) => index + 1).filter((number) => number % 4 !== 0);
    expect(terminating).toBeNull();
    expect(lab.server.requests.slice(before).map(({ text }) => text)).toEqual(
      good.map((number) => `{"id":"r${number}"}`),
    );
    expect(output.map(({ text }) => text)).toEqual(good.map((number) => `r${number}`));
    expect(errors).toHaveLength(50);
    expect(errors[49]?.message).toContain("currentScore: 'r200' is not a number");
  });
});

// A `break` or `continue` of a loop around the pipeline and a `throw` end it at the same point as Select-Object -First,
// which test/behaviour/family/pages.test.ts covers: while the command writes its first object.
describe('a pipeline that is ended behind the first object', () => {
  test.each([
    ['break', "foreach ($once in 1) { @{ id = 'a' }, @{ id = 'b' } | CMD | % { $_.Id; break } }"],
    ['continue', "foreach ($once in 1) { @{ id = 'a' }, @{ id = 'b' } | CMD | % { $_.Id; continue } }"],
    [
      'a throw in an advanced function',
      `function Stop-First { param([Parameter(ValueFromPipeline)] $InputObject) process { $InputObject.Id; throw 'enough' } }
       try { @{ id = 'a' }, @{ id = 'b' } | CMD | Stop-First } catch { }`,
    ],
  ])('by %s sends one request and leaves no error [streams.early-end]', async (_, text) => {
    const before = lab.server.requests.length;
    const { output, errors, terminating } = await lab.run(script(text));
    expect(lab.server.requests.length - before).toBe(1);
    expect([terminating, ...errors]).toEqual([null]);
    expect(output.map(({ text }) => text)).toEqual(['a']);
  });
});

describe('parameters from elsewhere', () => {
  const step =
    "{ param($req, $callback, $next) $req.Headers.Add('X-Case', 'step'); $next.SendAsync($req, $callback) }";

  test('$PSDefaultParameterValues gives properties, which a written one outweighs [input.default-values]', async () => {
    const text = `$PSDefaultParameterValues['CMD:CurrentScore'] = 7
      try { $null = CMD; $null = CMD -CurrentScore 8; $null = CMD -BodyParameter @{ id = 'a' }; $null = @{ 'X-Case' = 'h' } | CMD }
      finally { $PSDefaultParameterValues.Clear() }`;
    expect(await sent(text)).toEqual([
      '{"currentScore":7}',
      '{"currentScore":8}',
      '{"id":"a"}',
      '{"currentScore":7} h',
    ]);
  });

  // The engine invokes a script block in $PSDefaultParameterValues to get the value. A script block as the value is
  // therefore nested in another script block.
  test('$PSDefaultParameterValues gives steps by a pattern [input.default-values] [steps.default-values]', async () => {
    const text = `$PSDefaultParameterValues['*-Mg*:HttpPipelinePrepend'] = { ${step} }
      try { $null = CMD -CurrentScore 1; $null = @{ id = 'a' } | CMD } finally { $PSDefaultParameterValues.Clear() }`;
    expect(await sent(text)).toEqual(['{"currentScore":1} step', '{"id":"a"} step']);
  });

  test('splatting gives everything [input.splatting]', async () => {
    const text = `
      $values = @{ CurrentScore = 3; History = @{ score = 1 }; Headers = @{ 'X-Case' = 's' }; WhatIf = $false }
      $null = CMD @values
      $body = @{ BodyParameter = @{ id = 'a' }; HttpPipelineAppend = ${step} }
      $null = CMD @body
      $preview = @{ WhatIf = $true }
      CMD -Id x @preview`;
    expect(await sent(text)).toEqual(['{"currentScore":3,"history":[{"score":1}]} s', '{"id":"a"} step']);
  });
});

describe('a proxy function made from the command', () => {
  beforeEach(async () => {
    await lab.mustRun(`
      $metadata = [System.Management.Automation.CommandMetadata]::new((Get-Command ${command}))
      \${function:global:Update-Score} = [scriptblock]::Create([System.Management.Automation.ProxyCommand]::Create($metadata))`);
  });

  test('takes every kind of input [input.proxy-function]', async () => {
    const text = `
      $null = Update-Score
      $null = Update-Score -CurrentScore $null -Id $null -History @()
      $null = Update-Score -Requirements ([pscustomobject]@{ score = 1 })
      $null = Update-Score -BodyParameter ([pscustomobject]@{ id = 'a' }) -Headers @{ 'X-Case' = 'p' }
      $null = @{ id = 'b' }, '{"id":"c"}', ([pscustomobject]@{ id = 'd' }), (SCORE@{ id = 'e' }) | Update-Score
      $null = @{ 'X-Case' = 'q' } | Update-Score -CurrentScore 2
      $null = @{ 'X-Case' = 'r' } | Update-Score -BodyParameter @{ id = 'f' }
      $null = $null | Update-Score -CurrentScore 3
      @() | Update-Score
      Update-Score -CurrentScore 4 -WhatIf
      & { $WhatIfPreference = $true; Update-Score -CurrentScore 5 }`;
    expect(await sent(text)).toEqual([
      '{}',
      '{"id":"","currentScore":0,"history":[]}',
      '{"requirements":[{"score":1}]}',
      '{"id":"a"} p',
      '{"id":"b"}',
      '{"id":"c"}',
      '{"id":"d"}',
      '{"id":"e"}',
      '{"currentScore":2} q',
      '{"id":"f"} r',
      '{"currentScore":3}',
    ]);
  });

  test('reports wrong records and sends the others [input.proxy-function]', async () => {
    const before = lab.server.requests.length;
    const { errors, terminating } = await lab.run(
      "@{ id = 'a' }, @{ currentScore = 'x' }, 42, @{ id = 'b' } | Update-Score",
    );
    expect(terminating).toBeNull();
    expect(lab.server.requests.slice(before).map(({ text }) => text)).toEqual(['{"id":"a"}', '{"id":"b"}']);
    expect(errors[0]?.message).toContain("currentScore: 'x' is not a number");
    expect(errors).toHaveLength(2);
  });
});
