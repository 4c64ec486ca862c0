# Flows by lines, the Perl way: one regular expression and a hash.
use strict;
use warnings;

my %lines;
while (<>) {
    next unless /calico-packet: IN=(\S*) OUT=(\S*) (?:MAC=\S* )?SRC=(\S+) DST=(\S+) .*?PROTO=(\S+) (?:SPT=\d+ DPT=(\d+)|TYPE=(\d+) CODE=(\d+))/;
    my $port = defined $6 ? $6 : "$7/$8";
    $lines{join ' ', (length $1 ? $1 : '-'), (length $2 ? $2 : '-'), $3, $4, $5, $port}++;
}
print "$lines{$_}\t$_\n" for keys %lines;
