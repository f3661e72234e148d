// A long test in steps. Each stands on the one before: after one that failed the others are not tried.
export function stepsOf(t) {
  let stopped = false;
  return (name, act) => t.test(name, { skip: stopped && 'the step before failed' }, async () => {
    stopped = true;
    await act();
    stopped = false;
  });
}
