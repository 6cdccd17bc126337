import { asciiSource } from './asciiSource.ts';
import type { Platform } from './platforms.ts';

/** A program to compile into a native binary. */
interface Program {
  /** The path of the entry point. */
  source: string;
  /** The path of the binary. The file name affects the content of the binary. */
  file: string;
  platform: Platform;
  /** The path of Bun for the platform. By default, the binary contains the Bun that compiles it. */
  runtime?: string | undefined;
}

/**
 * Compiles a program into a native binary that does not load `.env` and `bunfig.toml` files from its working directory.
 * The same source, runtime, and file name produce the same bytes.
 *
 * @returns The bundler's metafile, as JSON.
 * @throws {AggregateError} The source cannot be compiled.
 */
export async function compileProgram({ source, file, platform, runtime }: Program): Promise<string> {
  const { metafile } = await Bun.build({
    entrypoints: [source],
    target: 'bun',
    minify: true,
    bytecode: true,
    // Nested functions are compiled when they are first called. This saves 1 MB and does not delay the start.
    bytecodeDepth: 1,
    metafile: true,
    plugins: [asciiSource],
    define: {
      'import.meta.url': JSON.stringify(sourceUrl(platform.os)),
      'process.env.NODE_ENV': JSON.stringify('production'),
    },
    compile: {
      outfile: file,
      autoloadDotenv: false,
      autoloadBunfig: false,
      ...(runtime !== undefined && { target: platform.bunTarget, executablePath: runtime }),
    },
  });
  return JSON.stringify(metafile);
}

/**
 * Returns the URL that replaces `import.meta.url`: a file in the root folder, in the system's path syntax. By default,
 * Bun inserts the source file's path on the build machine, which is not a valid path on other systems. The bundled
 * package `open`, which opens a browser, derives a path from this URL when it is loaded.
 */
function sourceUrl(os: Platform['os']): string {
  return os === 'win' ? 'file:///C:/backend.js' : 'file:///backend.js';
}
