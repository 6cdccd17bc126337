import { json } from './replies.ts';
import type { Reply } from './turns.ts';

/** The request format and the errors of one of the Azure services that issue tokens to programs. */
export interface ManagedIdentityService {
  name: 'appService' | 'imds' | 'machineLearning' | 'serviceFabric' | 'arc';
  path: string;
  apiVersion: string;
  /** The required header, in lowercase. */
  header: string;
  headerFailure: Reply;
  identityFailure: Reply;
  failure(description: string): Reply;
}

const appServiceFailure = (message: string, statusCode = 400) => json({ statusCode, message }, statusCode);

export const appService: ManagedIdentityService = {
  name: 'appService',
  path: '/msi/token',
  apiVersion: '2019-08-01',
  header: 'x-identity-header',
  headerFailure: appServiceFailure('The X-IDENTITY-HEADER header is missing or wrong.', 401),
  identityFailure: appServiceFailure(
    'No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.',
  ),
  failure: appServiceFailure,
};

const imdsFailure = (description: string) =>
  json({ error: 'invalid_request', error_description: description }, 400);

export const imds: ManagedIdentityService = {
  name: 'imds',
  path: '/metadata/identity/oauth2/token',
  apiVersion: '2018-02-01',
  header: 'metadata',
  headerFailure: imdsFailure('Required metadata header not specified'),
  identityFailure: imdsFailure('Identity not found'),
  failure: imdsFailure,
};

/** The service of Azure Machine Learning. Requests name the identity as `clientid`. */
export const machineLearning: ManagedIdentityService = {
  ...appService,
  name: 'machineLearning',
  path: '/ml/token',
  apiVersion: '2017-09-01',
  header: 'secret',
};

export const serviceFabric: ManagedIdentityService = {
  ...appService,
  name: 'serviceFabric',
  path: '/fabric/token',
  apiVersion: '2019-07-01-preview',
  header: 'secret',
};

/** The path of a key file that does not exist, in the folder where the agent on Linux stores its key files. */
const keyFile = '/var/opt/azcmagent/tokens/none-of-this-name.key';

/**
 * A service that refuses every request. Azure Arc requires proof that the caller can read a key file, and this file
 * does not exist.
 */
export const arc: ManagedIdentityService = {
  ...imds,
  name: 'arc',
  path: '/arc/token',
  apiVersion: '2020-06-01',
  header: 'authorization',
  headerFailure: { ...json({}, 401), headers: { 'WWW-Authenticate': `Basic realm=${keyFile}` } },
};
