// A page without a window: what the browser tests of storage and platform drive from JavaScript, on the real
// databases, locks, files and elements. Every exported function answers with a text, or answers later under
// the number it was given
// (`page_answers`).
#include "base/base64.h"
#include "base/json.h"
#include "platform/browser.h"
#include "platform/cipher.h"
#include "platform/files.h"
#include "platform/photo_store.h"
#include "platform/signing.h"
#include "platform/system.h"
#include "platform/text_overlay.h"
#include "platform/timers.h"
#include "platform/worker.h"
#include "storage/drafts.h"
#include "storage/store.h"
#include "support/commits.h"

#include <emscripten/emscripten.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>
#include <optional>

namespace {

using namespace truat;

constexpr const char* phase_names[] = {"opening", "ready",     "saving",  "saved",
                                       "failed",  "read_only", "follower"};

struct Tab {
  explicit Tab(std::string name)
      : workspace{std::move(name)}, hot(platform::open_hot_files(workspace.hot_mount())),
        cold(platform::open_blob_store(workspace.cold_database())),
        draft_blobs(platform::open_blob_store(workspace.draft_database())),
        photos(platform::open_photo_store(workspace.photo_database())),
        lock(platform::open_writer_lock(workspace.lock())),
        channel(platform::open_tab_channel(workspace.channel())),
        drafts(*draft_blobs, platform::browser_timers(), platform::system_clock()) {
    storage::StoreParts parts{.hot = hot.get(),
                              .cold = cold.get(),
                              .lock = lock.get(),
                              .channel = channel.get(),
                              .timers = &platform::browser_timers(),
                              .clock = &platform::system_clock(),
                              .random = &platform::system_random()};
    parts.kept_before = [this] { return kept(); };
    parts.note_kept = [this](std::uint64_t count) { preferences->set("kept", std::to_string(count)); };
    parts.everything_in_memory = [this] { return commits; };
    storage::StoreListener listener;
    listener.begin = [this](records::ReplicaId) {
      ++begins;
      commits.clear();
    };
    listener.commits_arrived = [this](std::vector<records::CommitLines> arrived) {
      commits.insert(commits.end(), arrived.begin(), arrived.end());
    };
    listener.opened = [this](const storage::OpeningReport& opened) { report = opened; };
    store = std::make_unique<storage::Store>(parts, listener);
    platform::on_visibility(
        [this] {
          store->flush_now();
          drafts.flush(platform::Urgency::page_is_closing);
        },
        [] {});
    store->open();
  }

  std::uint64_t kept() { return std::strtoull(preferences->get("kept").value_or("0").c_str(), nullptr, 10); }

  storage::WorkspaceName workspace;
  std::unique_ptr<platform::Preferences> preferences = platform::open_preferences();
  std::unique_ptr<platform::HotFiles> hot;
  std::unique_ptr<platform::BlobStore> cold;
  std::unique_ptr<platform::BlobStore> draft_blobs;
  std::unique_ptr<platform::PhotoStore> photos;
  std::unique_ptr<platform::WriterLock> lock;
  std::unique_ptr<platform::TabChannel> channel;
  storage::Drafts drafts;
  std::unique_ptr<storage::Store> store;
  std::vector<records::CommitLines> commits;
  std::optional<storage::OpeningReport> report;
  int begins = 0;
};

std::unique_ptr<Tab> tab;
std::unique_ptr<testing::CommitChain> chain;
std::unique_ptr<platform::TextOverlay> overlay;
platform::OverlaySpec overlay_spec;
std::map<std::uint32_t, std::string> answers;
std::string answer_text;

const char* give(std::string text) {
  answer_text = std::move(text);
  return answer_text.c_str();
}

std::string text_of(const Error& error) {
  std::string text = error.key;
  for (const Argument& argument : error.arguments)
    text += " " + argument.name + "=" + argument.value;
  return text;
}

/// For calls that answer with nothing but their success.
platform::Done<void> answer_under(std::uint32_t number) {
  return [number](Result<void> outcome) { answers[number] = outcome ? "done" : text_of(outcome.error()); };
}

} // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE void page_open(const char* workspace) {
  std::array<std::byte, 8> seed{};
  platform::system_random().fill(seed);
  std::uint64_t number = 0;
  std::memcpy(&number, seed.data(), sizeof number);
  chain = std::make_unique<testing::CommitChain>(number);
  tab = std::make_unique<Tab>(workspace);
}

