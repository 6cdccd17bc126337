import { requireEndpoint } from '../http/endpoint.ts';
import {
  type CredentialParams,
  type Environment,
  type OpenSessionParams,
  signatureAlgorithms,
} from './protocol.ts';
import { readProxySources } from './proxyParams.ts';
import { Members } from './validate.ts';

type CredentialType = CredentialParams['type'];

const readers: { [Type in CredentialType]: (members: Members, type: Type) => CredentialParams } = {
  accessToken: (members, type) => ({
    type,
    accessToken: members.optionalText('accessToken') ?? members.refuse('accessToken', 'is missing'),
  }),
  clientSecret: (members, type) => ({
    type,
    ...readApplication(members),
    clientSecret: members.text('clientSecret'),
  }),
  clientCertificate: (members, type) => {
    const chain = members.optionalTexts('chain');
    return {
      type,
      ...readApplication(members),
      certificate: members.text('certificate'),
      ...(chain !== undefined && { chain }),
      algorithm: members.oneOf('algorithm', signatureAlgorithms),
    };
  },
  pemCertificate: (members, type) => {
    const password = members.optionalText('password');
    return {
      type,
      ...readApplication(members),
      pem: members.text('pem'),
      ...(password !== undefined && { password }),
      sendCertificateChain: members.optionalBoolean('sendCertificateChain') ?? false,
    };
  },
  workloadIdentity: (members, type) => ({
    type,
    ...readApplication(members),
    tokenFile: members.text('tokenFile'),
  }),
  gitHubActions: (members, type) => ({ type, ...readApplication(members), ...readAssertionService(members) }),
  azurePipelines: (members, type) => ({
    type,
    ...readApplication(members),
    ...readAssertionService(members),
    serviceConnectionId: members.text('serviceConnectionId'),
  }),
  managedIdentity: (members, type) => {
    const clientId = members.optionalText('clientId');
    return {
      type,
      ...(clientId !== undefined && { clientId }),
      variables: members.optionalObject('variables')?.allTexts() ?? {},
    };
  },
  interactiveBrowser: readUser,
  deviceCode: readUser,
};

export function readOpenSession(params: unknown): OpenSessionParams {
  const members = new Members(params);
  const credential = members.object('credential');
  const type = credential.oneOf('type', Object.keys(readers) as CredentialType[]);
  const read = readers[type] as (members: Members, type: CredentialType) => CredentialParams;
  const environment = readEnvironment(members.object('environment'));
  if (needsSignInService(type) && environment.azureADEndpoint === undefined) {
    members.refuse('environment.azureADEndpoint', 'is missing, and there is nowhere to sign in');
  }
  return {
    session: members.text('session'),
    environment,
    credential: read(credential, type),
    ...readProxySources(members),
  };
}

function readEnvironment(members: Members): Environment {
  return {
    name: members.text('name'),
    graphEndpoint: requireEndpoint(members, 'graphEndpoint').origin,
    ...(members.has('azureADEndpoint') && { azureADEndpoint: readSignInEndpoint(members) }),
  };
}

/** The identity library refuses http even for loopback hosts. */
function readSignInEndpoint(members: Members): string {
  const { origin, protocol } = requireEndpoint(members, 'azureADEndpoint');
  return protocol === 'https:' ? origin : members.refuse('azureADEndpoint', 'must be https');
}

function needsSignInService(type: CredentialType): boolean {
  return type !== 'accessToken' && type !== 'managedIdentity';
}

function readApplication(members: Members): { tenantId: string; clientId: string } {
  return { tenantId: members.text('tenantId'), clientId: members.text('clientId') };
}

function readAssertionService(members: Members): { requestUrl: string; requestToken: string } {
  return { requestUrl: members.text('requestUrl'), requestToken: members.text('requestToken') };
}

function readUser(members: Members, type: 'interactiveBrowser' | 'deviceCode'): CredentialParams {
  const scopes = members.optionalTexts('scopes') ?? [];
  const loginHint = members.optionalText('loginHint');
  return {
    type,
    ...readApplication(members),
    scopes: scopes.length > 0 ? scopes : members.refuse('scopes', 'must name at least one scope'),
    ...(loginHint !== undefined && { loginHint }),
    isSilent: members.optionalBoolean('isSilent') ?? false,
    isKept: members.optionalBoolean('isKept') ?? false,
  };
}
