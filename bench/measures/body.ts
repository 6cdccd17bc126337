import { callProbe } from '../callProbe.ts';
import { sendHistory, setUpHistory } from '../history.ts';
import type { Line, Part } from '../measure.ts';
import { bareSend } from '../powershell.ts';

const entries = 5000;
const common = { shell: 'body', setUp: setUpHistory(entries), calls: 3, lead: 1, warmUps: 8 };

function line(id: string, form: string): Line {
  return { id, title: `5,000 history entries as ${form}`, unit: 'ms', floor: 'bareBody' };
}

/**
 * Measures warm calls with a large body in each input form. The baseline sends the same body, already serialized, with
 * the bare client.
 */
export const body: Part = {
  name: 'body',
  lines: [line('bodyHashtables', 'hashtables'), line('bodyModel', 'a model'), line('bodyText', 'JSON text')],
  probes: [
    callProbe({ ...common, id: 'bodyHashtables', call: sendHistory.hashtables(entries) }),
    callProbe({ ...common, id: 'bodyModel', call: sendHistory.model(entries) }),
    callProbe({ ...common, id: 'bodyText', call: sendHistory.text(entries) }),
    callProbe({ ...common, id: 'bareBody', call: bareSend(`$json${entries}`) }),
  ],
};
