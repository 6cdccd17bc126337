import { json } from './replies.ts';
import type { Reply } from './turns.ts';

/** How one of Azure's services that give tokens to the programs in it wants to be asked, and refuses. */
export interface ManagedIdentityService {
  name: 'appService' | 'imds';
  path: string;
  apiVersion: string;
  /** The header without which nothing is given, in lower case. */
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
