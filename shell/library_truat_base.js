// How JavaScript answers C++ (src/platform/web_calls.h): by tickets, with lists of texts and bytes.
addToLibrary({
  $Truat__deps: ['malloc', '$UTF8ToString'],
  $Truat: {
    // A list in one block of memory: count, then for each part its length and its bytes. C++ frees it.
    pack(parts) {
      const blocks = parts.map((part) => (typeof part === 'string' ? new TextEncoder().encode(part) : part));
      const size = blocks.reduce((sum, block) => sum + 4 + block.byteLength, 4);
      const start = _malloc(size);
      const view = new DataView(HEAPU8.buffer, start, size);
      view.setUint32(0, blocks.length, true);
      let at = 4;
      for (const block of blocks) {
        view.setUint32(at, block.byteLength, true);
        HEAPU8.set(block, start + at + 4);
        at += 4 + block.byteLength;
      }
      return start;
    },

    // The same list as C++ sends it, as copies of exactly their size; a length of 2^32 - 1 means "no bytes".
    unpack(start) {
      const view = new DataView(HEAPU8.buffer);
      const count = view.getUint32(start, true);
      const parts = [];
      let at = start + 4;
      for (let index = 0; index < count; index++) {
        const length = view.getUint32(at, true);
        at += 4;
        if (length === 0xffffffff) {
          parts.push(null);
        } else {
          parts.push(HEAPU8.slice(at, at + length));
          at += length;
        }
      }
      return parts;
    },
    text(bytes) {
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    },

    reply(ticket, ...parts) {
      _truat_reply(ticket, 0, Truat.pack(parts));
    },
    // `word` is one that web_calls_web.cpp knows; `reason` is for the curious.
    fail(ticket, word, reason = '') {
      _truat_reply(ticket, 1, Truat.pack([word, String(reason)]));
    },
    // For what is known at once: answers never come from inside the call.
    failLater(ticket, word, reason) {
      queueMicrotask(() => Truat.fail(ticket, word, reason));
    },
    // Why a database refused, in our words.
    why(error) {
      if (error?.name === 'QuotaExceededError') return 'full';
      return error?.truat ?? 'failed';
    },
    reason(error) {
      return error ? `${error.name ?? 'Error'}: ${error.message ?? error}` : 'unknown';
    },
  },
});
