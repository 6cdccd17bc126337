import { emptyModule, Job, type ModulePath, originalModule } from '../job.ts';
import type { Line, Part, Probe } from '../measure.ts';
import { bareRest, sendSmall, signIn, token } from '../powershell.ts';

const moduleName = 'PartnerSecurityScore';

/** Measures whole `pwsh` processes from start to end. Includes Microsoft's module when it is installed. */
export function job(modulePath: ModulePath): Part {
  const hasOriginal = modulePath.original !== undefined;
  return {
    name: 'job',
    lines: [...lines, ...(hasOriginal ? originalLines : [])],
    probes: jobIds
      .filter((id) => hasOriginal || !originalLines.some((line) => line.id === id))
      .map((id) => probe(id, modulePath)),
  };
}

const lines: readonly Line[] = [
  { id: 'job', title: 'whole job: import, connect, PATCH', unit: 'ms', floor: 'bareJob' },
  { id: 'importJob', title: 'pwsh that only imports the module', unit: 'ms', floor: 'emptyJob' },
  { id: 'emptyJob', title: 'pwsh that imports an empty module', unit: 'ms', floor: 'nothingJob' },
];

const originalLines: readonly Line[] = [
  { id: 'originalJob', title: `whole job with ${originalModule}`, unit: 'ms', floor: 'bareJob' },
  {
    id: 'originalImportJob',
    title: `pwsh that only imports ${originalModule}`,
    unit: 'ms',
    floor: 'emptyJob',
  },
];

const jobIds = [
  'job',
  'bareJob',
  'importJob',
  'emptyJob',
  'nothingJob',
  'originalJob',
  'originalImportJob',
] as const;
export type JobId = (typeof jobIds)[number];

/** Returns the script of a job. Jobs that send a request send it to the given URL. */
export function jobScript(id: JobId, url: string): string {
  const whole = (module: string) => [`Import-Module ${module}`, token(), signIn(url), sendSmall].join('\n');
  return {
    job: whole(moduleName),
    bareJob: `${token()}\n${bareRest(url)}`,
    importJob: `Import-Module ${moduleName}`,
    emptyJob: `Import-Module ${emptyModule}`,
    nothingJob: '',
    originalJob: whole(originalModule),
    originalImportJob: `Import-Module ${originalModule}`,
  }[id];
}

function probe(id: JobId, modulePath: ModulePath): Probe {
  return {
    gives: [id],
    prepare: async ({ server }) => {
      const whole = new Job(id, jobScript(id, server.url), modulePath);
      const take = async () => {
        await server.answer();
        return { [id]: await whole.run() };
      };
      await take();
      return take;
    },
  };
}
