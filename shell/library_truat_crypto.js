// Keys, signatures and encryption by WebCrypto (src/platform/signing.h, cipher.h). No private key ever leaves the browser.
addToLibrary({
  $TruatCrypto__deps: ['$Truat', '$truatConnection'],
  $TruatCrypto: {
    curve: { name: 'ECDSA', namedCurve: 'P-256' },
    scheme: { name: 'ECDSA', hash: 'SHA-256' },
    database: null,
    next: 0,
    ciphers: new Map(),

    subtle() {
      if (!globalThis.crypto?.subtle) throw { truat: 'no_secure_context' };
      return crypto.subtle;
    },
    run(mode, work) {
      TruatCrypto.database ??= truatConnection('truat-keys', 1, (db) => {
        db.createObjectStore('keys');
      });
      return TruatCrypto.database.run(['keys'], mode, work);
    },
    find(name) {
      return TruatCrypto.run('readonly', (keys) => {
        const request = keys.get(name);
        return () => request.result;
      });
    },
    async own(name) {
      const subtle = TruatCrypto.subtle();
      let pair = await TruatCrypto.find(name);
      if (!pair) {
        const made = await subtle.generateKey(TruatCrypto.curve, false, ['sign', 'verify']);
        pair = await TruatCrypto.run('readwrite', (keys) => {
          const request = keys.get(name);
          request.onsuccess = () => {
            try {
              if (!request.result) keys.put(made, name); // unless another tab has been faster
            } catch {
              request.transaction.abort(); // a browser that keeps no keys
            }
          };
          return () => request.result ?? made;
        });
      }
      return [new Uint8Array(await subtle.exportKey('raw', pair.publicKey))];
    },
    async sign(name, message) {
      const subtle = TruatCrypto.subtle();
      const pair = await TruatCrypto.find(name);
      if (!pair) throw { truat: 'no_key' };
      return [new Uint8Array(await subtle.sign(TruatCrypto.scheme, pair.privateKey, message))];
    },
    // Key, signature and message of each; by what is no point of the curve nothing holds.
    async check(parts) {
      const subtle = TruatCrypto.subtle();
      const all = [];
      for (let at = 0; at < parts.length; at += 3) all.push(parts.slice(at, at + 3));
      return Promise.all(all.map(async ([point, signature, message]) => {
        const key = await subtle.importKey('raw', point, TruatCrypto.curve, false, ['verify']).catch(() => null);
        return key && (await subtle.verify(TruatCrypto.scheme, key, signature, message)) ? '1' : '';
      }));
    },
    async cipher([passphrase, salt], iterations) {
      const subtle = TruatCrypto.subtle();
      const words = await subtle.importKey('raw', passphrase, 'PBKDF2', false, ['deriveKey']);
      const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
      const key = await subtle.deriveKey(how, words, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
      TruatCrypto.ciphers.set(++TruatCrypto.next, key);
      return [String(TruatCrypto.next)];
    },
    async seal(cipher, [iv, additionalData, bytes], opens) {
      const how = { name: 'AES-GCM', iv, additionalData };
      try {
        return [new Uint8Array(await crypto.subtle[opens ? 'decrypt' : 'encrypt'](how, TruatCrypto.ciphers.get(cipher), bytes))];
      } catch (error) {
        if (opens && error.name === 'OperationError') return []; // not what was sealed by this key
        throw error;
      }
    },
    answer(ticket, parts, word) {
      parts.then(
        (list) => Truat.reply(ticket, ...list),
        (error) => Truat.fail(ticket, error?.truat ?? word, Truat.reason(error)),
      );
    },
  },

  truat_key_own__deps: ['$TruatCrypto', '$UTF8ToString'],
  truat_key_own: (name, ticket) => TruatCrypto.answer(ticket, TruatCrypto.own(UTF8ToString(name)), 'key_not_kept'),

  truat_key_sign__deps: ['$TruatCrypto', '$UTF8ToString'],
  truat_key_sign: (name, bytes, length, ticket) => {
    const message = HEAPU8.slice(bytes, bytes + length);
    TruatCrypto.answer(ticket, TruatCrypto.sign(UTF8ToString(name), message), 'crypto_failed');
  },

  truat_keys_check__deps: ['$TruatCrypto'],
  truat_keys_check: (list, ticket) => TruatCrypto.answer(ticket, TruatCrypto.check(Truat.unpack(list)), 'crypto_failed'),

  // All keys whose names begin so.
  truat_keys_forget__deps: ['$TruatCrypto', '$UTF8ToString'],
  truat_keys_forget: (beginning, ticket) => {
    const name = UTF8ToString(beginning);
    const forget = (keys) => void keys.delete(IDBKeyRange.bound(name, `${name}\uffff`));
    TruatCrypto.answer(ticket, TruatCrypto.run('readwrite', forget).then(() => []), 'key_not_kept');
  },

  truat_cipher_make__deps: ['$TruatCrypto'],
  truat_cipher_make: (list, iterations, ticket) =>
    TruatCrypto.answer(ticket, TruatCrypto.cipher(Truat.unpack(list), iterations), 'crypto_failed'),

  truat_cipher_run__deps: ['$TruatCrypto'],
  truat_cipher_run: (cipher, list, opens, ticket) =>
    TruatCrypto.answer(ticket, TruatCrypto.seal(cipher, Truat.unpack(list), opens), 'crypto_failed'),

  truat_cipher_forget__deps: ['$TruatCrypto'],
  truat_cipher_forget: (cipher) => {
    TruatCrypto.ciphers.delete(cipher);
  },
});
