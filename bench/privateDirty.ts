/**
 * A script that defines a script block, which returns the total private dirty memory of processes in MB. The script
 * block runs in the measured pipeline, so that it can read the memory at a specific object. Linux only.
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

/** PowerShell expressions for the process IDs of PowerShell and of the backend. */
export const powershellId = '$PID';
export const backendId = '[PartnerSecurityScore.BackendHost]::ProcessId';

/** A statement that returns unused memory to the operating system. */
export const collect = `[System.GC]::Collect(2, 'Aggressive', $true, $true)`;
