// One job beside the page: loads the program a second time, without its window, and runs one registered job.
'use strict';
onmessage = async ({ data }) => {
  try {
    importScripts(data.program);
    const program = await TruatModule({ noInitialRun: true, locateFile: () => data.wasm, print: console.log, printErr: console.warn });
    program._truat_register_jobs();
    const name = new TextEncoder().encode(`${data.job}\0`);
    const namePlace = program._malloc(name.length);
    program.HEAPU8.set(name, namePlace);
    const input = program._malloc(Math.max(1, data.input.length));
    program.HEAPU8.set(data.input, input);
    const length = data.input.length;
    data.input = null;
    program._truat_worker_run(namePlace, input, length);
  } catch (error) {
    postMessage({ problem: String(error?.message ?? error) });
  }
};
