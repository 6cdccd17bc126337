import type { Probe } from './measure.ts';
import { defineTimer } from './powershell.ts';

export interface CallProbe {
  /** The id of the reading. */
  id: string;
  /** Name of the PowerShell that it runs in. */
  shell: string;
  /** Run once in that PowerShell, before all probes that need the same. */
  setUp?: string;
  /** The statements that are timed. */
  call: string;
  /** How often in a sample, for the mean of them. */
  calls: number;
  /** Calls in front of a sample that don't count. */
  lead?: number;
  /** Samples in front of all that don't count. */
  warmUps?: number;
  /** The JSON text of the service's answer. Without it, the service answers with 204. */
  answer?: string;
  /** What a millisecond of a call counts in the reading. Default 1. */
  factor?: number;
}

/** Times statements inside PowerShell, where neither this process nor the pipe to it counts. */
export function callProbe(options: CallProbe): Probe {
  const { id, calls, lead = 10, warmUps = 4, factor = 1 } = options;
  return {
    gives: [id],
    prepare: async (context) => {
      const shell = await context.shell(options.shell);
      await shell.setUp(options.setUp ?? '');
      await shell.run(defineTimer(id, options.call));
      const take = async () => {
        await context.server.answer(options.answer);
        return { [id]: factor * (await shell.number(`& $${id} ${calls} ${lead}`)) };
      };
      for (let warmUp = 0; warmUp < warmUps; warmUp += 1) {
        await take();
      }
      return take;
    },
  };
}
