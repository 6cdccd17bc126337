import { command } from '../../test/support/lab.ts';
import { callProbe } from '../callProbe.ts';
import type { Line, Part } from '../measure.ts';
import { bareSend } from '../powershell.ts';

const records = 300;
const setUp = `
  $hashtables = for ($i = 0; $i -lt ${records}; $i++) { @{ currentScore = 85.4 } }
  $objects = for ($i = 0; $i -lt ${records}; $i++) { [pscustomobject]@{ currentScore = 85.4 } }`;

const common = { shell: 'calls', setUp, calls: 1, lead: 1, factor: 1 / records };

function line(id: string, kind: string): Line {
  return { id, title: `piped ${kind}, per record`, unit: 'ms', floor: 'pipedBare' };
}

/**
 * Measures records that are piped to one command, which sends a request for each. The baseline pipes the same number of
 * records to the bare client.
 */
export const piped: Part = {
  name: 'piped',
  lines: [line('pipedObject', 'pscustomobject'), line('pipedHashtable', 'hashtable')],
  probes: [
    callProbe({ ...common, id: 'pipedObject', call: `$null = $objects | ${command}` }),
    callProbe({ ...common, id: 'pipedHashtable', call: `$null = $hashtables | ${command}` }),
    callProbe({
      ...common,
      id: 'pipedBare',
      call: `$null = $objects | & { process { ${bareSend('$smallBody')} } }`,
    }),
  ],
};
