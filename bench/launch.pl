# Runs one program to its end and tells on descriptor 3 what it took, as wait4(2) has it: its wait status,
# microseconds in user and system mode, and the most KiB that it had resident.
# A forked Perl of some 2.5 MB is the least that can come out; Node would be 50.
# Run: perl launch.pl SECONDS-AT-MOST NUMBER-OF-WAIT4 PROGRAM ARGUMENTS...
use strict;
use warnings;

my ($seconds, $wait4, @program) = @ARGV;
my ($program, $isTold);
# The program may run before fork has told us which it is.
$SIG{TERM} = sub { $program ? kill TERM => $program : ($isTold = 1) };
$SIG{ALRM} = sub { kill KILL => $program };
$program = fork // die "fork: $!\n";
open my $report, '>&=', 3 or die "no descriptor 3: $!\n";
if ($program == 0) {
    close $report;
    exec { $program[0] } @program or die "$program[0]: $!\n";
}

kill TERM => $program if $isTold;
alarm $seconds;
my ($status, $usage) = (pack('i', 0), pack('l!18', (0) x 18));
1 until syscall($wait4, $program, $status, 0, $usage) == $program;
my ($userS, $userUs, $systemS, $systemUs, $peakKib) = unpack 'l!5', $usage;
print $report join(' ', unpack('i', $status), $userS * 1e6 + $userUs, $systemS * 1e6 + $systemUs, $peakKib), "\n";
