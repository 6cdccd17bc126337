#!/bin/sh
# Starts the program in PSS_WINDOWS_PWSH under Wine with these arguments. PowerShell needs a console, which Wine makes
# where a stream is a terminal: standard error becomes one here, and the other two stay what they are.
set -eu
quoted=
for argument; do
  quoted="$quoted '$(printf '%s' "$argument" | sed "s/'/'\\\\''/g")'"
done
exec script --quiet --return --command "exec wine \"\$PSS_WINDOWS_PWSH\"$quoted <&3 >&4 3<&- 4>&-" /dev/null \
  3<&0 4>&1 </dev/null >&2
