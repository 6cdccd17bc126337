import { spawn, spawnSync } from 'node:child_process';
import { paths } from './paths.ts';
import { programCommand } from './programCommand.ts';

/**
 * Runs a program in the project root with additional environment variables, and shows its output.
 *
 * @returns Whether the program succeeded.
 */
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

/**
 * Runs a program like `run`, but asynchronously and without additional environment variables. Writes the program's
 * output when the program ends, to keep it separate from the output of other programs.
 */
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

/** Runs a program like `run`, and exits this process with code 1 when the program fails. */
export function runOrExit(program: string, args: readonly string[], env: Record<string, string> = {}): void {
  if (!run(program, args, env)) {
    console.error(`Failed: ${program} ${args.join(' ')}`);
    process.exit(1);
  }
}
