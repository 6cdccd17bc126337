import { delimiter } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { GraphServer } from '../support/graphServer.ts';
import { command, importModule } from '../support/lab.ts';
import { type FakeBrowser, fakeBrowser } from '../support/signIn/browser.ts';
import { SignInServer } from '../support/signIn/signInServer.ts';
import { connectScript, registration } from '../support/signInLab.ts';
import { key, Terminal } from './support/terminal.ts';

const app = registration();

let graph: GraphServer;
let signIn: SignInServer;
let browser: FakeBrowser;
let terminal: Terminal;

beforeAll(async () => {
  [graph, signIn] = await Promise.all([GraphServer.start(), SignInServer.start()]);
  browser = await fakeBrowser(signIn);
  signIn.register(app);
  const by = `-ClientId ${app.clientId} -TenantId ${app.tenantId}`;
  terminal = await Terminal.start({
    env: { NODE_EXTRA_CA_CERTS: signIn.caFile, PATH: `${browser.path}${delimiter}${process.env['PATH']}` },
    setUp: `
      ${importModule}
      $null = Add-MgEnvironment -Name lab -GraphEndpoint ${graph.url} -AzureADEndpoint ${signIn.url}
      # The first use of Start-Sleep loads a module. Ctrl+C during that would cause an additional error.
      Start-Sleep -Seconds 0
      function Connect-ByCode { ${connectScript(`${by} -UseDeviceCode`)} }
      function Connect-ByBrowser { ${connectScript(by)} }
      function Start-Update { $global:job = Start-ThreadJob { ${importModule}; (${command} -CurrentScore 3).CurrentScore } }
      function Get-State { "$($Error.Count) errors, backend $([PartnerSecurityScore.BackendHost]::ProcessId)" }`,
  });
});

afterAll(async () => {
  await terminal.end();
  await Promise.all([graph.close(), signIn.close()]);
  browser.dispose();
});

beforeEach(async () => {
  graph.requests.length = 0;
  graph.dropNext();
  signIn.dropNext();
  signIn.autoApproveDevice = true;
  await terminal.run('$Error.Clear(); Connect-ByCode');
  signIn.autoApproveDevice = false;
});

interface Situation {
  line: string;
  /** Runs before the line is entered. `reached` resolves when the command is in progress. */
  begins: () => { reached: Promise<unknown>; disconnected?: Promise<void> };
  /** The bodies that the command sends to Graph before Ctrl+C. */
  sent?: string[];
  /** Whether the stopped command is a sign-in, after which no session is left. */
  signsOut?: true;
}

const update = `${command} -CurrentScore 1`;

const situations: Record<string, Situation> = {
  'a request that Graph holds': {
    line: update,
    begins: () => graph.next({ hold: true }),
    sent: ['{"currentScore":1}'],
  },
  'the wait before a retry': {
    line: update,
    begins: () => {
      graph.next({ status: 429, headers: { 'Retry-After': '600' } });
      return { reached: terminal.shows(/Graph returned status 429/) };
    },
    sent: ['{"currentScore":1}'],
  },
  'the third page of a list': {
    line: 'Get-MgBetaSecurityPartnerSecurityAlert -All | ForEach-Object -MemberName Id',
    begins: () => {
      for (const token of [2, 3]) {
        const link = `${graph.url}/beta/security/partner/securityAlerts?$skiptoken=${token}`;
        graph.next({ body: JSON.stringify({ value: [{ id: 'a' }], '@odata.nextLink': link }) });
      }
      return graph.next({ hold: true });
    },
    sent: ['', '', ''],
  },
  'a sign-in with a code that nobody enters': {
    line: 'Connect-ByCode',
    begins: () => signIn.next({ hold: true }),
    signsOut: true,
  },
  'Start-Sleep': {
    line: "'asleep'; Start-Sleep -Seconds 600",
    begins: () => ({ reached: terminal.shows(/^asleep$/m) }),
  },
  "another runspace's request, while it is waited for": {
    line: "'waiting'; Receive-Job -Job $job -Wait",
    begins: () => ({ reached: terminal.shows(/^waiting$/m) }),
  },
};

// The fake browser replaces the program that a Linux desktop starts.
if (process.platform === 'linux') {
  situations['a sign-in with a browser that never comes back'] = {
    line: 'Connect-ByBrowser',
    begins: () => ({ reached: signIn.nextAuthorize({ hold: true }).reached }),
    signsOut: true,
  };
}

test.each(Object.entries(situations))(
  'A3: Ctrl+C during %s ends that and nothing else',
  async (_, { line, begins, sent = [], signsOut }) => {
    const other = graph.next({ hold: true, body: '{"currentScore":3}' });
    await Promise.all([terminal.run('Start-Update'), other.reached]);
    const state = await terminal.run('Get-State');
    const { reached, disconnected } = begins();
    terminal.enter(line);
    await reached;
    terminal.type(key.ctrlC);
    await Promise.all([terminal.prompted(), disconnected]);
    expect(await terminal.run('Get-State')).toEqual(state);
    other.release();
    expect(await terminal.run('Receive-Job -Job $job -Wait')).toEqual(['3']);
    if (signsOut) {
      signIn.autoApproveDevice = true;
      await terminal.run('Connect-ByCode');
    }
    expect(await terminal.run(`(${command} -CurrentScore 2).CurrentScore`)).toEqual(['2']);
    expect(graph.requests.map(({ text }) => text)).toEqual([
      '{"currentScore":3}',
      ...sent,
      '{"currentScore":2}',
    ]);
    const tokens = new Set(graph.requests.map(({ headers }) => headers['authorization']));
    expect(tokens.size).toBe(signsOut ? 2 : 1);
  },
);
