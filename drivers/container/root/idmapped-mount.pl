# Mounts a directory a second time, read-only, with its owners shifted into a range of their own: on disk 0, there FIRST_ID.
#   perl idmapped-mount.pl SOURCE TARGET FIRST_ID COUNT
# mount(8) can do this from util-linux 2.39 on, which Debian 12 lacks. The system calls have the same numbers on every architecture.
use strict;
use warnings;

my ($open_tree, $move_mount, $mount_setattr) = (428, 429, 442);
my ($at_fdcwd, $at_empty_path) = (-100, 0x1000);
my ($open_tree_clone, $move_mount_from_empty_path) = (1, 4);
my ($attribute_read_only, $attribute_no_devices, $attribute_idmap) = (0x1, 0x4, 0x100000);

my ($source, $target, $first_id, $count) = @ARGV;
die "usage: idmapped-mount.pl SOURCE TARGET FIRST_ID COUNT\n" unless defined $count;

# The kernel takes the mapping from a user namespace; a process that waits for its input keeps one.
pipe(my $reader, my $writer) or die "pipe: $!\n";
my $own = readlink('/proc/self/ns/user');
my $pid = fork() // die "fork: $!\n";
if ($pid == 0) {
  close $writer;
  open(STDIN, '<&', $reader);
  exec('unshare', '--user', '--', 'cat') or exit 127;
}
close $reader;
my $patience = 2500;
while ((readlink("/proc/$pid/ns/user") // $own) eq $own) {
  die "no user namespace was made in 5 seconds\n" if $patience-- == 0;
  select(undef, undef, undef, 0.002);
}
for my $map ('uid_map', 'gid_map') {
  open(my $file, '>', "/proc/$pid/$map") or die "open $map: $!\n";
  syswrite($file, "0 $first_id $count\n") or die "write $map: $!\n";
  close $file;
}
open(my $namespace, '<', "/proc/$pid/ns/user") or die "open the user namespace: $!\n";
close $writer;

my $empty = '';
my $tree = syscall($open_tree, $at_fdcwd, $source, $open_tree_clone);
die "open_tree $source: $!\n" if $tree < 0;
my $attributes = pack('Q4', $attribute_idmap | $attribute_read_only | $attribute_no_devices, 0, 0, fileno($namespace));
syscall($mount_setattr, $tree, $empty, $at_empty_path, $attributes, length $attributes) == 0
  or die "mount_setattr $source: $!\n";
syscall($move_mount, $tree, $empty, $at_fdcwd, $target, $move_mount_from_empty_path) == 0 or die "move_mount $target: $!\n";
waitpid($pid, 0);
