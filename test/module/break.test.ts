import { expect, test } from '@jest/globals';
import { Engine } from '../support/engine.ts';
import { GraphServer } from '../support/graphServer.ts';
import { command, connect, importModule } from '../support/lab.ts';
import { accessToken } from '../support/tokens.ts';

test('-Break names the process and waits before anything is sent, until it is stopped [proxy-break.break]', async () => {
  const server = await GraphServer.start();
  const engine = await Engine.start();
  try {
    await engine.run(`${importModule}\n${connect(server, accessToken())}`);
    const waiting = `Waiting for debugger to attach to process ${engine.pid}`;
    let said: string[] = [];
    // The stop can arrive before the wait starts; the test then tries again.
    for (let attempt = 0; attempt < 50 && said.length === 0; attempt++) {
      const turn = server.next({ status: 204 });
      const call = engine.run(`${command} -CurrentScore 1; ${command} -CurrentScore 2 -Break`);
      await turn.reached;
      await engine.stop();
      const { stopped, host, errors } = await call;
      expect([stopped, errors]).toEqual([true, []]);
      said = host;
    }
    expect(said).toEqual([waiting]);
    expect(new Set(server.requests.map(({ text }) => text))).toEqual(new Set(['{"currentScore":1}']));
  } finally {
    await engine.close();
    await server.close();
  }
});
