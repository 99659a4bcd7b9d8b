#!/bin/sh
# Puts the root of one guest together, in the directory that it is called in: one program, because each that the agent starts costs it time.
#   sh lay-out-root.sh ID_RANGE_PROGRAM FIRST_ID COUNT IMAGE
#
# layer/ is what the guest has written: mounted from disk.ext4 where there is one, else a plain directory. image/ is the image with the guest's own ids.
# root/ is the one over the other, with relative paths, because the guest can read them. Both are detached again at once: they stay for as long as root
# does.
set -eu

mkdir -p layer image root
[ ! -e disk.ext4 ] || mount -t ext4 -o loop,nodev,noinit_itable disk.ext4 layer
mkdir -p layer/work
[ -d layer/upper ] || mkdir -m "$(stat -c %a "$4")" layer/upper
chown "$2:$2" layer/upper
perl "$1" "$2" "$3" mount "$4" "$PWD/image"
mount -t overlay -o nodev,lowerdir=image,upperdir=layer/upper,workdir=layer/work overlay root
umount --lazy image
[ ! -e disk.ext4 ] || umount --lazy layer

# Only the guest's own root: what it finds beside it, and its console.
if [ -d surroundings ]; then
  mkdir -p shown
  mount -t tmpfs -o mode=0711,nosuid,nodev,size=80m tmpfs shown
  cp --archive --no-target-directory surroundings shown
  chmod 711 shown
  rm -f console.input
  mkfifo -m 600 console.input
fi
