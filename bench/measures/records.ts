import { command } from '../../test/support/lab.ts';
import { memoryOf } from '../../test/support/processes.ts';
import type { Line, Part, Probe } from '../measure.ts';
import { bareSend, defineTimer } from '../powershell.ts';

/** Writes records one by one, so that they are never all in memory. */
const source = (count: number) =>
  `& { for ($n = 0; $n -lt ${count}; $n++) { [pscustomobject]@{ currentScore = $n } } }`;

/** Whether a piped record costs the same however many there are, and whether they leave something in memory. */
export function records(isFull: boolean): Part {
  const counts = isFull ? [1_000, 10_000, 100_000] : [1_000, 10_000];
  return {
    name: 'records',
    lines: counts.flatMap(linesFor),
    probes: counts.flatMap((count) => [
      probe('record', command, count),
      probe('bareRecord', `& { process { ${bareSend('$smallBody')} } }`, count),
    ]),
  };
}

function linesFor(count: number): Line[] {
  const number = count.toLocaleString('en-US');
  const line: Line = {
    id: `record${count}`,
    title: `a record of ${number} in one pipeline`,
    unit: 'ms',
    floor: `bareRecord${count}`,
    amount: { of: 'piped record', count },
    goals: [{ limit: 0.3 }],
  };
  const growth = (id: string, owner: string): Line => ({
    id: `${id}${count}`,
    title: `${owner}, grown by ${number} records`,
    unit: 'MB',
    // Less than a hundred bytes a record is not to be told from what comes and goes.
    ...(count === 100_000 ? { goals: [{ limit: 10 }] } : {}),
  });
  return process.platform === 'linux'
    ? [line, growth('recordGrowth', 'PowerShell'), growth('recordBackendGrowth', 'backend')]
    : [line];
}

function probe(id: string, target: string, count: number): Probe {
  return {
    gives: [`${id}${count}`, `${id}Growth${count}`, `${id}BackendGrowth${count}`],
    // What takes a minute is done a few times only.
    ...(count > 10_000 ? { rounds: 3 } : {}),
    prepare: async (context) => {
      const shell = await context.shell('records');
      const backend = await shell.backendId();
      await shell.run(defineTimer(`${id}${count}`, `$null = ${source(count)} | ${target}`));
      await shell.run(`$null = ${source(1000)} | ${target}`);
      const sizes = () =>
        process.platform === 'linux' ? [memoryOf(shell.engine.pid), memoryOf(backend)] : [0, 0];
      return async () => {
        await context.server.answer();
        const [before = 0, backendBefore = 0] = sizes();
        const milliseconds = await shell.number(`& $${id}${count} 1 0`);
        const [after = 0, backendAfter = 0] = sizes();
        return {
          [`${id}${count}`]: milliseconds / count,
          [`${id}Growth${count}`]: after - before,
          [`${id}BackendGrowth${count}`]: backendAfter - backendBefore,
        };
      };
    },
  };
}
