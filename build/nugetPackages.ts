import { homedir } from 'node:os';
import path from 'node:path';

/** The folder that NuGet unpacks packages into, each below its name in lower case and its version. */
export const nugetPackages = process.env['NUGET_PACKAGES'] ?? path.join(homedir(), '.nuget', 'packages');
