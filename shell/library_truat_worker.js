// Heavy work beside the page: a second instance of the program in a Web Worker (src/platform/worker.h).
addToLibrary({
  $TruatWorkers__deps: ['$Truat'],
  $TruatWorkers: {
    running: new Map(),
    end(ticket) {
      TruatWorkers.running.get(ticket)?.terminate();
      TruatWorkers.running.delete(ticket);
    },
  },

  truat_worker_start__deps: ['$TruatWorkers', '$Truat', '$UTF8ToString'],
  truat_worker_start: (name, bytes, length, ticket) => {
    const workers = TruatWorkers;
    const input = HEAPU8.slice(bytes, bytes + length);
    const fail = (reason) => {
      workers.end(ticket);
      Truat.fail(ticket, 'worker_failed', reason);
    };
    let worker;
    try {
      worker = new Worker(globalThis.truatPage.worker);
    } catch (error) {
      return Truat.failLater(ticket, 'worker_failed', Truat.reason(error));
    }
    workers.running.set(ticket, worker);
    worker.onmessage = ({ data }) => {
      if (!workers.running.has(ticket)) return;
      if (data.progress !== undefined) return Truat.reply(ticket, String(data.progress));
      if (data.problem !== undefined) return fail(data.problem);
      workers.end(ticket);
      // The job's own list, at least two parts: whether it succeeded, then its bytes or its error.
      Truat.reply(ticket, ...data.answer);
    };
    worker.onerror = (event) => fail(event.message ?? 'the worker broke off');
    worker.onmessageerror = () => fail('a message could not be read');
    const { program, wasm } = globalThis.truatPage;
    worker.postMessage({ program, wasm, job: UTF8ToString(name), input }, [input.buffer]);
  },

  truat_worker_stop__deps: ['$TruatWorkers'],
  truat_worker_stop: (ticket) => TruatWorkers.end(ticket),

  // In the worker: to the page.
  truat_worker_progress: (share) => postMessage({ progress: share }),
  truat_worker_answer__deps: ['$Truat'],
  truat_worker_answer: (list) => {
    const answer = Truat.unpack(list);
    postMessage({ answer }, answer.map((part) => part.buffer));
  },
});
