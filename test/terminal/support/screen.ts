import headless, { type IBufferLine } from '@xterm/headless';

export interface Size {
  columns: number;
  rows: number;
}

/** What a terminal shows, with all that has scrolled out of it at the top. */
export class Screen {
  readonly #terminal: headless.Terminal;

  /** @param reply Takes what the terminal itself answers, such as where its cursor is. */
  constructor({ columns, rows }: Size, reply: (data: string) => void) {
    this.#terminal = new headless.Terminal({
      cols: columns,
      rows,
      scrollback: 100_000,
      allowProposedApi: true,
    });
    this.#terminal.onData(reply);
  }

  /** Resolves when the output is on the screen. */
  write(output: string): Promise<void> {
    return new Promise((resolve) => this.#terminal.write(output, resolve));
  }

  /** The lines from that one on, without blanks at their ends and empty ones at the end. */
  lines(first = 0): string[] {
    const { active } = this.#terminal.buffer;
    const lines: string[] = [];
    for (let row = first; row < active.length; row++) {
      lines.push((active.getLine(row) as IBufferLine).translateToString(true).trimEnd());
    }
    return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);
  }

  /** Where the cursor is, counted from the first line ever. */
  get cursor(): { row: number; column: number } {
    const { baseY, cursorY, cursorX } = this.#terminal.buffer.active;
    return { row: baseY + cursorY, column: cursorX };
  }

  dispose(): void {
    this.#terminal.dispose();
  }
}
