import type { Part, Probe } from '../measure.ts';
import { bareSend, sendSmall } from '../powershell.ts';
import { backendId, definePrivateDirty, powershellId } from '../privateDirty.ts';
import { Shell } from '../shell.ts';

const calls = 3000;

/** Measures the private memory of the processes after many calls. Each sample uses a new PowerShell process. */
export const memory: Part = {
  name: 'memory',
  lines: [
    {
      id: 'callsMemory',
      title: 'memory after 3,000 calls: PowerShell and backend',
      unit: 'MB',
      floor: 'bareCallsMemory',
    },
    {
      id: 'callsMemoryEngine',
      title: 'memory after 3,000 calls: PowerShell',
      unit: 'MB',
      floor: 'bareCallsMemory',
    },
    { id: 'callsMemoryBackend', title: 'memory after 3,000 calls: backend', unit: 'MB' },
  ],
  probes: [
    probe(['callsMemory', 'callsMemoryEngine', 'callsMemoryBackend'], Shell.start, async (shell) => {
      const [engine = 0, backend = 0] = await shell.run(after(sendSmall, powershellId, backendId));
      return {
        callsMemory: engine + backend,
        callsMemoryEngine: engine,
        callsMemoryBackend: backend,
      };
    }),
    probe(['bareCallsMemory'], Shell.withoutModule, async (shell) => ({
      bareCallsMemory: await shell.number(after(bareSend('$smallBody'), powershellId)),
    })),
  ],
};

/** Returns a script that makes all calls, and then writes the private memory of each process in MB. */
function after(call: string, ...processes: readonly string[]): string {
  return `
    for ($i = 0; $i -lt ${calls}; $i++) { ${call} }
    ${definePrivateDirty}
    ${processes.map((process) => `& $privateDirty (${process})`).join('\n')}`;
}

function probe<Id extends string>(
  gives: readonly Id[],
  start: typeof Shell.start,
  take: (shell: Shell) => Promise<Readonly<Record<Id, number>>>,
): Probe {
  return {
    gives,
    rounds: 5,
    prepare:
      async ({ server }) =>
      async () => {
        await server.answer();
        const shell = await start(server);
        try {
          return await take(shell);
        } finally {
          await shell.close();
        }
      },
  };
}
