#!/bin/sh
# The peer of `Start-Container` + `Invoke-ContainerCommand`: the same sandbox made by hand, and one command in it.
# Usage: unshare --mount --pid --net --uts --ipc --fork sh by-hand.sh FOLDER LOWER LOADER SERVER COMMAND...
#   FOLDER   holds root/, upper/, work/, all empty
#   LOWER    the layer folder of the base image, the very one our containers stand on
set -eu
folder=$1 lower=$2 loader=$3 server=$4
shift 4
mount --make-rprivate /
root=$folder/root
mount -t tmpfs -o mode=755,size=16m tmpfs "$root"
cd "$root"
mkdir usr etc dev proc tmp c old dev/shm
for name in bin sbin lib lib64 lib32; do
  if [ -L "/$name" ]; then ln -s "usr/$name" "$name"; fi
done
mount --bind /usr usr
mount -o remount,bind,ro usr
cp /etc/ld.so.cache etc/
echo 'root:x:0:0::/tmp:/bin/sh' > etc/passwd
for device in null zero random urandom; do
  : > "dev/$device"
  mount --bind "/dev/$device" "dev/$device"
done
mount -t tmpfs tmpfs dev/shm
mount -t tmpfs tmpfs tmp
mount -t overlay -o "lowerdir=$lower,upperdir=$folder/upper,workdir=$folder/work,userxattr" overlay c
mount -t proc proc proc
hostname byhand
ip link set lo up
pivot_root . old
cd /
umount -l /old
cd /c/drive_c
exec setpriv --bounding-set=-all --inh-caps=-all --no-new-privs \
  env -i PATH=/usr/bin:/bin HOME=/tmp WINEPREFIX=/c WINEDEBUG=-all WINEARCH=win64 \
  WINEDLLOVERRIDES='mscoree,mshtml=' WINELOADER="$loader" WINESERVER="$server" "$loader" "$@"
