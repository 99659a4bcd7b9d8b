#!/usr/bin/env bash
# Builds the small guest image: a Debian cloud kernel and an initial RAM disk of busybox and a few scripts.
#
# Usage: hack/build-guest-image.sh OUTPUT_FOLDER
#
# Writes vmlinuz and initrd.gz for a virtual machine, rootfs.tar.gz for a container that says the same, and SHA256SUMS. The same packages give the same bytes. Does nothing when the image is newer than
# what it is made from. Needs dpkg, apt, busybox-static, kmod and cpio; no root.
set -euo pipefail
export PATH="$PATH:/usr/sbin:/sbin" LC_ALL=C

here=$(cd "$(dirname "$0")" && pwd)
output=${1:?usage: hack/build-guest-image.sh OUTPUT_FOLDER}
busybox=$(command -v busybox || true)

# What the guest drives: PCI and MMIO virtio, cards, disks, the line of the guest agent, config drives, the power button.
modules=(virtio_pci virtio_mmio virtio_net virtio_blk virtio_console virtio_rng isofs evdev button)

fail() {
  echo "build-guest-image: $*" >&2
  exit 1
}

# One hash over everything that the image is made from, but for the kernel, which stays until "make clean".
recipe() {
  cat "$here/build-guest-image.sh" "$here"/guest-image/* "$busybox" | sha256sum | cut -d ' ' -f 1
}

check_tools() {
  [ "$(dpkg --print-architecture 2>/dev/null)" = amd64 ] || fail "the guest image is built from Debian packages for amd64; this machine is another kind"
  [ -n "$busybox" ] || fail "busybox is missing: run hack/install-packages.sh"
  local tool
  for tool in apt-get dpkg-deb depmod modprobe cpio gzip; do
    command -v "$tool" >/dev/null || fail "$tool is missing: run hack/install-packages.sh"
  done
  if "$busybox" --list | grep -x acpid >/dev/null && ! ldd "$busybox" >/dev/null 2>&1; then
    return
  fi
  fail "$busybox is not the static one: install busybox-static"
}

kernel_package() {
  apt-cache depends linux-image-cloud-amd64 2>/dev/null | sed -n 's/.*Depends: \(linux-image-[0-9].*\)/\1/p' | tail -n 1
}

download_kernel() {
  package=$(kernel_package)
  [ -n "$package" ] && (cd "$work" && apt-get download -qq -o APT::Sandbox::User=root "$package" 2>/dev/null)
}

refresh_package_lists() {
  if [ "$(id -u)" = 0 ]; then
    apt-get update -qq
  else
    sudo apt-get update -qq
  fi
}

unpack_kernel() {
  echo "Downloading the kernel"
  # apt's lists may be absent or older than what the mirror still has.
  download_kernel || { refresh_package_lists && download_kernel; } || fail "apt-get cannot download the package linux-image-cloud-amd64 depends on"
  dpkg-deb -x "$work/$package"_*.deb "$work/kernel"
  # Debian's newer releases keep modules below /usr.
  if [ ! -d "$work/kernel/lib/modules" ]; then
    mkdir -p "$work/kernel/lib"
    mv "$work/kernel/usr/lib/modules" "$work/kernel/lib/modules"
  fi
  version=$(basename "$work"/kernel/lib/modules/*)
  find "$work/kernel/lib/modules" \( -name '*.ko.xz' -exec xz -d {} + \) -o \( -name '*.ko.zst' -exec zstd -dq --rm {} + \)
  depmod -b "$work/kernel" "$version"
}

# Copies the modules and everything they depend on, and writes down the order in which they load.
copy_modules() {
  local module path
  mkdir -p "$work/root/modules"
  for module in "${modules[@]}"; do
    modprobe --dirname "$work/kernel" --set-version "$version" --config /dev/null --show-depends "$module" || fail "the kernel has no module $module"
  done | sed -n 's/^insmod //p' | sed 's/ *$//' | awk '!seen[$0]++' | while read -r path; do
    cp "$path" "$work/root/modules/"
    basename "$path"
  done >"$work/order"
  mv "$work/order" "$work/root/modules/order"
}

assemble_root() {
  local root=$work/root applet
  mkdir -p "$root"/{bin,dev,proc,sys,run,tmp,root,config,etc/acpi/PWRF,var/log}
  install -m 755 "$busybox" "$root/bin/busybox"
  "$busybox" --list | while read -r applet; do
    [ "$applet" = busybox ] || ln -s busybox "$root/bin/$applet"
  done
  install -m 755 "$here/guest-image/init" "$root/init"
  install -m 644 "$here/guest-image/words" "$root/etc/words"
  install -m 755 "$here/guest-image/remember" "$root/bin/remember"
  install -m 755 "$here/guest-image/udhcpc.script" "$root/etc/udhcpc.script"
  install -m 755 "$here/guest-image/device-change" "$root/etc/device-change"
  install -m 755 "$here/guest-image/guest-agent" "$root/etc/guest-agent"
  install -m 644 "$here/guest-image/json-lines.awk" "$root/etc/json-lines.awk"
  # acpid's name for "the power button was pressed".
  install -m 755 "$here/guest-image/power-button" "$root/etc/acpi/PWRF/00000080"
}

# The same guest as a container: no kernel, no devices, and the same words.
assemble_container_root() {
  local root=$work/container applet
  mkdir -p "$root"/{bin,dev,proc,sys,run,tmp,root,etc,mnt,var/lib/cloud/seed}
  install -m 755 "$busybox" "$root/bin/busybox"
  "$busybox" --list | while read -r applet; do
    [ "$applet" = busybox ] || ln -s busybox "$root/bin/$applet"
  done
  mkdir -p "$root/sbin"
  install -m 755 "$here/guest-image/container-init" "$root/sbin/init"
  install -m 644 "$here/guest-image/words" "$root/etc/words"
  install -m 644 "$here/guest-image/json-lines.awk" "$root/etc/json-lines.awk"
  install -m 755 "$here/guest-image/container-remember" "$root/bin/remember"
  install -m 755 "$here/guest-image/chpasswd" "$root/bin/chpasswd"
  echo 'root:x:0:0:root:/root:/bin/sh' >"$root/etc/passwd"
  echo 'root:x:0:' >"$root/etc/group"
  (umask 077 && echo 'root:*:20000:0:99999:7:::' >"$root/etc/shadow")
}

pack_container_root() {
  find "$work/container" -exec touch --no-dereference --date=@0 {} +
  tar --create --sort=name --owner=0 --group=0 --numeric-owner --format=gnu --directory="$work/container" . | gzip -n -9 >"$work/rootfs.tar.gz"
}

# Fixed times, owners and order, so that the same input gives the same bytes.
pack_root() {
  find "$work/root" -exec touch --no-dereference --date=@0 {} +
  (cd "$work/root" && find . -print0 | sort -z | cpio --null --create --format=newc --reproducible --owner=+0:+0 --quiet) | gzip -n -9 >"$work/initrd.gz"
}

[ -n "$busybox" ] && wanted=$(recipe) || wanted=
if [ -n "$wanted" ] && [ "$(cat "$output/.recipe" 2>/dev/null)" = "$wanted" ]; then
  exit 0
fi

check_tools
mkdir -p "$output"
work=$(mktemp -d "$output/.work.XXXXXX")
trap 'rm -rf "$work"' EXIT
unpack_kernel
copy_modules
assemble_root
pack_root
assemble_container_root
pack_container_root
install -m 644 "$work/kernel/boot/vmlinuz-$version" "$output/vmlinuz"
install -m 644 "$work/initrd.gz" "$output/initrd.gz"
install -m 644 "$work/rootfs.tar.gz" "$output/rootfs.tar.gz"
(cd "$output" && sha256sum vmlinuz initrd.gz rootfs.tar.gz >SHA256SUMS)
echo "$wanted" >"$output/.recipe"
echo "Built the guest image in $output (kernel $version)"
