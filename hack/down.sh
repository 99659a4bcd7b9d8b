#!/usr/bin/env bash
# `make down`: stops what `make up` started, guests included, and removes all of its data. Harmless when nothing runs.
set -euo pipefail

cd "$(dirname "$0")/.."
if [ ! -d .tycho ]; then
  echo "Nothing to stop: there is no .tycho here"
  exit 0
fi
[ -x build/tycho ] || node hack/build.ts
as_root=()
[ "$(id -u)" = 0 ] || as_root=(sudo)
"${as_root[@]}" build/tycho down --purge
