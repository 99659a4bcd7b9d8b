#!/usr/bin/env bash
# Installs the Debian packages that Tycho needs and this machine lacks. Does nothing, fast, when all are there.
#
# Usage: hack/install-packages.sh [--with-tests | --with-nova]
#
# --with-nova is for `make compare-nova`: what the tests need, and a real Nova with its database, its message bus and the services that it stands on.
#
# Starts, stops and enables no service of the system's. On systems without apt it names what to install and fails.
set -euo pipefail
export PATH="$PATH:/usr/sbin:/sbin"

cd "$(dirname "$0")/.."
log=build/logs/install-packages.log

# is_there PACKAGE: whether what the package is for is on this machine, however it came there.
is_there() {
  case "$1" in
    etcd-server) has etcd ;;
    qemu-system-x86) has qemu-system-x86_64 ;;
    qemu-utils) has qemu-img ;;
    genisoimage) has genisoimage ;;
    ovmf) [ -e /usr/share/OVMF/OVMF_CODE_4M.fd ] || [ -e /usr/share/OVMF/OVMF_CODE.fd ] ;;
    swtpm) has swtpm ;;
    # The guest needs the static one, which is a package of its own; only dpkg knows which of the two is there.
    busybox-static) ! has dpkg-query || [ -e /var/lib/dpkg/info/busybox-static.list ] ;;
    cpio) has cpio ;;
    containerd) has containerd && has containerd-shim-runc-v2 ;;
    runc) has runc ;;
    e2fsprogs) has mkfs.ext4 ;;
    perl-base) has perl ;;
    tar) has tar ;;
    kmod) has depmod ;;
    iproute2) has ip && has bridge ;;
    dnsmasq-base) has dnsmasq ;;
    nftables) has nft ;;
    util-linux) has nsenter && has unshare && has prlimit ;;
    # What GitSyncs read repositories with: over ssh, and with signatures.
    git) has git ;;
    openssh-client) has ssh && has ssh-keygen ;;
    gpg) has gpg ;;
    gpg-agent) has gpg-agent ;;
    openssh-server) [ -x /usr/sbin/sshd ] ;;
    openssl) has openssl ;;
    xz-utils) has xz ;;
    zstd) has zstd ;;
    kubernetes-client) has kubectl ;;
    lua5.4) has lua5.4 ;;
    chromium) [ -x /usr/bin/chromium ] ;;
    mmdebstrap) has mmdebstrap ;;
    # Debian's own: tests use its modules.
    python3) [ -x /usr/bin/python3 ] ;;
    # A real Ironic, and machines with an IPMI controller for it to boot.
    python3-ironic) [ -e /usr/lib/python3/dist-packages/ironic ] ;;
    python3-kubernetes) [ -e /usr/lib/python3/dist-packages/kubernetes ] ;;
    python3-bcrypt) [ -e /usr/lib/python3/dist-packages/bcrypt ] ;;
    # A real Keystone and Glance, and OpenStack's own clients and tests, for what speaks its APIs.
    keystone) has keystone-manage ;;
    glance-api) has glance-api && has glance-manage ;;
    python3-openstackclient) [ -e /usr/lib/python3/dist-packages/openstackclient ] ;;
    python3-novaclient) [ -e /usr/lib/python3/dist-packages/novaclient ] ;;
    python3-tempest) [ -e /usr/lib/python3/dist-packages/tempest ] ;;
    # A real Nova, to compare answers with.
    nova-api) [ -x /usr/bin/nova-api-wsgi ] ;;
    nova-conductor) has nova-conductor ;;
    nova-scheduler) has nova-scheduler ;;
    nova-compute) has nova-compute ;;
    placement-api) [ -x /usr/bin/placement-api ] ;;
    mariadb-server) has mariadbd ;;
    rabbitmq-server) [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] ;;
    memcached) has memcached ;;
    uwsgi-core) [ -x /usr/bin/uwsgi-core ] ;;
    uwsgi-plugin-python3) [ -x /usr/bin/uwsgi_python3 ] ;;
    python3-stestr) [ -e /usr/lib/python3/dist-packages/stestr ] ;;
    ipmitool) has ipmitool ;;
    openipmi) has ipmi_sim ;;
    socat) has socat ;;
    pxelinux) [ -e /usr/lib/PXELINUX/pxelinux.0 ] ;;
    syslinux-common) [ -e /usr/lib/syslinux/modules/bios/ldlinux.c32 ] ;;
    ipxe-qemu) [ -e /usr/lib/ipxe/qemu/pxe-virtio.rom ] ;;
    # Node's own builds link it from version 25 on.
    libatomic1) compgen -G '/usr/lib/*/libatomic.so.1' >/dev/null || compgen -G '/lib/*/libatomic.so.1' >/dev/null || compgen -G '/usr/lib*/libatomic.so.1' >/dev/null ;;
  esac
}

