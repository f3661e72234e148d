// The visit of the sample office that lacks least, to its end: what is missing is answered from the list of it, the
// officials sign, the guide refuses before a witness, the visit closes.

// With `person` on the home screen of the sample office; `sign` draws on the pad that is open.
export async function finishVisit(person, sign) {
  await person.press('button', 'ตรวจต่อ', { nth: 2 });
  await person.waitForText('ตอบแล้ว 26 จาก 30');

  const toWhatIsMissing = async (name) => {
    await person.press('button', 'จบการตรวจ');
    await person.press('button', name);
  };
  await toWhatIsMissing('ยังไม่ได้กรอก “เวลาออก”');
  await person.typeIntoOpen('16:40');
  for (const question of ['5.4', '5.5', '6.2', '7.1']) {
    await toWhatIsMissing(`ข้อ ${question} ต้องตอบ`);
    await person.key('1');
  }
  await person.waitForText('ตอบแล้ว 30 จาก 30');
  await toWhatIsMissing('ยังไม่ได้กรอก “ผลการตรวจ”');
  await person.press('option', 'ให้ปรับปรุงแก้ไข');

  await person.press('tab', 'ลงนาม');
  for (let officials = 0; officials < 2; officials++) {
    await person.press('button', 'ลงนาม');
    await sign(person);
    await person.press('button', 'บันทึกลายมือชื่อ');
    await person.waitForText(`ลงนาม = ${officials + 1}/3`);
  }
  await person.press('button', 'ลงนาม');
  await person.press('checkbox', 'ไม่ยินยอมลงนาม');
  await person.fill(/เหตุ/, 'ไม่เห็นด้วยกับผลตรวจน้ำทิ้ง');
  await person.fill(/พยาน/, 'นางสาวอารีย์ บุญส่ง');
  await sign(person);
  await person.press('button', /^บันทึก/);
  await person.waitForText('ลงนาม = 3/3');

  await person.press('button', 'จบการตรวจ');
  await person.press('button', 'จบการตรวจ', { nth: 1 });
  await person.waitForText('พิมพ์บันทึกการตรวจ');
  await person.waitUntilSaved();
}
