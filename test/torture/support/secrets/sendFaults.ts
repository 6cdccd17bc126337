import { answerFaults } from './answerFaults.ts';
import type { ProxyMode } from './echoProxy.ts';
import type { SecretsLab } from './secretsLab.ts';
import type { SecretsWorld } from './secretsWorld.ts';
import { type SendFault, scriptOf, send } from './sendFault.ts';
import { signIn } from './signIns.ts';

function redirecting(shows: RegExp, status: number, location: (world: SecretsWorld) => string): SendFault {
  return {
    act: (lab, options) => {
      lab.world.graph.next({ status, headers: { Location: location(lab.world) } });
      return send(lab, options);
    },
    shows,
  };
}

/** Returns a fault that signs in to another environment before the request. */
function elsewhere(shows: RegExp, environment: 'stranger' | 'nowhere'): SendFault {
  return {
    act: async (lab, options) => {
      await signIn(lab, 'accessToken', { environment });
      return send(lab, options);
    },
    shows,
  };
}

/** Returns a fault that runs an action after Graph has received the request and before it answers. */
function meanwhile(shows: RegExp, action: (lab: SecretsLab) => Promise<unknown>): SendFault {
  return {
    act: async (lab, options) => {
      const turn = lab.world.graph.next({ hold: true });
      const sending = lab.world.engine.run(scriptOf(options));
      await Promise.race([turn.reached, sending]);
      await action(lab);
      const result = await sending;
      turn.release();
      return lab.search('a request', result);
    },
    shows,
  };
}

function throughProxy(mode: ProxyMode, shows: RegExp): SendFault {
  return {
    act: (lab, { form, more }) => {
      Object.assign(lab.world.givenProxy, { mode, form });
      // The module would reuse existing tunnels.
      lab.world.givenProxy.breakTunnels();
      const credential = "[pscredential]::new('user', (ConvertTo-Secure $planted.proxyPassword))";
      const proxy = `-Proxy http://127.0.0.1:${lab.world.givenProxy.port} -ProxyCredential (${credential})`;
      return send(lab, { form, more: `${more} ${proxy}` });
    },
    shows,
  };
}

const withMore = (shows: RegExp, parameters: (world: SecretsWorld) => string): SendFault => ({
  act: (lab, { form, more }) => send(lab, { form, more: `${more} ${parameters(lab.world)}` }),
  shows,
});

const proxyUrl = (start: string, password: string) => `-Proxy "${start}user:${password}@127.0.0.1:9"`;
const encodedPassword = '$([uri]::EscapeDataString($planted.proxyPassword))';

/** The faults by name. Each can follow any kind of sign-in, although some sign in again themselves. */
export const sendFaults: Readonly<Record<string, SendFault>> = {
  'nothing goes wrong': { act: send, shows: /HTTP RESPONSE/ },
  ...answerFaults,
  'a redirect to another host': redirecting(
    /could not connect to 127/i,
    307,
    ({ stranger, secrets: { answerToken: token } }) =>
      `${stranger.url}/moved?access_token=${token}&code=${token}`,
  ),
  'a redirect on the same host': redirecting(
    /securityScore\?access_token=\*\*\*&code=\*\*\*/,
    308,
    ({ graph, secrets: { answerToken: token } }) =>
      `${graph.url}/beta/security/partner/securityScore?access_token=${token}&code=${token}#token=${token}`,
  ),
  'a redirect to where nothing may go': redirecting(
    /must not contain a user name or password/,
    302,
    ({ secrets: { answerToken: token } }) => `https://user:${token}@elsewhere.example/?token=${token}`,
  ),
  'a redirect to no URL': redirecting(
    /a Location header that is not a URL/,
    302,
    ({ secrets }) => `https://[${secrets.answerToken}`,
  ),
  'a certificate that is not trusted': elsewhere(/the server's certificate is not trusted/, 'stranger'),
  'no host of that name': elsewhere(/could not connect to graph.invalid/i, 'nowhere'),
  'no answer in time': {
    act: async (lab, options) => {
      await signIn(lab, 'clientSecret', { more: '-ClientTimeout 1' });
      const turn = lab.world.graph.next({ hold: true });
      const result = await send(lab, options);
      turn.release();
      await lab.run('a longer time limit', 'Set-MgRequestContext -ClientTimeout 300');
      return result;
    },
    shows: /No complete response arrived from .* within 1 second\./,
  },
  cancelled: meanwhile(/"stopped":true/, (lab) => lab.world.engine.stop().catch(() => undefined)),
  'the backend is killed': meanwhile(/backend process ended/, (lab) => lab.killBackend()),
  'a proxy with a password': throughProxy('tunnel', /HTTP RESPONSE/),
  'the proxy refuses with 403': throughProxy('403', /refused the connection \(403/),
  'the proxy refuses with 407': throughProxy('407', /refused the connection \(407/),
  'the proxy refuses with 502': throughProxy('502', /refused the connection \(502/),
  'the proxy closes': throughProxy('close', /could not connect to the proxy .* was closed/i),
  'the proxy speaks no HTTP': throughProxy('garbage', /not a valid HTTP proxy response/),
  'a password in -Proxy': withMore(/must not contain a user name or password/, () =>
    proxyUrl('http://', encodedPassword),
  ),
  'a password in a -Proxy of another kind': withMore(/-Proxy is not an http or https URL/, () =>
    proxyUrl('socks5://', encodedPassword),
  ),
  'a password in a -Proxy without a scheme': withMore(/-Proxy is not an http or https URL/, () =>
    proxyUrl('', encodedPassword),
  ),
  'a password in a -Proxy that is not a URL': withMore(/-Proxy is not an http or https URL/, () =>
    proxyUrl('http://', '$($planted.proxyPassword)'),
  ),
  // Sends no custom headers, because the user's own script would show them.
  'a step that throws': {
    act: (lab, { form }) =>
      send(lab, {
        form,
        more: '-HttpPipelinePrepend { param($req, $callback, $next) throw "got $($req.Headers)" }',
      }),
    shows: /got /,
  },
  'a step that sends elsewhere': withMore(
    /could not connect to 127/i,
    ({ stranger }) =>
      `-HttpPipelinePrepend { param($req, $callback, $next) $req.RequestUri = '${stranger.url}/elsewhere'; $next.SendAsync($req, $callback) }`,
  ),
  'headers that cannot be sent': {
    act: (lab, { form }) => send(lab, { form, more: '-Headers @{ Cookie = "a=$($planted.cookie)`nX: y" }' }),
    shows: /Cookie\W+contains a line break/,
  },
  'a body that is refused': withMore(/NaN/, () => '-AdditionalProperties @{ x = [double]::NaN }'),
  'what if': withMore(/What if/, () => '-WhatIf'),
};
