#!/usr/bin/env bash
# Prints an example of manifests/examples/ with the place and the checksums of the guest image filled in.
#
# Usage: hack/render-example.sh EXAMPLE IMAGE_FOLDER
set -euo pipefail

cd "$(dirname "$0")/.."
usage='usage: hack/render-example.sh EXAMPLE IMAGE_FOLDER'
example=manifests/examples/${1:?$usage}.yaml
folder=$(cd "${2:?$usage}" && pwd)

checksum_of() {
  awk -v name="$1" '$2 == name { print $1 }' "$folder/SHA256SUMS"
}

sed -e "s|@IMAGE_FOLDER@|$folder|" -e "s|@KERNEL_SHA256@|$(checksum_of vmlinuz)|" -e "s|@INITRD_SHA256@|$(checksum_of initrd.gz)|" \
  -e "s|@ROOTFS_SHA256@|$(checksum_of rootfs.tar.gz)|" "$example"
