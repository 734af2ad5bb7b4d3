#!/usr/bin/env bash
# Tests of the real Boltz, with tiny random weights: `npm run test:boltz`. The first time it installs
# Boltz for that, 2 GB, in BOLTZ_TINY or a folder of the user's cache; Python 3.10 to 3.12 is needed.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
export BOLTZ_TINY="${BOLTZ_TINY:-${XDG_CACHE_HOME:-$HOME/.cache}/retort/boltz-2.2.1}"
bash "$here/../support/tiny-boltz/prepare.sh" "$BOLTZ_TINY"
# Several threads on a busy machine wait for each other, many times as long as they compute.
export OMP_NUM_THREADS=1
exec node --test --test-concurrency=2 --test-timeout=300000 "$here"/*.real.ts
