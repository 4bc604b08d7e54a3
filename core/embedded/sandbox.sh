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
#   HCS_SHOWN       the one folder that is shared with the host, the system's io, as a line of a mount table
#   HCS_AGENT       the agent
#   HCS_BOOT        the shell script that runs as the last step, inside, without capabilities
#   HCS_PWSH        PowerShell's program folder, HCS_DOTNET that of its runtime; or empty
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
mkdir "$root" "$outer/nothing"
ln -s root/usr root/bin root/sbin root/lib root/lib64 "$outer" # so that chroot is found once the old root is away
mount -t tmpfs -o mode=755,size=16m,nosuid,nodev tmpfs "$root"
mount -o remount,bind,ro,nosuid,nodev,noexec "$outer"
cd "$root"
mkdir usr etc dev proc tmp c io hcs old dev/shm etc/alternatives etc/fonts

# Folders of the machine come as a read-only overlay of their own. In a plain bind, files are the machine's very own: root
# inside, who owns them, could take a lease on one (fcntl), and whoever opens it out there would wait for 45 seconds; and
# a watch (inotify) would tell who uses it.
show() {
  case $1 in
    *[:,\\]*) ;; # overlayfs would read it as several
    *) if mount -t overlay -o "ro,nosuid,nodev,userxattr,lowerdir=$1:../nothing" overlay "$2" 2> /dev/null; then return; fi ;;
  esac
  mount -o bind,ro,nosuid,nodev "$1" "$2"
}

# Mounts by the dozen go through two tables, each read by one `mount`: a process for each would take half of the start.
# Names in them are below the new root, which is the current folder; what the host names is escaped.
here=/proc/self/cwd
links=
for folder in bin sbin lib lib64 lib32; do
  if [ -L "/$folder" ]; then links="$links usr/$folder"
  elif [ -d "/$folder" ]; then
    mkdir "$folder"
    show "/$folder" "$folder"
  fi
done
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
else
  show /usr usr
fi
# Copies, for the same reason.
if [ -f /etc/ld.so.cache ]; then cat /etc/ld.so.cache > etc/ld.so.cache; fi
cat "$HCS_BOOT" > boot.sh
cp "$HCS_AGENT" hcs/agent.exe
{
  # What the machine's owner put in /usr/local is nobody's business in here, unless Wine is there.
  case $HCS_WINE in
    /usr/local/*) ;;
    *) if [ -d /usr/local ]; then echo "tmpfs $here/usr/local tmpfs mode=755,size=4k,ro,nosuid,nodev,noexec"; fi ;;
  esac
  if [ -d /etc/alternatives ]; then echo "/etc/alternatives $here/etc/alternatives none bind,ro,nosuid,nodev"; fi
  for device in null zero full random urandom tty; do
    : > "dev/$device"
    echo "/dev/$device $here/dev/$device none bind,ro,nosuid,noexec" # written to all the same; its mode is the machine's
  done
  echo "tmpfs $here/dev/shm tmpfs mode=1777,size=256m,nosuid,nodev"
  echo "tmpfs $here/tmp tmpfs mode=1777,size=256m,nosuid,nodev"
  echo "proc $here/proc proc nosuid,nodev,noexec"
  printf '%s\n' "$HCS_SHOWN" # `echo` would read the escapes
} > mounts
mount --all --fstab mounts
if [ -n "$HCS_OPT" ]; then
  mkdir -p "${HCS_OPT#/}"
  show "$HCS_OPT" "${HCS_OPT#/}"
fi
# Without them there are no sessions, and all else runs.
if [ -n "${HCS_PWSH:-}" ]; then
  mkdir pwsh
  if ! show "$HCS_PWSH" pwsh; then rmdir pwsh; fi
fi
if [ -n "${HCS_DOTNET:-}" ]; then
  mkdir dotnet
  if ! show "$HCS_DOTNET" dotnet; then rmdir dotnet; fi
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

if [ -n "$HCS_LOWER" ]; then
  # Short relative names: the kernel takes one page of options, whatever the store's path is.
  (cd "$HCS_SYSTEM/lower" &&
    mount -t overlay -o "lowerdir=$HCS_LOWER$places,upperdir=$HCS_SCRATCH/upper,workdir=$HCS_SCRATCH/work,userxattr" overlay "$root/c")
else
  mount --bind "$HCS_SCRATCH/upper" c
fi

# Watches are counted by user, and this user is the machine's root, or whoever runs sandboxes: what a program could use up
# out there it gets a part of. Of all sandboxes of an ordinary user, which share a namespace, that is half.
read -r _ outside size < /proc/self/uid_map
if [ "$size" -eq 1 ]; then
  part=2
  if [ "$outside" -eq 0 ]; then part=8; fi
  limits=/proc/sys/fs
  # By `cat`: these files give nothing to whoever reads byte by byte. A kernel may lack the last two.
  set -- $(cat $limits/inotify/max_user_instances $limits/inotify/max_user_watches \
    $limits/fanotify/max_user_groups $limits/fanotify/max_user_marks 2> /dev/null || :)
  for name in inotify_instances inotify_watches fanotify_groups fanotify_marks; do
    if [ $# -eq 0 ]; then break; fi
    { echo $(($1 / part + 1)) > "proc/sys/user/max_$name"; } 2> /dev/null || :
    shift
  done
fi

# An ordinary user may not write there.
{ echo "$HCS_HOSTNAME" > proc/sys/kernel/hostname; } 2> /dev/null || hostname "$HCS_HOSTNAME"
if command -v ip > /dev/null; then ip link set lo up; else ifconfig lo 127.0.0.1 up; fi
# Windows has no privileged ports: a web server takes 80 like any other.
echo 0 > proc/sys/net/ipv4/ip_unprivileged_port_start
# Root's own files in /proc obey file modes, not capabilities: hide every switch. The modes are the whole machine's, and
# root's to change: but for the folders of processes all is read-only.
{
  for path in proc/[!0-9]*; do
    if [ -L "$path" ]; then continue; fi # to the folder of whoever looks
    case ${path#proc/} in
      kcore | keys | key-users | sysrq-trigger | timer_list | latency_stats | kmsg | sched_debug | mtrr | kpagecount | \
        kpageflags | kpagecgroup | slabinfo | vmallocinfo | kallsyms | modules | interrupts)
        echo "/dev/null $here/$path none bind,ro,nosuid,noexec" ;;
      *) echo "$here/$path $here/$path none bind,ro,nosuid,nodev,noexec" ;;
    esac
  done
} > mounts
mount --all --fstab mounts
rm mounts

# The new root is an empty folder that holds ours, and we live in a chroot: to a process in one the kernel gives no new
# user namespace, and with it no new capabilities.
cd "$outer"
pivot_root . root/old
exec chroot root sh -c '
  exec < /dev/null # ours; that of the machine could be changed through it
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
