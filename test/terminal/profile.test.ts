import { expect, test } from '@jest/globals';
import { GraphServer } from '../support/graphServer.ts';
import { command, connect, importModule } from '../support/lab.ts';
import { accessToken } from '../support/tokens.ts';
import { Terminal } from './support/terminal.ts';

test('x', async () => {
  const graph = await GraphServer.start();
  const terminal = await Terminal.start({ profile: `$global:x = 5; ${importModule}`, setUp: '' });
  console.log(terminal.output.join('\n'));
  console.log((await terminal.run('$x; $Error.Count; (Get-Command -Module PartnerSecurityScore).Count; $PROFILE.CurrentUserAllHosts')).join('\n'));
  await terminal.end();
  await graph.close();
});
