#!/usr/bin/env bash
# Unpacks Debian's cloud-init and what it needs of Python, for tests that ask it what it thinks of our metadata. Nothing is installed.
#
# Usage: hack/fetch-cloud-init.sh OUTPUT_FOLDER
#
# Does nothing when it is there. Needs dpkg, apt and Debian's own python3; no root but to refresh apt's lists.
set -euo pipefail
export LC_ALL=C

output=${1:?usage: hack/fetch-cloud-init.sh OUTPUT_FOLDER}
packages=(cloud-init python3-configobj python3-yaml python3-requests python3-urllib3 python3-idna python3-chardet python3-certifi python3-six
  python3-netifaces python3-jsonschema python3-attr python3-pyrsistent python3-jsonpatch python3-json-pointer python3-jinja2 python3-markupsafe
  python3-serial python3-oauthlib)

[ ! -e "$output/complete" ] || exit 0

mkdir -p "$(dirname "$output")"
work=$(mktemp -d "$output.XXXXXX")
trap 'rm -rf "$work"' EXIT
# mktemp's folder is for its owner only.
chmod 755 "$work"

download() {
  (cd "$work" && apt-get download -qq -o APT::Sandbox::User=root "${packages[@]}" >/dev/null 2>&1)
}

# apt's lists may be absent or older than what the mirror still has.
if ! download; then
  if [ "$(id -u)" = 0 ]; then apt-get update -qq; else sudo apt-get update -qq; fi
  download || { echo "fetch-cloud-init: apt-get cannot download ${packages[*]}" >&2; exit 1; }
fi
for package in "$work"/*.deb; do dpkg-deb -x "$package" "$work"; done
rm "$work"/*.deb
touch "$work/complete"
# Somebody else may have been quicker.
mv -T "$work" "$output" 2>/dev/null || [ -e "$output/complete" ]
