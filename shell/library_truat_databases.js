// IndexedDB: the hot mount over IDBFS's own database, databases of keys and bytes, the photo database.
// (src/platform/hot_files.h, blob_store.h, photo_store.h)
addToLibrary({
  // A connection that closes when another wants to delete or upgrade the database, and is opened again when needed.
  // `upgrade` makes the stores of a new database; where there must be one already it returns false.
  $truatConnection: (name, version, upgrade) => {
    const connection = {
      db: null,
      opening: null,
      open() {
        connection.opening ??= new Promise((resolve, reject) => {
          if (connection.db) return resolve(connection.db);
          let refused = false;
          let request;
          try {
            request = indexedDB.open(name, version);
          } catch (error) {
            return reject(error);
          }
          request.onupgradeneeded = () => {
            if (upgrade(request.result, request.transaction) === false) {
              refused = true;
              request.transaction.abort();
            }
          };
          request.onsuccess = () => {
            const db = request.result;
            connection.db = db;
            db.onclose = () => connection.lost(db);
            db.onversionchange = () => {
              db.close();
              connection.lost(db);
            };
            resolve(db);
          };
          request.onerror = (event) => {
            event.preventDefault();
            reject(refused ? { name: 'NotFoundError', message: 'the database is gone', truat: 'gone' } : request.error);
          };
        }).finally(() => {
          connection.opening = null;
        });
        return connection.opening;
      },
      lost(db) {
        if (connection.db === db) connection.db = null;
      },
      close() {
        connection.db?.close();
        connection.db = null;
      },
      remove() {
        connection.close();
        return new Promise((resolve, reject) => {
          const request = indexedDB.deleteDatabase(name);
          request.onsuccess = () => resolve();
          request.onerror = () => reject(request.error);
        });
      },
      // One transaction. `work(stores)` makes its requests at once and may return a function that gives the result
      // after `complete`. A connection that turns out to be lost is opened again, once.
      async run(storeNames, mode, work, urgent = false, again = true) {
        const db = connection.db ?? (await connection.open());
        let transaction;
        try {
          transaction = db.transaction(storeNames, mode, { durability: 'strict' });
        } catch (error) {
          connection.lost(db);
          if (again && error.name === 'InvalidStateError') return connection.run(storeNames, mode, work, urgent, false);
          throw error;
        }
        const result = work(...storeNames.map((store) => transaction.objectStore(store)));
        if (urgent) transaction.commit?.();
        try {
          await new Promise((resolve, reject) => {
            transaction.oncomplete = resolve;
            transaction.onabort = () => reject(transaction.error ?? { name: 'AbortError', message: 'the connection was lost' });
          });
        } catch (error) {
          const lost = connection.db !== db;
          if (lost && again) return connection.run(storeNames, mode, work, urgent, false);
          throw error;
        }
        return result?.();
      },
    };
    return connection;
  },

  $TruatDatabases: { list: [] },

  // --- keys and bytes

  truat_blobs_open__deps: ['$TruatDatabases', '$truatConnection', '$UTF8ToString'],
  truat_blobs_open: (name) => {
    const connection = truatConnection(UTF8ToString(name), 1, (db) => {
      db.createObjectStore('entries');
    });
    return TruatDatabases.list.push(connection) - 1;
  },

  truat_blobs_get__deps: ['$TruatDatabases', '$Truat'],
  truat_blobs_get: (database, key, ticket) => {
    const name = UTF8ToString(key);
    TruatDatabases.list[database]
      .run(['entries'], 'readonly', (store) => {
        const request = store.get(name);
        return () => request.result;
      })
      .then(
        (bytes) => (bytes === undefined ? Truat.reply(ticket) : Truat.reply(ticket, bytes)),
        (error) => Truat.fail(ticket, 'unreadable', Truat.reason(error)),
      );
  },

  truat_blobs_put__deps: ['$TruatDatabases', '$Truat'],
  truat_blobs_put: (database, changes, urgent, ticket) => {
    const parts = Truat.unpack(changes);
    const put = (store) => {
      for (let index = 0; index < parts.length; index += 2) {
        const key = Truat.text(parts[index]);
        if (parts[index + 1]) store.put(parts[index + 1], key);
        else store.delete(key);
      }
    };
    TruatDatabases.list[database].run(['entries'], 'readwrite', put, urgent).then(
      () => Truat.reply(ticket),
      (error) => Truat.fail(ticket, Truat.why(error), Truat.reason(error)),
    );
  },

  truat_blobs_keys__deps: ['$TruatDatabases', '$Truat'],
  truat_blobs_keys: (database, ticket) => {
    TruatDatabases.list[database]
      .run(['entries'], 'readonly', (store) => {
        const request = store.getAllKeys();
        return () => request.result;
      })
      .then(
        (keys) => Truat.reply(ticket, ...keys.map(String)),
        (error) => Truat.fail(ticket, 'unreadable', Truat.reason(error)),
      );
  },

  truat_databases_erase__deps: ['$TruatDatabases', '$Truat'],
  truat_databases_erase: (database, ticket) => {
    TruatDatabases.list[database].remove().then(
      () => Truat.reply(ticket),
      (error) => Truat.fail(ticket, 'failed', Truat.reason(error)),
    );
  },
});
