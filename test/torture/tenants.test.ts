import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Answer } from '../support/graphServer.ts';
import { GraphServer } from '../support/graphServer.ts';
import { command, connect, importModule } from '../support/lab.ts';
import { psQuote } from '../support/psQuote.ts';
import { accessToken } from '../support/tokens.ts';
import { key, Terminal } from '../terminal/support/terminal.ts';
import { countLost } from './support/life.ts';
import { type Figures, randomOf, report, scaled, seed } from './support/torture.ts';

/**
 * The process is signed in to the first tenant, and another runspace to the second. Sign-ins to the others are
 * temporary.
 */
const [own, beside, ...guests] = ['own', 'beside', 'guest1', 'guest2', 'guest3'] as const;

const random = randomOf(seed);
const folder = mkdtempSync(path.join(tmpdir(), 'pss-tenants-'));
const signIn = path.join(folder, 'signIn.ps1');
const done: string[] = [];
const figures: Figures = { faults: 0, requests: 0, lost: 0, doubled: 0, wrongTenant: 0, endedBackends: 0 };

let server: GraphServer;
let terminal: Terminal;
let backend: string[];
let lastId = 0;

/** Returns a script that signs its runspace in to the tenant in its argument. Signing in to `nobody` fails. */
function signInScript(): string {
  const tokens = [own, beside, ...guests].map(
    (tenant) => `${tenant} = ${psQuote(accessToken({ tid: tenant }))}`,
  );
  return `param($Tenant)
    ${importModule}
    $token = @{ ${tokens.join('; ')}; nobody = 'a.b' }[$Tenant]
    ${connect(server, '').replace("''.ToCharArray()", '$token.ToCharArray()')}
    if ($Tenant -eq 'nobody') { Connect-MgGraph -AccessToken $null -Environment lab -NoWelcome -ErrorAction Ignore }`;
}

beforeAll(async () => {
  server = await GraphServer.start();
  writeFileSync(signIn, signInScript());
  terminal = await Terminal.start({
    columns: 400,
    setUp: `
      $signIn = ${psQuote(signIn)}
      & $signIn ${own}
      function Start-Other($Id) { $global:job = Start-ThreadJob { & $using:signIn ${beside}; (${command} -Id $using:Id).Id } }
      function Get-Backend { "backend $([PartnerSecurityScore.BackendHost]::ProcessId)" }`,
  });
  backend = await terminal.run('Get-Backend');
});

