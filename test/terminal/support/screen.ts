import headless, { type IBufferLine } from '@xterm/headless';

export interface Size {
  columns: number;
  rows: number;
}

/** The content of a terminal, including the lines that have scrolled off the top. */
export class Screen {
  readonly #terminal: headless.Terminal;

  /** @param reply Receives the terminal's answers to queries, such as the cursor position. */
  constructor({ columns, rows }: Size, reply: (data: string) => void) {
    this.#terminal = new headless.Terminal({
      cols: columns,
      rows,
      scrollback: 100_000,
      allowProposedApi: true,
    });
    this.#terminal.onData(reply);
  }

  /** Resolves when the output has been processed. */
  write(output: string): Promise<void> {
    return new Promise((resolve) => this.#terminal.write(output, resolve));
  }

  /** Returns the lines from `first`, without trailing spaces and trailing empty lines. */
  lines(first = 0): string[] {
    const { active } = this.#terminal.buffer;
    const lines: string[] = [];
    for (let row = first; row < active.length; row++) {
      lines.push((active.getLine(row) as IBufferLine).translateToString(true).trimEnd());
    }
    return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);
  }

  /** The cursor position. The row is counted from the first line of the output. */
  get cursor(): { row: number; column: number } {
    const { baseY, cursorY, cursorX } = this.#terminal.buffer.active;
    return { row: baseY + cursorY, column: cursorX };
  }

  dispose(): void {
    this.#terminal.dispose();
  }
}
