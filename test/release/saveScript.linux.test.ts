// The tests use Linux home folders, which contain the registered repositories.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { moduleVersion } from '../../build/manifest.ts';
import { saveScript } from '../../build/release/saveScript.ts';
import { Gallery, mainName, programName, texts } from '../package/support/gallery.ts';
import { variant } from '../package/support/variant.ts';
import { type Engine, psQuote } from '../support/engine.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'pss-save-'));
const packages = path.join(folder, 'packages');
let gallery: Gallery;
let engine: Engine;

beforeAll(async () => {
  gallery = await Gallery.start();
  engine = await gallery.engine();
  mkdirSync(packages);
});

afterAll(async () => {
  await gallery.close();
  rmSync(folder, { recursive: true, force: true });
});

test.each([moduleVersion, `${moduleVersion}-beta1`, `${moduleVersion}-beta2`])(
  'the packages of %s are saved as modules from their folder',
  async (version) => {
    for (const each of [gallery.packages.main, gallery.packages.program]) {
      await variant(each, packages, { version });
    }
    const modules = path.join(folder, version);
    mkdirSync(modules);
    const said = await engine.run(`${saveScript(packages, modules, version)}
      Get-ChildItem -Path ${psQuote(modules)} -Recurse -Filter ${mainName}*.psd1 | Sort-Object -Property Name | ForEach-Object {
          $data = Import-PowerShellDataFile -Path $_.FullName
          "$($_.BaseName) $($data.ModuleVersion) $($data.PrivateData.PSData.Prerelease)"
      }`);
    const [number = '', label = ''] = version.split('-');
    const saved = [programName, mainName].map((name) => `${name} ${number} ${label}`);
    expect(texts(said).sort()).toEqual(saved.sort());
  },
);
