// Photos: taken in, kept and decoded by the browser; never all in the heap (src/platform/photo_store.h, image_textures.h).
addToLibrary({
  $TruatPhotos__deps: ['$Truat', '$truatConnection'],
  $TruatPhotos: {
    databases: new Map(),
    jpegQuality: 0.82,

    // `name` opens the database; photos and thumbnails are Blobs under the photo's key.
    open(name) {
      if (!TruatPhotos.databases.has(name)) {
        TruatPhotos.databases.set(name, truatConnection(name, 1, (db) => {
          db.createObjectStore('photos');
          db.createObjectStore('thumbnails');
        }));
      }
      return TruatPhotos.databases.get(name);
    },
    get(name, store, key) {
      return TruatPhotos.open(name).run([store], 'readonly', (entries) => {
        const request = entries.get(key);
        return () => request.result;
      });
    },
    put(name, key, photo, thumbnail) {
      return TruatPhotos.open(name).run(['photos', 'thumbnails'], 'readwrite', (photos, thumbnails) => {
        photos.put(photo, key);
        thumbnails.put(thumbnail, key);
      });
    },
    async sha256(blob) {
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
      return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    },
    // Upright, at most `side` long, on white.
    async scaled(bitmap, side) {
      const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
      const width = Math.max(1, Math.round(bitmap.width * scale));
      const height = Math.max(1, Math.round(bitmap.height * scale));
      let canvas;
      if (typeof OffscreenCanvas === 'undefined') {
        canvas = document.createElement('canvas');
        canvas.width = width;
        canvas.height = height;
      } else {
        canvas = new OffscreenCanvas(width, height);
      }
      const context = canvas.getContext('2d');
      context.fillStyle = '#fff';
      context.fillRect(0, 0, width, height);
      context.imageSmoothingQuality = 'high';
      context.drawImage(bitmap, 0, 0, width, height);
      const type = 'image/jpeg';
      const quality = TruatPhotos.jpegQuality;
      const blob = canvas.convertToBlob
        ? await canvas.convertToBlob({ type, quality })
        : await new Promise((resolve) => canvas.toBlob(resolve, type, quality));
      if (!blob) throw new Error('no JPEG was made');
      return { blob, width, height };
    },
    decode(blob) {
      return createImageBitmap(blob, { imageOrientation: 'from-image' });
    },
    async thumbnailOf(photo, side) {
      const bitmap = await TruatPhotos.decode(photo);
      try {
        return (await TruatPhotos.scaled(bitmap, side)).blob;
      } finally {
        bitmap.close();
      }
    },
    // ISO base media files of the HEIF family name it in their first box.
    async isHeic(file) {
      const head = new Uint8Array(await file.slice(0, 64).arrayBuffer());
      return /ftyp.*(heic|heix|hevc|heim|heis|mif1|msf1)/s.test(String.fromCharCode(...head));
    },
  },

  truat_photos_take_in__deps: ['$TruatPhotos', '$TruatFiles', '$Truat', '$UTF8ToString'],
  truat_photos_take_in: (database, id, photoSide, thumbnailSide, ticket) => {
    const name = UTF8ToString(database);
    const file = TruatFiles.picked.get(id);
    const take = async () => {
      if (!file) throw { truat: 'file_unreadable' };
      let original;
      try {
        original = await TruatPhotos.sha256(file);
      } catch {
        throw { truat: 'file_unreadable' };
      }
      let bitmap;
      try {
        bitmap = await TruatPhotos.decode(file);
      } catch {
        throw { truat: (await TruatPhotos.isHeic(file)) ? 'photo_heic' : 'photo_unreadable' };
      }
      let photo, thumbnail;
      try {
        photo = await TruatPhotos.scaled(bitmap, photoSide);
        thumbnail = await TruatPhotos.scaled(bitmap, thumbnailSide);
      } catch {
        throw { truat: 'photo_unreadable' };
      } finally {
        bitmap.close();
      }
      const key = await TruatPhotos.sha256(photo.blob);
      await TruatPhotos.put(name, key, photo.blob, thumbnail.blob);
      Truat.reply(ticket, key, String(photo.blob.size), String(photo.width), String(photo.height), original);
    };
    take().catch((error) => Truat.fail(ticket, Truat.why(error), error.name ? Truat.reason(error) : ''));
  },

  // The thumbnail is made when it is first shown.
  truat_photos_put__deps: ['$TruatPhotos', '$Truat', '$UTF8ToString'],
  truat_photos_put: (database, key, bytes, length, ticket) => {
    const id = UTF8ToString(key);
    const photo = new Blob([HEAPU8.slice(bytes, bytes + length)], { type: 'image/jpeg' });
    TruatPhotos.open(UTF8ToString(database))
      .run(['photos'], 'readwrite', (photos) => void photos.put(photo, id))
      .then(() => Truat.reply(ticket), (error) => Truat.fail(ticket, Truat.why(error), Truat.reason(error)));
  },

  truat_photos_get__deps: ['$TruatPhotos', '$Truat', '$UTF8ToString'],
  truat_photos_get: (database, key, ticket) => {
    TruatPhotos.get(UTF8ToString(database), 'photos', UTF8ToString(key)).then(async (photo) => {
      if (photo) Truat.reply(ticket, new Uint8Array(await photo.arrayBuffer()));
      else Truat.reply(ticket);
    }).catch((error) => Truat.fail(ticket, 'unreadable', Truat.reason(error)));
  },

  truat_photos_keys__deps: ['$TruatPhotos', '$Truat', '$UTF8ToString'],
  truat_photos_keys: (database, ticket) => {
    TruatPhotos.open(UTF8ToString(database))
      .run(['photos'], 'readonly', (photos) => {
        const request = photos.getAllKeys();
        return () => request.result;
      })
      .then((keys) => Truat.reply(ticket, ...keys.map(String)), (error) => Truat.fail(ticket, 'unreadable', Truat.reason(error)));
  },

  truat_photos_remove__deps: ['$TruatPhotos', '$Truat', '$UTF8ToString'],
  truat_photos_remove: (database, keys, ticket) => {
    const names = Truat.unpack(keys).map((key) => Truat.text(key));
    TruatPhotos.open(UTF8ToString(database))
      .run(['photos', 'thumbnails'], 'readwrite', (photos, thumbnails) => {
        for (const key of names) {
          photos.delete(key);
          thumbnails.delete(key);
        }
      })
      .then(() => Truat.reply(ticket), (error) => Truat.fail(ticket, Truat.why(error), Truat.reason(error)));
  },

  truat_photos_erase__deps: ['$TruatPhotos', '$Truat', '$UTF8ToString'],
  truat_photos_erase: (database, ticket) => {
    TruatPhotos.open(UTF8ToString(database)).remove()
      .then(() => Truat.reply(ticket), (error) => Truat.fail(ticket, 'failed', Truat.reason(error)));
  },

  // Fills the texture whose name C++ has made. Answers width and height, or nothing where there is no such photo.
  truat_texture_load__deps: ['$TruatPhotos', '$Truat', '$GL', '$UTF8ToString'],
  truat_texture_load: (database, key, isThumbnail, thumbnailSide, texture, ticket) => {
    const name = UTF8ToString(database);
    const id = UTF8ToString(key);
    const load = async () => {
      let blob = await TruatPhotos.get(name, isThumbnail ? 'thumbnails' : 'photos', id);
      if (!blob && isThumbnail) {
        const photo = await TruatPhotos.get(name, 'photos', id);
        if (photo) {
          blob = await TruatPhotos.thumbnailOf(photo, thumbnailSide);
          await TruatPhotos.open(name).run(['thumbnails'], 'readwrite', (thumbnails) => void thumbnails.put(blob, id));
        }
      }
      if (!blob) return Truat.reply(ticket);
      const bitmap = await TruatPhotos.decode(blob);
      const object = GL.textures[texture];
      if (!object) return bitmap.close(); // dropped while it was being decoded
      GLctx.bindTexture(GLctx.TEXTURE_2D, object);
      GLctx.texImage2D(GLctx.TEXTURE_2D, 0, GLctx.RGBA, GLctx.RGBA, GLctx.UNSIGNED_BYTE, bitmap);
      GLctx.generateMipmap(GLctx.TEXTURE_2D);
      GLctx.texParameteri(GLctx.TEXTURE_2D, GLctx.TEXTURE_MIN_FILTER, GLctx.LINEAR_MIPMAP_LINEAR);
      GLctx.texParameteri(GLctx.TEXTURE_2D, GLctx.TEXTURE_MAG_FILTER, GLctx.LINEAR);
      GLctx.texParameteri(GLctx.TEXTURE_2D, GLctx.TEXTURE_WRAP_S, GLctx.CLAMP_TO_EDGE);
      GLctx.texParameteri(GLctx.TEXTURE_2D, GLctx.TEXTURE_WRAP_T, GLctx.CLAMP_TO_EDGE);
      GLctx.bindTexture(GLctx.TEXTURE_2D, null);
      Truat.reply(ticket, String(bitmap.width), String(bitmap.height));
      bitmap.close();
    };
    load().catch((error) => Truat.fail(ticket, 'unreadable', Truat.reason(error)));
  },
});
