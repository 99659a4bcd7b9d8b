#!/usr/bin/env bash
# Makes a root file system of Debian 12 with systemd, as a tar file, for tests of containers. Does nothing, fast, when it is there.
#
# Usage: hack/build-debian-root.sh OUTPUT.tar
set -euo pipefail

output=$1
recipe=$(sha256sum "$0" | cut -c1-16)
if [ -e "$output" ] && [ "$(cat "$output.recipe" 2>/dev/null)" = "$recipe" ]; then
  exit 0
fi

mkdir -p "$(dirname "$output")"
log=$output.log
# apt would give up its rights for a user that may not write where this is called from.
if ! mmdebstrap --quiet --format=tar --variant=minbase --include=systemd,systemd-sysv,dbus,passwd --aptopt='APT::Sandbox::User "root"' \
  --customize-hook='rm -rf "$1"/var/cache/apt/archives/*.deb "$1"/usr/share/doc "$1"/usr/share/locale "$1"/usr/share/man' \
  bookworm "$output.new" >"$log" 2>&1; then
  tail -n 20 "$log" >&2
  echo "mmdebstrap could not make a root file system; the whole story is in $log" >&2
  exit 1
fi
mv "$output.new" "$output"
printf '%s\n' "$recipe" >"$output.recipe"
