// A photo as a camera makes it: a JPEG drawn by the browser and written to a file.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export async function takePhoto(context, folder, name, colour) {
  const page = await context.newPage();
  const bytes = await page.evaluate(async (fill) => {
    const canvas = new OffscreenCanvas(2000, 1500);
    const draw = canvas.getContext('2d');
    draw.fillStyle = fill;
    draw.fillRect(0, 0, 2000, 1500);
    draw.fillStyle = '#f2e9c9';
    draw.fillRect(300, 700, 1400, 400);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
    return [...new Uint8Array(await blob.arrayBuffer())];
  }, colour);
  await page.close();
  const path = join(folder, `${name}.jpg`);
  writeFileSync(path, Buffer.from(bytes));
  return path;
}
