import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The parent of all home folders. Its path is short because macOS limits the path of a socket to 104 characters. */
const base = process.platform === 'win32' ? tmpdir() : '/tmp';

/** A temporary home folder for PowerShell's profile, history, caches and sockets. */
export class Home {
  readonly path = mkdtempSync(path.join(base, 'pss-home-'));

  /** The environment variables that make this folder the home of a process. */
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

  /** Writes a file to the folder and returns its path. */
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
