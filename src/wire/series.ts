/** Groups hour by hour, as protobuf (proto/dropcast/v1/query.proto). */
import type { EdgeSeries, HourSum } from '../flow/edge-series.ts';
import { decoding, readCount } from './fields.ts';
import { dropcast } from './protobuf.ts';

export function encodeSeries({ values, isReply, isPreExisting, hours }: EdgeSeries): Buffer {
  const message = { values: [...values], isReply, preExisting: isPreExisting, hours: [...hours] };
  return Buffer.from(dropcast.v1.Series.encode(message).finish());
}

export function decodeSeries(bytes: Uint8Array): EdgeSeries {
  return decoding('series', () => {
    const { values, isReply, preExisting, hours } = dropcast.v1.Series.decode(bytes);
    return { values, isReply, isPreExisting: preExisting, hours: hours.map(readHour) };
  });
}

function readHour(message: dropcast.v1.HourSum): HourSum {
  return {
    hour: message.hour,
    lines: readCount(message.lines, 'hour.lines'),
    connections: readCount(message.connections, 'hour.connections'),
    bytes: readCount(message.bytes, 'hour.bytes'),
    answered: readCount(message.answered, 'hour.answered'),
    refused: readCount(message.refused, 'hour.refused'),
    unreachable: readCount(message.unreachable, 'hour.unreachable'),
  };
}
