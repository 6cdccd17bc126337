import { ManagedIdentityApplication } from '@azure/msal-node';
import { ProtocolError } from '../../protocol/errors.ts';
import type { ManagedIdentityParams, WorkloadIdentityParams } from '../../protocol/protocol.ts';
import type { SessionCredential, Token, TokenRequest } from '../credential.ts';
import { systemOver, tokenOf } from '../signIn/msalSystem.ts';
import { type SignInPlace, type SignInService, withSignInContext } from '../signIn/signInContext.ts';
import { adoptHostVariables } from './adoptHostVariables.ts';
import { ApplicationCredential } from './applicationCredential.ts';
import { workloadIdentity } from './federated.ts';
import { hostNetwork } from './hostNetwork.ts';
import { secretsOf } from './secretsOf.ts';

const publicCloud = 'https://login.microsoftonline.com';

/**
 * Creates a credential for the managed identity of the client's host. The tokens are issued by the host's own
 * endpoint or, in Kubernetes, by the sign-in service in exchange for the contents of a token file.
 * @throws {ProtocolError} SignInFailed: the host's variables cannot be used.
 */
export function managedIdentity(
  params: ManagedIdentityParams,
  place: SignInService,
  graphOrigin: string,
): SessionCredential {
  const { clientId, variables } = params;
  const workload = workloadOf(variables, clientId);
  if (workload !== undefined) {
    const { origin } = new URL(variables['AZURE_AUTHORITY_HOST'] || place.origin || publicCloud);
    return new ApplicationCredential(workloadIdentity(workload), graphOrigin, { ...place, origin });
  }
  adoptHostVariables(variables);
  const thumbprint = variables['IDENTITY_SERVER_THUMBPRINT']?.replace(/[^\dA-Fa-f]/g, '');
  return new HostCredential(clientId, graphOrigin, {
    isManagedIdentity: true,
    secrets: secretsOf(params),
    ...(thumbprint !== undefined && { thumbprint }),
  });
}

function workloadOf(
  variables: Readonly<Record<string, string>>,
  givenClientId: string | undefined,
): Omit<WorkloadIdentityParams, 'type'> | undefined {
  const clientId = givenClientId ?? variables['AZURE_CLIENT_ID'];
  const tenantId = variables['AZURE_TENANT_ID'];
  const tokenFile = variables['AZURE_FEDERATED_TOKEN_FILE'];
  return clientId !== undefined && tenantId !== undefined && tokenFile !== undefined
    ? { clientId, tenantId, tokenFile }
    : undefined;
}

/**
 * A credential for the host's managed identity endpoint. It uses MSAL directly, because @azure/identity
 * returns the same token until it expires, even after Graph has rejected it.
 */
class HostCredential implements SessionCredential {
  readonly isRenewable = true;
  private readonly app: ManagedIdentityApplication;

  constructor(
    clientId: string | undefined,
    private readonly graphOrigin: string,
    private readonly place: SignInPlace,
  ) {
    this.app = new ManagedIdentityApplication({
      ...(clientId !== undefined && { managedIdentityIdParams: { userAssignedClientId: clientId } }),
      system: systemOver(hostNetwork),
    });
  }

  getToken(request: TokenRequest): Promise<Token> {
    return withSignInContext(this.place, request, async () => {
      const claims = request.renewal?.claims;
      const result = await this.app.acquireToken({
        resource: this.graphOrigin,
        forceRefresh: request.renewal !== undefined && claims === undefined,
        ...(claims !== undefined && { claims }),
      });
      if (result === null) {
        throw new ProtocolError('SignInFailed', 'Sign-in failed: the host issued no token.');
      }
      return tokenOf(result);
    });
  }
}
