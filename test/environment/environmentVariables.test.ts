import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { enginePlatform } from '../support/enginePlatform.ts';
import { command, Lab } from '../support/lab.ts';

/** Patterns of the environment variables that the backend may receive. */
const known = [
  /^(HOME|USERPROFILE|LOCALAPPDATA|APPDATA|SystemRoot|windir|ProgramData|ProgramFiles|TEMP|TMP|TMPDIR)=/i,
  /^(NODE_EXTRA_CA_CERTS|SSL_CERT_FILE|SSL_CERT_DIR|(HTTPS|ALL|NO)_PROXY|DBUS_SESSION_BUS_ADDRESS|XDG_RUNTIME_DIR)=/i,
  /^(BUN_ENABLE_CRASH_REPORTING=0|DO_NOT_TRACK=1|NODE_USE_SYSTEM_CA=1|BUN_JSC_use(FTL|OMG)JIT=0|BUN_JSC_gcMaxHeapSize=\d+)$/,
];

test('nothing in the current folder and no variable of the runtime changes the backend', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'pss-environment-'));
  const mark = path.join(folder, 'mark');
  const script = path.join(folder, 'planted.cjs');
  writeFileSync(script, `require('node:fs').writeFileSync(${JSON.stringify(mark)}, 'x');`);
  writeFileSync(path.join(folder, '.env'), 'HTTPS_PROXY=http://127.0.0.1:9\nPLANTED=1\n');
  writeFileSync(path.join(folder, 'bunfig.toml'), `preload = [${JSON.stringify(script)}]\n`);
  writeFileSync(path.join(folder, 'partner-security-score-backend'), '#!/bin/sh\ntouch mark\n', {
    mode: 0o755,
  });
  const lab = await Lab.start({
    cwd: folder,
    env: {
      PATH: `${folder}${path.delimiter}${process.env['PATH']}`,
      BUN_OPTIONS: `--preload ${script}`,
      BUN_INSPECT: '127.0.0.1:0',
      NODE_OPTIONS: `--require ${script}`,
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
      PLANTED: '1',
    },
  });
  try {
    expect(await lab.sent(`$null = ${command} -CurrentScore 1`)).toEqual(['{"currentScore":1}']);
    expect(existsSync(mark)).toBe(false);
    if (enginePlatform === 'linux') {
      const { output } = await lab.mustRun('[PartnerSecurityScore.BackendHost]::ProcessId');
      const variables = readFileSync(`/proc/${output[0]?.text}/environ`, 'utf8').split('\0').filter(Boolean);
      expect(variables.filter((variable) => !known.some((pattern) => pattern.test(variable)))).toEqual([]);
      expect(
        readFileSync(`/proc/${output[0]?.text}/cmdline`, 'utf8').split('\0').filter(Boolean),
      ).toHaveLength(1);
    }
  } finally {
    await lab.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
