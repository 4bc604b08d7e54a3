# Shows a folder of this machine inside a sandbox, or takes it away: a mount cannot be made from outside its mount
# namespace, and no program of util-linux carries one in.
#   mount-folder.pl add <first process> <folder> <place inside> <0 or 1: read-only>
#   mount-folder.pl remove <first process> <place inside>
# @see open_tree(2), mount_setattr(2), setns(2), move_mount(2); the numbers are x86-64's.
use strict;
use warnings;

use constant { OPEN_TREE => 428, MOVE_MOUNT => 429, MOUNT_SETATTR => 442, SETNS => 308, UMOUNT2 => 166 };
use constant { AT_FDCWD => -100, AT_EMPTY_PATH => 0x1000, OPEN_TREE_CLONE => 1, MOUNT_ATTR_RDONLY => 1 };
use constant { CLONE_NEWNS => 0x20000, MOVE_MOUNT_F_EMPTY_PATH => 4, MNT_DETACH => 2 };

sub call {
  my ($what, $number, @arguments) = @_;
  my $result = syscall($number, @arguments);
  die "$what: $!\n" if $result < 0;
  return $result;
}

my ($how, $pid, @rest) = @ARGV;
my ($folder, $place, $read_only) = $how eq 'add' ? @rest : ('', @rest, 0);
my $empty = '';
my $tree;
if ($how eq 'add') {
  $tree = call('open_tree', OPEN_TREE, AT_FDCWD, $folder, OPEN_TREE_CLONE);
  my $attributes = pack('Q4', MOUNT_ATTR_RDONLY, 0, 0, 0);
  call('mount_setattr', MOUNT_SETATTR, $tree, $empty, AT_EMPTY_PATH, $attributes, length $attributes) if $read_only;
}
open(my $namespace, '<', "/proc/$pid/ns/mnt") or die "ns: $!\n";
opendir(my $root, "/proc/$pid/root") or die "root: $!\n";
call('setns', SETNS, fileno($namespace), CLONE_NEWNS);
chdir($root) or die "chdir: $!\n";
chroot('.') or die "chroot: $!\n";
if ($how eq 'add') { call('move_mount', MOVE_MOUNT, $tree, $empty, AT_FDCWD, $place, MOVE_MOUNT_F_EMPTY_PATH) }
else { call('umount', UMOUNT2, $place, MNT_DETACH) }
