import { callProbe } from '../callProbe.ts';
import type { Part } from '../measure.ts';

/** As many as the service has. */
const alerts = 100_000;

/** Milliseconds for all, as microseconds for each. */
const common = { shell: 'listing', calls: 1, lead: 0, warmUps: 0, factor: 1000 / alerts };

/** Asks for page after page with the bare client, and makes PowerShell's own objects of them. */
const bareList = `$null = & {
  $next = "$bareOrigin/beta/security/partner/securityAlerts"
  while ($next) {
    $text = $bareClient.GetStringAsync($next).GetAwaiter().GetResult()
    $page = ConvertFrom-Json -InputObject $text
    $page.value
    $next = $page.'@odata.nextLink'
  }
}`;

/** All alerts in pages of 100, as objects in a pipeline that drops them. What takes a minute is done a few times only. */
export const listing: Part = {
  name: 'listing',
  lines: [
    {
      id: 'listedAlert',
      title: `an alert of ${alerts.toLocaleString('en-US')}, by -All`,
      unit: 'µs',
      floor: 'bareListedAlert',
    },
  ],
  probes: [
    callProbe({
      ...common,
      id: 'listedAlert',
      call: '$null = Get-MgBetaSecurityPartnerSecurityAlert -All',
    }),
    callProbe({
      ...common,
      id: 'bareListedAlert',
      setUp: "$bareOrigin = $bareUri.GetLeftPart('Authority')",
      call: bareList,
    }),
  ].map((probe) => ({ ...probe, rounds: 3 })),
};
