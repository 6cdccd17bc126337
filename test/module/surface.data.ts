import surface from './surface.json' with { type: 'json' };

/** One parameter as the original's help page and its compiled metadata describe it. */
export interface ExpectedParameter {
  name: string;
  type: string;
  aliases?: string[];
  /** All where there are none. */
  sets?: string[];
  mandatory?: boolean;
  pipeline?: string;
  hidden?: boolean;
  /** Validation and conversion attributes besides Parameter and Alias, by short name. */
  attributes?: string[];
}

export interface ExpectedCommand {
  name: string;
  kind: string;
  defaultSet: string;
  positionalBinding: boolean;
  supportsShouldProcess: boolean;
  confirmImpact?: string;
  outputType: string;
  sets: { name: string; parameters: string[] }[];
  parameters: ExpectedParameter[];
}

export interface ExpectedType {
  class: string;
  interface: string;
  /** The interfaces that this one takes members from. */
  interfaceExtends: string[];
  /** What it declares itself. */
  interfaceMembers: string[];
  /** Whether it keeps properties that it does not declare. */
  additionalProperties: boolean;
  members: { name: string; type: string; json: string }[];
}

/** The commands of the original that the module offers. */
export const commands: readonly ExpectedCommand[] = surface.commands;

export const types: readonly ExpectedType[] = surface.types;

/** Those of the update of the score. */
export const parameters: readonly ExpectedParameter[] =
  commands.find(({ name }) => name === 'Update-MgBetaSecurityPartnerSecurityScore')?.parameters ?? [];

const conversion = ['PropertyTransformation'];
const conversionWithValues = ['ArgumentCompleter', 'PropertyTransformation'];

/** Parameters of bodies with texts that are known for them, or for what is in them. */
const withKnownValues = [
  'ActivityLogs',
  'ConfidenceLevel',
  'CustomerInsights',
  'Requirements',
  'ResolvedReason',
  'Severity',
  'Status',
];

const ownAttributesByName: Readonly<Record<string, readonly string[]>> = {
  AdditionalProperties: [],
  BodyParameter: ['BodyTransformation'],
  InputObject: ['IdentityTransformation'],
  PageSize: ['OptionTransformation'],
  Proxy: ['ProxyTransformation'],
  Skip: ['OptionTransformation'],
  Top: ['OptionTransformation'],
};

/** The conversions and completions that the module adds to the original's parameters. */
export function ownAttributes({ name, sets = [] }: ExpectedParameter): readonly string[] {
  const isOfBody = sets.some((set) => set.endsWith('Expanded')) && !sets.includes('Update');
  return (
    ownAttributesByName[name] ??
    (withKnownValues.includes(name) ? conversionWithValues : isOfBody ? conversion : [])
  );
}

/** Members of every model besides its declared properties. */
export const modelMembers = ['ToJson', 'ToJsonString'];

/** Those of models that keep properties which they do not declare. */
export const openModelMembers = [
  'Add',
  'AdditionalProperties',
  'Clear',
  'ContainsKey',
  'CopyFrom',
  'Item',
  'Remove',
  'TryGetValue',
];

export const modelStaticMembers = ['DeserializeFromDictionary', 'DeserializeFromPSObject', 'FromJsonString'];

const common = [
  'Verbose',
  'Debug',
  'ErrorAction',
  'WarningAction',
  'InformationAction',
  'ProgressAction',
  'ErrorVariable',
  'WarningVariable',
  'InformationVariable',
  'OutVariable',
  'OutBuffer',
  'PipelineVariable',
];

/** Whether the engine gives a parameter of this name to every command. */
export const isCommon = (name: string) => common.includes(name);