EMSCRIPTEN_KEEPALIVE const char* page_state() {
  const storage::StoreState& state = tab->store->state();
  JsonWriter writer;
  writer.begin_object();
  writer.key("accepts").boolean(state.accepts_commits);
  writer.key("begins").integer(tab->begins);
  writer.key("commits").integer(static_cast<std::int64_t>(tab->commits.size()));
  writer.key("damaged").integer(tab->report ? static_cast<std::int64_t>(tab->report->damaged.size()) : 0);
  writer.key("loss").string(tab->report && tab->report->loss ? tab->report->loss->key : "");
  writer.key("milliseconds").integer(tab->report ? static_cast<std::int64_t>(tab->report->milliseconds) : 0);
  writer.key("opened").boolean(tab->report.has_value());
  writer.key("packing").string(state.packing_problem ? text_of(*state.packing_problem) : "");
  writer.key("phase").string(phase_names[static_cast<int>(state.phase)]);
  writer.key("problem").string(state.problem ? text_of(*state.problem) : "");
  writer.key("unsaved").integer(static_cast<std::int64_t>(state.unsaved_commits));
  writer.end_object();
  return give(writer.take());
}

/// The hash of every commit's header, one a line, in order of arrival.
EMSCRIPTEN_KEEPALIVE const char* page_commits() {
  std::string hashes;
  for (const records::CommitLines& commit : tab->commits)
    hashes += to_hex(records::header_hash(commit.header)) + "\n";
  return give(hashes);
}

namespace {

void append_several(std::uint32_t number, int commits, int operations, int text_bytes, storage::Append what) {
  auto several = chain->next_several(static_cast<std::size_t>(commits), static_cast<std::size_t>(operations),
                                     static_cast<std::size_t>(text_bytes));
  const std::string hash = to_hex(records::header_hash(several.back().header));
  tab->commits.insert(tab->commits.end(), several.begin(), several.end());
  tab->store->append(
      std::move(several),
      [number, hash](Result<void> outcome) {
        answers[number] = outcome ? "done " + hash : text_of(outcome.error());
      },
      what);
}

} // namespace

/// Appends one change of several commits; answers "done" and the hash of the last of them.
EMSCRIPTEN_KEEPALIVE void page_append(std::uint32_t number, int commits, int operations, int text_bytes) {
  append_several(number, commits, operations, text_bytes, storage::Append::own);
}
/// The same as a merge, which `page_restore` takes back.
EMSCRIPTEN_KEEPALIVE void page_merge(std::uint32_t number, int commits, int operations, int text_bytes) {
  append_several(number, commits, operations, text_bytes, storage::Append::merge);
}

EMSCRIPTEN_KEEPALIVE const char* page_answer(std::uint32_t number) {
  const auto found = answers.find(number);
  return found == answers.end() ? nullptr : give(found->second);
}

EMSCRIPTEN_KEEPALIVE void page_retry() {
  tab->store->retry();
}
EMSCRIPTEN_KEEPALIVE void page_flush() {
  tab->store->flush_now();
}
EMSCRIPTEN_KEEPALIVE void page_take_over() {
  tab->store->take_over();
}
EMSCRIPTEN_KEEPALIVE void page_steal() {
  tab->lock->steal();
}
EMSCRIPTEN_KEEPALIVE void page_restore(std::uint32_t number) {
  tab->store->restore(answer_under(number));
}

EMSCRIPTEN_KEEPALIVE void page_raw_parts(std::uint32_t number) {
  auto parts = std::make_shared<std::string>();
  tab->store->raw_parts(
      [parts](const storage::RawPart& part) {
        *parts += part.path + " " + std::to_string(part.bytes.size()) + "\n";
      },
      [number, parts](Result<void> outcome) {
        answers[number] = outcome ? *parts : text_of(outcome.error());
      });
}

