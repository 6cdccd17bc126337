import { callProbe } from '../callProbe.ts';
import type { Line, Part, Probe } from '../measure.ts';
import { backendId, collect, definePrivateDirty, powershellId } from '../privateDirty.ts';
import { Shell } from '../shell.ts';

/** The number of alerts on the server. */
const alerts = 100_000;

const list = 'Get-MgBetaSecurityPartnerSecurityAlert -All';

/** A script that reads all pages with the bare client and parses them with `ConvertFrom-Json`. */
const bareList = `& {
  $next = "$bareOrigin/beta/security/partner/securityAlerts"
  while ($next) {
    $text = $bareClient.GetStringAsync($next).GetAwaiter().GetResult()
    $page = ConvertFrom-Json -InputObject $text
    $page.value
    $next = $page.'@odata.nextLink'
  }
}`;

const setUp = "$bareOrigin = $bareUri.GetLeftPart('Authority')";
const first = (source: string) => `$null = ${source} | Select-Object -First 1`;
const firstCalls = { shell: 'listing', setUp, calls: 10, lead: 3 };

const number = alerts.toLocaleString('en-US');

const lines: readonly Line[] = [
  {
    id: 'listedAlert',
    title: `listing ${number} alerts: time per alert`,
    unit: 'µs',
    floor: 'bareListedAlert',
  },
  { id: 'firstListed', title: 'listing: time to the first object', unit: 'ms', floor: 'bareFirstListed' },
  { id: 'firstListedPages', title: 'listing: pages requested for the first object', unit: '' },
];

const memoryLines: readonly Line[] = [
  {
    id: 'listedAlertPeak',
    title: 'listing: peak memory of PowerShell and backend',
    unit: 'MB',
    floor: 'bareListedAlertPeak',
  },
  {
    id: 'listedAlertGrowth',
    title: 'listing: memory growth of PowerShell and backend in the second half',
    unit: 'MB',
    floor: 'bareListedAlertGrowth',
  },
  {
    id: 'listedAlertBackendGrowth',
    title: 'listing: memory growth of the backend in the second half',
    unit: 'MB',
  },
];

/**
 * Measures listing all alerts in pages of 100, and reading only the first alert.
 *
 * @param tellsMemory Whether to measure memory as well.
 */
export function listing(tellsMemory: boolean): Part {
  return {
    name: 'listing',
    lines: [...lines, ...(tellsMemory ? memoryLines : [])],
    probes: [
      whole('listedAlert', list, tellsMemory),
      whole('bareListedAlert', bareList, tellsMemory),
      callProbe({ ...firstCalls, id: 'firstListed', call: first(list) }),
      callProbe({ ...firstCalls, id: 'bareFirstListed', call: first(bareList) }),
      {
        gives: ['firstListedPages'],
        prepare: async (context) => async () => {
          const shell = await context.shell('listing');
          await context.server.pages();
          await shell.run(first(list));
          return { firstListedPages: await context.server.pages() };
        },
      },
    ],
  };
}

/**
 * Creates a probe that lists all alerts in a new PowerShell process per sample. It takes no warm-up samples, because a
 * listing usually runs once per process.
 */
function whole(id: string, source: string, tellsMemory: boolean): Probe {
  const isBare = source === bareList;
  const processes = isBare ? powershellId : `${powershellId}, ${backendId}`;
  return {
    gives: [id, ...['Peak', 'Growth', 'BackendGrowth'].map((reading) => `${id}${reading}`)],
    rounds: 3,
    prepare:
      async ({ server }) =>
      async () => {
        const shell = await (isBare ? Shell.withoutModule(server) : Shell.start(server));
        try {
          const [milliseconds = 0, ...memory] = await shell.run(`
            ${setUp}
            ${tellsMemory ? watch(processes) : '$watch = { process { } }'}
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            $memory = ${source} | & $watch
            $clock.Elapsed.TotalMilliseconds
            $memory`);
          const [peak = 0, growth = 0, backendGrowth = 0] = memory;
          return {
            [id]: (1000 * milliseconds) / alerts,
            [`${id}Peak`]: peak,
            [`${id}Growth`]: growth + backendGrowth,
            [`${id}BackendGrowth`]: backendGrowth,
          };
        } finally {
          await shell.close();
        }
      },
  };
}

/**
 * Returns a script that defines a script block, `$watch`, which discards its pipeline input and writes numbers in MB.
 * The first is the highest total memory of the processes, read after every 5,000 objects. The others are the growth of
 * each process in the second half of the listing; PowerShell's garbage is collected before those readings.
 *
 * @param processes PowerShell expressions for the process IDs, separated by commas.
 */
function watch(processes: string): string {
  return `
    ${definePrivateDirty}
    $processes = @(${processes})
    $watch = {
      begin { $count = 0; $peak = 0.0; $kept = @{} }
      process {
        if (++$count % 5000 -eq 0) {
          $peak = [Math]::Max($peak, (& $privateDirty $processes))
          if ($count -eq ${alerts / 2} -or $count -eq ${alerts}) {
            ${collect}
            $kept[$count] = @(foreach ($process in $processes) { & $privateDirty $process })
          }
        }
      }
      end {
        $peak
        for ($i = 0; $i -lt $processes.Count; $i++) { $kept[${alerts}][$i] - $kept[${alerts / 2}][$i] }
      }
    }`;
}
