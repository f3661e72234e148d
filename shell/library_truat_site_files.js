// Files published beside the page (src/platform/site_files.h).
addToLibrary({
  truat_site_file_read__deps: ['$UTF8ToString', '$stringToNewUTF8', 'free'],
  truat_site_file_read: (request, namePointer) => {
    const answer = (text) => {
      const pointer = text === null ? 0 : stringToNewUTF8(text);
      _truat_site_file_event(request, pointer);
      _free(pointer);
    };
    fetch(UTF8ToString(namePointer))
      .then((response) => (response.ok ? response.text() : null))
      .then(answer, () => answer(null));
  },
});
