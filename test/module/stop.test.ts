import path from 'node:path';
import { expect, test } from '@jest/globals';
import { Engine, psQuote } from '../support/engine.ts';
import { enginePlatform } from '../support/enginePlatform.ts';
import { GraphServer } from '../support/graphServer.ts';
import { connect } from '../support/lab.ts';
import { FaultyModule } from '../torture/support/faultyModule.ts';

/** A standard program that reads all of its input before it writes anything. */
const silentProgram =
  enginePlatform === 'win32'
    ? path.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'sort.exe')
    : '/usr/bin/sort';

test('a command can be stopped while the backend is still starting', async () => {
  const module = new FaultyModule(silentProgram);
  const server = await GraphServer.start();
  const engine = await Engine.start();
  try {
    await engine.run(`Import-Module ${psQuote(module.manifest)}`);
    const call = engine.run(`$global:error.Clear(); ${connect(server, 'opaque')}; 'not reached'`);
    // The engine rejects a stop before the script has started.
    while (
      await engine.stop().then(
        () => false,
        () => true,
      )
    );
    const { stopped, errors, output } = await call;
    expect([stopped, errors, output]).toEqual([true, [], []]);
    const after = await engine.run(
      '$error.Count; (Get-MgEnvironment -Name Global).Name; $null -eq (Get-MgContext)',
    );
    expect(after.output.map(({ text }) => text)).toEqual(['0', 'Global', 'True']);
  } finally {
    await engine.close();
    await server.close();
    module.remove();
  }
});
