/** An upper limit for a line's median, or for its ratio to the baseline. */
export interface Goal {
  /** The ID of the line. */
  line: string;
  limit: number;
  of?: 'value' | 'ratio';
}

/** The performance goals of the module. */
export const goals: readonly Goal[] = [
  { line: 'job', limit: 0.95, of: 'ratio' },
  { line: 'importJob', limit: 1.05, of: 'ratio' },
  { line: 'warmSend', limit: 0.3 },
  { line: 'pipedObject', limit: 0.25 },
  { line: 'pipedHashtable', limit: 0.25 },
  { line: 'whatIf', limit: 0.05 },
  { line: 'bodyHashtables', limit: 40 },
  { line: 'listedAlert', limit: 1.5, of: 'ratio' },
  { line: 'firstListedPages', limit: 1 },
  // Memory use counts as constant when the second half of the listing adds at most 10 MB, about 200 bytes per alert.
  // The readings vary by several MB even when no memory is retained.
  { line: 'listedAlertGrowth', limit: 10 },
  { line: 'callsMemory', limit: 95 },
  { line: 'packageZipped', limit: 1.05, of: 'ratio' },
];
