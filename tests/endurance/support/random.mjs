// Chance that can be had again: the same seed gives the same numbers.
export class Random {
  constructor(seed) {
    this.state = seed >>> 0;
  }

  // From 0 to below 1 (mulberry32).
  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  between(least, most) {
    return least + this.next() * (most - least);
  }

  whole(below) {
    return Math.floor(this.next() * below);
  }

  isTrue(share) {
    return this.next() < share;
  }

  one(list) {
    return list[this.whole(list.length)];
  }
}