EMSCRIPTEN_KEEPALIVE void page_erase(std::uint32_t number) {
  tab->lock->release();
  storage::erase_workspace(*tab->hot, {tab->cold.get(), tab->draft_blobs.get()}, answer_under(number));
}

// Drafts.
EMSCRIPTEN_KEEPALIVE void page_draft(const char* field, const char* text) {
  tab->drafts.typed(records::RecordId{}, field, {}, text);
}
EMSCRIPTEN_KEEPALIVE void page_drafts(std::uint32_t number) {
  tab->drafts.load([number](Result<std::vector<storage::Draft>> drafts) {
    std::string text;
    if (drafts)
      for (const storage::Draft& draft : *drafts)
        text += draft.field + "=" + draft.text + "\n";
    answers[number] = drafts ? text : text_of(drafts.error());
  });
}

// Files and photos.
EMSCRIPTEN_KEEPALIVE void page_pick(std::uint32_t number, int several) {
  platform::pick_files(
      {.accept = "", .several = several != 0 ? platform::Several::yes : platform::Several::no},
      [number](std::vector<platform::PickedFile> files) {
        JsonWriter writer;
        writer.begin_array();
        for (const platform::PickedFile& file : files) {
          writer.begin_object();
          writer.key("id").integer(file.id);
          writer.key("name").string(file.name);
          writer.key("size").integer(static_cast<std::int64_t>(file.size_bytes));
          writer.end_object();
        }
        writer.end_array();
        answers[number] = writer.take();
      });
}
EMSCRIPTEN_KEEPALIVE void page_read(std::uint32_t number, std::uint32_t file, double offset, double length) {
  platform::read_slice(
      file, static_cast<std::uint64_t>(offset), static_cast<std::uint64_t>(length),
      [number](Result<std::string> bytes) { answers[number] = bytes ? *bytes : text_of(bytes.error()); });
}
EMSCRIPTEN_KEEPALIVE void page_take_photo(std::uint32_t number, std::uint32_t file, const char* name,
                                          double size) {
  tab->photos->take_in(
      {file, name, "", static_cast<std::uint64_t>(size)}, [number](Result<platform::PhotoFacts> facts) {
        if (!facts) {
          answers[number] = text_of(facts.error());
          return;
        }
        JsonWriter writer;
        writer.begin_object();
        writer.key("captured").string(facts->captured.value_or(""));
        writer.key("height").integer(facts->height);
        writer.key("key").string(facts->key);
        writer.key("latitude").string(facts->position ? to_string(facts->position->latitude) : "");
        writer.key("original").string(facts->original_sha256);
        writer.key("size").integer(static_cast<std::int64_t>(facts->size_bytes));
        writer.key("width").integer(facts->width);
        writer.end_object();
        answers[number] = writer.take();
      });
}
/// Reads a photo back and puts it under its key again; answers its size.
EMSCRIPTEN_KEEPALIVE void page_photo(std::uint32_t number, const char* key) {
  tab->photos->get(key, [number, name = std::string(key)](Result<std::optional<std::string>> bytes) {
    if (!bytes || !*bytes) {
      answers[number] = bytes ? "none" : text_of(bytes.error());
      return;
    }
    const std::string size = std::to_string((*bytes)->size());
    tab->photos->put(name, **bytes, [number, size](Result<void> outcome) {
      answers[number] = outcome ? size : text_of(outcome.error());
    });
  });
}
EMSCRIPTEN_KEEPALIVE void page_put_wrong_photo(std::uint32_t number) {
  tab->photos->put(std::string(64, '0'), "no picture", answer_under(number));
}
/// Keeps bytes, in hexadecimal digits, as a photo that came with an import, under their own hash.
EMSCRIPTEN_KEEPALIVE void page_put_photo(std::uint32_t number, const char* digits) {
  std::string bytes;
  for (const std::string_view rest(digits); bytes.size() < rest.size() / 2;)
    bytes += static_cast<char>(std::stoi(std::string(rest.substr(2 * bytes.size(), 2)), nullptr, 16));
  const std::string key = to_hex(sha256(bytes));
  tab->photos->put(key, std::move(bytes), answer_under(number));
}
EMSCRIPTEN_KEEPALIVE void page_save(const char* name, const char* text, int times) {
  platform::OutgoingFile file(name, "text/plain");
  for (int index = 0; index < times; ++index)
    file.append(text);
  file.save();
}
EMSCRIPTEN_KEEPALIVE void page_print(std::uint32_t number, const char* html) {
  platform::OutgoingFile file("page.html", "text/html");
  file.append(html);
  file.print(answer_under(number));
}

