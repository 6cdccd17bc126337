import { memoryOf } from '../../test/support/processes.ts';
import type { Line, Part, Probe, Readings } from '../measure.ts';
import { bareSend, defineTimer, sendSmall } from '../powershell.ts';
import { Shell } from '../shell.ts';

/** Gives back to the system whatever is not in use. */
const collect = `[System.GC]::Collect(2, 'Aggressive', $true, $true)`;

/** Memory as the system counts it (RSS), each sample in a new PowerShell. Only Linux tells. */
export function memory(isFull: boolean): Part {
  if (process.platform !== 'linux') {
    return { name: 'memory', lines: [], probes: [] };
  }
  const amounts = isFull ? [10_000, 100_000] : [10_000];
  return {
    name: 'memory',
    lines: [
      { id: 'importMemory', title: 'PowerShell, module imported', unit: 'MB', floor: 'emptyImportMemory' },
      {
        id: 'firstSendMemory',
        title: 'PowerShell, first PATCH done',
        unit: 'MB',
        floor: 'emptyImportMemory',
      },
      ...amounts.flatMap(linesFor),
    ],
    probes: amounts.flatMap((calls) => [probe(calls), bareProbe(calls)]),
  };
}

function linesFor(calls: number): Line[] {
  const number = calls.toLocaleString('en-US');
  const line = (id: string, title: string): Line => ({
    id: `${id}${calls}`,
    title,
    unit: 'MB',
    floor: `bare${id}${calls}`,
  });
  return [
    line('Before', `PowerShell, before ${number} calls`),
    line('After', `PowerShell, after ${number} calls`),
    // What .NET has not collected yet depends on the machine, and the floor has it too.
    {
      ...line('Growth', `PowerShell, grown by ${number} calls`),
      goals: [{ limit: 10, of: 'aboveFloor' }],
    },
    { ...line('Kept', `PowerShell, grown by ${number} calls, collected`), goals: [{ limit: 10 }] },
    { id: `backendBefore${calls}`, title: `backend, before ${number} calls`, unit: 'MB' },
    {
      id: `backendAfter${calls}`,
      title: `backend, after ${number} calls`,
      unit: 'MB',
      goals: [{ limit: 70 }],
    },
  ];
}

/** What takes a minute is done a few times only. */
function limited(calls: number): Pick<Probe, 'rounds'> {
  return calls > 10_000 ? { rounds: 3 } : {};
}

function probe(calls: number): Probe {
  return {
    ...limited(calls),
    gives: [...growthIds('', calls), `backendBefore${calls}`, `backendAfter${calls}`],
    prepare:
      async ({ server }) =>
      async () => {
        await server.answer();
        const shell = await Shell.start(server);
        try {
          await shell.run(sendSmall);
          const backend = await shell.backendId();
          const before = memoryOf(backend);
          const growth = await grow(shell, '', sendSmall, calls);
          return {
            ...growth,
            [`backendBefore${calls}`]: before,
            [`backendAfter${calls}`]: memoryOf(backend),
          };
        } finally {
          await shell.close();
        }
      },
  };
}

function bareProbe(calls: number): Probe {
  return {
    ...limited(calls),
    gives: growthIds('bare', calls),
    prepare:
      async ({ server }) =>
      async () => {
        await server.answer();
        const shell = await Shell.withoutModule(server);
        try {
          return await grow(shell, 'bare', bareSend('$smallBody'), calls);
        } finally {
          await shell.close();
        }
      },
  };
}

function growthIds(prefix: string, calls: number): string[] {
  return ['Before', 'After', 'Growth', 'Kept'].map((id) => `${prefix}${id}${calls}`);
}

/** What so many calls do to the memory of PowerShell: as it stands, and with what is not in use given back. */
async function grow(shell: Shell, prefix: string, call: string, calls: number): Promise<Readings> {
  const { pid } = shell.engine;
  await shell.run(defineTimer('repeat', call));
  const before = memoryOf(pid);
  await shell.run(collect);
  const collectedBefore = memoryOf(pid);
  await shell.run(`$null = & $repeat ${calls} 0`);
  const after = memoryOf(pid);
  await shell.run(collect);
  const values = [before, after, after - before, memoryOf(pid) - collectedBefore];
  return Object.fromEntries(growthIds(prefix, calls).map((id, index) => [id, values[index] ?? 0]));
}
