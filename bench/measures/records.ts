import { command } from '../../test/support/lab.ts';
import { callProbe } from '../callProbe.ts';
import type { Part } from '../measure.ts';
import { bareSend } from '../powershell.ts';

const counts = [1_000, 10_000];

/** Returns an expression that writes the records one at a time, so that they are never all in memory. */
const source = (count: number) =>
  `& { for ($n = 0; $n -lt ${count}; $n++) { [pscustomobject]@{ currentScore = $n } } }`;

/** Measures whether the cost per piped record is independent of the number of records. */
export const records: Part = {
  name: 'records',
  lines: counts.map((count) => ({
    id: `record${count}`,
    title: `${count.toLocaleString('en-US')} records in one pipeline: time per record`,
    unit: 'ms',
    floor: `bareRecord${count}`,
    amount: { of: 'piped record', count },
  })),
  probes: counts.flatMap((count) => {
    const common = { shell: 'records', calls: 1, lead: 0, warmUps: 1, factor: 1 / count };
    const call = (target: string) => `$null = ${source(count)} | ${target}`;
    const bare = `& { process { ${bareSend('$smallBody')} } }`;
    return [
      callProbe({ ...common, id: `record${count}`, call: call(command) }),
      callProbe({ ...common, id: `bareRecord${count}`, call: call(bare) }),
    ].map((probe) => ({ ...probe, rounds: 3 }));
  }),
};
