import { expect, test } from '@jest/globals';
import { GraphServer } from '../support/graphServer.ts';
import { command, connect, importModule } from '../support/lab.ts';
import { accessToken } from '../support/tokens.ts';
import { Terminal } from './support/terminal.ts';

test('the shell is usable', async () => {
  const terminal = await Terminal.start();
  try {
    expect(await terminal.run('1 + 1')).toEqual(['2']);
  } finally {
    await terminal.end();
  }
});

// Windows has a fixed documents folder with the profiles, which no environment variable changes.
if (process.platform !== 'win32') {
  test('a profile that imports the module and signs in leaves a quiet prompt, and its commands work', async () => {
    const graph = await GraphServer.start();
    const terminal = await Terminal.start({ profile: `${importModule}\n${connect(graph, accessToken())}` });
    try {
      expect(terminal.output).toEqual(['PS 1>']);
      expect(await terminal.run('$Error.Count')).toEqual(['0']);
      expect(await terminal.run(`(${command} -CurrentScore 6).CurrentScore`)).toEqual(['6']);
      expect(await terminal.run('(Get-MgContext).Environment')).toEqual(['lab']);
    } finally {
      await terminal.end();
      await graph.close();
    }
  });
}
