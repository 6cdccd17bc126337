import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Engine, plain, psQuote } from '../support/engine.ts';
import { importModule, secret } from '../support/lab.ts';
import { accessToken } from '../support/tokens.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await Engine.start();
  await engine.run(importModule);
});

afterAll(() => engine.close());

test('the known clouds are there', async () => {
  const { output } = await engine.run(
    'Get-MgEnvironment | ForEach-Object { "$($_.Name) $($_.AzureADEndpoint) $($_.GraphEndpoint) $($_.Type)" }',
  );
  expect(output.map(({ text }) => text)).toEqual([
    'Global https://login.microsoftonline.com https://graph.microsoft.com Built-in',
    'USGov https://login.microsoftonline.us https://graph.microsoft.us Built-in',
    'USGovDoD https://login.microsoftonline.us https://dod-graph.microsoft.us Built-in',
    'China https://login.chinacloudapi.cn https://microsoftgraph.chinacloudapi.cn Built-in',
    'BleuCloud https://login.sovcloud-identity.fr https://graph.svc.sovcloud.fr Built-in',
    'DelosCloud https://login.sovcloud-identity.de https://graph.svc.sovcloud.de Built-in',
    'GovSGCloud https://login.sovcloud-identity.sg https://graph.svc.sovcloud.sg Built-in',
  ]);
});

test('an environment can be added, changed, found by any case, and removed [sign-in.environments] [sign-in.two-endpoints]', async () => {
  const { output, errors } = await engine.run(`
    Add-MgEnvironment -Name lab -GraphEndpoint http://127.0.0.1:8080/
    Set-MgEnvironment -Name LAB -AzureADEndpoint https://login.example
    Get-MgEnvironment -Name Lab
    Remove-MgEnvironment -Name lab
    Get-MgEnvironment -Name lab
    'no more'`);
  const lab = { Name: 'lab', GraphEndpoint: 'http://127.0.0.1:8080', Type: 'User-defined' };
  const changed = { ...lab, AzureADEndpoint: 'https://login.example' };
  expect([errors, output.map(plain)]).toEqual([
    [],
    [{ ...lab, AzureADEndpoint: null }, changed, changed, changed, 'no more'],
  ]);
});

describe('is refused', () => {
  test.each([
    [
      'plain http to another machine',
      'Add-MgEnvironment -Name x -GraphEndpoint http://graph.example',
      /must begin with https/,
    ],
    [
      'http to a lookalike of loopback',
      'Add-MgEnvironment -Name x -GraphEndpoint http://127.0.0.1.example',
      /must begin with https/,
    ],
    [
      'a user in the URL, which is not repeated',
      'Add-MgEnvironment -Name x -GraphEndpoint https://a:hidden@graph.example',
      /^GraphEndpoint is not a valid endpoint/,
    ],
    [
      'a query, which is not repeated',
      'Add-MgEnvironment -Name x -GraphEndpoint https://graph.example/?token=hidden',
      /^GraphEndpoint is not a valid endpoint/,
    ],
    [
      'no URL',
      'Add-MgEnvironment -Name x -GraphEndpoint graph.example',
      /^GraphEndpoint 'graph.example' is not a valid endpoint\. .* such as https:\/\/graph\.microsoft\.com\.$/,
    ],
    ['a file', 'Add-MgEnvironment -Name x -GraphEndpoint file:///etc', /must begin with https/],
    [
      'an unsafe sign-in',
      'Add-MgEnvironment -Name x -GraphEndpoint https://g.example -AzureADEndpoint http://l.example',
      /AzureADEndpoint.*https/,
    ],
    [
      'changing a built-in one',
      'Set-MgEnvironment -Name Global -GraphEndpoint https://graph.example',
      /built in/,
    ],
    [
      'replacing a built-in one',
      'Add-MgEnvironment -Name global -GraphEndpoint https://graph.example',
      /built in/,
    ],
    ['removing a built-in one', 'Remove-MgEnvironment -Name Global', /built in/],
    ['removing an unknown one', 'Remove-MgEnvironment -Name Mars', /environment 'Mars' does not exist/],
  ])('%s [sign-in.environment-errors]', async (_, script, message) => {
    const { terminating, output } = await engine.run(`try { ${script} } catch { throw }`);
    expect(output).toEqual([]);
    expect(terminating?.message).toMatch(message);
  });
});

test.each([
  ['Connect-MgGraph -Environment', 'usg', ['USGov', 'USGovDoD']],
  ['Connect-MgGraph -EnvironmentName', "'Chi", ['China']],
  ['Add-MgEnvironment -Name', 'Glo', ['Global']],
  ['Get-MgEnvironment', 'g', ['Global', 'GovSGCloud']],
  ['Set-MgEnvironment -Name', 'my', ["'my own'"]],
  ['Remove-MgEnvironment', 'my', ["'my own'"]],
])('D15: Tab completes %s %s [sign-in.completion]', async (start, typed, expected) => {
  const line = `${start} ${typed}`;
  const { output } = await engine.run(`
    $null = Add-MgEnvironment -Name 'my own' -GraphEndpoint https://graph.example
    $line = ${psQuote(line)}
    [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.ForEach({ $_.CompletionText })
    $null = Remove-MgEnvironment -Name 'my own'`);
  expect(output.map(({ text }) => text)).toEqual(expected);
});

test('an endpoint that .NET takes for a URL, but is none, is named when signing in', async () => {
  const { errors } = await engine.run(`
    $null = Add-MgEnvironment -Name odd -GraphEndpoint https://10.0.0.256
    ${secret('token', accessToken())}
    Connect-MgGraph -AccessToken $token -Environment odd -NoWelcome
    $null = Remove-MgEnvironment -Name odd`);
  expect(errors.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^The environment's GraphEndpoint is not a valid URL\..*Get-MgEnvironment/),
  ]);
});

test('-WhatIf changes nothing', async () => {
  const { host, output } = await engine.run(`
    Add-MgEnvironment -Name y -GraphEndpoint https://graph.example -WhatIf
    Get-MgEnvironment | ForEach-Object { if ($_.Name -eq 'y') { $_ } }`);
  expect(host).toHaveLength(1);
  expect(output).toEqual([]);
});
