// The hot mount (src/platform/hot_files.h): read once through IDBFS, written by single transactions of our own.
addToLibrary({
  $TruatHot: { mounts: [] },
  $truatHotMount__deps: ['$FS', '$MEMFS', '$IDBFS', '$Truat', '$truatConnection'],
  $truatHotMount: (mountPoint) => {
    const guardKey = `${mountPoint}/meta`;
    const fileMode = 0o100666;
    const directoryMode = 0o040777;

    // IDBFS's way back deletes from the database whatever the memory lacks; nothing may ever go that way.
    const readOnlyIdbfs = Object.create(IDBFS);
    readOnlyIdbfs.syncfs = (mount, populate, callback) => {
      if (populate) IDBFS.syncfs(mount, true, callback);
      else callback(new Error('the mount is never written by syncfs'));
    };
    FS.mkdirTree(mountPoint);
    FS.mount(readOnlyIdbfs, { autoPersist: false }, mountPoint);

    const hot = {
      populated: false,
      // The time stamp that our next write must find on meta, and those of writes that were never answered for certain.
      expected: null,
      uncertain: new Set(),
      lastStamp: 0,
      directories: new Set(),
      mayCreate: false,
      sent: [],
    };

    const connection = truatConnection(mountPoint, IDBFS.DB_VERSION, (db) => {
      if (!hot.mayCreate) return false;
      db.createObjectStore(IDBFS.DB_STORE_NAME).createIndex('timestamp', 'timestamp', { unique: false });
      return true;
    });

    // What IDBFS has put into memory, as [path, bytes…]; the memory is given back.
    const takeFiles = () => {
      const parts = [];
      hot.directories.clear();
      hot.expected = null;
      const walk = (directory) => {
        for (const name of FS.readdir(directory)) {
          if (name === '.' || name === '..') continue;
          const path = `${directory}/${name}`;
          const stat = FS.stat(path);
          const stamp = stat.mtime.getTime();
          if (stamp > hot.lastStamp) hot.lastStamp = stamp;
          if (FS.isDir(stat.mode)) {
            hot.directories.add(path);
            walk(path);
          } else {
            if (path === guardKey) hot.expected = stamp;
            parts.push(path.slice(mountPoint.length + 1), FS.readFile(path));
            FS.unlink(path);
          }
        }
      };
      walk(mountPoint);
      return parts;
    };

    hot.populate = (ticket) => {
      if (typeof indexedDB === 'undefined') return Truat.fail(ticket, 'no_storage');
      FS.syncfs(true, (error) => {
        // IDBFS keeps its connection and would hold up whoever deletes the database.
        IDBFS.dbs[mountPoint]?.close();
        delete IDBFS.dbs[mountPoint];
        if (error) return Truat.fail(ticket, 'unreadable', Truat.reason(error));
        let parts;
        try {
          parts = takeFiles();
        } catch (problem) {
          return Truat.fail(ticket, 'unreadable', Truat.reason(problem));
        }
        hot.populated = true;
        hot.uncertain.clear();
        // Open before the first write is due: a page that closes cannot wait for it. Where it fails, the write tells.
        connection.open().catch(() => {});
        Truat.reply(ticket, ...parts);
      });
    };

    hot.readRaw = (ticket) => {
      const everything = (store) => {
        const keys = store.getAllKeys();
        const values = store.getAll();
        return () => [keys.result, values.result];
      };
      connection.run([IDBFS.DB_STORE_NAME], 'readonly', everything).then(
        ([keys, values]) => {
          const parts = [];
          keys.forEach((key, index) => {
            if (values[index].contents) parts.push(key.slice(mountPoint.length + 1), values[index].contents);
          });
          Truat.reply(ticket, ...parts);
        },
        (error) => Truat.fail(ticket, 'unreadable', Truat.reason(error)),
      );
    };

    // --- writing

    const parentsOf = (path) => {
      const parents = [];
      for (let at = path.lastIndexOf('/'); at > mountPoint.length; at = path.lastIndexOf('/', at - 1)) parents.push(path.slice(0, at));
      return parents;
    };

    const putAll = (store, write) => {
      const timestamp = new Date(write.stamp);
      for (const [path, contents] of write.changes) {
        if (contents === null) {
          store.delete(path);
          continue;
        }
        for (const directory of parentsOf(path)) {
          if (hot.directories.has(directory)) continue;
          store.put({ timestamp, mode: directoryMode }, directory);
          write.newDirectories.push(directory);
        }
        store.put({ timestamp, mode: fileMode, contents }, path);
      }
    };

    // The urgent write behind this one that took its changes along.
    const heirOf = (write) => hot.sent.slice(hot.sent.indexOf(write) + 1).find((later) => later.inherits);

    // Answers go out in the order of the writes. One whose changes a later, urgent one took along shares its outcome.
    const answer = () => {
      while (hot.sent.length) {
        const write = hot.sent[0];
        const heir = write.outcome?.error && heirOf(write);
        const outcome = heir ? heir.outcome : write.outcome;
        if (!outcome) return;
        hot.sent.shift();
        if (outcome.error) {
          for (const behind of hot.sent) behind.doomed = true;
          Truat.fail(write.ticket, outcome.word, Truat.reason(outcome.error));
        } else {
          Truat.reply(write.ticket);
        }
      }
    };

    const settle = (write, error, word) => {
      write.outcome = error ? { error, word: word ?? Truat.why(error) } : {};
      if (!error) {
        hot.expected = write.stamp;
        hot.uncertain.clear();
        for (const directory of write.newDirectories) hot.directories.add(directory);
      }
      answer();
      const next = hot.sent.find((waiting) => !waiting.outcome);
      if (next && !next.started) start(next);
    };

    // Each waits for those before it, so that it knows what it stands on; only an urgent one does not.
    const start = (write) => {
      write.started = true;
      write.follows = hot.expected;
      if (connection.db) return issue(write, connection.db);
      connection.open().then(
        (db) => issue(write, db),
        (error) => settle(write, error),
      );
    };

    const retryOnce = (write, error) => {
      if (write.retried || write.doomed) return settle(write, error);
      write.retried = true;
      connection.open().then(
        (db) => issue(write, db),
        (problem) => settle(write, problem),
      );
    };

    const issue = (write, db) => {
      if (write.doomed) return settle(write, { name: 'AbortError', message: 'the write before it failed' });
      let transaction;
      try {
        transaction = db.transaction([IDBFS.DB_STORE_NAME], 'readwrite', { durability: 'strict' });
      } catch (error) {
        connection.lost(db);
        return retryOnce(write, error);
      }
      write.transaction = transaction;
      const store = transaction.objectStore(IDBFS.DB_STORE_NAME);
      let refusal = null;
      let alreadyKept = false;
      transaction.oncomplete = () => settle(write);
      transaction.onabort = () => {
        if (alreadyKept) return settle(write);
        if (refusal) return settle(write, { name: 'AbortError', message: refusal }, refusal);
        if (heirOf(write)) return settle(write, { name: 'AbortError', message: 'an urgent write took it along' });
        const error = transaction.error ?? { name: 'AbortError', message: 'the connection was lost' };
        hot.uncertain.add(write.stamp);
        if (error.name === 'QuotaExceededError') return settle(write, error);
        connection.lost(db);
        return retryOnce(write, error);
      };
      if (!write.urgent) {
        const guard = store.get(guardKey);
        guard.onsuccess = () => {
          const found = guard.result ? guard.result.timestamp.getTime() : null;
          if (found === write.stamp) alreadyKept = true;
          else if (found === write.follows || hot.uncertain.has(found)) return;
          else refusal = found === null ? 'gone' : 'overtaken';
          transaction.abort();
        };
      }
      putAll(store, write);
      // Closing pages get no more events: the transaction is told to go without waiting for any.
      if (write.urgent) transaction.commit?.();
    };

    hot.write = (list, urgent, ticket) => {
      if (!hot.populated) return Truat.fail(ticket, 'not_populated');
      const parts = Truat.unpack(list);
      const changes = new Map();
      const waiting = hot.sent.filter((write) => !write.outcome);
      // An urgent write is not checked, so it must stand by itself whatever becomes of those before it.
      if (urgent) for (const before of waiting) for (const [path, contents] of before.changes) changes.set(path, contents);
      for (let index = 0; index < parts.length; index += 2) changes.set(`${mountPoint}/${Truat.text(parts[index])}`, parts[index + 1]);
      hot.lastStamp = Math.max(Date.now(), hot.lastStamp + 1);
      const write = {
        changes, ticket, urgent: !!urgent, inherits: !!urgent && waiting.length > 0, stamp: hot.lastStamp,
        follows: null, newDirectories: [], started: false, retried: false, doomed: false, outcome: null,
      };
      hot.sent.push(write);
      if (urgent || !waiting.length) start(write);
      if (!urgent) return;
      // A transaction that is not yet committed dies with the page, and would hold up the urgent one until then; that has
      // its changes too. Tried in Chromium with pages that close: in this order 40 of 40 survived, without the abort 36 of
      // 40, with the abort first 8 of 24.
      for (const before of waiting) {
        try {
          before.transaction?.abort(); // its handlers run later
        } catch {
          // It is committing already.
        }
      }
    };

    hot.startAnew = () => {
      connection.close();
      hot.mayCreate = true;
      hot.expected = null;
      hot.uncertain.clear();
      hot.directories.clear();
    };

    hot.erase = (ticket) => {
      hot.populated = false;
      connection.remove().then(
        () => Truat.reply(ticket),
        (error) => Truat.fail(ticket, 'failed', Truat.reason(error)),
      );
    };
    return hot;
  },

  truat_hot_open__deps: ['$TruatHot', '$truatHotMount', '$UTF8ToString'],
  truat_hot_open: (mount) => TruatHot.mounts.push(truatHotMount(UTF8ToString(mount))) - 1,

  truat_hot_populate__deps: ['$TruatHot'],
  truat_hot_populate: (mount, ticket) => TruatHot.mounts[mount].populate(ticket),

  truat_hot_read_raw__deps: ['$TruatHot'],
  truat_hot_read_raw: (mount, ticket) => TruatHot.mounts[mount].readRaw(ticket),

  truat_hot_write__deps: ['$TruatHot'],
  truat_hot_write: (mount, changes, urgent, ticket) => TruatHot.mounts[mount].write(changes, urgent, ticket),

  truat_hot_start_anew__deps: ['$TruatHot'],
  truat_hot_start_anew: (mount) => TruatHot.mounts[mount].startAnew(),

  truat_hot_erase__deps: ['$TruatHot'],
  truat_hot_erase: (mount, ticket) => TruatHot.mounts[mount].erase(ticket),
});
