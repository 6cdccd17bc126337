import { callProbe } from '../callProbe.ts';
import { sendHistory, setUpHistory } from '../history.ts';
import type { Line, Part } from '../measure.ts';
import { bareSend } from '../powershell.ts';

/** The number of history entries in a body, of untimed calls before each sample, and of calls per sample. */
const sizes = [
  { entries: 1_000, lead: 1, calls: 20 },
  { entries: 10_000, lead: 1, calls: 2 },
  { entries: 100_000, lead: 0, calls: 1 },
];

const setUp = sizes.map(({ entries }) => setUpHistory(entries)).join('\n');

function linesFor(form: string, named: string): Line[] {
  return sizes.map(({ entries }) => ({
    id: `${form}${entries}`,
    title: `${entries.toLocaleString('en-US')} history entries as ${named}: time per entry`,
    unit: 'µs',
    floor: `bareEntry${entries}`,
    amount: { of: `history entry (${named})`, count: entries },
  }));
}

/** Measures whether the cost per history entry is independent of the number of entries. */
export const bodySizes: Part = {
  name: 'bodysizes',
  lines: [...linesFor('entryHashtables', 'hashtables'), ...linesFor('entryText', 'JSON text')],
  probes: sizes.flatMap(({ entries, ...counts }) => {
    const common = { ...counts, shell: 'bodySizes', setUp, warmUps: 1, factor: 1000 / entries };
    return [
      callProbe({ ...common, id: `entryHashtables${entries}`, call: sendHistory.hashtables(entries) }),
      callProbe({ ...common, id: `entryText${entries}`, call: sendHistory.text(entries) }),
      callProbe({ ...common, id: `bareEntry${entries}`, call: bareSend(`$json${entries}`) }),
    ].map((probe) => ({ ...probe, rounds: 3 }));
  }),
};
