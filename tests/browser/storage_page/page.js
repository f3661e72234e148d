// Starts the program and gives tests functions instead of pointers.
'use strict';
const fileOf = (name) => new URL(name, document.baseURI).href;
globalThis.truatPage = { program: fileOf('storage_page.js'), wasm: fileOf('storage_page.wasm'), worker: fileOf('worker.js') };
globalThis.started = TruatModule({ locateFile: () => truatPage.wasm }).then((module) => {
  let numbers = 0;
  const place = (value) => {
    if (typeof value !== 'string') return value;
    const bytes = new TextEncoder().encode(`${value}\0`);
    const start = module._malloc(bytes.length);
    module.HEAPU8.set(bytes, start);
    return start;
  };
  // Calls that answer with a text; strings among the arguments are left in memory: the page is short-lived.
  globalThis.call = (name, ...values) => {
    const result = module[`_page_${name}`](...values.map(place));
    return result ? module.UTF8ToString(result) : '';
  };
  // Calls that answer later, with a number before their other arguments.
  globalThis.ask = async (name, ...values) => {
    const number = ++numbers;
    module[`_page_${name}`](number, ...values.map(place));
    for (;;) {
      const answer = module._page_answer(number);
      if (answer) return module.UTF8ToString(answer);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  globalThis.bytes = (data) => {
    const start = module._malloc(data.length);
    module.HEAPU8.set(data, start);
    return start;
  };
  globalThis.state = () => JSON.parse(call('state'));
  globalThis.module = module;
});
