#!/usr/bin/env bash
# Installs Boltz with tiny random weights into a folder, once: 2 GB, about two minutes. Tests of the real
# program run with BOLTZ_TINY set to that folder.
#
#   prepare.sh FOLDER
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
mkdir -p "$1"
folder="$(cd "$1" && pwd)"

# One at a time; whoever waited finds it done.
exec 9>"$folder.lock"
flock 9

# What it was made of. A folder of something else, or one left half made, is made anew.
wanted="$(cat "$here/prepare.sh" "$here/make.py" | sha256sum)"
[[ "$(cat "$folder/made-of" 2>/dev/null || true)" == "$wanted" ]] && exit 0
rm -rf "$folder"
mkdir -p "$folder"

"${PYTHON:-python3}" -m venv "$folder/venv"
# PyTorch first, and this one: what Boltz would take itself may bring CUDA along.
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check torch==2.13.0
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check boltz==2.2.1
"$folder/venv/bin/python" "$here/make.py" "$folder/cache"
echo "$wanted" >"$folder/made-of"
