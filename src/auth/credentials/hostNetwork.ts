import type { INetworkModule, NetworkResponse } from '@azure/msal-node';
import { readClaims } from '../readClaims.ts';
import { plainNetwork } from '../signIn/msalSystem.ts';

interface Answer {
  access_token?: unknown;
  expires_on?: unknown;
  expires_in?: unknown;
}

/**
 * The network for the services of hosts, which the library itself retries as each of them wants it. It reads one form of
 * date only, and takes a token with another for expired.
 */
export const hostNetwork: INetworkModule = {
  ...plainNetwork,
  async sendGetRequestAsync<T>(...request: Parameters<INetworkModule['sendGetRequestAsync']>) {
    const answer: NetworkResponse<T> = await plainNetwork.sendGetRequestAsync<T>(...request);
    const body = answer.body as Answer;
    if (typeof body.access_token === 'string') {
      body.expires_on = expiryOf(body, body.access_token);
    }
    return answer;
  },
};

/** The time of expiry in seconds since 1970, from the host's answer or else from the token. */
function expiryOf({ expires_on: on, expires_in: lifetime }: Answer, token: string): number | undefined {
  const now = Date.now() / 1000;
  const known = [
    Number(on ?? Number.NaN),
    Date.parse(String(on)) / 1000,
    now + Number(lifetime ?? Number.NaN),
    (readClaims(token).expiresOn?.getTime() ?? Number.NaN) / 1000,
  ];
  return known.find((seconds) => Number.isFinite(seconds));
}
