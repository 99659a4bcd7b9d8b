# Stands between a guest's console and the agent, and lives as long as the guest: keeps the end of what the guest writes in console.log and
# console.log.1, each of at most LIMIT bytes, and the console's input open, which the guest would otherwise see end with the agent.
#   perl console-keeper.pl DIRECTORY
# containerd starts it (a logger of kind binary://): descriptor 3 is what the guest writes, 5 is closed once all is ready.
use strict;
use warnings;

my $limit = 512 * 1024;
my ($directory) = @ARGV;
chdir $directory or die "$directory: $!\n";
umask 0077;

# Both directions: so it neither waits for a writer nor ends with one.
open(my $input, '+<', 'console.input') or die "console.input: $!\n";
open(my $output, '<&=', 3) or die "descriptor 3: $!\n";
open(my $log, '>>', 'console.log') or die "console.log: $!\n";
if (open(my $ready, '>&=', 5)) { close $ready }

my $size = -s $log;
while (my $count = sysread($output, my $bytes, 65536)) {
  for (my $start = 0; $start < $count;) {
    if ($size >= $limit) {
      rename 'console.log', 'console.log.1';
      open(my $fresh, '>>', 'console.log') or last;
      ($log, $size) = ($fresh, 0);
    }
    # A full disk must not keep the guest from writing: what cannot be kept is lost.
    my $written = syswrite($log, $bytes, $limit - $size < $count - $start ? $limit - $size : $count - $start, $start) // last;
    $start += $written;
    $size += $written;
  }
}
