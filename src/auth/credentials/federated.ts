import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  AzurePipelinesCredential,
  ClientAssertionCredential,
  WorkloadIdentityCredential,
} from '@azure/identity';
import { ProtocolError } from '../../protocol/errors.ts';
import type {
  AzurePipelinesParams,
  GitHubActionsParams,
  WorkloadIdentityParams,
} from '../../protocol/protocol.ts';
import { readClaims } from '../readClaims.ts';
import { retryingNetwork } from '../signIn/msalSystem.ts';
import type { AssertionService } from '../signIn/signInContext.ts';
import type { NewCredential } from './applicationCredential.ts';

/** The audience of an assertion that is exchanged for a token. */
const AUDIENCE = 'api://AzureADTokenExchange';

/** An application that Kubernetes, or whoever else writes the file, vouches for. The file is read again for each token. */
export function workloadIdentity({
  tenantId,
  clientId,
  tokenFile,
}: Omit<WorkloadIdentityParams, 'type'>): NewCredential {
  return async (options) => {
    await requireTokenFile(tokenFile);
    return new WorkloadIdentityCredential({ ...options, tenantId, clientId, tokenFilePath: tokenFile });
  };
}

/** An application that GitHub vouches for to the job of a workflow. */
export function gitHubActions(params: GitHubActionsParams): NewCredential {
  const { tenantId, clientId, requestUrl, requestToken } = params;
  const url = new URL(requestUrl);
  url.searchParams.set('audience', AUDIENCE);
  const ask = async () => {
    const { body } = await retryingNetwork.sendGetRequestAsync<{ value?: unknown }>(url.href, {
      headers: { Accept: 'application/json', Authorization: `Bearer ${requestToken}` },
    });
    if (typeof body.value !== 'string') {
      throw new TypeError('The response has no token.');
    }
    return body.value;
  };
  return (options) => {
    let asked: Promise<string> | undefined;
    // The library wants it twice for a token.
    const assertion = () => (asked ??= ask());
    return new ClientAssertionCredential(tenantId, clientId, assertion, options);
  };
}

/** An application that Azure DevOps vouches for to the job of a pipeline, by a service connection. */
export function azurePipelines(params: AzurePipelinesParams): NewCredential {
  const { tenantId, clientId, requestUrl, requestToken, serviceConnectionId } = params;
  return (options) => {
    // The library looks for it in its own environment only, which the backend is started without.
    process.env['SYSTEM_OIDCREQUESTURI'] = requestUrl;
    try {
      return new AzurePipelinesCredential(tenantId, clientId, serviceConnectionId, requestToken, options);
    } finally {
      delete process.env['SYSTEM_OIDCREQUESTURI'];
    }
  };
}

/** Who vouches for the job of a pipeline, and what to do where that gives nothing. */
export function assertionsFor({
  type,
  requestUrl,
}: GitHubActionsParams | AzurePipelinesParams): AssertionService {
  return {
    url: requestUrl,
    advice:
      type === 'gitHubActions'
        ? 'GitHub issued no identity token for this job. The job requires "permissions: id-token: write", and its variables ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN are valid only while it runs.'
        : 'Azure DevOps issued no token for this job. Check AZURESUBSCRIPTION_SERVICE_CONNECTION_ID, that the pipeline is allowed to use that service connection, and that SYSTEM_ACCESSTOKEN is $(System.AccessToken) of this job.',
  };
}

async function requireTokenFile(file: string): Promise<void> {
  const variable = 'AZURE_FEDERATED_TOKEN_FILE';
  const text = await readFile(file, 'utf8').catch(({ code = '' }: NodeJS.ErrnoException) => {
    // The variable may contain the token itself by mistake.
    throw failed(
      readClaims(path.basename(file)).expiresOn === null
        ? `${variable} points to ${file}, ${reasons.get(code) ?? `which cannot be read: ${code}`}.`
        : `${variable} is not the path of a file. Set it to the path, not to the token.`,
    );
  });
  if (text.trim() === '') {
    throw failed(`${variable} points to ${file}, which is empty.`);
  }
}

const reasons: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'which does not exist'],
  ['EACCES', 'which this user is not allowed to read'],
  ['EISDIR', 'which is a folder'],
]);

function failed(what: string): ProtocolError {
  return new ProtocolError('SignInFailed', `Sign-in failed: ${what} Nothing was sent.`);
}
