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

/**
 * Creates a credential for an application whose assertions are written to a file by Kubernetes or another
 * issuer. The file is read again for each token.
 */
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

/** Creates a credential for a GitHub Actions job, whose assertions are issued by GitHub. */
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
    // MSAL, which @azure/identity uses, requests the assertion twice for each token.
    const assertion = () => (asked ??= ask());
    return new ClientAssertionCredential(tenantId, clientId, assertion, options);
  };
}

/**
 * Creates a credential for an Azure Pipelines job, whose assertions are issued by Azure DevOps for a service
 * connection.
 */
export function azurePipelines(params: AzurePipelinesParams): NewCredential {
  const { tenantId, clientId, requestUrl, requestToken, serviceConnectionId } = params;
  return (options) => {
    // @azure/identity reads this variable from the process environment, and the backend starts without it.
    process.env['SYSTEM_OIDCREQUESTURI'] = requestUrl;
    try {
      return new AzurePipelinesCredential(tenantId, clientId, serviceConnectionId, requestToken, options);
    } finally {
      delete process.env['SYSTEM_OIDCREQUESTURI'];
    }
  };
}

/** Returns the service that issues assertions to a pipeline job, and the advice to show if it issues none. */
export function assertionsFor({
  type,
  requestUrl,
}: GitHubActionsParams | AzurePipelinesParams): AssertionService {
  return {
    url: requestUrl,
    advice:
      type === 'gitHubActions'
        ? 'GitHub issued no identity token for this job. The job requires "permissions: id-token: write", and its variables ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN are valid only while it runs.'
        : 'Azure DevOps issued no token for this job. Check AZURESUBSCRIPTION_SERVICE_CONNECTION_ID, that the pipeline is allowed to use that service connection, and that SYSTEM_ACCESSTOKEN is the $(System.AccessToken) of this job.',
  };
}

async function requireTokenFile(file: string): Promise<void> {
  const variable = 'AZURE_FEDERATED_TOKEN_FILE';
  const text = await readFile(file, 'utf8').catch(({ code = '' }: NodeJS.ErrnoException) => {
    // If the variable contains the token itself by mistake, the message must not show it.
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
  // Windows reports EPERM instead of EACCES.
  ['EPERM', 'which this user is not allowed to read'],
  ['EISDIR', 'which is a folder'],
]);

function failed(what: string): ProtocolError {
  return new ProtocolError('SignInFailed', `Sign-in failed: ${what} Nothing was sent.`);
}
