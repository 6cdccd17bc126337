import { expect, test } from '@jest/globals';
import { endEarly, endings } from '../support/earlyEnd.ts';

test.each(endings)(
  'A9: no backend stays of a PowerShell that ends as soon as it has imported the module: %j',
  async (ending) => {
    await expect(endEarly(ending, 2)).resolves.toBeUndefined();
  },
);
