/**
 * Script block that gives the memory, in MB, that these processes have written and share with no other. It is read from inside,
 * where a pipeline is at the object that it is asked for. Linux only.
 */
export const definePrivateDirty = `
  $privateDirty = {
    param($processes)
    $kilobytes = 0
    foreach ($process in $processes) {
      $rollup = [System.IO.File]::ReadAllText("/proc/$process/smaps_rollup")
      if ($rollup -notmatch 'Private_Dirty:\\s+(\\d+) kB') { throw "Nothing tells the memory of $process." }
      $kilobytes += [int]$Matches[1]
    }
    $kilobytes / 1024
  }`;

/** The process ids of PowerShell and of the backend, for the block above. */
export const powershellId = '$PID';
export const backendId = '[PartnerSecurityScore.BackendHost]::ProcessId';

/** Returns unused memory to the system. */
export const collect = `[System.GC]::Collect(2, 'Aggressive', $true, $true)`;
