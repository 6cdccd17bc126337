import { isRestError } from '@azure/core-rest-pipeline';
import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import { wait } from '../../http/abort.ts';
import { plainNetwork, retryingNetwork } from './msalSystem.ts';
import { signInContext } from './signInContext.ts';

/**
 * The default number of seconds between polls (RFC 8628, section 3.2). Each `slow_down` response or
 * connection timeout adds the same number of seconds (section 3.5).
 */
const INTERVAL = 5;

const pending: NetworkResponse<{ error: string }> = {
  status: 400,
  headers: {},
  body: { error: 'authorization_pending' },
};

/**
 * Creates the network module for one sign-in with a device code. MSAL ends the sign-in if a poll fails, and
 * at any response other than a token or `authorization_pending`. For lost polls, busy services and
 * `slow_down`, this network module therefore returns `authorization_pending`. MSAL stops polling when the
 * code expires.
 * @param begin The network for the request that starts the sign-in, and for all other requests except polls.
 * @param once The network for polls. It does not retry, because the next poll replaces a lost one.
 */
export function devicePolls(begin = retryingNetwork, once = plainNetwork): INetworkModule {
  let extraSeconds = 0;

  async function poll(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<unknown>> {
    const { signal } = signInContext();
    await wait(extraSeconds, signal);
    try {
      const answer = await once.sendPostRequestAsync<{ error?: string }>(url, options);
      if (answer.body.error === 'slow_down') {
        extraSeconds += INTERVAL;
        return pending;
      }
      return isBusy(answer.status) ? pending : answer;
    } catch (error) {
      signal.throwIfAborted();
      if (!isRestError(error) || (error.statusCode !== undefined && !isBusy(error.statusCode))) {
        throw error;
      }
      extraSeconds += error.code === 'ETIMEDOUT' ? INTERVAL : 0;
      return pending;
    }
  }

  return {
    sendGetRequestAsync: (...request) => begin.sendGetRequestAsync(...request),
    async sendPostRequestAsync<T>(url: string, options?: NetworkRequestOptions) {
      if (new URLSearchParams(options?.body).has('device_code')) {
        return (await poll(url, options)) as NetworkResponse<T>;
      }
      const answer = await begin.sendPostRequestAsync<T>(url, options);
      const begun = answer.body as { device_code?: string; interval?: number };
      if (begun.device_code !== undefined) {
        begun.interval ??= INTERVAL;
      }
      return answer;
    },
  };
}

function isBusy(status: number): boolean {
  return status === 429 || status >= 500;
}