has() {
  command -v "$1" >/dev/null 2>&1
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif has sudo; then
    sudo "$@"
  else
    echo "These packages are missing: ${missing[*]}. Install them as root, or install sudo, and try again." >&2
    exit 1
  fi
}

# Packages of Debian's start their service when they are installed, unless this file says no.
forbid_service_starts() {
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    trap 'as_root rm -f /usr/sbin/policy-rc.d' EXIT
    printf '#!/bin/sh\nexit 101\n' | as_root tee /usr/sbin/policy-rc.d >/dev/null
    as_root chmod 755 /usr/sbin/policy-rc.d
  fi
}

enabled_units() {
  find /etc/systemd/system -type l -path '*.wants/*' -printf '%f\n' 2>/dev/null | sort -u
}

# An installed package also enables its service for the next start of the machine; take that back.
disable_units_enabled_since() {
  local unit
  comm -13 <(echo "$1") <(enabled_units) | while read -r unit; do
    as_root systemctl --no-reload disable "$unit" >>"$log" 2>&1 || true
  done
}

# OpenStack's packages would make databases and services of the system's of their own.
answer_questions() {
  local question
  has debconf-set-selections || return 0
  for question in configure_db register-endpoint create-admin-tenant; do
    echo "keystone keystone/$question boolean false"
  done | as_root debconf-set-selections
  for question in configure_db register-endpoint configure_ksat; do
    echo "glance-api glance/$question boolean false"
    echo "glance-common glance/$question boolean false"
  done | as_root debconf-set-selections
  for question in 'nova-common nova' 'nova-common nova-api' 'nova-api nova' 'placement-common placement' 'placement-api placement'; do
    echo "$question/configure_db boolean false"
    echo "$question/register-endpoint boolean false"
  done | as_root debconf-set-selections
}

install_missing() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=300 "${missing[@]}" >>"$log" 2>&1
}

refresh_lists() {
  as_root apt-get update -q >>"$log" 2>&1
}

wanted=(libatomic1 etcd-server qemu-system-x86 qemu-utils ovmf swtpm genisoimage busybox-static containerd runc e2fsprogs perl-base tar cpio kmod iproute2 dnsmasq-base nftables util-linux git openssh-client gpg openssl xz-utils zstd)
[[ "${1:-}" != --with-tests && "${1:-}" != --with-nova ]] || wanted+=(gpg-agent openssh-server kubernetes-client lua5.4 chromium mmdebstrap python3 python3-kubernetes python3-ironic python3-bcrypt keystone glance-api python3-openstackclient python3-novaclient python3-tempest python3-stestr ipmitool openipmi socat pxelinux syslinux-common ipxe-qemu)
[ "${1:-}" != --with-nova ] || wanted+=(nova-api nova-conductor nova-scheduler nova-compute placement-api mariadb-server rabbitmq-server memcached uwsgi-core uwsgi-plugin-python3)

missing=()
for package in "${wanted[@]}"; do
  is_there "$package" || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

if ! has apt-get; then
  echo "This system has no apt. Please install what Debian calls: ${missing[*]}" >&2
  exit 1
fi

mkdir -p build/logs
: >"$log"
echo "Installing Debian packages: ${missing[*]}"
units_before=$(enabled_units)
forbid_service_starts
[[ ! " ${missing[*]} " =~ " "(keystone|glance-api|nova-api|nova-compute|placement-api)" " ]] || answer_questions
# The lists may be absent or older than what the mirror still has.
if ! install_missing && ! { refresh_lists && install_missing; }; then
  tail -n 20 "$log" >&2
  echo "apt-get could not install the packages; the whole story is in $log" >&2
  exit 1
fi
disable_units_enabled_since "$units_before"
