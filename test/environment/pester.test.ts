import path from 'node:path';
import { expect, test } from '@jest/globals';
import { nugetPackages } from '../../build/nugetPackages.ts';
import { Engine, psQuote, withoutErrors } from '../support/engine.ts';
import { importModule } from '../support/lab.ts';

const pester = path.join(nugetPackages, 'pester', '6.2.0', 'tools', 'Pester.psd1');

/** In milliseconds. Pester is large and compiles the tests while they run. */
const patience = 300_000;

test(
  "a user's Pester tests can mock the commands, in the test and in a module",
  async () => {
    const engine = await Engine.start();
    try {
      const { output } = withoutErrors(
        await engine.run(
          `${importModule}; Import-Module ${psQuote(pester)}
          $result = Invoke-Pester -Configuration @{
            Run = @{ Path = ${psQuote(path.join(import.meta.dirname, 'pester'))}; PassThru = $true }
            Output = @{ Verbosity = 'None' }
          }
          $result.Result
          foreach ($each in $result.Tests) { "$($each.Result): $($each.ExpandedName) $($each.ErrorRecord)".Trim() }`,
          { timeoutMilliseconds: patience },
        ),
      );
      expect(output.map(({ text }) => text)).toEqual([
        'Passed',
        'Passed: takes the place of the command',
        'Passed: gets what the parameters were turned into',
        'Passed: gets each record of a pipeline',
        'Passed: with a filter leaves other calls to the mock without one',
        'Passed: takes the place of the sign-in',
        'Passed: takes the place of them there',
        'Passed: is another one where its filter says so',
        'Passed: leaves the command outside of the module as it is',
      ]);
    } finally {
      await engine.close();
    }
  },
  patience,
);
