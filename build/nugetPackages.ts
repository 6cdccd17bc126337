import { homedir } from 'node:os';
import path from 'node:path';

/** The NuGet package folder. It contains a folder `<name>/<version>` for each package, with the name in lowercase. */
export const nugetPackages = process.env['NUGET_PACKAGES'] ?? path.join(homedir(), '.nuget', 'packages');
