# What needs a user namespace with the ids of one guest: 0 in there is FIRST_ID outside, and so on.
#   perl id-range.pl FIRST_ID COUNT mount SOURCE TARGET
#     Mounts a directory a second time, read-only, with its owners shifted: on disk 0, there FIRST_ID. mount(8) can do this from util-linux 2.39 on,
#     which Debian 12 lacks. The system calls have the same numbers on every architecture.
#   perl id-range.pl FIRST_ID COUNT run PROGRAM ARGUMENT...
#     Runs a program as root of the namespace, with no rights over what is not the guest's.
use strict;
use warnings;

my ($first_id, $count, $task, @arguments) = @ARGV;
die "usage: id-range.pl FIRST_ID COUNT mount|run ...\n" unless @arguments;

# A process that waits for its input keeps the namespace until it is open here.
pipe(my $reader, my $writer) or die "pipe: $!\n";
my $own = readlink('/proc/self/ns/user');
my $pid = fork() // die "fork: $!\n";
if ($pid == 0) {
  close $writer;
  open(STDIN, '<&', $reader);
  open(STDOUT, '>', '/dev/null');
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
  syswrite($file, "0 $first_id $count\n") // die "write $map: $!\n";
  close $file;
}
$^F = 255;    # What is opened from here on stays open for the program.
open(my $namespace, '<', "/proc/$pid/ns/user") or die "open the user namespace: $!\n";
close $writer;
waitpid($pid, 0);

if ($task eq 'run') {
  exec('nsenter', '--user=/proc/self/fd/' . fileno($namespace), '--setuid', '0', '--setgid', '0', '--', @arguments);
  die "nsenter: $!\n";
}

my ($source, $target) = @arguments;
my ($open_tree, $move_mount, $mount_setattr) = (428, 429, 442);
my ($at_fdcwd, $at_empty_path) = (-100, 0x1000);
my ($open_tree_clone, $move_mount_from_empty_path) = (1, 4);
my ($attribute_read_only, $attribute_no_devices, $attribute_idmap) = (0x1, 0x4, 0x100000);
my $empty = '';
my $tree = syscall($open_tree, $at_fdcwd, $source, $open_tree_clone);
die "open_tree $source: $!\n" if $tree < 0;
my $attributes = pack('Q4', $attribute_idmap | $attribute_read_only | $attribute_no_devices, 0, 0, fileno($namespace));
syscall($mount_setattr, $tree, $empty, $at_empty_path, $attributes, length $attributes) == 0
  or die "mount_setattr $source: $!\n";
syscall($move_mount, $tree, $empty, $at_fdcwd, $target, $move_mount_from_empty_path) == 0 or die "move_mount $target: $!\n";
