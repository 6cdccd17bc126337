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
import type { SessionCredential } from '../credential.ts';
import { readClaims } from '../jwt.ts';
import { retryingNetwork } from '../signIn/msalSystem.ts';
import type { SignInService } from '../signIn/signInContext.ts';
import { ApplicationCredential, identityOptions } from './application.ts';
import { secretsOf } from './credentialSecrets.ts';

/** Whom an assertion is made out to that is exchanged for a token. */
const AUDIENCE = 'api://AzureADTokenExchange';

/** An application that Kubernetes, or whoever else writes the file, vouches for. The file is read anew for each token. */
export function workloadIdentity(
  { tenantId, clientId, tokenFile }: Omit<WorkloadIdentityParams, 'type'>,
  place: SignInService,
  graphOrigin: string,
): SessionCredential {
  const options = { ...identityOptions(place.origin), tenantId, clientId, tokenFilePath: tokenFile };
  const create = async () => {
    await requireTokenFile(tokenFile);
    return new WorkloadIdentityCredential(options);
  };
  return new ApplicationCredential(create, graphOrigin, place);
}

/** An application that GitHub vouches for to the job of a workflow. */
export function gitHubActions(
  params: GitHubActionsParams,
  place: SignInService,
  graphOrigin: string,
): SessionCredential {
  const { tenantId, clientId, requestUrl, requestToken } = params;
  const url = new URL(requestUrl);
  url.searchParams.set('audience', AUDIENCE);
  const ask = async () => {
    const { body } = await retryingNetwork.sendGetRequestAsync<{ value?: unknown }>(url.href, {
      headers: { Accept: 'application/json', Authorization: `Bearer ${requestToken}` },
    });
    if (typeof body.value !== 'string') {
      throw new TypeError('The answer has no token.');
    }
    return body.value;
  };
  const create = () => {
    let asked: Promise<string> | undefined;
    // The library wants it twice for a token.
    const assertion = () => (asked ??= ask());
    return new ClientAssertionCredential(tenantId, clientId, assertion, identityOptions(place.origin));
  };
  return new ApplicationCredential(create, graphOrigin, {
    ...place,
    secrets: secretsOf(params),
    assertions: {
      url: requestUrl,
      advice:
        'GitHub gave this job no identity token: the job needs "permissions: id-token: write", and its variables ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN are good while it runs.',
    },
  });
}

/** An application that Azure DevOps vouches for to the job of a pipeline, by a service connection. */
export function azurePipelines(
  params: AzurePipelinesParams,
  place: SignInService,
  graphOrigin: string,
): SessionCredential {
  const { tenantId, clientId, requestUrl, requestToken, serviceConnectionId } = params;
  const create = () => {
    // The library looks for it in its own environment only, which the backend is started without.
    process.env['SYSTEM_OIDCREQUESTURI'] = requestUrl;
    try {
      return new AzurePipelinesCredential(
        tenantId,
        clientId,
        serviceConnectionId,
        requestToken,
        identityOptions(place.origin),
      );
    } finally {
      delete process.env['SYSTEM_OIDCREQUESTURI'];
    }
  };
  return new ApplicationCredential(create, graphOrigin, {
    ...place,
    secrets: secretsOf(params),
    assertions: {
      url: requestUrl,
      advice:
        'Azure DevOps gave this job no token: check AZURESUBSCRIPTION_SERVICE_CONNECTION_ID, that the pipeline may use that service connection, and that SYSTEM_ACCESSTOKEN is $(System.AccessToken) of this job.',
    },
  });
}

async function requireTokenFile(file: string): Promise<void> {
  const variable = 'AZURE_FEDERATED_TOKEN_FILE';
  const text = await readFile(file, 'utf8').catch(({ code = '' }: NodeJS.ErrnoException) => {
    // By mistake the variable may hold the token itself.
    throw failed(
      readClaims(path.basename(file)).expiresOn === null
        ? `${variable} names ${file}, ${reasons.get(code) ?? `which can not be read: ${code}`}.`
        : `${variable} is no path of a file. It takes the path, not the token.`,
    );
  });
  if (text.trim() === '') {
    throw failed(`${variable} names ${file}, which is empty.`);
  }
}

const reasons: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'which is not there'],
  ['EACCES', 'which this user may not read'],
  ['EISDIR', 'which is a folder'],
]);

function failed(what: string): ProtocolError {
  return new ProtocolError('SignInFailed', `Signing in failed: ${what} Nothing was sent.`);
}
