// The page's address (src/platform/page_address.h).
addToLibrary({
  truat_address_get__deps: ['$stringToNewUTF8'],
  truat_address_get: () => stringToNewUTF8(location.hash),

  truat_address_set__deps: ['$UTF8ToString'],
  truat_address_set: (text, length, isStep) => {
    const address = UTF8ToString(text, length);
    if (address === location.hash) return;
    if (isStep) history.pushState(null, '', address);
    else history.replaceState(null, '', address);
  },

  truat_address_listen__deps: ['$stringToUTF8OnStack', '$stackSave', '$stackRestore'],
  truat_address_listen: () => {
    const tell = () => {
      const stack = stackSave();
      _truat_address_event(stringToUTF8OnStack(location.hash));
      stackRestore(stack);
    };
    addEventListener('popstate', tell);
    addEventListener('hashchange', tell);
  },

  truat_address_open__deps: ['$UTF8ToString'],
  truat_address_open: (text, length) => {
    let url;
    try {
      url = new URL(UTF8ToString(text, length));
    } catch {
      return 0;
    }
    if (url.protocol !== 'https:') return 0;
    window.open(url.href, '_blank', 'noopener,noreferrer');
    return 1;
  },
});
