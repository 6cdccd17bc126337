import { spawn, spawnSync } from 'node:child_process';
import { paths } from './paths.ts';
import { programCommand } from './programCommand.ts';

/** Runs a program in the project's root with its output shown and these variables added; false if it failed. */
export function run(program: string, args: readonly string[], env: Record<string, string> = {}): boolean {
  const [file, ...first] = programCommand(program);
  const result = spawnSync(file, [...first, ...args], {
    cwd: paths.root,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
  if (result.error) {
    console.error(`${program} could not be started: ${result.error.message}`);
  }
  return result.status === 0;
}

/** Runs a program like `run`, but in parallel with others. Its output is shown as a whole at the end. */
export function runBeside(program: string, args: readonly string[]): Promise<boolean> {
  const [file, ...first] = programCommand(program);
  const child = spawn(file, [...first, ...args], { cwd: paths.root, stdio: ['ignore', 'pipe', 'pipe'] });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => output.push(part));
  }
  return new Promise((resolve) => {
    child.on('error', (error) =>
      output.push(Buffer.from(`${program} could not be started: ${error.message}\n`)),
    );
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(output));
      resolve(code === 0);
    });
  });
}

/** Runs a program like `run`, and ends this process if the program fails. */
export function runOrExit(program: string, args: readonly string[], env: Record<string, string> = {}): void {
  if (!run(program, args, env)) {
    console.error(`Failed: ${program} ${args.join(' ')}`);
    process.exit(1);
  }
}
