import { importModule } from '../../test/support/lab.ts';
import type { Part, Probe } from '../measure.ts';
import { bareClient, bareSend, loadHttp, sendSmall } from '../powershell.ts';
import type { Shell } from '../shell.ts';

const names = ['r1', 'r2', 'r3', 'r4'];
const callsPerSample = 200;

/** A script that creates a barrier, which opens when all runspaces have reached it. */
const gate = `
  $null = [System.Reflection.Assembly]::Load('System.Threading')
  [System.AppDomain]::CurrentDomain.SetData('bench-gate', [System.Threading.Barrier]::new(${names.length}))`;

/** Measures four runspaces that send requests at the same time, in one PowerShell process with one backend. */
export const runspaces: Part = {
  name: 'runspaces',
  lines: [
    {
      id: 'runspacesShare',
      title: 'four runspaces: total time divided by all calls',
      unit: 'ms',
      floor: 'bareRunspacesShare',
    },
    {
      id: 'runspacesEach',
      title: 'four runspaces: mean time of a call',
      unit: 'ms',
      floor: 'bareRunspacesEach',
    },
  ],
  probes: [probe('runspaces', sendSmall), probe('bareRunspaces', bareSend('$smallBody'))],
};

function probe(id: string, call: string): Probe {
  return {
    gives: [`${id}Share`, `${id}Each`],
    prepare: async (context) => {
      const shell = await context.shell('runspaces');
      await shell.setUp(gate);
      for (const runspace of names) {
        await shell.run(`${importModule}\n${loadHttp}`, { runspace });
        await shell.run(bareClient(context.server.url), { runspace });
        await shell.run(defineStretch(id, call), { runspace });
      }
      const take = async () => {
        await context.server.answer();
        return together(shell, id);
      };
      for (let warmUp = 0; warmUp < 4; warmUp += 1) {
        await take();
      }
      return take;
    },
  };
}

/**
 * Returns a script that defines a script block. The block waits at the barrier and makes the calls. It writes the start
 * and end timestamps, and the number of clock ticks per second.
 */
function defineStretch(name: string, call: string): string {
  return `$${name} = {
    $gate = [System.AppDomain]::CurrentDomain.GetData('bench-gate')
    if (-not $gate.SignalAndWait(30000)) { throw 'The other runspaces did not reach the barrier in time.' }
    [System.Diagnostics.Stopwatch]::GetTimestamp()
    for ($i = 0; $i -lt ${callsPerSample}; $i++) { ${call} }
    [System.Diagnostics.Stopwatch]::GetTimestamp()
    [System.Diagnostics.Stopwatch]::Frequency
  }`;
}

async function together(shell: Shell, id: string): Promise<Record<string, number>> {
  const stretches = await Promise.all(names.map((runspace) => shell.run(`& $${id}`, { runspace })));
  const begins = stretches.map(([begin = 0]) => begin);
  const ends = stretches.map(([, end = 0]) => end);
  const perMillisecond = (stretches[0]?.[2] ?? 0) / 1000;
  const whole = (Math.max(...ends) - Math.min(...begins)) / perMillisecond;
  const each = stretches.map(([begin = 0, end = 0]) => (end - begin) / perMillisecond / callsPerSample);
  return {
    [`${id}Share`]: whole / (names.length * callsPerSample),
    [`${id}Each`]: each.reduce((sum, value) => sum + value, 0) / names.length,
  };
}
