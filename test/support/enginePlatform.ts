/**
 * The platform that PowerShell and the backend run on. Under Wine it differs from this process's platform, and
 * PSS_TEST_PLATFORM names it.
 */
export const enginePlatform = process.env['PSS_TEST_PLATFORM'] ?? process.platform;

/** Whether PowerShell and the backend are Windows programs under Wine, which has its own process ids and paths. */
export const isUnderWine = enginePlatform !== process.platform;

/** Converts a path of the engine to a path of this process. */
export function hostPath(enginePath: string): string {
  return isUnderWine ? enginePath.replace(/^Z:/i, '').replaceAll('\\', '/') : enginePath;
}

/** Converts a path of this process to a path of the engine. */
export function enginePath(hostPath: string): string {
  return isUnderWine ? `Z:${hostPath.replaceAll('/', '\\')}` : hostPath;
}
