import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Engine, plain } from '../../support/engine.ts';
import { importModule } from '../../support/lab.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await Engine.start();
  await engine.run(importModule);
});

afterAll(() => engine.close());

/** Runs a script that queries `$command`, and returns its output as data. */
async function facts(script: string): Promise<unknown> {
  const { output, errors, terminating } = await engine.run(
    `$command = Get-Command Connect-MgGraph; ${script}`,
  );
  expect([terminating, ...errors]).toEqual([null]);
  return output.map((item) => plain(item));
}

const common = ['Break', 'ClientTimeout', 'Environment', 'NoWelcome'];

describe('Connect-MgGraph', () => {
  test.each([
    [
      'UserParameterSet',
      ['ClientId', 'ContextScope', 'LoginHint', 'Scopes 1', 'TenantId 4', 'UseDeviceCode'],
    ],
    [
      'AppCertificateParameterSet',
      [
        'Certificate',
        'CertificateSubjectName 2',
        'CertificateThumbprint 3',
        'ClientId 1 mandatory',
        'ContextScope',
        'SendCertificateChain',
        'TenantId',
      ],
    ],
    ['IdentityParameterSet', ['ClientId', 'ContextScope', 'Identity 1']],
    ['AppSecretCredentialParameterSet', ['ClientSecretCredential', 'ContextScope', 'TenantId']],
    ['AccessTokenParameterSet', ['AccessToken 1 mandatory']],
    ['EnvironmentVariableParameterSet', ['ContextScope', 'EnvironmentVariable']],
  ])('has the parameters of the set %s [sign-in.parameters]', async (set, own) => {
    const found = (await facts(`
      $shared = [System.Management.Automation.Cmdlet]::CommonParameters
      $command.ParameterSets.Where({ $_.Name -eq '${set}' }).Parameters.Where({ $_.Name -notin $shared }).ForEach({
        $position = if ($_.Position -ge 0) { " $($_.Position)" }
        $mandatory = if ($_.IsMandatory) { ' mandatory' }
        "$($_.Name)$position$mandatory"
      })`)) as string[];
    expect(found.sort()).toEqual([...own, ...common].sort());
  });

  test('signs users in by default', async () => {
    expect(await facts('$command.DefaultParameterSet')).toEqual(['UserParameterSet']);
  });

  test.each([
    ['ClientId', 'System.String', ['AppId', 'ApplicationId']],
    ['TenantId', 'System.String', ['Audience', 'Tenant']],
    [
      'UseDeviceCode',
      'System.Management.Automation.SwitchParameter',
      ['UseDeviceAuthentication', 'DeviceCode', 'DeviceAuth', 'Device'],
    ],
    ['CertificateSubjectName', 'System.String', ['CertificateSubject', 'CertificateName']],
    [
      'Identity',
      'System.Management.Automation.SwitchParameter',
      ['ManagedIdentity', 'ManagedServiceIdentity', 'MSI'],
    ],
    [
      'ClientSecretCredential',
      'System.Management.Automation.PSCredential',
      ['SecretCredential', 'Credential'],
    ],
    ['Environment', 'System.String', ['EnvironmentName', 'NationalCloud']],
    ['Scopes', 'System.String[]', []],
    ['SendCertificateChain', 'System.Boolean', []],
    ['Certificate', 'System.Security.Cryptography.X509Certificates.X509Certificate2', []],
    ['AccessToken', 'System.Security.SecureString', []],
    ['LoginHint', 'System.String', []],
    ['NoWelcome', 'System.Management.Automation.SwitchParameter', []],
    ['ClientTimeout', 'System.Double', []],
  ])('has -%s of type %s with the aliases %j', async (name, type, aliases) => {
    const parameter = `$command.Parameters['${name}']`;
    expect(await facts(`${parameter}.ParameterType.FullName; ${parameter}.Aliases`)).toEqual([
      type,
      ...aliases,
    ]);
  });

  test('has no output type, and none of its parameters comes from the pipeline', async () => {
    expect(
      await facts(`
        $command.OutputType.Count
        $command.Parameters.Values.Attributes.Where({ $_ -is [Parameter] -and ($_.ValueFromPipeline -or $_.ValueFromPipelineByPropertyName) }).Count`),
    ).toEqual([0, 0]);
  });

  test('completes -ContextScope and hides -Break', async () => {
    expect(
      await facts(`
        $command.Parameters['ContextScope'].Attributes.Where({ $_ -is [ValidateSet] }).ValidValues
        $command.Parameters['Break'].Attributes.Where({ $_ -is [Parameter] }).DontShow`),
    ).toEqual(['Process', 'CurrentUser', true]);
  });
});

test('the context has every member that scripts know', async () => {
  expect(await facts('[PartnerSecurityScore.AuthContext].GetProperties().Name')).toEqual([
    'ClientId',
    'TenantId',
    'Scopes',
    'AuthType',
    'TokenCredentialType',
    'CertificateThumbprint',
    'CertificateSubjectName',
    'SendCertificateChain',
    'Account',
    'AppName',
    'ContextScope',
    'Certificate',
    'PSHostVersion',
    'ManagedIdentityId',
    'ClientSecret',
    'Environment',
    'LoginHint',
    'HomeAccountId',
    'WamEnabled',
  ]);
});

describe('the companions of Connect-MgGraph', () => {
  const byName = ' by name';

  test.each([
    ['Disconnect-MgGraph', ['SignOutFromBroker SwitchParameter']],
    ['Get-MgContext', []],
    [
      'Add-MgEnvironment',
      [
        `Name String 0 mandatory${byName}`,
        `AzureADEndpoint String 1${byName} = AzureADUrl`,
        `GraphEndpoint String 2 mandatory${byName} = GraphUrl`,
        'WhatIf',
        'Confirm',
      ],
    ],
    [
      'Set-MgEnvironment',
      [
        `Name String 0 mandatory${byName}`,
        `AzureADEndpoint String 1${byName} = AzureADUrl`,
        `GraphEndpoint String 2${byName} = GraphUrl`,
        'WhatIf',
        'Confirm',
      ],
    ],
    ['Get-MgEnvironment', [`Name String 0${byName}`]],
    ['Remove-MgEnvironment', [`Name String 0 mandatory${byName}`, 'WhatIf', 'Confirm']],
    ['Get-MgRequestContext', []],
    [
      'Set-MgRequestContext',
      [
        `ClientTimeout Int32${byName}`,
        `RetryDelay Int32${byName}`,
        `MaxRetry Int32${byName}`,
        `RetriesTimeLimit Int32${byName}`,
        'WhatIf',
        'Confirm',
      ],
    ],
  ])('%s has its parameters [sign-in.parameters]', async (name, expected) => {
    const found = await facts(`
      $command = Get-Command -Name ${name}
      foreach ($parameter in $command.Parameters.Values) {
        if ($parameter.Name -in [System.Management.Automation.Cmdlet]::CommonParameters) { continue }
        if ($parameter.Name -in 'WhatIf', 'Confirm') { $parameter.Name; continue }
        $use = $parameter.Attributes.Where({ $_ -is [Parameter] })[0]
        $parts = $parameter.Name, $parameter.ParameterType.Name
        if ($use.Position -ge 0) { $parts += $use.Position }
        if ($use.Mandatory) { $parts += 'mandatory' }
        if ($use.ValueFromPipelineByPropertyName) { $parts += 'by name' }
        if ($parameter.Aliases) { $parts += '=', [string]$parameter.Aliases }
        [string]$parts
      }`);
    expect((found as string[]).sort()).toEqual([...expected].sort());
  });
});
