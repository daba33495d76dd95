import { lookup } from 'node:dns';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Unavailable } from '../../domain/errors.ts';
import type { PostJson } from '../../domain/ports/webhooks.ts';

/** Milliseconds until an address that does not answer counts as silent. */
const patience = 10_000;

/** Where clouds keep the secrets of a machine: nothing there ever wants to be told about footage. */
const never = new BlockList();
never.addSubnet('169.254.0.0', 16);
never.addSubnet('fe80::', 10, 'ipv6');
never.addAddress('fd00:ec2::254', 'ipv6');
never.addAddress('0.0.0.0');
never.addAddress('::', 'ipv6');

/** Inside the house: loopback and private networks. */
const inside = new BlockList();
for (const [net, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
] as const)
  inside.addSubnet(net, bits);
inside.addAddress('::1', 'ipv6');
inside.addSubnet('fc00::', 7, 'ipv6');

function refusal(address: string, secure: boolean): string | undefined {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (never.check(address, family)) return `${address} is not an address that may be called.`;
  if (!secure && !inside.check(address, family)) return `${address} is outside the house; use https.`;
  return undefined;
}

/** Looks a name up and refuses what it may not stand for, at the moment of connecting: a name cannot be changed in between. */
const guardedLookup =
  (secure: boolean): LookupFunction =>
  (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const trouble = error ?? addresses.map(({ address }) => refusal(address, secure)).find((each) => each !== undefined);
      if (trouble !== undefined) done(trouble instanceof Error ? trouble : new Error(trouble), '', 0);
      else if (options.all) done(null, addresses);
      else done(null, addresses[0]!.address, addresses[0]!.family);
    });
  };

/** POST over http or https with a time limit; reads no answer but its status; follows no redirect. */
export const postJson: PostJson = (url, body, headers) =>
  new Promise((resolve, reject) => {
    const target = new URL(url);
    const secure = target.protocol === 'https:';
    const host = target.hostname.replace(/^\[|\]$/g, '');
    const trouble = isIP(host) === 0 ? undefined : refusal(host, secure);
    if (trouble !== undefined) {
      reject(new Unavailable(trouble));
      return;
    }
    const request = (secure ? httpsRequest : httpRequest)(
      target,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'user-agent': 'rushes', ...headers },
        lookup: guardedLookup(secure),
        signal: AbortSignal.timeout(patience),
        agent: false,
      },
      (answer) => {
        answer.destroy();
        resolve(answer.statusCode ?? 0);
      },
    );
    request.on('error', (error) => {
      const timedOut = error.name === 'TimeoutError' || error.name === 'AbortError';
      reject(new Unavailable(timedOut ? `It did not answer within ${patience / 1000} seconds.` : error.message, { cause: error }));
    });
    request.end(body);
  });
