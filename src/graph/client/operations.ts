// Generated from api/partner-security.json by npm run generate.
import { HttpMethod, type RequestMetadata } from '@microsoft/kiota-abstractions';
import { SecurityScoreRequestBuilderRequestsMetadata } from './security/partner/securityScore/index.ts';

/** The request of each operation, by its operationId. */
export const operations: ReadonlyMap<string, { method: HttpMethod; metadata: RequestMetadata }> = new Map([
  ['updateSecurityScore', { method: HttpMethod.PATCH, metadata: SecurityScoreRequestBuilderRequestsMetadata.patch as RequestMetadata }],
]);
