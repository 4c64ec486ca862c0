/** Does one fault to a world; it is over when the promise resolves. */
import type { Fault } from './schedule.ts';
import type { World } from './world.ts';

/** What does not exist in this world is passed over. */
export async function strike(world: World, fault: Fault): Promise<void> {
  const { links, relay, clocks, log, kernel } = world;
  switch (fault.kind) {
    case 'kill':
      return seatOf(world, fault.who)?.kill(fault.downMs);
    case 'stop':
      return seatOf(world, fault.who)?.stop(fault.ms);
    case 'zombie':
      return seatOf(world, fault.who)?.haunt(fault.ms);
    case 'clock':
      return clocks[fault.who].step(fault.seconds);
    case 'cut':
      return links[fault.link].cutAfter(fault.way, fault.bytes);
    case 'stall':
      return links[fault.link].stall(fault.ms, fault.cuts);
    case 'refuse':
      return links[fault.link].refuse(fault.ms);
    case 'double':
      return relay.double(fault.count);
    case 'resend':
      return relay.resend(fault.count);
    case 'delay':
      return relay.delay(fault.ms, fault.forMs);
    case 'repeat':
      return relay.repeat(fault.count);
    case 'ghost':
      return relay.ghost();
    case 'rotate':
      return log.rotate(fault.lateMs);
    case 'rotate-journal':
      return kernel?.rotate();
    case 'restart-journald':
      return kernel?.restart();
  }
}

function seatOf({ nodes, aggregator }: World, who: 'file' | 'journal' | 'aggregator') {
  return who === 'aggregator' ? aggregator : nodes.get(who)?.agent;
}
