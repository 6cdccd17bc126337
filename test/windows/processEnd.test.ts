import { expect, test } from '@jest/globals';
import { endEarly, endings } from '../support/earlyEnd.ts';

// Where it was seen: the system takes its time to make a process here.
test.each(endings)(
  'A9: no backend stays of a PowerShell that ends as soon as it has imported the module: %j',
  async (ending) => {
    await expect(endEarly(ending, 5)).resolves.toBeUndefined();
  },
  300_000,
);
