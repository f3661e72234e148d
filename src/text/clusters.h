// Clusters: what a reader takes for one letter, and what cursors, cuts and the drawing of text step over at
// once.
#pragma once

#include <cstddef>
#include <string_view>

namespace truat::text {

/// A Thai cluster is a consonant with its marks. More marks than this are clusters of their own: nobody's
/// spelling needs them, and the drawing of text packs a cluster into 64 bits.
inline constexpr std::size_t most_cluster_characters = 9;

/// Bytes of the Thai cluster at the front: a consonant and at least one mark; 0 if there is none. `text` may
/// be malformed UTF-8.
[[nodiscard]] std::size_t thai_cluster_bytes(std::string_view text);

/// The end of the cluster that begins at `at`. Outside Thai: a code point with its combining marks, variation
/// selectors and what a zero-width joiner ties to it; CR LF is one. Contract: `at` < size.
[[nodiscard]] std::size_t next_cluster(std::string_view text, std::size_t at);
/// The start of the cluster that ends at `at`. Contract: `at` > 0 and is the end of a cluster.
[[nodiscard]] std::size_t previous_cluster(std::string_view text, std::size_t at);
[[nodiscard]] std::size_t count_clusters(std::string_view text);
/// The text's first `count` clusters, all of it if it has fewer.
[[nodiscard]] std::string_view first_clusters(std::string_view text, std::size_t count);

} // namespace truat::text
