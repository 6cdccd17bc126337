import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Where it can be short, as a socket's path may have 104 characters only on macOS. */
const base = process.platform === 'win32' ? tmpdir() : '/tmp';

/** A home folder of a test's own: profile, history, caches and sockets of PowerShell are in it. */
export class Home {
  readonly path = mkdtempSync(path.join(base, 'pss-home-'));

  /** The variables that make it the home of a process. */
  get env(): Record<string, string> {
    return {
      HOME: this.path,
      TMPDIR: this.path,
      USERPROFILE: this.path,
      XDG_CACHE_HOME: path.join(this.path, 'cache'),
      XDG_CONFIG_HOME: path.join(this.path, 'config'),
      XDG_DATA_HOME: path.join(this.path, 'data'),
    };
  }

  /** Writes a file below it, and gives the file's path. */
  write(name: string, text: string): string {
    const file = path.join(this.path, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
