// The project signs with osslsigncode only on Linux.
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CHECKSUMS, checksums } from '../../build/checksums.ts';
import { fileHash } from '../../build/fileHash.ts';
import type { Modules } from '../../build/makeModules.ts';
import { versionNumber } from '../../build/manifest.ts';
import { pack, packNupkg } from '../../build/pack.ts';
import { mainFaults } from '../../build/packageChecks.ts';
import { aheadName, backendName, hostBuild, moduleName, programModule } from '../../build/platforms.ts';
import { signFile } from '../../build/release/osslsigncode.ts';
import { signModules, takeSigning } from '../../build/release/signModules.ts';
import { placeOf, writeMainModule, writeProgramModule } from '../../build/splitModule.ts';
import { Engine, withoutErrors } from '../support/engine.ts';
import { GraphServer } from '../support/graphServer.ts';
import { command, connect } from '../support/lab.ts';
import { accessToken } from '../support/tokens.ts';
import { Signer } from './support/signer.ts';

const { platform, ...host } = hostBuild();
const folder = mkdtempSync(path.join(tmpdir(), 'pss-signing-'));
const complete = path.join(folder, 'complete');
const scripts = ['psm1', 'psd1', 'format.ps1xml', 'types.ps1xml'].map((end) => `${moduleName}.${end}`);
const assemblies = ['Loader', 'Types'].map((name) => `${moduleName}.${name}.dll`);
let signer: Signer;
let modules: Modules;
let count: number;

beforeAll(async () => {
  signer = await Signer.start();
  // The backend is about 100 MB. A script that starts it is packed much faster.
  const program = path.join(host.folder, backendName(platform));
  cpSync(host.folder, complete, { recursive: true, filter: (file) => file !== program });
  writeFileSync(path.join(complete, backendName(platform)), `#!/bin/sh\nexec '${program}'\n`, {
    mode: 0o755,
  });
  const build = { ...host, platform, folder: complete };
  modules = {
    builds: [build],
    main: writeMainModule(build, folder),
    programs: new Map([[platform.name, writeProgramModule(build, folder)]]),
    runtimes: new Map(),
  };
  count = await signModules(modules, signer.signing);
});

afterAll(async () => {
  await signer.close();
  rmSync(folder, { recursive: true, force: true });
});

const programFolder = () => modules.programs.get(platform.name) ?? '';

test('every script and assembly of each module is signed with the time, and none can be changed', () => {
  const signed = [
    ...[complete, modules.main].flatMap((each) =>
      [...scripts, ...assemblies].map((name) => path.join(each, name)),
    ),
    path.join(complete, aheadName(platform)),
    path.join(programFolder(), placeOf(aheadName(platform))),
    path.join(programFolder(), `${programModule(platform)}.psd1`),
  ];
  expect(signed.filter((file) => !signer.isSigned(file))).toEqual([]);
  // The complete module and its parts share their files, except the manifests. Identical files are signed once.
  expect(count).toBe(scripts.length + assemblies.length + 3);
  for (const name of [`${moduleName}.psm1`, `${moduleName}.types.ps1xml`, `${moduleName}.Types.dll`]) {
    const changed = path.join(folder, name);
    writeFileSync(
      changed,
      readFileSync(path.join(complete, name), 'latin1').replace(/[a-z]{7}/, (word) => word.toUpperCase()),
      'latin1',
    );
    expect([name, signer.isSigned(changed)]).toEqual([name, false]);
  }
});

test.each(scripts)(
  '%s is as it was in front of its signature, which has the hash of that as Windows reads it',
  (name) => {
    const text = readFileSync(path.join(complete, name), 'latin1');
    const [own = '', block = ''] = text.split(/\r\n(?=(?:#|<!--) SIG # Begin)/);
    if (name !== `${moduleName}.psd1`) {
      expect(own).toBe(readFileSync(path.join(host.folder, name), 'latin1'));
    }
    const signature = Buffer.from(block.replaceAll(/.*SIG #.*\r\n|[^\w+/=]|<!--|-->/g, ''), 'base64');
    const hash = createHash('sha256').update(Buffer.from(own, 'utf16le')).digest();
    expect(signature.includes(hash)).toBe(true);
  },
);

test('the hashes and the bills of materials are those of the signed files', async () => {
  for (const each of [complete, modules.main, programFolder()]) {
    expect(readFileSync(path.join(each, CHECKSUMS), 'utf8')).toBe(checksums(each));
  }
  for (const each of [complete, modules.main]) {
    const bill = readFileSync(path.join(each, 'sbom.cdx.json'), 'utf8');
    expect(assemblies.filter((name) => !bill.includes(fileHash(path.join(each, name))))).toEqual([]);
  }
  const packages = await pack(modules.builds[0] as (typeof modules.builds)[0], programFolder(), folder);
  expect(mainFaults(await packNupkg(modules.main, folder), [packages.zip])).toEqual([]);
});

test('PowerShell imports the signed modules by name, and the command sends', async () => {
  const installed = path.join(folder, 'installed');
  for (const each of [modules.main, programFolder()]) {
    cpSync(each, path.join(installed, path.basename(each), versionNumber), { recursive: true });
  }
  const server = await GraphServer.start();
  const engine = await Engine.start({ env: { PSModulePath: installed } });
  try {
    withoutErrors(
      await engine.run(`
        Import-Module ${programModule(platform)}
        ${connect(server, accessToken())}
        ${command} -CurrentScore 14.29`),
    );
    expect(server.requests.map(({ text }) => text)).toEqual(['{"currentScore":14.29}']);
    const loaded = (await engine.assemblies()).map(({ location }) => location);
    expect(
      loaded.filter((file) => file.startsWith(path.join(installed, programModule(platform)))),
    ).toHaveLength(1);
  } finally {
    await engine.close();
    await server.close();
  }
});

test.each([
  ['a wrong password', { password: 'another password' }],
  ['no such certificate', { certificate: '/none.pfx' }],
])('%s is an error that names the file, and not the password', async (_, wrong) => {
  const file = path.join(complete, `${moduleName}.psm1`);
  const { message } = await signFile(file, { ...signer.signing, ...wrong }).then(
    () => new Error('none'),
    (error: Error) => error,
  );
  expect(message).toContain(`${file} could not be signed: `);
  expect(message).not.toMatch(/another password|a password of tests/);
  expect(signer.isSigned(file)).toBe(true);
});

test('what to sign with is taken out of the environment', () => {
  const env: NodeJS.ProcessEnv = { SIGNING_CERTIFICATE: 'code.pfx', SIGNING_PASSWORD: 'secret' };
  expect(takeSigning(env)).toEqual({
    certificate: 'code.pfx',
    password: 'secret',
    timestampServer: undefined,
  });
  expect(env).not.toHaveProperty('SIGNING_PASSWORD');
  expect(takeSigning({ SIGNING_CERTIFICATE: '', SIGNING_TIMESTAMP_SERVER: '' })).toBeUndefined();
});
