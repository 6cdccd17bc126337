#!/bin/sh
# Starts the program in PSS_WINDOWS_PWSH under Wine with these arguments. PowerShell requires a console, which Wine
# creates when a standard stream is a terminal. Standard error is therefore connected to a pseudo-terminal; the other
# streams are passed on.
set -eu
quoted=
for argument; do
  quoted="$quoted '$(printf '%s' "$argument" | sed "s/'/'\\\\''/g")'"
done
exec script --quiet --return --command "exec wine \"\$PSS_WINDOWS_PWSH\"$quoted <&3 >&4 3<&- 4>&-" /dev/null \
  3<&0 4>&1 </dev/null >&2
