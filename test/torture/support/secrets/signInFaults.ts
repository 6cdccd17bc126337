import type { RunResult } from '../../../support/engine.ts';
import type { Reply } from '../../../support/signIn/turns.ts';
import { type EchoForm, valuesIn, written } from './echo.ts';
import type { ProxyMode } from './echoProxy.ts';
import type { SecretsLab } from './secretsLab.ts';
import { connectScript, type SignInKind, signIn } from './signIns.ts';

/** A fault during a sign-in, and the output that the user must see. */
export interface SignInFault {
  act(lab: SecretsLab, kind: SignInKind, form: EchoForm): Promise<RunResult>;
  /** Output that proves that this fault occurred. */
  shows: RegExp;
}

/** The members of a request that an answer repeats. Only requests to the sign-in service have a form. */
interface Sent {
  form?: Record<string, string>;
  headers: Record<string, string>;
}

/** The maximum number of times that the libraries send a request. */
const MOST_TRIES = 4;

/** Returns all values of a request except the scope, which is the URL of a service. */
function said({ form = {}, headers }: Sent, echo: EchoForm): string {
  const { scope: _, ...fields } = form;
  return valuesIn({ ...fields, ...headers })
    .map((value) => written(echo, value))
    .join(' ');
}

type Service = 'signIn' | 'host' | 'pipeline';

function answering(
  shows: RegExp,
  answer: (said: string) => Reply,
  services: readonly Service[] = ['signIn', 'host'],
): SignInFault {
  return {
    act: (lab, kind, form) => {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const replyTo = (request: Sent) => answer(said(request, form));
        for (const service of services) {
          lab.world[service].next({ replyTo });
        }
      }
      return signIn(lab, kind);
    },
    shows,
  };
}

/** Returns a fault in which all token services answer with an error that repeats the request wherever possible. */
function refusing(status: number, error: string): SignInFault {
  const answer = (text: string): Reply => ({
    status,
    headers: { 'Content-Type': 'application/json', 'Retry-After': '0' },
    body: `{"error":"${error}","error_description":"AADSTS7000215: ${text} Trace ID: ${text}","suberror":"${text}","error_codes":[7000215],"correlation_id":"${text}","message":"${text}"}`,
  });
  return answering(/returned an error \(AADSTS7000215.*It says: .*\*\*\*/s, answer, [
    'signIn',
    'host',
    'pipeline',
  ]);
}

function throughProxy(mode: ProxyMode, shows: RegExp): SignInFault {
  return {
    act: (lab, kind, form) => {
      Object.assign(lab.world.proxy, { mode, form });
      // The module would reuse existing tunnels.
      lab.world.proxy.breakTunnels();
      return signIn(lab, kind);
    },
    shows,
  };
}

/**
 * Returns a fault that runs an action after the sign-in service or the host has received a request and before it
 * answers.
 */
function meanwhile(shows: RegExp, action: (lab: SecretsLab) => Promise<unknown>): SignInFault {
  return {
    act: async (lab, kind) => {
      const turns = [lab.world.signIn.next({ hold: true }), lab.world.host.next({ hold: true })];
      const connecting = lab.world.engine.run(connectScript(lab, kind));
      await Promise.race([...turns.map(({ reached }) => reached), connecting]);
      await action(lab);
      const result = await connecting;
      for (const turn of turns) {
        turn.release();
      }
      return lab.search(`sign-in by ${kind}`, result);
    },
    shows,
  };
}

/** The faults by name. Each can be combined with any kind of sign-in, although accessToken contacts no service. */
export const signInFaults: Readonly<Record<string, SignInFault>> = {
  'refused with 400': refusing(400, 'invalid_grant'),
  'refused with 401': refusing(401, 'invalid_client'),
  'refused with 403': refusing(403, 'access_denied'),
  'refused with 429': refusing(429, 'temporarily_unavailable'),
  'refused with 503': refusing(503, 'temporarily_unavailable'),
  'an HTML page': answering(/status 400/, (text) => ({ status: 400, body: `<html>${text}</html>` })),
  'JSON that breaks off': answering(/Sign-in failed/, (text) => ({
    status: 200,
    body: `{"access_token":"${text}`,
  })),
  'a redirect with all in its URL': answering(/status 302/, (text) => ({
    status: 302,
    headers: {
      Location: `https://elsewhere.example/?access_token=${encodeURIComponent(text).slice(0, 2000)}`,
    },
  })),
  'a token that is none': answering(/Welcome/, (text) => ({
    status: 200,
    headers: { 'Content-Type': 'application/json' },
    body: `{"token_type":"Bearer","expires_in":3600,"access_token":"${text}"}`,
  })),
  'a token of another tenant': {
    act: async (lab, kind) => {
      lab.world.signIn.tokenTenant = '00000000-0000-4000-8000-000000000000';
      lab.world.host.tokenTenant = lab.world.signIn.tokenTenant;
      const result = await signIn(lab, kind);
      lab.world.signIn.tokenTenant = undefined;
      lab.world.host.tokenTenant = undefined;
      return result;
    },
    shows: /for the tenant 00000000/,
  },
  'the connection breaks': {
    act: (lab, kind) => {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        lab.world.signIn.next({ destroy: true });
        lab.world.host.next({ destroy: true });
      }
      return signIn(lab, kind);
    },
    shows: /the request to .* failed/,
  },
  'no host of that name': {
    act: (lab, kind) => signIn(lab, kind, { environment: 'nowhere' }),
    shows: /could not connect to login.invalid/,
  },
  'the proxy refuses with 403': throughProxy('403', /refused the connection \(403/),
  'the proxy refuses with 407': throughProxy('407', /refused the connection \(407/),
  'the proxy refuses with 502': throughProxy('502', /refused the connection \(502/),
  'the proxy closes': throughProxy('close', /could not connect to the proxy .* was closed/),
  'the proxy speaks no HTTP': throughProxy('garbage', /not a valid HTTP proxy response/),
  cancelled: meanwhile(/"stopped":true/, (lab) => lab.world.engine.stop().catch(() => undefined)),
  'the backend is killed': meanwhile(/backend process ended/, (lab) => lab.killBackend()),
};
