import { delimiter } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { GraphServer } from '../support/graphServer.ts';
import { importModule } from '../support/lab.ts';
import { fakeBrowser } from '../support/signIn/browser.ts';
import { SignInServer } from '../support/signIn/signInServer.ts';
import { registration, secureString } from '../support/signInLab.ts';
import { accessToken } from '../support/tokens.ts';
import { Terminal } from './support/terminal.ts';

describe('the welcome', () => {
  let graph: GraphServer;
  let terminal: Terminal;

  beforeAll(async () => {
    graph = await GraphServer.start();
    terminal = await Terminal.start({
      setUp: `
        ${importModule}
        $null = Add-MgEnvironment -Name lab -GraphEndpoint ${graph.url}
        $signIn = @{ AccessToken = ${secureString(accessToken())}; Environment = 'lab' }`,
    });
  });

  afterAll(async () => {
    await terminal.end();
    await graph.close();
  });

  test('is shown, and says how one is signed in', async () => {
    const lines = await terminal.run('Connect-MgGraph @signIn');
    expect(lines[0]).toMatch(/^Welcome to Microsoft Graph!/);
    expect(lines.join('')).toMatch(/userprovidedaccesstoken/i);
  });

  test('is left out with -NoWelcome', async () => {
    expect(await terminal.run('Connect-MgGraph @signIn -NoWelcome')).toEqual([]);
  });

  test.each([['| Out-Null'], ['*> $null'], ['> $null']])('D12: is silenced by %s', async (silence) => {
    expect(await terminal.run(`Connect-MgGraph @signIn ${silence}`)).toEqual([]);
  });

  test('D12: is one text on the output', async () => {
    expect(await terminal.run('$welcome = Connect-MgGraph @signIn; $welcome.GetType().Name')).toEqual([
      'String',
    ]);
  });
});

test.each([
  ['', []],
  // A sign-in that an earlier process stored could make the browser unnecessary.
  [' -ContextScope CurrentUser', ['discovery']],
])('D11: a sign-in with a browser is refused where nobody can be asked:%s', async (option, asked) => {
  const signIn = await SignInServer.start();
  const browser = await fakeBrowser(signIn);
  signIn.register({ ...registration(), clientId: '14d82eec-204b-4c2f-b7e8-296a70dab67e' });
  signIn.nextAuthorize({ hold: true });
  const terminal = Terminal.nonInteractive(
    `${importModule}; $null = Add-MgEnvironment -Name lab -GraphEndpoint https://localhost:9 -AzureADEndpoint ${signIn.url}; Connect-MgGraph -Environment lab -Scopes x${option}`,
    {
      columns: 200,
      env: { NODE_EXTRA_CA_CERTS: signIn.caFile, PATH: `${browser.path}${delimiter}${process.env['PATH']}` },
    },
  );
  try {
    // If the sign-in were not refused, it would wait for the browser.
    const [first] = await terminal.shows(/^Connect-MgGraph: |open this address/m);
    expect(first).toMatch(/^Connect-MgGraph: .*-NonInteractive.* -UseDeviceCode/);
    expect(await terminal.exited()).toBe(1);
    expect([...new Set(signIn.requests.map(({ kind }) => kind))]).toEqual(asked);
    expect(browser.opened()).toEqual([]);
  } finally {
    await terminal.end();
    await signIn.close();
    browser.dispose();
  }
});
