import { requireEndpoint } from '../auth/environment.ts';
import {
  type CredentialParams,
  type Environment,
  type OpenSessionParams,
  signatureAlgorithms,
} from './protocol.ts';
import { readProxySources } from './proxyParams.ts';
import { Members } from './validate.ts';

type CredentialType = CredentialParams['type'];

/** GUID or name; it becomes part of a URL's path. */
const tenant = /^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/;

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

/** They stand for whatever tenant a user is of. */
const ofAnyTenant = new Set(['common', 'organizations', 'consumers']);

function readApplication(members: Members): { tenantId: string; clientId: string } {
  const tenantId = readTenant(members);
  if (ofAnyTenant.has(tenantId.toLowerCase())) {
    members.refuse('tenantId', 'must be one tenant for an application');
  }
  return { tenantId, clientId: members.text('clientId') };
}

function readUser(members: Members, type: 'interactiveBrowser' | 'deviceCode'): CredentialParams {
  const scopes = members.optionalTexts('scopes') ?? [];
  return {
    type,
    tenantId: readTenant(members),
    clientId: members.text('clientId'),
    scopes: scopes.length > 0 ? scopes : members.refuse('scopes', 'must name at least one scope'),
    isSilent: members.optionalBoolean('isSilent') ?? false,
    isKept: members.optionalBoolean('isKept') ?? false,
  };
}

function readTenant(members: Members): string {
  const tenantId = members.text('tenantId');
  return tenant.test(tenantId) ? tenantId : members.refuse('tenantId', 'is neither a GUID nor a domain name');
}
