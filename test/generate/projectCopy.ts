import { spawnSync } from 'node:child_process';
import { cpSync, linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { filesIn } from '../../build/filesIn.ts';
import { paths } from '../../build/paths.ts';
import { programCommand } from '../../build/programCommand.ts';

const sources = [
  '.config',
  '.editorconfig',
  'api',
  'build',
  'docs',
  'dotnet',
  'module',
  'src',
  'CHANGELOG.md',
  'Directory.Build.props',
  'LICENSE',
  'package.json',
  'package-lock.json',
];

/** Builds a module without the precompiled code that makes it start faster. */
const buildScript = `
import { buildBackend } from './backend.ts';
import { buildDotnet } from './dotnet.ts';
import { assembleModule } from './module.ts';
import { paths } from './paths.ts';
import { hostBuild } from './platforms.ts';
buildDotnet(paths.typesProject);
await buildBackend(hostBuild());
assembleModule(hostBuild());
`;

/** A temporary copy of the project that tests can change, generate and build. */
export class ProjectCopy {
  /** The folder is inside the project because hard links cannot cross file systems. */
  readonly root = mkdtempSync(path.join(paths.root, 'artifacts', 'copy-'));

  constructor() {
    for (const name of sources) {
      cpSync(path.join(paths.root, name), path.join(this.root, name), { recursive: true });
    }
    for (const folder of ['node_modules', path.dirname(path.relative(paths.root, paths.startAssembly))]) {
      this.#link(folder);
    }
  }

  /** The path of the built module's manifest. */
  get manifest(): string {
    return path.join(this.root, 'dist', 'PartnerSecurityScore', 'PartnerSecurityScore.psd1');
  }

  change(file: string, edit: (text: string) => string): void {
    const name = path.join(this.root, file);
    writeFileSync(name, edit(readFileSync(name, 'utf8')));
  }

  /**
   * Creates a file in the same folder as another file, with that file's edited text.
   * @param beside The name of the other file, in any folder of the copy.
   */
  add(beside: string, name: string, edit: (text: string) => string): void {
    const found = filesIn(this.root).find((file) => path.basename(file) === beside) ?? beside;
    const text = readFileSync(path.join(this.root, found), 'utf8');
    writeFileSync(path.join(this.root, path.dirname(found), name), edit(text));
  }

  generate(): void {
    this.#run('build/generate/generate.ts');
  }

  build(): void {
    writeFileSync(path.join(this.root, 'build', 'copy.ts'), buildScript);
    this.#run('build/copy.ts');
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }

  #link(folder: string): void {
    const files = filesIn(path.join(paths.root, folder)).map((file) => path.join(folder, file));
    for (const made of new Set(files.map((file) => path.dirname(file)))) {
      mkdirSync(path.join(this.root, made), { recursive: true });
    }
    for (const file of files) {
      linkSync(path.join(paths.root, file), path.join(this.root, file));
    }
  }

  #run(script: string): void {
    const [program, ...first] = programCommand('bun');
    const { status, stdout, stderr } = spawnSync(program, [...first, script], {
      cwd: this.root,
      encoding: 'utf8',
      // The project's own build runs the analyzers on generated code.
      env: { ...process.env, RunAnalyzers: 'false' },
    });
    if (status !== 0) {
      throw new Error(`${script} failed: ${stdout}${stderr}`);
    }
  }
}
