#!/bin/sh
# Makes proto/generated from the .proto files: one ES module with its declarations for each folder below proto/ that holds any. Only encode and
# decode are generated; what else protobufjs offers would triple the size and is used by nobody.
#   hack/generate-proto.sh           writes proto/generated
#   hack/generate-proto.sh --check   writes nothing, and fails if proto/generated is not what it would write
set -eu
cd "$(dirname "$0")/.."
export PATH="$PWD/node_modules/.bin:$PATH"

# generate_all OUTPUT
generate_all() {
  for folder in proto/*/; do
    files=$(find "$folder" -name '*.proto' | LC_ALL=C sort)
    [ -n "$files" ] || continue
    name=$(basename "$folder")
    # shellcheck disable=SC2086 # one word a file: no path of ours has spaces
    pbjs --target static-module --wrap es6 --root "tycho-$name" --force-number \
      --no-create --no-verify --no-convert --no-delimited --no-typeurl --no-service \
      --out "$1/$name.js" $files
    pbts --no-comments --out "$1/$name.d.ts" "$1/$name.js"
  done
}

case "${1-}" in
  '')
    mkdir -p proto/generated
    generate_all proto/generated
    ;;
  --check)
    fresh=$(mktemp -d)
    trap 'rm -rf "$fresh"' EXIT
    generate_all "$fresh"
    if ! diff -r proto/generated "$fresh" >&2; then
      echo 'proto/generated is not what the .proto files make: run hack/generate-proto.sh and commit the result' >&2
      exit 1
    fi
    ;;
  *)
    echo "usage: $0 [--check]" >&2
    exit 2
    ;;
esac
