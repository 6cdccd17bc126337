// Generated from api/partner-security.json by npm run generate.
import { HttpMethod, type RequestMetadata } from '@microsoft/kiota-abstractions';
import { SecurityScoreRequestBuilderRequestsMetadata as getSecurityScore } from './security/partner/securityScore/index.ts';
import { SecurityScoreRequestBuilderRequestsMetadata as updateSecurityScore } from './security/partner/securityScore/index.ts';
import { CustomerInsightsRequestBuilderRequestsMetadata as listCustomerInsights } from './security/partner/securityScore/customerInsights/index.ts';
import { CustomerInsightTenantItemRequestBuilderRequestsMetadata as getCustomerInsight } from './security/partner/securityScore/customerInsights/item/index.ts';
import { HistoryRequestBuilderRequestsMetadata as listHistory } from './security/partner/securityScore/history/index.ts';
import { SecurityScoreHistoryItemRequestBuilderRequestsMetadata as getHistory } from './security/partner/securityScore/history/item/index.ts';
import { RequirementsRequestBuilderRequestsMetadata as listRequirements } from './security/partner/securityScore/requirements/index.ts';
import { SecurityRequirementItemRequestBuilderRequestsMetadata as getRequirement } from './security/partner/securityScore/requirements/item/index.ts';
import { SecurityAlertsRequestBuilderRequestsMetadata as listAlerts } from './security/partner/securityAlerts/index.ts';
import { PartnerSecurityAlertItemRequestBuilderRequestsMetadata as getAlert } from './security/partner/securityAlerts/item/index.ts';
import { PartnerSecurityAlertItemRequestBuilderRequestsMetadata as updateAlert } from './security/partner/securityAlerts/item/index.ts';

/** The API version, which follows the endpoint in the URL of every operation. */
export const apiVersion = 'beta';

/** The requests of the operations, keyed by operationId. */
export const operations: ReadonlyMap<string, { method: HttpMethod; metadata: RequestMetadata }> = new Map([
  ['getSecurityScore', { method: HttpMethod.GET, metadata: getSecurityScore.get as RequestMetadata }],
  ['updateSecurityScore', { method: HttpMethod.PATCH, metadata: updateSecurityScore.patch as RequestMetadata }],
  ['listCustomerInsights', { method: HttpMethod.GET, metadata: listCustomerInsights.get as RequestMetadata }],
  ['getCustomerInsight', { method: HttpMethod.GET, metadata: getCustomerInsight.get as RequestMetadata }],
  ['listHistory', { method: HttpMethod.GET, metadata: listHistory.get as RequestMetadata }],
  ['getHistory', { method: HttpMethod.GET, metadata: getHistory.get as RequestMetadata }],
  ['listRequirements', { method: HttpMethod.GET, metadata: listRequirements.get as RequestMetadata }],
  ['getRequirement', { method: HttpMethod.GET, metadata: getRequirement.get as RequestMetadata }],
  ['listAlerts', { method: HttpMethod.GET, metadata: listAlerts.get as RequestMetadata }],
  ['getAlert', { method: HttpMethod.GET, metadata: getAlert.get as RequestMetadata }],
  ['updateAlert', { method: HttpMethod.PATCH, metadata: updateAlert.patch as RequestMetadata }],
]);
