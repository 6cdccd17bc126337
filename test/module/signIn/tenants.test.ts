import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { command } from '../../support/lab.ts';
import type { AppRegistration } from '../../support/signIn/signInServer.ts';
import { connectScript, psCredential, registration, SignInLab } from '../../support/signInLab.ts';
import { payloadOf } from '../../support/tokens.ts';
import { scaled } from '../../torture/support/torture.ts';

const runspaces = scaled(4, 8);
const callsPerRunspace = scaled(20, 60);
/** The seed of the random choices. A different number gives a different run. */
const seed = 20_260_131;

type App = AppRegistration & { secrets: string[] };

/** The next action of a runspace. */
type Step =
  | { do: 'signIn'; tenant: number }
  | { do: 'signOut' }
  | { do: 'call' }
  /** Pipes several records and signs in to another tenant after the first record. */
  | { do: 'switch'; tenant: number; records: number };

const tenant = fc.nat({ max: runspaces - 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: tenant.map((tenant): Step => ({ do: 'signIn', tenant })) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'signOut' }) },
  { weight: 12, arbitrary: fc.constant<Step>({ do: 'call' }) },
  {
    weight: 2,
    arbitrary: fc
      .record({ tenant, records: fc.integer({ min: 2, max: 4 }) })
      .map((rest): Step => ({ do: 'switch', ...rest })),
  },
);

interface Plan {
  script: string;
  /** The expected record ids and the tenant of each. */
  expected: Map<string, string>;
  /** The number of records that are not sent because nobody is signed in. */
  refused: number;
}

let lab: SignInLab;
let apps: App[];

beforeAll(async () => {
  lab = await SignInLab.start();
  apps = Array.from({ length: runspaces }, registration);
  for (const app of apps) {
    lab.signIn.register(app);
  }
});

afterAll(() => lab.close());

function plan(runspace: number, steps: readonly Step[]): Plan {
  const lines = [lab.setUp];
  const expected = new Map<string, string>();
  let current: App | undefined;
  let refused = 0;
  let calls = 0;
  const connect = (index: number) => {
    const app = apps[index] as App;
    const credential = psCredential(app.clientId, app.secrets[0] ?? '');
    return [app, connectScript(`-ClientSecretCredential (${credential}) -TenantId ${app.tenantId}`)] as const;
  };
  const record = () => {
    calls += 1;
    const id = `${runspace}/${calls}`;
    if (current === undefined) {
      refused += 1;
    } else {
      expected.set(id, current.tenantId);
    }
    return id;
  };
  for (const next of steps) {
    if (calls >= callsPerRunspace) {
      break;
    }
    switch (next.do) {
      case 'signIn': {
        const [app, script] = connect(next.tenant);
        current = app;
        lines.push(script);
        break;
      }
      case 'signOut':
        current = undefined;
        lines.push('$null = Disconnect-MgGraph -ErrorAction Ignore');
        break;
      case 'call':
        lines.push(
          `$null = ${command} -Id '${record()}' -ErrorAction SilentlyContinue -ErrorVariable +failures`,
        );
        break;
      case 'switch': {
        const [app, script] = connect(next.tenant);
        // The sign-in runs before the second record.
        const ids = Array.from({ length: next.records }, (_, index) => {
          current = index === 1 ? app : current;
          return record();
        });
        lines.push(
          `$null = & { ${ids
            .map((id, index) => `${index === 1 ? `${script}; ` : ''}[pscustomobject]@{ id = '${id}' }`)
            .join('; ')} } | ${command} -ErrorAction SilentlyContinue -ErrorVariable +failures`,
        );
      }
    }
  }
  lines.push('$failures.ForEach({ $_.Exception.Message })');
  return { script: `$failures = @()\n${lines.join('\n')}`, expected, refused };
}

test(`${runspaces} runspaces with ${runspaces} tenants: every request goes out with its own tenant's token, once`, async () => {
  const plans = fc
    .sample(fc.array(step, { minLength: 2 * callsPerRunspace, maxLength: 2 * callsPerRunspace }), {
      seed,
      numRuns: runspaces,
    })
    .map((steps, index) => plan(index, steps));
  const arrived: [id: string, tenant: unknown][] = [];
  let requests = 0;
  lab.graph.reply(({ request, response }) => {
    requests += 1;
    // Every ninth request is refused, so that sessions renew their tokens between other requests.
    if (requests % 9 === 0) {
      response.writeHead(401).end();
      return;
    }
    // Tokens issued between every seventh request and the next one expire so soon that they must be renewed.
    lab.signIn.tokenLifetimeSeconds = requests % 7 === 0 ? 3 : 3599;
    const { id } = JSON.parse(request.text) as { id: string };
    arrived.push([id, payloadOf(request.headers['authorization'] ?? '')['tid']]);
    response.writeHead(204).end();
  });
  const results = await Promise.all(
    plans.map(({ script }, index) =>
      lab.run(script, { runspace: `tenant ${index}`, timeoutMilliseconds: 100_000 }),
    ),
  );

  const expected = new Map(plans.flatMap((each) => [...each.expected]));
  expect(arrived.filter(([id, tid]) => expected.get(id) !== tid)).toEqual([]);
  expect(results.map(({ terminating }) => terminating)).toEqual(plans.map(() => null));
  // A request whose token is refused twice in a row fails with Unauthorized and does not arrive.
  const unauthorized = results.flatMap(({ output }) =>
    output.map(({ text }) => text).filter((text) => text.includes('Unauthorized')),
  );
  const notSignedIn = results.flatMap(({ output }) =>
    output.map(({ text }) => text).filter((text) => text.includes('Authentication needed')),
  );
  expect(notSignedIn).toHaveLength(plans.reduce((sum, { refused }) => sum + refused, 0));
  expect(results.flatMap(({ output }) => output)).toHaveLength(notSignedIn.length + unauthorized.length);
  expect(new Set(arrived.map(([id]) => id)).size).toBe(arrived.length);
  expect(arrived).toHaveLength(expected.size - unauthorized.length);
  expect(expected.size + notSignedIn.length).toBeGreaterThanOrEqual(runspaces * callsPerRunspace);
}, 120_000);
