import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { psQuote } from '../support/engine.ts';
import { readJson } from '../support/exactJson.ts';
import { command, Lab } from '../support/lab.ts';

const answer =
  '{"tier":{"of":{"a":{"kind":[1,{"x":true}]}}},"exact":1e3,"id":"a","currentScore":85.4,"updatedDateTime":"2024-01-15T12:00:00.0000007Z",' +
  '"customerInsights":[{"tenantId":"t","mfa":{"extra":{"deep":[{"er":1}]},"totalUsersCount":3}}],"history":[{"id":"h","score":1.5}]}';

let lab: Lab;
let folder: string;

beforeAll(async () => {
  lab = await Lab.start();
  folder = await mkdtemp(path.join(tmpdir(), 'pss-copies-'));
});

afterAll(async () => {
  await lab.close();
  rmSync(folder, { recursive: true });
});

/** Runs a script in which `$answer` is the command's output, and returns the bodies that the script sent. */
async function sentWith(script: string): Promise<string[]> {
  lab.server.next({ status: 200, headers: { 'Content-Type': 'application/json' }, body: answer });
  const [, ...bodies] = await lab.sent(`$answer = ${command} -CurrentScore 1\n${script}`);
  return bodies;
}

describe('an answer goes back whole', () => {
  test.each([
    [
      'from a file of Export-Clixml',
      '$answer | Export-Clixml -LiteralPath $file; $copy = Import-Clixml -LiteralPath $file',
    ],
    [
      'as a job and another computer copy it',
      `$copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($answer, 1))
       foreach ($name in 'PSComputerName', 'RunspaceId', 'PSShowComputerName') { $copy | Add-Member -NotePropertyName $name -NotePropertyValue 'x' }`,
    ],
    [
      'from ConvertTo-Json, but for numbers that only this module keeps',
      `$null = $answer.Remove('exact'); $copy = $answer | ConvertTo-Json -Depth 9 | ConvertFrom-Json; $copy.AdditionalProperties | Add-Member exact 1000`,
    ],
  ])('%s', async (_, copy) => {
    const [body] = await sentWith(`
      $file = ${psQuote(path.join(folder, 'answer.xml'))}
      ${copy}
      $null = $copy | ${command}`);
    expect(readJson((body ?? '').replace('1000', '1e3'))).toEqual(readJson(answer));
  });
});

describe('a copy that PowerShell cut off is an error that names the place', () => {
  test.each([
    [
      'an object within',
      '$answer | ConvertTo-Json -WarningAction Ignore',
      "customerInsights[0].mfa: 'Microsoft.Graph.Beta.PowerShell.Models.MicrosoftGraphPartnerSecurityCustomerMfaInsight' is text that PowerShell writes",
    ],
    [
      'an object of an unknown property',
      '@{ a = [ordered]@{ b = @{ c = @{ d = 1 } } } } | ConvertTo-Json -WarningAction Ignore',
      "a.b.c: 'System.Collections.Hashtable' is text that PowerShell writes",
    ],
    [
      'a pscustomobject',
      `'{"a":{"b":{"c":{"d":1}}}}' | ConvertFrom-Json | ConvertTo-Json -WarningAction Ignore | ConvertFrom-Json`,
      "a.b.c: '@{d=1}' is text that PowerShell writes",
    ],
    [
      'elements in a CSV file',
      '$answer | Select-Object Id, CustomerInsights | ConvertTo-Csv | ConvertFrom-Csv',
      "customerInsights: '",
    ],
    [
      'an element in JSON text',
      `'{"history":["@{score=1}"]}'`,
      "history[0]: '@{score=1}' is text that PowerShell writes",
    ],
    [
      'an object as text',
      '"$answer"',
      "'Microsoft.Graph.Beta.PowerShell.Models.MicrosoftGraphPartnerSecurityScore' is",
    ],
  ])('%s', async (_, copy, message) => {
    lab.server.next({ status: 200, headers: { 'Content-Type': 'application/json' }, body: answer });
    await lab.mustRun(`$global:answer = ${command} -CurrentScore 1`);
    const { errors, terminating } = await lab.sendsNothing(`try { ${copy} | ${command} } catch { throw }`);
    const shown = terminating?.message ?? errors[0]?.message;
    expect(shown).toContain(message);
    expect(shown).toContain('-Depth');
  });

  test('but not such text that a script writes itself', async () => {
    expect(await lab.sent(`$null = ${command} -AdditionalProperties @{ note = '@{a=1}' }`)).toEqual([
      '{"note":"@{a=1}"}',
    ]);
  });
});
