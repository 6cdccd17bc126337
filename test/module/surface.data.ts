import { models } from '../support/lab.ts';

/** One parameter as the original's help page and its compiled metadata describe it. */
export interface ExpectedParameter {
  name: string;
  type: string;
  sets: 'both' | 'Update' | 'UpdateExpanded';
  mandatory?: true;
  fromPipeline?: true;
  dontShow?: true;
  alias?: string;
  /** Validation and conversion attributes besides Parameter, by short name; our own conversions among them. */
  attributes?: string[];
}

const step = 'Microsoft.Graph.Beta.PowerShell.Runtime.SendAsyncStep[]';

/** In the order of the help page's syntax; ShouldProcess adds WhatIf and Confirm at the end. */
export const parameters: ExpectedParameter[] = [
  {
    name: 'BodyParameter',
    type: `${models}.IMicrosoftGraphPartnerSecurityScore`,
    sets: 'Update',
    mandatory: true,
    fromPipeline: true,
    attributes: ['BodyTransformation'],
  },
  { name: 'ResponseHeadersVariable', type: 'System.String', sets: 'both', alias: 'RHV' },
  { name: 'AdditionalProperties', type: 'System.Collections.Hashtable', sets: 'UpdateExpanded' },
  {
    name: 'CurrentScore',
    type: 'System.Single',
    sets: 'UpdateExpanded',
    attributes: ['PropertyTransformation'],
  },
  {
    name: 'CustomerInsights',
    type: `${models}.IMicrosoftGraphPartnerSecurityCustomerInsight[]`,
    sets: 'UpdateExpanded',
    attributes: ['AllowEmptyCollection', 'ArgumentCompleter', 'PropertyTransformation'],
  },
  {
    name: 'History',
    type: `${models}.IMicrosoftGraphPartnerSecurityScoreHistory[]`,
    sets: 'UpdateExpanded',
    attributes: ['AllowEmptyCollection', 'PropertyTransformation'],
  },
  {
    name: 'Id',
    type: 'System.String',
    sets: 'UpdateExpanded',
    attributes: ['PropertyTransformation'],
  },
  {
    name: 'LastRefreshDateTime',
    type: 'System.DateTime',
    sets: 'UpdateExpanded',
    attributes: ['PropertyTransformation'],
  },
  {
    name: 'MaxScore',
    type: 'System.Single',
    sets: 'UpdateExpanded',
    attributes: ['PropertyTransformation'],
  },
  {
    name: 'Requirements',
    type: `${models}.IMicrosoftGraphPartnerSecurityRequirement[]`,
    sets: 'UpdateExpanded',
    attributes: ['AllowEmptyCollection', 'ArgumentCompleter', 'PropertyTransformation'],
  },
  {
    name: 'UpdatedDateTime',
    type: 'System.DateTime',
    sets: 'UpdateExpanded',
    attributes: ['PropertyTransformation'],
  },
  { name: 'Break', type: 'System.Management.Automation.SwitchParameter', sets: 'both', dontShow: true },
  { name: 'Headers', type: 'System.Collections.IDictionary', sets: 'both', fromPipeline: true },
  { name: 'HttpPipelineAppend', type: step, sets: 'both', dontShow: true, attributes: ['ValidateNotNull'] },
  { name: 'HttpPipelinePrepend', type: step, sets: 'both', dontShow: true, attributes: ['ValidateNotNull'] },
  {
    name: 'Proxy',
    type: 'System.Uri',
    sets: 'both',
    dontShow: true,
    attributes: ['ProxyTransformation'],
  },
  {
    name: 'ProxyCredential',
    type: 'System.Management.Automation.PSCredential',
    sets: 'both',
    dontShow: true,
    attributes: ['Credential', 'ValidateNotNull'],
  },
  {
    name: 'ProxyUseDefaultCredentials',
    type: 'System.Management.Automation.SwitchParameter',
    sets: 'both',
    dontShow: true,
  },
  { name: 'WhatIf', type: 'System.Management.Automation.SwitchParameter', sets: 'both', alias: 'wi' },
  { name: 'Confirm', type: 'System.Management.Automation.SwitchParameter', sets: 'both', alias: 'cf' },
];

/** Declared properties of each model: name and .NET type, `?` for a nullable one. */
export const modelProperties: Record<string, Record<string, string>> = {
  MicrosoftGraphPartnerSecurityScore: {
    Id: 'System.String',
    CurrentScore: 'System.Single?',
    LastRefreshDateTime: 'System.DateTime?',
    MaxScore: 'System.Single?',
    UpdatedDateTime: 'System.DateTime?',
    CustomerInsights: `${models}.IMicrosoftGraphPartnerSecurityCustomerInsight[]`,
    History: `${models}.IMicrosoftGraphPartnerSecurityScoreHistory[]`,
    Requirements: `${models}.IMicrosoftGraphPartnerSecurityRequirement[]`,
  },
  MicrosoftGraphPartnerSecurityCustomerInsight: {
    TenantId: 'System.String',
    Mfa: `${models}.IMicrosoftGraphPartnerSecurityCustomerMfaInsight`,
  },
  MicrosoftGraphPartnerSecurityCustomerMfaInsight: {
    CompliantAdminsCount: 'System.Int64?',
    CompliantNonAdminsCount: 'System.Int64?',
    LegacyPerUserMfaStatus: 'System.String',
    MfaConditionalAccessPolicyStatus: 'System.String',
    SecurityDefaultsStatus: 'System.String',
    TotalUsersCount: 'System.Int64?',
  },
  MicrosoftGraphPartnerSecurityScoreHistory: {
    Id: 'System.String',
    CompliantRequirementsCount: 'System.Int64?',
    CreatedDateTime: 'System.DateTime?',
    Score: 'System.Single?',
    TotalRequirementsCount: 'System.Int64?',
  },
  MicrosoftGraphPartnerSecurityRequirement: {
    Id: 'System.String',
    ActionUrl: 'System.String',
    ComplianceStatus: 'System.String',
    HelpUrl: 'System.String',
    MaxScore: 'System.Int64?',
    RequirementType: 'System.String',
    Score: 'System.Int64?',
    State: 'System.String',
    UpdatedDateTime: 'System.DateTime?',
  },
};

/** Members of every model besides its declared properties. */
export const modelMembers = [
  'Add',
  'AdditionalProperties',
  'Clear',
  'ContainsKey',
  'CopyFrom',
  'Item',
  'Remove',
  'ToJson',
  'ToJsonString',
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
