// One writer among the tabs, and what they tell each other (src/platform/writer_lock.h); timers (timers.h).
addToLibrary({
  $TruatLocks: { list: [] },
  $truatLock__deps: ['$Truat'],
  $truatLock: (name) => {
    // Each request has its own number, so that what an older one still reports is not taken for the newer one's.
    const lock = { number: 0, ticket: 0, letGo: null, waiting: null };

    const hold = () => {
      lock.waiting = null;
      Truat.reply(lock.ticket, 'granted');
      return new Promise((resolve) => {
        lock.letGo = resolve;
      });
    };
    const ended = (number) => (error) => {
      if (number !== lock.number || error?.name !== 'AbortError' || !lock.letGo) return;
      lock.letGo = null;
      lock.number++;
      Truat.reply(lock.ticket, 'lost');
    };
    const ask = (options, otherwise) => {
      const number = ++lock.number;
      const granted = (held) => {
        if (number !== lock.number) return undefined;
        return held ? hold() : otherwise();
      };
      navigator.locks.request(name, { mode: 'exclusive', ...options }, granted).then(() => {}, ended(number));
    };

    lock.request = (ticket) => {
      lock.ticket = ticket;
      if (!navigator.locks || !isSecureContext) return queueMicrotask(() => Truat.reply(ticket, 'unavailable'));
      ask({ ifAvailable: true }, () => {
        Truat.reply(ticket, 'held_elsewhere');
        lock.waiting = new AbortController();
        ask({ signal: lock.waiting.signal });
      });
    };
    lock.steal = () => {
      lock.waiting?.abort();
      lock.waiting = null;
      ask({ steal: true });
    };
    lock.release = () => {
      lock.number++;
      lock.waiting?.abort();
      lock.waiting = null;
      lock.letGo?.();
      lock.letGo = null;
    };
    return lock;
  },

  truat_lock_open__deps: ['$TruatLocks', '$truatLock', '$UTF8ToString'],
  truat_lock_open: (name) => TruatLocks.list.push(truatLock(UTF8ToString(name))) - 1,
  truat_lock_request__deps: ['$TruatLocks'],
  truat_lock_request: (lock, ticket) => {
    TruatLocks.list[lock].request(ticket);
  },
  truat_lock_steal__deps: ['$TruatLocks'],
  truat_lock_steal: (lock) => TruatLocks.list[lock].steal(),
  truat_lock_release__deps: ['$TruatLocks'],
  truat_lock_release: (lock) => TruatLocks.list[lock].release(),

  $TruatChannels: { list: [] },
  truat_channel_open__deps: ['$TruatChannels', '$Truat'],
  truat_channel_open: (name, ticket) => {
    const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(UTF8ToString(name));
    if (channel) channel.onmessage = (event) => event.data instanceof Uint8Array && Truat.reply(ticket, event.data);
    return TruatChannels.list.push(channel) - 1;
  },
  truat_channel_post__deps: ['$TruatChannels'],
  truat_channel_post: (channel, bytes, length) => {
    TruatChannels.list[channel]?.postMessage(HEAPU8.slice(bytes, bytes + length));
  },
  truat_channel_close__deps: ['$TruatChannels'],
  truat_channel_close: (channel) => TruatChannels.list[channel]?.close(),

  // Work in slices asks for delay 0 hundreds of times; setTimeout would make each 4 ms long.
  $TruatTimers__deps: ['$Truat'],
  $TruatTimers: { timeouts: new Map(), soon: null, due: [] },
  truat_timer_start__deps: ['$TruatTimers', '$Truat'],
  truat_timer_start: (ticket, delay) => {
    const timers = TruatTimers;
    if (delay > 0) {
      timers.timeouts.set(ticket, setTimeout(() => {
        timers.timeouts.delete(ticket);
        Truat.reply(ticket);
      }, delay));
      return;
    }
    if (!timers.soon) {
      timers.soon = new MessageChannel();
      timers.soon.port1.onmessage = () => Truat.reply(timers.due.shift());
    }
    timers.due.push(ticket);
    timers.soon.port2.postMessage(0);
  },
  truat_timer_cancel__deps: ['$TruatTimers'],
  truat_timer_cancel: (ticket) => {
    clearTimeout(TruatTimers.timeouts.get(ticket));
    TruatTimers.timeouts.delete(ticket);
  },
});
