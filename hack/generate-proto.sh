#!/bin/sh
# Makes proto/generated from the .proto files: one ES module with its declarations for each protobuf package. Only encode and decode are
# generated; what else protobufjs offers would triple the size and is used by nobody.
set -eu
cd "$(dirname "$0")/.."
export PATH="$PWD/node_modules/.bin:$PATH"
mkdir -p proto/generated

# generate NAME FILE...
generate() {
  name=$1
  shift
  pbjs --target static-module --wrap es6 --root "tycho-$name" --force-number \
    --no-create --no-verify --no-convert --no-delimited --no-typeurl --no-service \
    --out "proto/generated/$name.js" "$@"
  pbts --no-comments --out "proto/generated/$name.d.ts" "proto/generated/$name.js"
}

generate nodeagent proto/nodeagent/v1/nodeagent.proto
