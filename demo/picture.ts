// bun demo/picture.ts [file], after npm run build: runs a PowerShell session and draws it into docs/demo.svg or the
// given file.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { pwsh } from '../build/powershell.ts';
import { GraphServer, graphError } from '../test/support/graphServer.ts';
import { modulePath } from '../test/support/module.ts';
import { PartnerService } from '../test/support/partnerService.ts';
import { psQuote } from '../test/support/psQuote.ts';
import { columns, drawTerminal } from './terminal.ts';

const lines = [
  'Get-MgBetaSecurityPartnerSecurityScore',
  'Get-MgBetaSecurityPartnerSecurityScoreRequirement -All',
  'Update-MgBetaSecurityPartnerSecurityScore -CurrentScore 85.4 -WhatIf',
  'Update-MgBetaSecurityPartnerSecurityScore -History @{ score = "85,4" }',
  'Update-MgBetaSecurityPartnerSecurityScore -CurrentScore 85.4',
];

/** The patterns of values that vary between runs, and the values that the picture shows instead. */
const varying: readonly (readonly [pattern: RegExp, shown: string])[] = [
  [/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, '6f6c2a3e-90c4-4f0d-8c83-5a3b8d1c7e42'],
  [/(?<=Date: )\P{Cc}*/gu, '2026-01-31T08:00:00'],
];

async function runSession(url: string): Promise<string> {
  const script = fileURLToPath(new URL('session.ps1', import.meta.url));
  const call = `& ${psQuote(script)} -ModulePath ${psQuote(modulePath)} -GraphEndpoint ${url} -Columns ${columns} -Lines ${lines.map(psQuote).join(', ')}`;
  const [program, ...first] = pwsh;
  const session = spawn(program, [...first, '-NoProfile', '-NonInteractive', '-Command', call], {
    env: { ...process.env, TERM: 'xterm-256color', NO_COLOR: undefined, TZ: 'UTC' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return text(session.stdout);
}

const service = new PartnerService();
const refused = graphError(403, 'Forbidden', 'The tenant is not a partner.');
const server = await GraphServer.start();
server.reply((exchange) => (exchange.request.method === 'PATCH' ? refused : service.answer)(exchange));
try {
  const session = await runSession(server.url);
  const picture = process.argv[2] ?? fileURLToPath(new URL('../docs/demo.svg', import.meta.url));
  const shown = varying.reduce((all, [pattern, value]) => all.replaceAll(pattern, value), session);
  writeFileSync(picture, drawTerminal(shown));
} finally {
  await server.close();
}
