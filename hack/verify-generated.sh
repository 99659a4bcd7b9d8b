#!/usr/bin/env bash
# Fails when a generated file differs from what its generator makes of the present sources. Works on a copy, so that it changes nothing here.
set -euo pipefail

cd "$(dirname "$0")/.."
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT

# What git knows or would add, as it is on disk.
git ls-files --cached --others --exclude-standard -z | while IFS= read -r -d '' file; do
  [ ! -e "$file" ] || printf '%s\0' "$file"
done | tar --null --files-from=- --create | tar --extract --directory "$copy"
ln -s "$PWD/node_modules" "$copy/node_modules"
# The copy has no history of its own, and one generator looks at the newest release.
GIT_DIR=$(git rev-parse --absolute-git-dir) "$copy/hack/generate.sh" >/dev/null

stale=0
while IFS= read -r -d '' file; do
  if ! cmp -s "$file" "$copy/$file"; then
    echo "$file is not what its generator makes: run make generate"
    stale=1
  fi
done < <(cd "$copy" && find . -path ./node_modules -prune -o -type f -newer "$copy/node_modules" -print0)
exit $stale
