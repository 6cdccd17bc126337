// npm run release [-- --dry-run]: performs the steps of a release that publish nothing. It builds the module for every
// platform, signs its files if a certificate is provided, packs it into packages/, checks the packages, and writes the
// release notes. The hosted workflow runs this command, then tests, uploads, and pushes the packages. A version that
// cannot be published is refused at once; with --dry-run, it is built and the reasons are printed.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { addresses } from './addresses.ts';
import { makeModules } from './makeModules.ts';
import { moduleVersion, releaseNotes } from './manifest.ts';
import { packAndCheck } from './packAndCheck.ts';
import { paths } from './paths.ts';
import { signingToolFault } from './release/osslsigncode.ts';
import { plan } from './release/plan.ts';
import { hostedTag, refusals } from './release/readiness.ts';
import { signModules, takeSigning } from './release/signModules.ts';

const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean', default: false } } });
const isDryRun = values['dry-run'];

const tag = hostedTag(process.env);
const changelog = readFileSync(path.join(paths.root, 'CHANGELOG.md'), 'utf8');
const reasons = refusals({ version: moduleVersion, changelog, tag, addresses });
const signing = takeSigning(process.env);
const toolFault = signing === undefined ? undefined : signingToolFault();
const blocking = [...(isDryRun ? [] : reasons), ...(toolFault === undefined ? [] : [toolFault])];
if (blocking.length > 0) {
  end(blocking);
}

console.log(`Version ${moduleVersion}, ${tag === undefined ? 'without a tag' : `for the tag ${tag}`}`);
const modules = await makeModules(paths.modules);
if (signing === undefined) {
  console.log('Signing is off: no certificate was given (SIGNING_CERTIFICATE).');
} else {
  console.log(`Signed ${await signModules(modules, signing)} files for Windows and PowerShell`);
  if (signing.timestampServer === undefined) {
    console.log('Timestamps are off: no server was given (SIGNING_TIMESTAMP_SERVER).');
  }
}
console.log("Signing for macOS is off: it requires Apple's tools. The programs have an ad-hoc signature.");
const faults = await packAndCheck(modules, paths.packages);
if (faults.length > 0) {
  end(faults);
}
const notes = path.join(paths.packages, 'RELEASE-NOTES.md');
writeFileSync(notes, `${releaseNotes()}\n`);
console.log(`Wrote ${path.relative(paths.root, notes)} from the change log`);
console.log(plan(paths.packages));
for (const reason of reasons) {
  console.warn(`Without --dry-run this is refused: ${reason}`);
}
console.log('Nothing was uploaded or pushed: the hosted workflow does that, for a tag.');

function end(sentences: readonly string[]): never {
  for (const sentence of sentences) {
    console.error(`Failed: ${sentence}`);
  }
  process.exit(1);
}