// Keys and ciphers; bytes as base 64.
EMSCRIPTEN_KEEPALIVE void page_own_key(std::uint32_t number, const char* workspace, const char* replica) {
  platform::own_key({workspace, replica}, [number](const Result<PublicKey>& key) {
    answers[number] = key ? to_text(*key) : text_of(key.error());
  });
}
EMSCRIPTEN_KEEPALIVE void page_sign(std::uint32_t number, const char* workspace, const char* replica,
                                    const char* message) {
  platform::sign({workspace, replica}, message, [number](const Result<Signature>& signature) {
    answers[number] = signature ? to_text(*signature) : text_of(signature.error());
  });
}
/// Lines of key, signature and message, apart by blanks; answers "1" or "0" for each.
EMSCRIPTEN_KEEPALIVE void page_check(std::uint32_t number, const char* lines) {
  std::vector<SignatureCheck> checks;
  for (std::string_view rest(lines); !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    checks.push_back({*parse_public_key(line.substr(0, 88)), *parse_signature(line.substr(89, 88)),
                      std::string(line.substr(178))});
  }
  platform::check_signatures(checks, [number](const Result<std::vector<bool>>& held) {
    if (!held) {
      answers[number] = text_of(held.error());
      return;
    }
    for (const bool one : *held)
      answers[number] += one ? '1' : '0';
  });
}
EMSCRIPTEN_KEEPALIVE void page_forget_keys(std::uint32_t number, const char* workspace) {
  platform::forget_keys(workspace, answer_under(number));
}
/// Seals or opens with a cipher made for this alone.
EMSCRIPTEN_KEEPALIVE void page_seal(std::uint32_t number, const char* passphrase, const char* salt,
                                    int iterations, const char* nonce, const char* additional,
                                    const char* bytes, int opens) {
  Sealing sealing{.additional = additional};
  const std::string nonce_bytes = decode_base64(nonce).value();
  std::copy(nonce_bytes.begin(), nonce_bytes.end(), sealing.nonce.begin());
  platform::make_cipher(
      passphrase, decode_base64(salt).value(), static_cast<std::uint32_t>(iterations),
      [=, input = decode_base64(bytes).value()](Result<std::unique_ptr<platform::Cipher>> made) {
        if (!made) {
          answers[number] = text_of(made.error());
          return;
        }
        const std::shared_ptr<platform::Cipher> cipher = std::move(*made);
        if (opens != 0)
          cipher->open(sealing, input, [number, cipher](const Result<std::optional<std::string>>& plain) {
            answers[number] = !plain   ? text_of(plain.error())
                              : *plain ? encode_base64(**plain)
                                       : "does not open";
          });
        else
          cipher->seal(sealing, input, [number, cipher](const Result<std::string>& sealed) {
            answers[number] = sealed ? encode_base64(*sealed) : text_of(sealed.error());
          });
      });
}

