#!/usr/bin/env bash
# Prints manifests/examples/quickstart.yaml with the place and the checksums of the guest image filled in.
#
# Usage: hack/render-quickstart.sh IMAGE_FOLDER
set -euo pipefail

cd "$(dirname "$0")/.."
folder=$(cd "${1:?usage: hack/render-quickstart.sh IMAGE_FOLDER}" && pwd)

checksum_of() {
  awk -v name="$1" '$2 == name { print $1 }' "$folder/SHA256SUMS"
}

sed -e "s|@IMAGE_FOLDER@|$folder|" -e "s|@KERNEL_SHA256@|$(checksum_of vmlinuz)|" -e "s|@INITRD_SHA256@|$(checksum_of initrd.gz)|" \
  manifests/examples/quickstart.yaml
