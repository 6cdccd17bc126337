import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { command, endBackend } from '../../support/lab.ts';
import { SecretService } from '../../support/secretService.ts';
import { connectScript, SignInLab } from '../../support/signInLab.ts';

const notKept =
  'This sign-in lasts only until this process ends, because it could not be saved for later PowerShell sessions: ';
const noBus = { DBUS_SESSION_BUS_ADDRESS: undefined, XDG_RUNTIME_DIR: undefined };

const kept = () =>
  `-ClientId ${lab.app.clientId} -TenantId ${lab.app.tenantId} -UseDeviceCode -ContextScope CurrentUser`;

let lab: SignInLab;

beforeAll(async () => {
  lab = await SignInLab.start();
  lab.signIn.autoApproveDevice = true;
});

afterAll(() => lab.close());

describe('without a D-Bus session', () => {
  beforeAll(() => lab.begin(noBus));

  test('-ContextScope CurrentUser warns, and signs in for the process', async () => {
    const { warnings, output } = await lab.connect(`${kept()}; (Get-MgContext).ContextScope`);
    expect(warnings).toEqual([
      `${notKept}there is no D-Bus session, which the Secret Service (such as GNOME Keyring or KWallet) requires.`,
    ]);
    expect(output.map(({ text }) => text)).toEqual(['Process']);
    await lab.mustRun(`$null = ${command} -CurrentScore 1`);
    expect(lab.graphTokens).toMatchObject([{ tid: lab.app.tenantId }]);
  });

  test('the next sign-in asks again, and Disconnect-MgGraph has nothing to warn of', async () => {
    await lab.connect(kept());
    lab.signIn.requests.length = 0;
    await lab.connect(kept());
    expect(lab.signIn.requests.map(({ kind }) => kind)).toContain('devicecode');
    expect((await lab.mustRun('Disconnect-MgGraph')).warnings).toEqual([]);
  });

  test('a backend that ended takes the sign-in with it', async () => {
    await lab.connect(kept());
    lab.graph.requests.length = 0;
    const { errors } = await lab.run(`
      ${endBackend}
      ${command} -CurrentScore 1`);
    expect(errors).toHaveLength(1);
    expect(errors[0]?.properties).toMatchObject({ Code: { value: 'InteractionRequired' } });
    expect(lab.graph.requests).toEqual([]);
  });

  test('a sign-in for the process never mentions it', async () => {
    const { warnings } = await lab.connect(kept().replace('CurrentUser', 'Process'));
    expect(warnings).toEqual([]);
  });
});

describe('with a D-Bus session', () => {
  test.each([
    ['by its address', true],
    ['by its usual place', false],
  ])('that nothing keeps secrets on, known %s, it warns', async (_, byAddress) => {
    const service = await SecretService.start({ hasKeyring: false });
    const { DBUS_SESSION_BUS_ADDRESS: address, ...others } = service.env;
    try {
      await lab.begin({ ...others, DBUS_SESSION_BUS_ADDRESS: byAddress ? address : undefined });
      const { warnings } = await lab.connect(kept());
      expect(warnings).toEqual([
        `${notKept}no Secret Service (such as GNOME Keyring or KWallet) is running.`,
      ]);
    } finally {
      await service.close();
    }
  });

  test('that is no longer there it warns', async () => {
    await lab.begin({ ...noBus, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere/bus' });
    const { warnings } = await lab.connect(kept());
    expect(warnings).toEqual([expect.stringMatching(/reported an error: Could not connect: No such file/)]);
  });
});

describe('with a D-Bus session that never answers', () => {
  let folder: string;
  let bus: Server;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'pss-stuck-bus-'));
    const address = path.join(folder, 'bus');
    bus = createServer(() => {}).listen(address);
    await once(bus, 'listening');
    await lab.begin({ ...noBus, DBUS_SESSION_BUS_ADDRESS: `unix:path=${address}` });
  });

  afterAll(async () => {
    await lab.begin();
    bus.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('signing in can be stopped', async () => {
    const reached = once(bus, 'connection');
    const connecting = lab.run(connectScript(kept()));
    await reached;
    expect(await lab.engine.stop()).toBeLessThan(2000);
    expect((await connecting).stopped).toBe(true);
  });

  test('it goes on after a while, warns, and waits no second time', async () => {
    const { warnings } = await lab.connect(kept());
    expect(warnings).toEqual([`${notKept}the system's secret store did not respond within 20 seconds.`]);
    await lab.mustRun(`$null = ${command} -CurrentScore 1`);
    const again = await lab.connect(kept());
    expect(again.warnings).toEqual(warnings);
    expect(again.milliseconds).toBeLessThan(10_000);
  });
});
