const severities = ['informational', 'low', 'medium', 'high'];
const statuses = ['active', 'active', 'investigating', 'resolved'];
const confidenceLevels = ['low', 'medium', 'high'];

const firstDay = Date.UTC(2025, 0, 1);
const hourInMs = 3_600_000;

/** Returns an alert id in the service's format, two GUIDs. The first eight digits are the hexadecimal index. */
export function alertId(index: number): string {
  return `${eightDigits(index)}-7c1e-4d2b-9a53-2f6b8c0d4e11-0b7e52d4-13aa-4f6c-8e0d-5a9c7f31b642`;
}

/** Returns the index in an id from alertId(); `undefined` for any other text. */
export function alertIndex(id: string): number | undefined {
  const index = Number.parseInt(id.slice(0, 8), 16);
  return alertId(index) === id ? index : undefined;
}

/**
 * Returns an invented alert in the service's format, as JSON text. The same index always returns the same alert.
 * @param isListed Whether the alert is part of a list, where `isTest` is a string.
 */
export function sampleAlert(index: number, isListed: boolean): string {
  const status = pick(statuses, index);
  const isTest = index % 50 === 0;
  const detected = new Date(firstDay + index * hourInMs).toISOString();
  const customer = `${eightDigits(index % 40)}-4a5b-4c6d-8e7f-8091a2b3c4d5`;
  const subscription = `${eightDigits(index % 90)}-1f2e-4d3c-8b4a-596877869504`;
  return JSON.stringify({
    '@odata.type': '#microsoft.graph.partner.security.partnerSecurityAlert',
    id: alertId(index),
    displayName: `Action needed: virtual machine vm${index} connects to mining pools`,
    description: 'A virtual machine of your customer has connected to addresses that are known for mining.',
    alertType: 'networkConnectionsToCryptoMiningPools',
    severity: pick(severities, index),
    confidenceLevel: pick(confidenceLevels, index),
    status,
    isTest: isListed ? String(isTest) : isTest,
    customerTenantId: customer,
    subscriptionId: subscription,
    valueAddedResellerTenantId: null,
    catalogOfferId: null,
    detectedDateTime: detected,
    firstObservedDateTime: detected.replace('Z', '4567Z'),
    lastObservedDateTime: detected,
    resolvedReason: status === 'resolved' ? 'legitimate' : null,
    resolvedOnDateTime: status === 'resolved' ? detected : null,
    resolvedBy: status === 'resolved' ? 'ann@partner.example' : null,
    affectedResources: [
      {
        resourceId: `/subscriptions/${subscription}/resourceGroups/lab/virtualMachines/vm${index}`,
        resourceType: 'AzureResource',
      },
    ],
    activityLogs: [
      { statusFrom: 'active', statusTo: status, updatedBy: 'ann@partner.example', updatedDateTime: detected },
    ],
    additionalDetails: { vmIp: '[  "192.0.2.5"]', connectionCount: String(index) },
  });
}

function eightDigits(index: number): string {
  return index.toString(16).padStart(8, '0');
}

function pick(values: readonly string[], index: number): string {
  return values[index % values.length] ?? '';
}
