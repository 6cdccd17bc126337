import { isRestError } from '@azure/core-rest-pipeline';
import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import { wait } from '../../http/abort.ts';
import { plainNetwork, retryingNetwork } from './msalSystem.ts';
import { signInContext } from './signInContext.ts';

/** Seconds between two polls where the service does not say (RFC 8628, 3.2), and added to them where it is to be asked less (3.5). */
const INTERVAL = 5;

const pending: NetworkResponse<{ error: string }> = {
  status: 400,
  headers: {},
  body: { error: 'authorization_pending' },
};

/**
 * The network of one sign-in with a device code. The library ends it at any answer but a token and `authorization_pending`,
 * and at none; so a poll that is lost, that the service is too busy for, or that came too soon looks to it as if the user had
 * not done anything yet. It stops polling when the code expires.
 * @param begin For the request that begins the sign-in, and all other requests except polls.
 * @param once For polls: one that is lost is sent again by the next.
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
