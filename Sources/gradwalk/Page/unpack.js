// Unpacks the module. LZMA makes the page a third smaller than what browsers unpack by themselves; this follows the
// specification by I. Pavlov (LZMA SDK, 2015).

/** Probabilities of bits, 11 bits each: they begin in the middle. */
function even(count) { return new Uint16Array(count).fill(1024); }

class LZMA {
  static largest = 256 << 20;

  constructor(data) {
    const properties = data[0];
    if (!(properties < 225) || data.length < 18) throw new Error('the module is not packed as it should be');
    this.data = data;
    this.context = properties % 9;
    this.lowBits = Math.floor(properties / 9) % 5;
    this.placeBits = Math.floor(properties / 45);
    // The header: properties, the size of the dictionary, the size or −1. Then the code, behind a zero.
    this.place = 14;
    this.range = 0xffffffff;
    this.code = 0;
    for (let index = 0; index < 4; index++) this.code = (this.code << 8 | this.byte()) >>> 0;
    this.literals = even(0x300 << (this.context + this.lowBits));
    this.isMatch = even(12 << 4);
    this.isRepeat = even(12);
    this.isRepeat0 = even(12);
    this.isRepeat1 = even(12);
    this.isRepeat2 = even(12);
    this.isLong = even(12 << 4);
    this.slots = even(4 * 64);
    this.special = even(115);
    this.aligned = even(16);
    this.length = { choice: even(2), low: even(16 << 3), middle: even(16 << 3), high: even(256) };
    this.repeatLength = { choice: even(2), low: even(16 << 3), middle: even(16 << 3), high: even(256) };
  }

  byte() {
    if (this.place >= this.data.length) throw new Error('the module ends too early');
    return this.data[this.place++];
  }

  /** One bit, as likely as its probability says, which learns from it. */
  bit(probabilities, index) {
    const probability = probabilities[index];
    const bound = (this.range >>> 11) * probability;
    let bit = 0;
    if (this.code < bound) {
      this.range = bound;
      probabilities[index] = probability + (2048 - probability >>> 5);
    } else {
      this.range -= bound;
      this.code -= bound;
      probabilities[index] = probability - (probability >>> 5);
      bit = 1;
    }
    if (this.range < 0x1000000) {
      this.range = this.range * 256;
      this.code = (this.code << 8 | this.byte()) >>> 0;
    }
    return bit;
  }

  /** A number of so many bits, the highest first. */
  tree(probabilities, bits, offset = 0) {
    let symbol = 1;
    for (let index = 0; index < bits; index++) symbol = symbol << 1 | this.bit(probabilities, offset + symbol);
    return symbol - (1 << bits);
  }

  /** The same, the lowest first. */
  reverseTree(probabilities, bits, offset = 0) {
    let symbol = 1;
    let result = 0;
    for (let index = 0; index < bits; index++) {
      const bit = this.bit(probabilities, offset + symbol);
      symbol = symbol << 1 | bit;
      result |= bit << index;
    }
    return result;
  }

  /** Bits that are as often 0 as 1. */
  direct(count) {
    let result = 0;
    for (; count > 0; count--) {
      this.range >>>= 1;
      const bit = this.code >= this.range ? 1 : 0;
      if (bit) this.code -= this.range;
      result = result * 2 + bit;
      if (this.range < 0x1000000) {
        this.range = this.range * 256;
        this.code = (this.code << 8 | this.byte()) >>> 0;
      }
    }
    return result;
  }

  lengthOf({ choice, low, middle, high }, placeState) {
    if (this.bit(choice, 0) === 0) return 2 + this.tree(low, 3, placeState << 3);
    if (this.bit(choice, 1) === 0) return 10 + this.tree(middle, 3, placeState << 3);
    return 18 + this.tree(high, 8);
  }

  distance(length) {
    const slot = this.tree(this.slots, 6, Math.min(length - 2, 3) << 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const start = (2 | slot & 1) * 2 ** bits;
    if (slot < 14) return start + this.reverseTree(this.special, bits, start - slot);
    return start + this.direct(bits - 4) * 16 + this.reverseTree(this.aligned, 4);
  }

  literal(before, matched) {
    const offset = 0x300 * before;
    let symbol = 1;
    if (matched >= 0) {
      while (symbol < 0x100) {
        const expected = matched >> 7 & 1;
        matched <<= 1;
        const bit = this.bit(this.literals, offset + (1 + expected << 8) + symbol);
        symbol = symbol << 1 | bit;
        if (bit !== expected) break;
      }
    }
    while (symbol < 0x100) symbol = symbol << 1 | this.bit(this.literals, offset + symbol);
    return symbol & 0xff;
  }

  output() {
    const view = new DataView(this.data.buffer, this.data.byteOffset);
    const told = view.getBigUint64(5, true);
    const size = told < BigInt(LZMA.largest) ? Number(told) : LZMA.largest;
    let output = new Uint8Array(told < BigInt(LZMA.largest) ? size : this.data.length * 8);
    let length = 0;
    let state = 0;
    let [distance0, distance1, distance2, distance3] = [0, 0, 0, 0];
    const placeMask = (1 << this.placeBits) - 1;
    const lowMask = (1 << this.lowBits) - 1;
    while (length < size) {
      const placeState = length & placeMask;
      if (this.bit(this.isMatch, (state << 4) + placeState) === 0) {
        const last = length > 0 ? output[length - 1] : 0;
        const before = ((length & lowMask) << this.context) + (last >> 8 - this.context);
        const byte = this.literal(before, state >= 7 ? output[length - distance0 - 1] : -1);
        if (length === output.length) output = larger(output, length + 1);
        output[length++] = byte;
        state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
        continue;
      }
      let count = 0;
      if (this.bit(this.isRepeat, state) === 0) {
        // A distance that is told; the last four are remembered.
        count = this.lengthOf(this.length, placeState);
        [distance3, distance2, distance1, distance0] = [distance2, distance1, distance0, this.distance(count)];
        if (distance0 === 0xffffffff) break; // the sign of the end
        state = state < 7 ? 7 : 10;
      } else {
        if (this.bit(this.isRepeat0, state) === 0) {
          if (this.bit(this.isLong, (state << 4) + placeState) === 0) count = 1;
        } else if (this.bit(this.isRepeat1, state) === 0) {
          [distance0, distance1] = [distance1, distance0];
        } else if (this.bit(this.isRepeat2, state) === 0) {
          [distance0, distance1, distance2] = [distance2, distance0, distance1];
        } else {
          [distance0, distance1, distance2, distance3] = [distance3, distance0, distance1, distance2];
        }
        if (count === 1) {
          state = state < 7 ? 9 : 11;
        } else {
          count = this.lengthOf(this.repeatLength, placeState);
          state = state < 7 ? 8 : 11;
        }
      }
      if (distance0 >= length || count > size - length) throw new Error('the module is damaged');
      if (length + count > output.length) output = larger(output, length + count);
      for (let from = length - distance0 - 1; count > 0; count--) output[length++] = output[from++];
    }
    return output.subarray(0, length);
  }
}

function larger(bytes, least) {
  const grown = new Uint8Array(Math.max(least, bytes.length * 2));
  grown.set(bytes);
  return grown;
}
