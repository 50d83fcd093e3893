/**
 * Loaded into a relay before anything else: now and then it breaks a connection to Kafka off right behind a produce request, so that the broker has
 * it and its answer is lost. The relay knows nothing of it: to him it is the network.
 */
import { Socket } from 'node:net';

const produce = 0;
const share = 0.03;
const write = Socket.prototype.write;
// Its parent takes its first word for the word that it runs.
let isReady = false;
setTimeout(() => (isReady = true), 1_000).unref();

Socket.prototype.write = function (bytes, ...rest) {
  const sent = write.call(this, bytes, ...rest);
  // A request of Kafka begins with its length and the number of what is asked for.
  const isProduce =
    Buffer.isBuffer(bytes) && bytes.length > 8 && bytes.readInt32BE(0) === bytes.length - 4 && bytes.readInt16BE(4) === produce;
  if (isProduce && isReady && Math.random() < share) {
    process.send?.('cut');
    this.end();
  }
  return sent;
};
