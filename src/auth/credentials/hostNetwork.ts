import type { INetworkModule, NetworkResponse } from '@azure/msal-node';
import { readClaims } from '../readClaims.ts';
import { plainNetwork } from '../signIn/msalSystem.ts';

interface Answer {
  access_token?: unknown;
  expires_on?: unknown;
  expires_in?: unknown;
}

/**
 * The network module for managed identity endpoints. It does not retry, because MSAL implements the retry
 * policy of each endpoint. It converts `expires_on` to seconds, because MSAL treats tokens with an unknown
 * date format as expired.
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

/**
 * Returns the expiry time in seconds since the Unix epoch, from the endpoint's response or else from the
 * token; undefined if neither contains it.
 */
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
