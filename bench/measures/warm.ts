import { sampleScore } from '../../test/support/sampleScore.ts';
import { callProbe } from '../callProbe.ts';
import type { Part } from '../measure.ts';
import { bareRead, bareSend, sendSmall } from '../powershell.ts';

const common = { shell: 'calls', calls: 300 };
const withScore = { ...common, answer: sampleScore };

/** Calls one after the other in a PowerShell that has made many, and the same with the bare client. */
export const warm: Part = {
  name: 'warm',
  lines: [
    { id: 'warmSend', title: 'warm call', unit: 'ms', floor: 'bareSend' },
    { id: 'warmScore', title: 'warm call that returns a model', unit: 'ms', floor: 'bareScore' },
  ],
  probes: [
    callProbe({ ...common, id: 'warmSend', call: sendSmall }),
    callProbe({ ...common, id: 'bareSend', call: bareSend('$smallBody') }),
    callProbe({ ...withScore, id: 'warmScore', call: sendSmall }),
    callProbe({ ...withScore, id: 'bareScore', call: bareSend('$smallBody', bareRead) }),
  ],
};
