// Another version of the site that waits, and the change to it (src/platform/site_version.h; shell/page/versions.js).
addToLibrary({
  truat_version_watch__deps: ['$Truat'],
  truat_version_watch: (ticket) => {
    const versions = globalThis.truatVersions;
    if (!versions) return;
    versions.onFound((found) => {
      if (!found) return Truat.reply(ticket, 'none');
      const notes = found.releases.flatMap((one) => [one.release, one.date, one.thai.join('\n'), one.english.join('\n')]);
      Truat.reply(ticket, 'waits', found.kind, found.release, ...notes);
    });
    versions.onReplaced(() => Truat.reply(ticket, 'replaced'));
  },
  truat_version_take: () => globalThis.truatVersions?.take(),
  truat_version_load: () => globalThis.truatVersions?.reload(),
});
