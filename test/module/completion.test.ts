import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Engine, psQuote } from '../support/engine.ts';
import { command, importModule } from '../support/lab.ts';
import { isCommon, parameters } from './surface.data.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await Engine.start();
  await engine.run(importModule);
});

afterAll(() => engine.close());

async function completed(line: string): Promise<string[]> {
  const { output, errors } = await engine.run(`
    $line = ${psQuote(line)}
    [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.ForEach({ $_.CompletionText })`);
  expect(errors).toEqual([]);
  return output.map(({ text }) => text);
}

test('offers the parameters that are not hidden [surface.completion]', async () => {
  const offered = (await completed(`${command} -`)).map((text) => text.replace(/^-/, ''));
  const expected = parameters.filter(({ hidden }) => hidden !== true).map(({ name }) => name);
  expect(offered.filter((name) => !isCommon(name))).toEqual(expected);
});

test.each(['Add', 'Set'])('offers the name of %s-MgEnvironment ahead of its endpoints', async (verb) => {
  const offered = await completed(`${verb}-MgEnvironment -`);
  expect(offered.slice(0, 3)).toEqual(['-Name', '-AzureADEndpoint', '-GraphEndpoint']);
});

test.each([
  [
    '-Requirements ',
    [
      "@{ complianceStatus = 'compliant' }",
      "@{ complianceStatus = 'noncomplaint' }",
      "@{ complianceStatus = 'unknownFutureValue' }",
      "@{ requirementType = 'mfaEnforcedForAdmins' }",
      "@{ requirementType = 'mfaEnforcedForAdminsOfCustomers' }",
      "@{ requirementType = 'securityAlertsPromptlyResolved' }",
      "@{ requirementType = 'securityContactProvided' }",
      "@{ requirementType = 'spendingBudgetSetForCustomerAzureSubscriptions' }",
      "@{ requirementType = 'unknownFutureValue' }",
      "@{ state = 'active' }",
      "@{ state = 'preview' }",
      "@{ state = 'unknownFutureValue' }",
    ],
  ],
  ['-Requirements pre', ["@{ state = 'preview' }"]],
  [
    '-CustomerInsights securityDefaults',
    [
      "@{ mfa = @{ securityDefaultsStatus = 'disabled' } }",
      "@{ mfa = @{ securityDefaultsStatus = 'enabled' } }",
      "@{ mfa = @{ securityDefaultsStatus = 'unknownFutureValue' } }",
    ],
  ],
  [
    '-CustomerInsights mfaC',
    [
      "@{ mfa = @{ mfaConditionalAccessPolicyStatus = 'disabled' } }",
      "@{ mfa = @{ mfaConditionalAccessPolicyStatus = 'enabled' } }",
      "@{ mfa = @{ mfaConditionalAccessPolicyStatus = 'unknownFutureValue' } }",
    ],
  ],
  ['-CustomerInsights @', []],
])('%s is completed with the known texts', async (parameters, elements) => {
  expect(await completed(`${command} ${parameters}`)).toEqual(elements);
});

const updateAlert = 'Update-MgBetaSecurityPartnerSecurityAlert';

test.each(['m', "'m", '"m'])('of the known texts, what begins with %s comes first', async (word) => {
  const line = `${updateAlert} -PartnerSecurityAlertId a -Severity ${word}`;
  expect(await completed(line)).toEqual(["'medium'", "'informational'"]);
});

test.each([
  ['-Status ', ["'active'", "'resolved'", "'investigating'", "'unknownFutureValue'"]],
  ['-ResolvedReason fr', ["'fraud'"]],
  ['-Severity info', ["'informational'"]],
  ['-ConfidenceLevel me', ["'medium'"]],
  [
    '-ActivityLogs To',
    [
      "@{ statusTo = 'active' }",
      "@{ statusTo = 'resolved' }",
      "@{ statusTo = 'investigating' }",
      "@{ statusTo = 'unknownFutureValue' }",
    ],
  ],
])('%s of an alert is completed with the known texts', async (parameters, known) => {
  expect(await completed(`${updateAlert} ${parameters}`)).toEqual(known);
});

test('the known texts are completed under the name that an import gives the command, too', async () => {
  const prefixed = command.replace('-', '-Other');
  await engine.run(`${importModule} -Prefix Other`);
  expect(await completed(`${prefixed} -Requirements pre`)).toEqual(["@{ state = 'preview' }"]);
});
