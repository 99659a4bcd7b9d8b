#!/usr/bin/env bash
# Makes every generated file anew: runs all of hack/generate-*.
set -euo pipefail

cd "$(dirname "$0")/.."
for generator in hack/generate-*; do
  case "$generator" in
    *.test.ts) ;;
    *.ts) node "$generator" ;;
    *.sh) "$generator" ;;
  esac
done
