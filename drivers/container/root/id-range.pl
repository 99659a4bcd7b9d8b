# What needs a user namespace with the ids of one guest: 0 in there is FIRST_ID outside, and so on.
#   perl id-range.pl MACHINE FIRST_ID COUNT run PROGRAM ARGUMENT...
#     Runs a program as root of the namespace, with no rights over what is not the guest's.
#   perl id-range.pl MACHINE FIRST_ID COUNT lay-out IMAGE
#     Puts the root of one guest together, in the directory that it is called in. layer/ is what the guest has written: mounted from disk.ext4 where
#     there is one, else a plain directory. image/ is the image with owners shifted: on disk 0, there FIRST_ID. root/ is the one over the other, with
#     relative paths, because the guest can read them. shown/ is a copy of surroundings/, if that is there, in memory for the same reason.
# All of it in one program without a helper where that is possible, because each one that is started costs the guest time. MACHINE is what `uname -m`
# says: all system calls but one have the same numbers on every architecture. mount(8) can shift owners from util-linux 2.39 on, which Debian 12 lacks.
use strict;
use warnings;

my ($fsopen, $fsconfig, $fsmount, $open_tree, $move_mount, $mount_setattr) = (430, 431, 432, 428, 429, 442);
my ($at_fdcwd, $at_empty_path, $clone_tree, $from_empty_path) = (-100, 0x1000, 1, 4);
my ($set_string, $create) = (1, 6);
my ($read_only, $no_suid, $no_devices, $idmap) = (0x1, 0x2, 0x4, 0x100000);
my %unshare = (x86_64 => 272, aarch64 => 97, riscv64 => 97);
my $new_user_namespace = 0x10000000;
my $empty = '';

my ($machine, $first_id, $count, $task, @arguments) = @ARGV;
die "usage: id-range.pl MACHINE FIRST_ID COUNT run|lay-out ...\n" unless @arguments;
my $unshare = $unshare{$machine} // die "$machine: the number of unshare(2) is not known\n";
$first_id += 0;

# A process of ours keeps the namespace until it is open here.
pipe(my $reader, my $writer) or die "pipe: $!\n";
pipe(my $told, my $tell) or die "pipe: $!\n";
my $keeper = fork() // die "fork: $!\n";
if ($keeper == 0) {
  close $_ for $writer, $told;
  syscall($unshare, $new_user_namespace) == 0 or die "make a user namespace: $!\n";
  syswrite($tell, "\n");
  sysread($reader, my $nothing, 1);
  exit 0;
}
close $_ for $reader, $tell;

# Meanwhile the disk is mounted.
my $disk;
if ($task eq 'lay-out') {
  mkdir $_ for 'layer', 'image', 'root';
  if (-e 'disk.ext4') {
    $disk = fork() // die "fork: $!\n";
    if ($disk == 0) {
      close $_ for $writer, $told;
      mount_disk();
    }
  }
}

die "no user namespace was made\n" unless sysread($told, my $line, 1);
close $told;
for my $map ('uid_map', 'gid_map') {
  open(my $file, '>', "/proc/$keeper/$map") or die "open $map: $!\n";
  syswrite($file, "0 $first_id $count\n") // die "write $map: $!\n";
  close $file;
}
$^F = 255;    # What is opened from here on stays open for the program that is run.
open(my $namespace, '<', "/proc/$keeper/ns/user") or die "open the user namespace: $!\n";
close $writer;
waitpid($keeper, 0);

if ($task eq 'run') {
  exec('nsenter', '--user=/proc/self/fd/' . fileno($namespace), '--setuid', '0', '--setgid', '0', '--', @arguments);
  die "nsenter: $!\n";
}

my ($image) = @arguments;
if (defined $disk) {
  waitpid($disk, 0);
  die "mount disk.ext4: it ended with $?\n" if $? != 0;
}
shift_owners($image, 'image');
mkdir 'layer/work';
if (!-d 'layer/upper') {
  mkdir 'layer/upper' or die "mkdir layer/upper: $!\n";
  chmod((stat $image)[2] & 07777, 'layer/upper');
}
chown($first_id, $first_id, 'layer/upper') or die "chown layer/upper: $!\n";
mount_new('overlay', 'root', $no_devices, lowerdir => 'image', upperdir => 'layer/upper', workdir => 'layer/work');
if (-d 'surroundings') {
  mkdir 'shown';
  mount_new('tmpfs', 'shown', $no_suid | $no_devices, mode => '0711', size => '80m');
  copy('surroundings', 'shown');
}

sub shift_owners {
  my ($source, $target) = @_;
  my $tree = syscall($open_tree, $at_fdcwd, $source, $clone_tree);
  die "open_tree $source: $!\n" if $tree < 0;
  my $attributes = pack('Q4', $idmap | $read_only | $no_devices, 0, 0, fileno($namespace));
  syscall($mount_setattr, $tree, $empty, $at_empty_path, $attributes, length $attributes) == 0 or die "mount_setattr $source: $!\n";
  syscall($move_mount, $tree, $empty, $at_fdcwd, $target, $from_empty_path) == 0 or die "move_mount $target: $!\n";
}

# One of us that was killed may have left a mount that still comes, and the kernel may be about to let go of its loop device: both are over in a moment.
sub mount_disk {
  my $words = '';
  for my $attempt (1 .. 30) {
    $words = `mount -t ext4 -o loop,nodev,noinit_itable disk.ext4 layer 2>&1`;
    exit 0 if $? == 0;
    `umount -q layer 2>&1`;
    select(undef, undef, undef, 0.1);
  }
  print STDERR $words;
  exit 1;
}

sub mount_new {
  my ($type, $target, $attributes, @options) = @_;
  my $context = syscall($fsopen, $type, 0);
  die "fsopen $type: $!\n" if $context < 0;
  while (my ($name, $value) = splice(@options, 0, 2)) {
    syscall($fsconfig, $context, $set_string, $name, $value, 0) == 0 or die "set $name of $type: $!\n";
  }
  syscall($fsconfig, $context, $create, 0, 0, 0) == 0 or die "make $type: $!\n";
  my $mount = syscall($fsmount, $context, 0, $attributes);
  die "fsmount $type: $!\n" if $mount < 0;
  syscall($move_mount, $mount, $empty, $at_fdcwd, $target, $from_empty_path) == 0 or die "move_mount $target: $!\n";
}

# Files and directories of ours, with owner and mode.
sub copy {
  my ($from, $to) = @_;
  opendir(my $directory, $from) or die "open $from: $!\n";
  for my $name (grep { $_ ne '.' && $_ ne '..' } readdir $directory) {
    my ($source, $target) = ("$from/$name", "$to/$name");
    my ($mode, $owner, $group) = (stat $source)[2, 4, 5];
    if (-d $source) {
      mkdir $target or die "mkdir $target: $!\n";
      copy($source, $target);
    } else {
      open(my $in, '<:raw', $source) or die "open $source: $!\n";
      open(my $out, '>:raw', $target) or die "open $target: $!\n";
      local $/ = \65536;
      print {$out} $_ or die "write $target: $!\n" while <$in>;
      close $out or die "write $target: $!\n";
    }
    chown($owner, $group, $target) or die "chown $target: $!\n";
    chmod($mode & 07777, $target) or die "chmod $target: $!\n";
  }
}
