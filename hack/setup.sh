#!/usr/bin/env bash
# Brings this folder and this machine to where everything else can run: Debian packages and npm packages, each only if needed.
#
# Usage: hack/setup.sh [--with-tests]
set -euo pipefail

cd "$(dirname "$0")/.."
log=build/logs/npm.log
stamp=node_modules/.installed

fail() {
  echo "$*" >&2
  exit 1
}

# What the folder node_modules was made from.
fingerprint() {
  { cat package-lock.json .npmrc; uname -sm; } | cksum
}

install_npm_packages() {
  command -v npm >/dev/null || fail "npm is missing: install Node 18 or newer with npm (on Debian: apt-get install nodejs npm)"
  mkdir -p build/logs
  echo "Installing npm packages"
  # On the machine's own Node: the one in node_modules is about to be replaced.
  PATH="${PATH//"$PWD/node_modules/.bin:"/}" npm ci --loglevel=error >"$log" 2>&1 || {
    tail -n 20 "$log" >&2
    fail "npm could not install the packages; the whole story is in $log"
  }
}

# Two packages offer a program named node, one for each processor. When npm 9 drops the one that does not fit, it drops the
# link to the other's program too.
link_node() {
  local program
  for program in node_modules/node-linux-*/bin/node; do
    [ ! -x "$program" ] || ln -sf "../${program#node_modules/}" node_modules/.bin/node
  done
}

# On Linux for x64 and arm64 Node comes with the npm packages. Elsewhere it is the machine's own, and it must be new enough.
check_node() {
  PATH="$PWD/node_modules/.bin:$PATH"
  node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 24 ? 0 : 1)' ||
    fail "Node 24 or newer is needed, and this is $(node --version 2>/dev/null || echo none)"
}

hack/install-packages.sh "$@"
if [ "$(cat "$stamp" 2>/dev/null)" != "$(fingerprint)" ]; then
  install_npm_packages
  link_node
  check_node
  fingerprint >"$stamp"
fi
