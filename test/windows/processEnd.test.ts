import { expect, test } from '@jest/globals';
import { endEarly, endings } from '../support/earlyEnd.ts';

// Process creation is slow on Windows, so PowerShell can exit while it creates the backend.
test.each(endings)(
  'A9: no backend stays of a PowerShell that ends as soon as it has imported the module: %j',
  async (ending) => {
    await expect(endEarly(ending, 5)).resolves.toBeUndefined();
  },
  300_000,
);
