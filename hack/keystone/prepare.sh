#!/usr/bin/env bash
# Makes what a Keystone starts from: a bootstrapped SQLite database and fernet keys.
#
# Usage: hack/keystone/prepare.sh FOLDER
#
# The administrator is `admin` with the password `admin-password`, in the project `admin`. Addresses are not yet in the catalogue, but for
# Keystone's own, which follows `public_endpoint`: so the folder can be copied and served on any port. Takes about ten seconds, once: a second call
# finds the folder and does nothing.
set -euo pipefail

folder=$1
[ ! -e "$folder/ready" ] || exit 0
mkdir -p "$(dirname "$folder")"
exec 9>"$folder.lock"
flock 9
[ ! -e "$folder/ready" ] || exit 0
rm -rf "$folder"
mkdir -p -m 700 "$folder"
cp "$(dirname "$0")/keystone.conf" "$folder/keystone.conf"
cd "$folder"
log=$folder/prepare.log

manage() {
  /usr/bin/keystone-manage --config-file "$folder/keystone.conf" "$@" >>"$log" 2>&1 || {
    tail -n 20 "$log" >&2
    exit 1
  }
}

manage db_sync
manage fernet_setup --keystone-user "$(id -un)" --keystone-group "$(id -gn)"
# shellcheck disable=SC2016 # Keystone fills this in, at each request.
manage bootstrap --bootstrap-password admin-password --bootstrap-region-id RegionOne \
  --bootstrap-public-url '$(public_endpoint)s/v3' --bootstrap-internal-url '$(public_endpoint)s/v3' --bootstrap-admin-url '$(public_endpoint)s/v3'
# Readers do not wait for writers then, and it stays with the file.
/usr/bin/python3 -c 'import sqlite3; sqlite3.connect("keystone.sqlite").execute("pragma journal_mode=wal")'
touch ready
