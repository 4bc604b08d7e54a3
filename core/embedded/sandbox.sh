#!/bin/sh
# Makes one sandbox and becomes its first process. Started as the first process of new mount, PID, UTS, IPC and network
# namespaces (and, for an ordinary user, inside this state root's user namespace), with an empty environment but for:
#   HCS_SYSTEM      the system's state folder: lower/ (links to the layers, named 0, 1, ...), root/, io/;
#                   alive, a FIFO that stays open for writing as long as the first process lives
#   HCS_SCRATCH     the scratch folder: upper/, work/
#   HCS_LOWER       0:1:2, the order of the layers for overlayfs, topmost first; empty: HCS_SCRATCH/upper is all there is
#   HCS_HOSTNAME    the computer name inside
#   HCS_WINE        wine64's path, HCS_WINESERVER wineserver's
#   HCS_OPT         a further program folder to show read-only (/opt/wine-stable), or empty
#   HCS_SHOWN       what of the host is shown inside, as lines of a mount table: the agent's folder as hcs, the system's io,
#                   and as boot.sh the shell script that runs as the last step, inside, without capabilities
#   HCS_SESSIONS    the same of PowerShell, as pwsh, and its runtime, as dotnet; or empty
#   HCS_SECRETS     how many secret files come by standard input: so they are on no disk and in no command line or
#                   environment. Each is a line with its size, one with its place below drive_c, and its bytes
# What is inside afterwards, and nothing else: /usr (read-only), a few files of /etc, eight devices, /proc without its
# switches, /c (the prefix), /io (shared with the host), /tmp.
set -eu
umask 022
export PATH=/usr/sbin:/usr/bin:/sbin:/bin

