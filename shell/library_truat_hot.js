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
      if (typeof indexedDB === 'undefined') return Truat.failLater(ticket, 'no_storage');
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

    const answer = (write, error, word) => {
      if (error) return Truat.fail(write.ticket, word ?? Truat.why(error), Truat.reason(error));
      hot.expected = write.stamp;
      hot.uncertain.clear();
      for (const directory of write.newDirectories) hot.directories.add(directory);
      Truat.reply(write.ticket);
    };

    const onConnection = (write) => {
      if (connection.db) return issue(write, connection.db);
      connection.open().then(
        (db) => issue(write, db),
        (error) => answer(write, error),
      );
    };

    const retryOnce = (write, error) => {
      if (write.retried) return answer(write, error);
      write.retried = true;
      onConnection(write);
    };

    const issue = (write, db) => {
      let transaction;
      try {
        transaction = db.transaction([IDBFS.DB_STORE_NAME], 'readwrite', { durability: 'strict' });
      } catch (error) {
        connection.lost(db);
        return retryOnce(write, error);
      }
      const store = transaction.objectStore(IDBFS.DB_STORE_NAME);
      let refusal = null;
      let alreadyKept = false;
      transaction.oncomplete = () => answer(write);
      transaction.onabort = () => {
        if (alreadyKept) return answer(write);
        if (refusal) return answer(write, { name: 'AbortError', message: refusal }, refusal);
        const error = transaction.error ?? { name: 'AbortError', message: 'the connection was lost' };
        hot.uncertain.add(write.stamp);
        if (error.name === 'QuotaExceededError') return answer(write, error);
        connection.lost(db);
        retryOnce(write, error);
      };
      const guard = store.get(guardKey);
      guard.onsuccess = () => {
        const found = guard.result ? guard.result.timestamp.getTime() : null;
        if (found === write.stamp) alreadyKept = true;
        else if (found === write.follows || hot.uncertain.has(found)) return;
        else refusal = found === null ? 'gone' : 'overtaken';
        transaction.abort();
      };
      putAll(store, write);
    };

    hot.write = (list, ticket) => {
      if (!hot.populated) return Truat.failLater(ticket, 'not_populated');
      const parts = Truat.unpack(list);
      const changes = new Map();
      for (let index = 0; index < parts.length; index += 2) changes.set(`${mountPoint}/${Truat.text(parts[index])}`, parts[index + 1]);
      hot.lastStamp = Math.max(Date.now(), hot.lastStamp + 1);
      onConnection({ changes, ticket, stamp: hot.lastStamp, follows: hot.expected, newDirectories: [], retried: false });
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
  truat_hot_write: (mount, changes, ticket) => TruatHot.mounts[mount].write(changes, ticket),

  truat_hot_start_anew__deps: ['$TruatHot'],
  truat_hot_start_anew: (mount) => TruatHot.mounts[mount].startAnew(),

  truat_hot_erase__deps: ['$TruatHot'],
  truat_hot_erase: (mount, ticket) => TruatHot.mounts[mount].erase(ticket),
});
