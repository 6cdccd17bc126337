import { homedir } from 'node:os';
import path from 'node:path';

/** The NuGet package folder, with a subfolder for each lowercase package name and version. */
export const nugetPackages = process.env['NUGET_PACKAGES'] ?? path.join(homedir(), '.nuget', 'packages');
