/**
 * A script that defines the script block `$privateDirty`. Given process IDs, the block returns the total private dirty
 * memory of the processes in MB. It can run inside a measured pipeline, to read the memory at a specific object. Linux
 * only.
 */
export const definePrivateDirty = `
  $privateDirty = {
    param($processes)
    $kilobytes = 0
    foreach ($process in $processes) {
      $rollup = [System.IO.File]::ReadAllText("/proc/$process/smaps_rollup")
      if ($rollup -notmatch 'Private_Dirty:\\s+(\\d+) kB') { throw "Process $process has no Private_Dirty." }
      $kilobytes += [int]$Matches[1]
    }
    $kilobytes / 1024
  }`;

/** PowerShell expressions for the process IDs of PowerShell and of the backend. */
export const powershellId = '$PID';
export const backendId = '[PartnerSecurityScore.BackendHost]::ProcessId';

/** A statement that collects PowerShell's garbage and returns the memory to the operating system. */
export const collect = `[System.GC]::Collect(2, 'Aggressive', $true, $true)`;