# The old /proc still counts in the host's process ids: ours, and our start time, tell the host later whether we live.
read -r stat < /proc/self/stat
read -r boot < /proc/sys/kernel/random/boot_id
pid=${stat%% *}
set -- ${stat##*) }
shift 19
# Before anybody can learn of us: who finds no writer on this FIFO takes us for dead.
if [ -p "$HCS_SYSTEM/alive" ]; then exec 4<> "$HCS_SYSTEM/alive"; fi
echo "$pid $1 $boot" > "$HCS_SYSTEM/init.new"
mv "$HCS_SYSTEM/init.new" "$HCS_SYSTEM/init"
# Given up before anybody could see us: the host that started us was killed. See `forbid` in system-ends.ts.
if [ -e "$HCS_SYSTEM/forced" ]; then exit 1; fi

outer=$HCS_SYSTEM/root
root=$outer/root
mount -t tmpfs -o mode=755,size=64k,nosuid,nodev,noexec tmpfs "$outer"
mkdir "$root"
ln -s root/usr root/bin root/sbin root/lib root/lib64 "$outer" # so that chroot is found once the old root is away
mount -t tmpfs -o mode=755,size=16m,nosuid,nodev tmpfs "$root"
mount -o remount,bind,ro,nosuid,nodev,noexec "$outer"
cd "$root"
mkdir usr etc dev proc tmp c io hcs old dev/shm etc/alternatives etc/fonts

# Mounts by the dozen go through two tables, each read by one `mount`: a process for each would take half of the start.
# Names in them are below the new root, which is the current folder; what the host names is escaped.
here=/proc/self/cwd
links=
for folder in bin sbin lib lib64 lib32; do
  if [ -L "/$folder" ]; then links="$links usr/$folder"
  elif [ -d "/$folder" ]; then
    mkdir "$folder"
    echo "/$folder $here/$folder none bind,ro,nosuid,nodev"
  fi
done > mounts
if [ -n "$links" ]; then ln -s $links .; fi
# What is mounted below /usr is locked to it in a user namespace: it comes along, as read-only as the rest, or nothing
# does. Names are escaped for `printf`: \040 is a space.
below=$(while read -r _ _ _ _ point options _; do
  case $point in /usr/*) printf '%s\n' "$point $options" ;; esac
done < /proc/self/mountinfo)
if [ -n "$below" ]; then
  mount --rbind /usr usr
  mount -o remount,bind,ro,nosuid,nodev usr
  printf '%s\n' "$below" | while read -r point options; do
    mount -o "remount,bind,$options,ro,nosuid,nodev" "$root$(printf %b "$point")"
  done
fi
{
  if [ -z "$below" ]; then echo "/usr $here/usr none bind,ro,nosuid,nodev"; fi
  # What the machine's owner put in /usr/local is nobody's business in here, unless Wine is there.
  case $HCS_WINE in
    /usr/local/*) ;;
    *) if [ -d /usr/local ]; then echo "tmpfs $here/usr/local tmpfs mode=755,size=4k,ro,nosuid,nodev,noexec"; fi ;;
  esac
  if [ -d /etc/alternatives ]; then echo "/etc/alternatives $here/etc/alternatives none bind,ro,nosuid,nodev"; fi
  for device in null zero full random urandom tty; do
    : > "dev/$device"
    echo "/dev/$device $here/dev/$device none bind"
  done
  echo "tmpfs $here/dev/shm tmpfs mode=1777,size=256m,nosuid,nodev"
  echo "tmpfs $here/tmp tmpfs mode=1777,size=256m,nosuid,nodev"
  echo "proc $here/proc proc nosuid,nodev,noexec"
  if [ -f /etc/ld.so.cache ]; then
    : > etc/ld.so.cache
    echo "/etc/ld.so.cache $here/etc/ld.so.cache none bind,ro,nosuid,nodev,noexec"
  fi
  : > boot.sh
  printf '%s\n' "$HCS_SHOWN" # `echo` would read the escapes
} >> mounts
mount --all --fstab mounts
if [ -n "$HCS_OPT" ]; then
  mkdir -p "${HCS_OPT#/}"
  mount -o bind,ro,nosuid,nodev "$HCS_OPT" "${HCS_OPT#/}"
fi
# Without them there are no sessions, and all else runs.
if [ -n "${HCS_SESSIONS:-}" ]; then
  mkdir pwsh dotnet
  printf '%s\n' "$HCS_SESSIONS" > mounts
  if ! mount --all --fstab mounts; then
    umount pwsh dotnet || :
    rmdir pwsh dotnet
  fi
fi

echo 'ContainerAdministrator:x:0:0::/tmp:/bin/sh' > etc/passwd
echo 'root:x:0:' > etc/group
echo 'hosts: files' > etc/nsswitch.conf
echo "127.0.0.1 localhost $HCS_HOSTNAME" > etc/hosts
echo '<fontconfig><cachedir>/tmp</cachedir></fontconfig>' > etc/fonts/fonts.conf

# Secret files are in memory alone, and in no swap file (a ramfs). Places for those that are not in the image are a layer
# of their own, below all others: the scratch holds nothing of them.
places=
if [ "${HCS_SECRETS:-0}" -gt 0 ]; then
  mkdir secrets
  mount -t ramfs -o mode=700,nosuid,nodev,noexec ramfs secrets
  mkdir secrets/files secrets/places secrets/layer secrets/layer/drive_c
  number=0
  while [ "$number" -lt "$HCS_SECRETS" ]; do
    read -r size
    IFS= read -r place
    head -c "$size" > "secrets/files/$number"
    if [ "$(wc -c < "secrets/files/$number")" -ne "$size" ]; then exit 1; fi
    chmod 400 "secrets/files/$number"
    printf '%s\n' "$place" > "secrets/places/$number"
    place=drive_c/$place
    mkdir -p "secrets/layer/${place%/*}"
    : > "secrets/layer/$place"
    number=$((number + 1))
  done
  places=:../root/root/secrets/layer
fi
exec < /dev/null

if [ -n "$HCS_LOWER" ]; then
  # Short relative names: the kernel takes one page of options, whatever the store's path is.
  (cd "$HCS_SYSTEM/lower" &&
    mount -t overlay -o "lowerdir=$HCS_LOWER$places,upperdir=$HCS_SCRATCH/upper,workdir=$HCS_SCRATCH/work,userxattr" overlay "$root/c")
else
  mount --bind "$HCS_SCRATCH/upper" c
fi

# An ordinary user may not write there.
{ echo "$HCS_HOSTNAME" > proc/sys/kernel/hostname; } 2> /dev/null || hostname "$HCS_HOSTNAME"
if command -v ip > /dev/null; then ip link set lo up; else ifconfig lo 127.0.0.1 up; fi
# Windows has no privileged ports: a web server takes 80 like any other.
echo 0 > proc/sys/net/ipv4/ip_unprivileged_port_start
# Root's own files in /proc obey file modes, not capabilities: hide every switch.
{
  for name in sys irq bus fs acpi asound driver dynamic_debug pressure scsi tty; do
    if [ -d "proc/$name" ]; then echo "$here/proc/$name $here/proc/$name none bind,ro,nosuid,nodev,noexec"; fi
  done
  for name in kcore keys key-users sysrq-trigger timer_list latency_stats kmsg sched_debug mtrr kpagecount kpageflags \
    kpagecgroup slabinfo vmallocinfo kallsyms modules interrupts; do
    if [ -e "proc/$name" ]; then echo "/dev/null $here/proc/$name none bind"; fi
  done
} > mounts
mount --all --fstab mounts
rm mounts

# The new root is an empty folder that holds ours, and we live in a chroot: to a process in one the kernel gives no new
# user namespace, and with it no new capabilities.
cd "$outer"
pivot_root . root/old
exec chroot root sh -c '
  umount -l /old
  rmdir /old
  if [ -d /secrets ]; then
    for file in /secrets/files/*; do
      IFS= read -r place < "/secrets/places/${file##*/}"
      place=/c/drive_c/$place
      # A program has removed the folder, and perhaps made it anew, in a life before.
      if [ ! -e "$place" ]; then mkdir -p "${place%/*}"; : > "$place"; fi
      mount -o bind,ro,nosuid,nodev,noexec "$file" "$place"
    done
    umount -l /secrets
    rmdir /secrets
  fi
  mount -o remount,bind,ro,nosuid,nodev /
  cd /c
  exec setpriv --bounding-set=-all --inh-caps=-all --ambient-caps=-all --no-new-privs \
    env -i PATH=/usr/bin:/bin HOME=/tmp TMPDIR=/tmp WINEPREFIX=/c WINEDEBUG=-all WINEARCH=win64 LANG=C.UTF-8 \
    WINEDLLOVERRIDES=mscoree,mshtml= WINELOADER="$HCS_WINE" WINESERVER="$HCS_WINESERVER" sh /boot.sh'
