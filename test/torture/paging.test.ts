import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Lab } from '../support/lab.ts';
import { PartnerService } from '../support/partnerService.ts';
import { memoryOf } from '../support/processes.ts';
import { alertId } from '../support/sampleAlert.ts';
import { backendId } from './support/life.ts';
import { type Figures, isFull, report, scaled } from './support/torture.ts';

const list = 'Get-MgBetaSecurityPartnerSecurityAlert -All';
const pageSize = 100;
const pages = scaled(30, 1000);
const alerts = pages * pageSize;
/** The number of times that all alerts are read. */
const times = scaled(1, 2);

/**
 * The maximum growth from the second to the last tenth of all pages, in MiB. Without a leak, growth was at most 5. With
 * one page in ten leaked, as text in the backend or as objects in PowerShell, it was at least 28.
 */
const mostGrowth = 15;

let lab: Lab;
const figures: Figures = { requests: 0, lost: 0 };

beforeAll(async () => {
  lab = await Lab.start();
});

afterAll(async () => {
  report('paging', figures);
  await lab.close();
});

/** Returns PowerShell's memory after a full garbage collection, in MiB. */
async function powershellMemory(): Promise<number> {
  await lab.engine.run("[GC]::Collect(2, 'Aggressive', $true, $true)", { runspace: 'observer' });
  return memoryOf(lab.engine.pid);
}

/**
 * Returns a script that reads all alerts. It notifies the server when the first alert arrives, and then writes two
 * numbers: how many alerts it read, and how many of them were out of order.
 */
function readAll(): string {
  return `
    $http = [System.Net.Http.HttpClient]::new()
    ${list} | & {
      begin { $count = 0; $misplaced = 0 }
      process {
        if ($count -eq 0) { $null = $http.GetStringAsync('${lab.server.url}/first').GetAwaiter().GetResult() }
        if ([System.Convert]::ToInt32($_.Id.Substring(0, 8), 16) -ne $count) { $misplaced++ }
        $count++
      }
      end { $count; $misplaced }
    }`;
}

/** Returns the growth of the mean from the second to the last tenth. Single values fluctuate by up to 20 MiB. */
function growth(numbers: readonly number[]): number {
  const size = numbers.length / 10;
  const mean = (tenth: number) =>
    numbers.slice(tenth * size, (tenth + 1) * size).reduce((sum, number) => sum + number) / size;
  return Math.round(mean(9) - mean(1));
}

test(`${alerts} alerts: the first is out before the second page is asked for, all come in order, and memory stays flat`, async () => {
  const isMeasured = isFull && process.platform === 'linux';
  const backendPid = (await backendId(lab.engine)) ?? 0;
  const powershell: number[] = [];
  const backend: number[] = [];
  for (let count = 0; count < times; count += 1) {
    const service = new PartnerService({ alerts, pageSize });
    const order: string[] = [];
    lab.server.reply(async (exchange) => {
      if (exchange.request.url === '/first') {
        order.push('first alert');
        exchange.response.writeHead(204).end();
        return;
      }
      order.push(`page ${service.requests + 1}`);
      lab.server.requests.length = 0;
      if (isMeasured) {
        backend.push(memoryOf(backendPid));
        if (backend.length % (pages / 10) === 0) {
          // PowerShell waits for the page during the measurement.
          powershell.push(await powershellMemory());
        }
      }
      await service.answer(exchange);
    });
    const { output } = await lab.mustRun(readAll(), { timeoutMilliseconds: 1_800_000 });
    const [seen, misplaced] = output.map(({ text }) => Number(text));
    figures.requests = (figures.requests ?? 0) + service.requests;
    figures.lost = (figures.lost ?? 0) + alerts - (seen ?? 0);
    expect([seen, misplaced, service.requests]).toEqual([alerts, 0, pages]);
    expect(order.slice(0, 3)).toEqual(['page 1', 'first alert', 'page 2']);
  }
  lab.server.reply();
  if (isMeasured) {
    figures['powerShellGrewMB'] = growth(powershell);
    figures['backendGrewMB'] = growth(backend);
    expect(figures['powerShellGrewMB']).toBeLessThan(mostGrowth);
    expect(figures['backendGrewMB']).toBeLessThan(mostGrowth);
  }
});

test('no further page is asked for behind Select-Object -First', async () => {
  const service = new PartnerService({ alerts, pageSize });
  lab.server.reply(service.answer);
  lab.server.requests.length = 0;
  const { output } = await lab.mustRun(`
    @(${list} | Select-Object -First 10).Count
    (Get-MgBetaSecurityPartnerSecurityAlert -PartnerSecurityAlertId ${alertId(7)}).Id`);
  lab.server.reply();
  expect(output.map(({ text }) => text)).toEqual(['10', alertId(7)]);
  expect(lab.server.requests.map(({ url }) => url)).toEqual([
    '/beta/security/partner/securityAlerts',
    `/beta/security/partner/securityAlerts/${alertId(7)}`,
  ]);
});
