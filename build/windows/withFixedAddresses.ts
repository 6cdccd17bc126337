// npm run test:windows: runs test.ts without the randomization of addresses, where the system permits that.
//
// Every Wine process maps a page at the address 0x7FFE0000, as Windows does. Debian's Wine is loaded at a fixed address
// below that, and Linux starts the heap at a random distance of up to 1 GiB above the program. In about one in 3,000
// processes, the heap covers the page. The process then exits with code 1. Without Wine's debug messages, it does not
// say why.
import { spawnSync } from 'node:child_process';
import { programCommand } from '../programCommand.ts';
import { run } from '../run.ts';

const fixed = ['setarch', '--addr-no-randomize'] as const;
const test = [...programCommand('bun'), 'build/windows/test.ts', ...process.argv.slice(2)] as const;

// A container can forbid it.
const isPermitted = spawnSync(fixed[0], [fixed[1], 'true']).status === 0;

const [program, ...args] = isPermitted ? ([...fixed, ...test] as const) : test;
process.exitCode = run(program, args) ? 0 : 1;
