// Installs the pinned npm packages when they are missing or the lock file has changed, and checks that the .NET SDK is
// installed. The script runs before any package is installed, so it uses only Node.js.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const marker = path.join(root, 'node_modules', '.installed-lock.json');
const lock = readFileSync(path.join(root, 'package-lock.json'), 'utf8');

if (!existsSync(marker) || readFileSync(marker, 'utf8') !== lock) {
  // Withhold the signing password from the packages' install scripts.
  const { SIGNING_PASSWORD: _, ...env } = process.env;
  // On Windows, npm is a batch file, which execFileSync cannot start. Node.js therefore runs npm's JavaScript file,
  // whose path npm sets in npm_execpath.
  const [npm, ...first] =
    process.platform === 'win32' ? [process.execPath, process.env['npm_execpath']] : ['npm'];
  execFileSync(npm, [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  // This throws if npm did not run Bun's install script, which replaces the placeholder bun.exe with the program.
  execFileSync(path.join(root, 'node_modules', 'bun', 'bin', 'bun.exe'), ['--version'], {
    env,
    stdio: 'ignore',
  });
  writeFileSync(marker, lock);
}

if (spawnSync('dotnet', ['--version'], { stdio: 'ignore' }).status !== 0) {
  console.error(
    'The .NET SDK 10 is missing: `dotnet --version` found none that fits global.json. Install it, then try again.',
  );
  process.exit(1);
}
