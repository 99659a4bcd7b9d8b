#!/usr/bin/env bash
# Bring up a real, standalone OpenStack Ironic (Debian packages) on loopback.
# All settings are environment variables; see README.md.
set -euo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

DIR=${IRONIC_DIR:-${TMPDIR:-/tmp}/ironic-peer}
PORT=${IRONIC_PORT:-6385}
RPC_PORT=${IRONIC_RPC_PORT:-$((PORT + 1))}
MODE=${IRONIC_MODE:-single}              # single | split
AUTH=${IRONIC_AUTH:-noauth}              # noauth | http_basic
AUTH_USER=${IRONIC_USER:-admin}
AUTH_PASS=${IRONIC_PASSWORD:-ironic-peer}
DB_URL=${IRONIC_DB:-sqlite:///$DIR/ironic.sqlite}
NODES=${IRONIC_NODES:-0}                 # enrol this many available nodes
HW=${IRONIC_NODE_DRIVER:-fake-hardware}  # fake-hardware | peer-hardware
# the conductor name is also the host that the API calls by JSON-RPC
HOSTNAME_=${IRONIC_HOST:-localhost}
PY=${IRONIC_PYTHON:-/usr/bin/python3}    # the distribution's, not a pyenv shim

case $PORT$RPC_PORT in *[!0-9]*) echo "ports must be numbers" >&2; exit 2;; esac
case $MODE in single|split) ;; *) echo "IRONIC_MODE: single or split" >&2; exit 2;; esac
case $AUTH in noauth|http_basic) ;; *) echo "IRONIC_AUTH: noauth or http_basic" >&2; exit 2;; esac

if ! "$PY" -c 'import ironic' 2>/dev/null; then
  echo "python3-ironic is not installed: run hack/install-packages.sh --with-tests" >&2
  exit 3
fi

# a recorded pid counts only while its command line names our configuration
# (kill -0 would also say yes to a zombie or to a reused pid)
ours() {
  [ -n "$1" ] && [ -r "/proc/$1/cmdline" ] || return 1
  { tr '\0' ' ' < "/proc/$1/cmdline"; } 2>/dev/null | grep -qF -- "$DIR/ironic.conf"
}

if [ -e "$DIR/pids" ]; then
  while read -r pid; do
    if ours "$pid"; then
      echo "already up in $DIR (pid $pid); run ironic-down.sh first" >&2; exit 4
    fi
  done < "$DIR/pids"
