// Generated from api/partner-security.json by npm run generate.
import { HttpMethod, type RequestMetadata } from '@microsoft/kiota-abstractions';
import { SecurityScoreRequestBuilderRequestsMetadata as updateSecurityScore } from './security/partner/securityScore/index.ts';

/** What the path of every URL begins with. */
export const apiVersion = 'beta';

/** The request of each operation, by its operationId. */
export const operations: ReadonlyMap<string, { method: HttpMethod; metadata: RequestMetadata }> = new Map([
  ['updateSecurityScore', { method: HttpMethod.PATCH, metadata: updateSecurityScore.patch as RequestMetadata }],
]);
