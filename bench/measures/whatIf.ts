import { command } from '../../test/support/lab.ts';
import { callProbe } from '../callProbe.ts';
import type { Part } from '../measure.ts';

const leastFunction = `
  function Test-Least {
    [CmdletBinding(SupportsShouldProcess)]
    param([single]$CurrentScore)
    $null = $PSCmdlet.ShouldProcess('target', 'operation')
  }`;

const common = { shell: 'calls', calls: 300, setUp: leastFunction };

/** Measures `-WhatIf` calls. The baseline is a function that only calls `ShouldProcess`. */
export const whatIf: Part = {
  name: 'whatif',
  lines: [{ id: 'whatIf', title: '-WhatIf', unit: 'ms', floor: 'leastWhatIf' }],
  probes: [
    callProbe({ ...common, id: 'whatIf', call: `${command} -CurrentScore 85.4 -WhatIf` }),
    callProbe({ ...common, id: 'leastWhatIf', call: 'Test-Least -CurrentScore 85.4 -WhatIf' }),
  ],
};
