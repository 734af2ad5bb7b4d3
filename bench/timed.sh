#!/bin/sh
# Runs a command, and writes when it began and ended, in nanoseconds since 1970, with its words.
#
#   timed.sh FILE COMMAND …
file="$1"
shift
began="$(date +%s%N)"
"$@"
status=$?
echo "$began $(date +%s%N) $*" >>"$file"
exit "$status"
