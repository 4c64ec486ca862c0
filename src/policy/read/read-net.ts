/** Fields that hold blocks of addresses. */
import { parseAddress } from '../../flow/address.ts';
import { type Cidr, cidrContains, parseCidr } from '../../flow/cidr.ts';
import { FieldError, type Fields } from '../../manifest/fields.ts';

/** ADDRESS/BITS. */
export function readCidr(fields: Fields): Cidr {
  const cidr = parseCidr(fields.requiredText());
  if (cidr !== undefined) return cidr;
  throw new FieldError(fields.path, 'is no address block such as 10.0.0.0/8');
}

/** ADDRESS/BITS, or an address alone, as Calico takes both. */
export function readNet(fields: Fields): Cidr {
  const address = parseAddress(fields.requiredText());
  if (address === undefined) return readCidr(fields);
  return parseCidr(`${fields.text()}/${address.length * 8}`) as Cidr;
}

/** Undefined when absent or empty: then any address will do. */
export function readNets(list: Fields): readonly Cidr[] | undefined {
  const nets = list.items().map(readNet);
  return nets.length === 0 ? undefined : nets;
}

/** Throws FieldError unless `inner` is a true part of `outer`. */
export function checkPart(inner: Cidr, outer: Cidr, field: Fields): void {
  if (inner.bits > outer.bits && cidrContains(outer, inner.address)) return;
  throw new FieldError(field.path, 'must be a part of the block from which it is taken out');
}