// The browser.
EMSCRIPTEN_KEEPALIVE const char* page_word_breaks(const char* text) {
  std::string breaks;
  for (const std::uint32_t place : platform::word_breaks(text))
    breaks += std::to_string(place) + " ";
  return give(breaks);
}
EMSCRIPTEN_KEEPALIVE void page_copy(std::uint32_t number, const char* text) {
  platform::copy_to_clipboard(text, answer_under(number));
}
EMSCRIPTEN_KEEPALIVE void page_locate(std::uint32_t number) {
  platform::locate([number](Result<platform::Position> position) {
    answers[number] = position ? to_string(position->latitude) + " " + to_string(position->longitude) + " " +
                                     std::to_string(position->accuracy_metres.value_or(-1))
                               : text_of(position.error());
  });
}
EMSCRIPTEN_KEEPALIVE void page_estimate(std::uint32_t number) {
  platform::estimate_storage([number](Result<platform::StorageEstimate> estimate) {
    answers[number] = estimate
                          ? std::to_string(estimate->used_bytes) + " " + std::to_string(estimate->quota_bytes)
                          : text_of(estimate.error());
  });
}

// The worker.
std::optional<platform::RunningJob> job;
std::string job_progress;
EMSCRIPTEN_KEEPALIVE void truat_register_jobs() {
  platform::register_job(
      "reverse", [](std::string_view input, const platform::JobProgress& progress) -> Result<std::string> {
        if (input == "fail")
          return failure("import.row_bad", {{"row", "14"}}, "row 14");
        if (input == "endless")
          for (double share = 0;; share += 1e-9)
            if (share > 0.5 && share < 0.5 + 2e-9)
              progress(share);
        progress(0.25);
        progress(1);
        return std::string(input.rbegin(), input.rend());
      });
}
EMSCRIPTEN_KEEPALIVE void page_start_job(std::uint32_t number, const char* name, const char* input) {
  job_progress.clear();
  job = platform::start_job(
      name, input, [](double share) { job_progress += std::to_string(share) + " "; },
      [number](Result<std::string> output) {
        answers[number] =
            output ? "output " + *output : text_of(output.error()) + " at " + output.error().where;
      });
}
EMSCRIPTEN_KEEPALIVE const char* page_job_progress() {
  return job_progress.c_str();
}
EMSCRIPTEN_KEEPALIVE void page_stop_job() {
  job.reset();
}

// The field.
EMSCRIPTEN_KEEPALIVE void page_overlay_font(const char* bytes, int length) {
  platform::register_font("Truat", 400, std::string_view(bytes, static_cast<std::size_t>(length)));
}
EMSCRIPTEN_KEEPALIVE void page_overlay_show(std::uint32_t id, int kind, float x, float y, float width,
                                            float height, const char* text, int as_events) {
  if (!overlay)
    overlay = std::make_unique<platform::TextOverlay>();
  overlay_spec.id = id;
  overlay_spec.kind = static_cast<platform::OverlayKind>(kind);
  overlay_spec.x = x;
  overlay_spec.y = y;
  overlay_spec.width = width;
  overlay_spec.height = height;
  overlay_spec.text = text;
  overlay_spec.font = "Truat";
  overlay_spec.label = "ชื่อโรงงาน";
  overlay_spec.placeholder = "พิมพ์ที่นี่";
  overlay_spec.arrow_keys = as_events != 0 ? platform::ArrowKeys::as_events : platform::ArrowKeys::move_caret;
  overlay->show(overlay_spec);
  overlay->end_frame();
}
EMSCRIPTEN_KEEPALIVE void page_overlay_end_frame() {
  overlay->end_frame();
}
EMSCRIPTEN_KEEPALIVE void page_overlay_target(std::uint32_t id, int kind, float x, float y, float width,
                                              float height) {
  if (!overlay)
    overlay = std::make_unique<platform::TextOverlay>();
  overlay->set_targets({{id, static_cast<platform::OverlayKind>(kind), x, y, width, height}});
}
EMSCRIPTEN_KEEPALIVE const char* page_overlay_events() {
  std::string text;
  for (const platform::OverlayEvent& event : overlay->take_events())
    text += std::to_string(static_cast<int>(event.kind)) + " " + std::to_string(event.id) + " " +
            std::to_string(static_cast<int>(event.key)) + " " + event.text + "\n";
  return give(text);
}

} // extern "C"

int main() {
  return 0;
}
