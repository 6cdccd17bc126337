import { sampleScore } from '../../test/support/sampleScore.ts';
import { callProbe } from '../callProbe.ts';
import type { Part } from '../measure.ts';
import { bareRead, bareSend, sendSmall } from '../powershell.ts';

const common = { shell: 'calls', calls: 300 };
const withScore = { ...common, answer: sampleScore };

/**
 * Measures sequential calls in a PowerShell process that has already made many calls. The baseline is the bare client.
 */
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
