import { readFileSync } from 'node:fs';
import { request as httpsRequest } from 'node:https';
import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';

export interface HttpsAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Sends one request over TLS, and trusts only the given authority. A request with a body is a POST. */
export async function fetchTrusting(
  caFile: string,
  url: string,
  { headers = {}, body }: NetworkRequestOptions = {},
): Promise<HttpsAnswer> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    const outgoing = httpsRequest(
      url,
      { method, headers, ca: readFileSync(caFile), agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('error', reject).on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const { statusCode: status = 0, headers: received } = response;
          const flat = Object.entries(received).map(([name, value]) => [name, String(value)]);
          resolve({
            status,
            headers: Object.fromEntries(flat),
            body: Buffer.concat(chunks).toString('utf8'),
          });
        });
      },
    );
    outgoing.on('error', reject).end(body);
  });
}

/** Returns an HTTP client for MSAL that trusts the authority. MSAL's own client trusts only the default authorities. */
export function trustingNetwork(caFile: string): INetworkModule {
  const send = async <T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> => {
    const { status, headers, body } = await fetchTrusting(caFile, url, options);
    return { status, headers, body: JSON.parse(body) as T };
  };
  return {
    sendGetRequestAsync: send,
    sendPostRequestAsync: (url, options) => send(url, { body: '', ...options }),
  };
}