afterAll(async () => {
  report('tenants', figures);
  await terminal.end();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Returns an id whose request must have a token of this tenant. */
function idOf(tenant: string): string {
  lastId += 1;
  return `${tenant}-${lastId}`;
}

const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

/** Enters a line, waits until it has started, and presses Ctrl+C. */
async function interrupt(line: string, reached: () => Promise<unknown>): Promise<void> {
  terminal.enter(line);
  await reached();
  terminal.type(key.ctrlC);
  await terminal.prompted();
}

/** Returns a line that sends one record for each id, after a sign-in to the tenant at the same index. */
function forEachTenant(tenants: readonly string[], ids: readonly string[]): string {
  const pairs = tenants.map((tenant, index) => `@('${tenant}', '${ids[index]}')`);
  return `${pairs.join(', ')} | ForEach-Object { & $signIn $_[0]; @{ id = $_[1] } } | ${command} | Out-Null`;
}

const farOff = ['3000000000', 'Thu, 31 Dec 2099 23:59:59 GMT', 'Fri, 31 Dec 9999 23:59:59 GMT'];
const hostile = [`${'\\'.repeat(60)}"x`, '%5C'.repeat(40), `${'.,;'.repeat(200)}`];
const odd: readonly Answer[] = [
  { status: 200, body: '[1,2]' },
  { status: 200, body: '<html><title>Sign in</title></html>' },
  { status: 500, body: '{"error":"text"}' },
  { status: 418, body: Buffer.from([0xff, 0xfe]) },
  { status: 304 },
];

/** The faults by name. Each of them leaves the main runspace signed in to its own tenant. */
const faults: Record<string, () => Promise<unknown>> = {
  'Ctrl+C during Start-Sleep': () =>
    interrupt("'asleep'; Start-Sleep -Seconds 600", () => terminal.shows(/^asleep$/m)),
  'Ctrl+C during a request': () => {
    const { reached } = server.next({ hold: true });
    return interrupt(`${command} -Id ${idOf(own)}`, () => reached);
  },
  'Ctrl+C during a wait that never ends': () => {
    server.next({ status: 429, headers: { 'Retry-After': pick(farOff) } });
    return interrupt(`${command} -Id ${idOf(own)}`, () => terminal.shows(/Graph returned status 429/));
  },
  'the module imported anew': () => terminal.run(`${importModule} -Force`),
  'the module removed and imported': () =>
    terminal.run(`Remove-Module PartnerSecurityScore; ${importModule}`),
  'runspaces that are used again': async () => {
    const users = [pick(guests), own, pick(guests), own, own].map(
      (tenant) => [tenant, idOf(tenant)] as const,
    );
    const list = users.map(([tenant, id]) => `@('${tenant}', '${id}')`).join(', ');
    const signedIn = `if ($_[0] -ne '${own}') { & $using:signIn $_[0] }`;
    await terminal.run(
      `${list} | ForEach-Object -ThrottleLimit 1 -Parallel { ${importModule}; ${signedIn}; ${command} -Id $_[1] | Out-Null }`,
    );
    done.push(...users.map(([, id]) => id));
  },
  'a pipeline that signs in for each record': async () => {
    const tenants = [pick(guests), pick(guests), own];
    const ids = tenants.map(idOf);
    await terminal.run(forEachTenant(tenants, ids));
    done.push(...ids);
  },
  'a pipeline in which a sign-in fails': async () => {
    const [first, last] = [idOf(own), idOf(own)];
    await terminal.run(forEachTenant([own, 'nobody', own], [first, idOf('nobody'), last]));
    done.push(first, last);
  },
  'an odd answer': () => {
    server.next(pick(odd));
    return terminal.run(`${command} -Id ${idOf(own)} *> $null`);
  },
  'a hostile secret, and an error that is full of it': () => {
    const secret = pick(hostile);
    server.next({ status: 400, body: JSON.stringify({ error: { code: 'a', message: secret.repeat(200) } }) });
    return terminal.run(
      `${command} -Id ${idOf(own)} -Headers @{ 'X-Api-Key' = ${psQuote(secret)} } *> $null`,
    );
  },
};

test('whatever happens, each request arrives once and with the token of its tenant', async () => {
  const names = Object.keys(faults);
  const rounds = [...names, ...Array.from({ length: scaled(0, 200) }, () => pick(names))];
  for (const name of rounds) {
    const id = idOf(beside);
    const held = server.next({ hold: true, body: `{"id":"${id}"}` });
    await Promise.all([terminal.run(`Start-Other ${id}`), held.reached]);
    await faults[name]?.();
    figures.faults = (figures.faults ?? 0) + 1;
    held.release();
    const answer = await terminal.run('Receive-Job -Job $job -Wait; Remove-Job -Job $job');
    const next = idOf(own);
    const after = await terminal.run(`(${command} -Id ${next}).Id`);
    const still = await terminal.run('Get-Backend');
    done.push(id, next);
    figures['endedBackends'] = (figures['endedBackends'] ?? 0) + Number(still[0] !== backend[0]);
    expect({ seed, name, answer, after, still }).toEqual({
      seed,
      name,
      answer: [id],
      after: [next],
      still: backend,
    });
  }
  const arrived = server.requests.map(({ headers, text }) => ({
    id: (JSON.parse(text) as { id: string }).id,
    tenant: tenantOf(headers['authorization'] ?? ''),
  }));
  const wrong = arrived.filter(({ id, tenant }) => !id.startsWith(`${tenant}-`));
  Object.assign(
    figures,
    countLost(
      done,
      arrived.map(({ id }) => id),
    ),
    {
      requests: arrived.length,
      wrongTenant: wrong.length,
    },
  );
  expect({ seed, wrong, lost: figures.lost, doubled: figures.doubled }).toEqual({
    seed,
    wrong: [],
    lost: 0,
    doubled: 0,
  });
});

function tenantOf(authorization: string): string {
  const payload = authorization.split('.')[1] ?? '';
  return (JSON.parse(Buffer.from(payload, 'base64url').toString()) as { tid: string }).tid;
}
