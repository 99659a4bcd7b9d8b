#!/usr/bin/env bash
# The last part of `make up`: starts Tycho on this machine, applies the quickstart and shows the guest's own words.
set -euo pipefail

cd "$(dirname "$0")/.."
tycho=build/tycho
patience_seconds=120

# guest_words SERVER: what the guest itself says, once it says that it is ready.
guest_words() {
  local deadline=$((SECONDS + patience_seconds)) words
  while [ $SECONDS -lt $deadline ]; do
    words=$($tycho logs "$1" | tr -d '\r' | sed -n 's/^tycho-guest: /  /p')
    if grep -q '^  READY' <<<"$words"; then
      echo "$words"
      return
    fi
    sleep 0.5
  done
  echo "The guest runs, but did not say that it is ready within $patience_seconds seconds. Look: $tycho logs $1" >&2
  return 1
}

# Guests get a network namespace and a user of their own, which only root can give them.
as_root=()
[ "$(id -u)" = 0 ] || as_root=(sudo)

"${as_root[@]}" $tycho up --driver kvm,container --image-directory "$PWD/build/guest-image"
declare -A server_of=([quickstart]=quickstart [container]=quickstart-container)
for example in quickstart container; do
  hack/render-example.sh $example build/guest-image >build/$example.yaml
  if ! $tycho apply -f build/$example.yaml; then
    # An earlier release declared it otherwise, and it is not made anew for that.
    $tycho get server ${server_of[$example]} >/dev/null || exit 1
    echo "The server ${server_of[$example]} stays as it was."
  fi
done
for server in quickstart quickstart-container; do
  if ! $tycho wait server/$server --for=condition=Ready --timeout=240s; then
    $tycho why server/$server || true
    exit 1
  fi
done
echo
$tycho get servers
for server in quickstart quickstart-container; do
  echo
  echo "What the guest of $server says on its console:"
  guest_words $server
done
cat <<'END'

They run: a virtual machine and a container. What to type next:
  build/tycho get servers,instances,hosts        what there is
  build/tycho describe server quickstart         all about it, with its events
  build/tycho explain-placement quickstart       why it is on this host
  build/tycho console quickstart                 a shell on its console; Ctrl-] leaves it
  build/tycho pause quickstart-container         one of many things to do: `build/tycho help` lists them
  build/tycho delete server quickstart           it goes, and its disk and process with it
  kubectl --kubeconfig .tycho/kubeconfig get servers
  . .tycho/openrc                                for OpenStack's clients (apt install python3-openstackclient); .tycho/clouds.yaml too
  openstack server create --flavor m1.tiny --image quickstart --network default --key-name demo --wait web
  make down                                      stop all and remove all data
END
