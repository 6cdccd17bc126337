/**
 * The system that PowerShell and the backend run on. Under Wine it is another than this process's: PSS_TEST_PLATFORM
 * names it.
 */
export const enginePlatform = process.env['PSS_TEST_PLATFORM'] ?? process.platform;

/** Whether those are programs of Windows under Wine, where process ids and paths are Wine's own. */
export const isUnderWine = enginePlatform !== process.platform;

/** The path here of a file that the engine names. */
export function hostPath(enginePath: string): string {
  return isUnderWine ? enginePath.replace(/^Z:/i, '').replaceAll('\\', '/') : enginePath;
}

/** The path in the engine of a file here. */
export function enginePath(hostPath: string): string {
  return isUnderWine ? `Z:${hostPath.replaceAll('/', '\\')}` : hostPath;
}
