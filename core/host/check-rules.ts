import { fault } from '../base/fault.ts';
import { parseAddress, parsePrefix } from '../base/ip-prefix.ts';
import { showName } from '../base/names.ts';
import { NETWORK_PROTOCOL, type NetworkRule } from './network.ts';

/** The worst priority that a rule may have: behind it come those that let all else pass. */
export const MAX_RULE_PRIORITY = 65_000;
/** Windows puts each rule into the switch by itself; more of them for one container is a mistake. */
const MAX_RULES = 256;

/** @throws {RuntimeFault} `InvalidArgument`, naming the rule by its place from 0, and its field: `rules[1].localPorts`. */
export function checkRules(rules: readonly NetworkRule[]): void {
  if (rules.length > MAX_RULES) throw wrongSetting('rules', rules.length, `there may be ${MAX_RULES} at most`);
  for (const [index, rule] of rules.entries()) checkRule(`rules[${index}]`, rule);
}

function checkRule(at: string, rule: NetworkRule): void {
  const { action, direction, priority, protocol } = rule;
  if (action !== 'allow' && action !== 'block')
    throw wrongSetting(`${at}.action`, action, 'it is neither allow nor block');
  if (direction !== 'in' && direction !== 'out')
    throw wrongSetting(`${at}.direction`, direction, 'it is neither in nor out');
  if (!(Number.isInteger(priority) && priority >= 1 && priority <= MAX_RULE_PRIORITY))
    throw wrongSetting(`${at}.priority`, priority, `it must be 1 to ${MAX_RULE_PRIORITY}`);
  if (protocol !== undefined && !NETWORK_PROTOCOL.includes(protocol))
    throw wrongSetting(`${at}.protocol`, protocol, `it is none of ${NETWORK_PROTOCOL.join(', ')}`);
  for (const field of ['localAddresses', 'remoteAddresses'] as const) {
    for (const text of rule[field] ?? []) checkAddresses(`${at}.${field}`, text);
  }
  for (const field of ['localPorts', 'remotePorts'] as const) {
    const ports = rule[field] ?? [];
    if (ports.length > 0 && protocol !== 'tcp' && protocol !== 'udp')
      throw wrongSetting(`${at}.${field}`, ports.join(','), 'only a rule for tcp or udp has ports');
    for (const text of ports) checkPorts(`${at}.${field}`, text);
  }
}

function checkAddresses(field: string, text: string): void {
  try {
    if (text.includes('/')) parsePrefix(text);
    else parseAddress(text);
  } catch {
    throw wrongSetting(field, text, 'it is neither an IPv4 address nor a network');
  }
}

function checkPorts(field: string, text: string): void {
  const match = /^([1-9]\d{0,4})(?:-([1-9]\d{0,4}))?$/.exec(text);
  const [from, to] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
  if (match === null || from > to || to > 65_535) throw wrongSetting(field, text, 'write 80, or 1000-2000');
}

/** For a setting of a network or namespace. @param field As the caller names it: `rules[1].localPorts`. */
export function wrongSetting(field: string, value: unknown, why: string, hint?: string): Error {
  const target = showName(String(value));
  const given = target === '' ? '' : ` (${target})`;
  return fault('InvalidArgument', `Network setting '${field}'${given} cannot be used: ${why}.`, {
    target,
    ...(hint === undefined ? {} : { hint }),
  });
}
