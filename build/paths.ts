import path from 'node:path';
import pkg from '../package.json' with { type: 'json' };

const root = path.dirname(import.meta.dirname);
const dist = path.join(root, 'dist', 'PartnerSecurityScore');

/** The absolute paths of the build's inputs and outputs. */
export const paths = {
  root,
  dist,
  module: path.join(root, 'module'),
  backendEntry: path.join(root, 'src', 'main.ts'),
  backend: path.join(
    dist,
    'bin',
    `partner-security-score-backend${process.platform === 'win32' ? '.exe' : ''}`,
  ),
  /** The bundler's metafile for the backend of this platform. */
  bundleFacts: path.join(root, 'artifacts', 'bundle.json'),
  typesProject: path.join(root, 'dotnet', 'PartnerSecurityScore', 'PartnerSecurityScore.csproj'),
  typesAssembly: path.join(
    root,
    'artifacts',
    'bin',
    'PartnerSecurityScore',
    'release',
    'PartnerSecurityScore.Types.dll',
  ),
  startProject: path.join(
    root,
    'dotnet',
    'PartnerSecurityScore.Loader',
    'PartnerSecurityScore.Loader.csproj',
  ),
  startAssembly: path.join(
    root,
    'artifacts',
    'bin',
    'PartnerSecurityScore.Loader',
    'release',
    `PartnerSecurityScore.Loader.${pkg.version}.dll`,
  ),
  downloadProject: path.join(root, 'build', 'download', 'Download.csproj'),
  /** The cache of Bun's runtimes for all platforms. */
  runtimes: path.join(root, 'artifacts', 'runtimes'),
  /** The unpacked modules for all platforms. */
  modules: path.join(root, 'artifacts', 'modules'),
  packages: path.join(root, 'packages'),
  /** The files for testing the Windows package. */
  windows: path.join(root, 'artifacts', 'windows'),
  otherModuleProject: path.join(root, 'test', 'other-module', 'OtherModule.csproj'),
  authenticationStandInProject: path.join(
    root,
    'test',
    'other-module',
    'Microsoft.Graph.Authentication',
    'AuthenticationStandIn.csproj',
  ),
  numberRulesProject: path.join(root, 'test', 'windows', 'number-rules', 'NumberRules.csproj'),
  frameworkReferencesProject: path.join(
    root,
    'test',
    'windows',
    'framework-references',
    'FrameworkReferences.csproj',
  ),
  engineHostProject: path.join(root, 'test', 'engine-host', 'EngineHost.csproj'),
} as const;