fi
# one that was killed a moment ago may hold it yet
taken() { (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null; }
for _ in $(seq 1 100); do taken || break; sleep 0.1; done
if taken; then
  echo "port $PORT is taken" >&2; exit 5
fi

mkdir -p "$DIR"/{state,http,tftp,images,lock,log,cache,machines}
rm -f "$DIR/pids"
chmod 700 "$DIR"

HTPASSWD=
if [ "$AUTH" = http_basic ]; then
  HTPASSWD="http_basic_auth_user_file = $DIR/htpasswd"
  IRONIC_U="$AUTH_USER" IRONIC_P="$AUTH_PASS" "$PY" - > "$DIR/htpasswd" <<'PY'
import os, bcrypt
print(os.environ['IRONIC_U'] + ':' + bcrypt.hashpw(
    os.environ['IRONIC_P'].encode(), bcrypt.gensalt(rounds=5)).decode())
PY
fi

# [fake] knobs: IRONIC_FAKE="deploy_delay=3 power_delay=1,4"
FAKE=
for kv in ${IRONIC_FAKE:-}; do FAKE+="${kv%%=*} = ${kv#*=}"$'\n'; done

cat > "$DIR/ironic.conf" <<CONF
[DEFAULT]
auth_strategy = $AUTH
$HTPASSWD
host = $HOSTNAME_
my_ip = 127.0.0.1
state_path = $DIR/state
tempdir = $DIR/state
rpc_transport = json-rpc
log_dir = $DIR/log
debug = ${IRONIC_DEBUG:-false}
# keep the access log out: a polling client would fill it
default_log_levels = eventlet.wsgi.server=WARNING,oslo_messaging=WARNING,oslo.service=WARNING,urllib3=WARNING,stevedore=WARNING
minimum_memory_warning_only = true
enabled_hardware_types = fake-hardware,peer-hardware,ipmi
enabled_bios_interfaces = fake,no-bios
enabled_boot_interfaces = fake,pxe,ipxe
enabled_console_interfaces = fake,peer,ipmitool-socat,no-console
enabled_deploy_interfaces = fake,peer,direct,ramdisk
enabled_inspect_interfaces = fake,no-inspect
enabled_management_interfaces = fake,peer,ipmitool,noop
enabled_network_interfaces = noop
default_network_interface = noop
enabled_power_interfaces = fake,peer,ipmitool
enabled_raid_interfaces = fake,no-raid
enabled_rescue_interfaces = fake,peer,no-rescue
enabled_storage_interfaces = noop,fake
enabled_vendor_interfaces = fake,no-vendor
default_storage_interface = noop

[api]
host_ip = 127.0.0.1
port = $PORT
api_workers = 1

[json_rpc]
auth_strategy = noauth
host_ip = 127.0.0.1
port = $RPC_PORT

[database]
connection = $DB_URL
# the upstream default keeps one connection per green thread busy too long
# on a two-core host
max_pool_size = 20

[conductor]
automated_clean = ${IRONIC_AUTOMATED_CLEAN:-true}
sync_power_state_interval = ${IRONIC_POWER_SYNC:-10}
# true: a machine that went off by itself is turned on again, as upstream has it
force_power_state_during_sync = ${IRONIC_FORCE_POWER:-true}
check_provision_state_interval = 5
check_rescue_state_interval = 5
deploy_callback_timeout = ${IRONIC_DEPLOY_TIMEOUT:-1800}
clean_callback_timeout = ${IRONIC_CLEAN_TIMEOUT:-1800}
rescue_callback_timeout = ${IRONIC_RESCUE_TIMEOUT:-1800}
heartbeat_interval = 5
heartbeat_timeout = 30
power_failure_recovery_interval = 15
file_url_allowed_paths = $DIR

[deploy]
http_root = $DIR/http
http_url = http://127.0.0.1:$((PORT + 2))
default_boot_mode = bios

[pxe]
tftp_root = $DIR/tftp
tftp_master_path = $DIR/tftp/master_images
images_path = $DIR/images
instance_master_path = $DIR/images/master_images
tftp_server = 10.0.2.2

[dhcp]
dhcp_provider = none

[ipmi]
command_retry_timeout = 10
min_command_interval = 1

# what an agent would call back; without it agent-based cleaning cannot start
[service_catalog]
endpoint_override = http://127.0.0.1:$PORT

# no Nova here; without this every power change first tries to tell it
[nova]
send_power_notifications = false

[oslo_concurrency]
lock_path = $DIR/lock

[fake]
$FAKE
CONF
[ -n "${IRONIC_EXTRA_CONF:-}" ] && cat "$IRONIC_EXTRA_CONF" >> "$DIR/ironic.conf"

export IRONIC_PEER_MACHINES="$DIR/machines" PYTHONPATH="$HERE/plugin" PYTHONDONTWRITEBYTECODE=1 XDG_CACHE_HOME="$DIR/cache"
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY

launch() { # name module
  setsid "$PY" -c "from ironic.cmd.$2 import main; main()" \
    --config-file "$DIR/ironic.conf" --log-file "$DIR/log/$1.log" \
    > "$DIR/log/$1.out" 2>&1 < /dev/null &
  echo $! >> "$DIR/pids"
}

# the migrations cannot run on SQLite, but the schema can be created there;
# a server database takes the ordinary upgrade
case $DB_URL in
  sqlite:*) SYNC=create_schema; [ -s "$DIR/ironic.sqlite" ] && SYNC= ;;
  *) SYNC=upgrade ;;
esac
if [ -n "$SYNC" ] && ! "$PY" -c 'from ironic.cmd.dbsync import main; main()' \
      --config-file "$DIR/ironic.conf" --log-file "$DIR/log/dbsync.log" \
      "$SYNC" > "$DIR/log/dbsync.out" 2>&1; then
  echo "ironic-dbsync failed:" >&2; tail -5 "$DIR/log/dbsync.out" >&2; exit 6
fi

START=$(date +%s%N)
if [ "$MODE" = single ]; then
  launch ironic singleprocess
else
  launch ironic-conductor conductor
  launch ironic-api api
fi

CURL=(curl -s --noproxy '*')
[ "$AUTH" = http_basic ] && CURL+=(-u "$AUTH_USER:$AUTH_PASS")
ok=
for _ in $(seq 1 600); do
  # /v1 answers before a conductor is registered; drivers are what a client needs
  if "${CURL[@]}" -H 'X-OpenStack-Ironic-API-Version: 1.82' \
       "http://127.0.0.1:$PORT/v1/drivers" 2>/dev/null | grep -q fake-hardware; then ok=1; break; fi
  while read -r pid; do
    # the child may not have exec'd yet in the first instants: kill -0 first
    ours "$pid" || kill -0 "$pid" 2>/dev/null || {
      echo "ironic died:" >&2; tail -n 15 "$DIR"/log/*.out "$DIR"/log/*.log >&2; exit 7; }
  done < "$DIR/pids"
  sleep 0.1
done
[ -n "$ok" ] || { echo "no answer from http://127.0.0.1:$PORT after 60 s" >&2; tail -n 15 "$DIR"/log/*.log >&2; exit 8; }
echo "ironic up: http://127.0.0.1:$PORT mode=$MODE auth=$AUTH dir=$DIR ready in $(( ($(date +%s%N) - START) / 1000000 )) ms" >&2

if [ "$NODES" -gt 0 ]; then
  IRONIC_URL="http://127.0.0.1:$PORT" IRONIC_BASIC="$([ "$AUTH" = http_basic ] && echo "$AUTH_USER:$AUTH_PASS" || true)" \
    "$PY" "$HERE/enrol.py" --count "$NODES" --driver "$HW" \
      --resource-class "${IRONIC_RESOURCE_CLASS:-baremetal.small}" >&2
fi
echo "IRONIC_URL=http://127.0.0.1:$PORT"
