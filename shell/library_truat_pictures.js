// Pictures drawn by the browser (src/platform/pictures.h): its own text shaping with the page's fonts, which an SVG loaded as
// an image could not use.
addToLibrary({
  $TruatPictures__deps: ['$Truat'],
  $TruatPictures: {
    draw(spec) {
      const from = (hundredths) => hundredths / 100;
      const ratio = from(spec.ratio);
      const canvas = document.createElement('canvas');
      canvas.width = Math.round(from(spec.width) * ratio);
      canvas.height = Math.round(from(spec.height) * ratio);
      const pen = canvas.getContext('2d');
      if (!pen) throw new Error('no canvas');
      pen.scale(ratio, ratio);
      pen.fillStyle = spec.ground;
      pen.fillRect(0, 0, from(spec.width), from(spec.height));
      const path = (points) => {
        pen.beginPath();
        for (let i = 0; i < points.length; i += 2) pen.lineTo(from(points[i]), from(points[i + 1]));
      };
      const kinds = {
        stroke([color, width, round, dashes, points]) {
          pen.strokeStyle = color;
          pen.lineWidth = from(width);
          pen.lineCap = round ? 'round' : 'butt';
          pen.lineJoin = dashes.length ? 'miter' : 'round';
          pen.setLineDash(dashes.map(from));
          path(points);
          pen.stroke();
        },
        area([color, points]) {
          pen.fillStyle = color;
          path(points);
          pen.closePath();
          pen.fill();
        },
        block([color, x, y, w, h, radius]) {
          pen.fillStyle = color;
          pen.beginPath();
          pen.roundRect(from(x), from(y), from(w), from(h), from(radius));
          pen.fill();
        },
        disc([color, x, y, radius]) {
          pen.fillStyle = color;
          pen.beginPath();
          pen.arc(from(x), from(y), from(radius), 0, 2 * Math.PI);
          pen.fill();
        },
        words([color, x, y, em, weight, anchor, text]) {
          pen.fillStyle = color;
          pen.font = `${weight} ${from(em)}px Truat, sans-serif`;
          pen.textAlign = anchor;
          pen.textBaseline = 'alphabetic';
          pen.fillText(text, from(x), from(y) + 0.32 * from(em));
        },
      };
      for (const [kind, ...rest] of spec.marks) kinds[kind](rest);
      return canvas;
    },
    async png(spec) {
      await Promise.all([400, 600].map((weight) => document.fonts.load(`${weight} 16px Truat`, 'ก0')));
      const canvas = TruatPictures.draw(spec);
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
      if (!blob) throw new Error('no picture');
      return new Uint8Array(await blob.arrayBuffer());
    },
  },

  truat_picture_png__deps: ['$TruatPictures', '$Truat', '$UTF8ToString'],
  truat_picture_png: (drawing, ticket) => {
    TruatPictures.png(JSON.parse(UTF8ToString(drawing))).then(
      (bytes) => Truat.reply(ticket, bytes),
      (error) => Truat.fail(ticket, 'picture_not_drawn', Truat.reason(error)),
    );
  },
});
