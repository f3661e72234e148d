"""English names of places from their Thai ones: a list of Thai parts and their English words, learnt from all names.

Two names in three are made of parts that stand in others too (บาง Bang, หนอง Nong), and need not be written twice.
"""

import collections

ROUNDS = 4
MOST_WORDS = 5
# Signs that belong to the letter before them: no part begins with one.
FOLLOWERS = {chr(c) for c in (*range(0x0E30, 0x0E3B), *range(0x0E45, 0x0E4F))}


def cuts(thai, words, known):
    """Every way to cut a name into one part a word, with at most one pair that is not known yet: (that pair, all pairs)."""
    found = []

    def go(at, index, unknown, pairs):
        if index == len(words):
            if at == len(thai):
                found.append((unknown, pairs))
            return
        for end in range(at + 1, len(thai) - (len(words) - index - 1) + 1):
            if end < len(thai) and thai[end] in FOLLOWERS:
                continue
            pair = (thai[at:end], words[index])
            if pair[1] in known[pair[0]]:
                go(end, index + 1, unknown, [*pairs, pair])
            elif unknown is None:
                go(end, index + 1, pair, [*pairs, pair])

    go(0, 0, None, [])
    return found


def learn(names):
    """Thai part -> English word, of (Thai, English) names; only parts that serve twice and more."""
    names = [(thai, english.split(" ")) for thai, english in dict.fromkeys(names)]
    names = [(thai, words) for thai, words in names if len(words) <= MOST_WORDS]
    known = collections.defaultdict(set)
    for thai, words in names:
        if len(words) == 1:
            known[thai].add(words[0])
    for _ in range(ROUNDS):
        weight = collections.Counter()
        for thai, words in names:
            ways = cuts(thai, words, known)
            if all(unknown is not None for unknown, _ in ways):
                guesses = {unknown for unknown, _ in ways}
                for guess in guesses:
                    weight[guess] += 1 / len(guesses)
        for (part, word), sure in weight.items():
            if sure >= 1:
                known[part].add(word)
    uses = collections.Counter()
    for thai, words in names:
        whole = [pairs for unknown, pairs in cuts(thai, words, known) if unknown is None]
        uses.update(whole[0] if whole else [])
    learnt = {}
    for (part, word), count in sorted(uses.items(), key=lambda item: (-item[1], item[0])):
        if count >= 2:
            learnt.setdefault(part, word)
    return learnt


def read(thai, parts):
    """The English name by the longest parts from the left on; None where a part is not known."""
    words, at = [], 0
    longest = max(map(len, parts), default=0)
    while at < len(thai):
        part = next((thai[at:end] for end in range(min(len(thai), at + longest), at, -1) if thai[at:end] in parts), None)
        if part is None:
            return None
        words.append(parts[part])
        at += len(part)
    return " ".join(words)
