package io.callstream.gateway.usage.token;

/**
 * Joins the bytes of a word, pair by pair, to the tokens that it is made of. Its time grows with the square of the word's
 * length. For one thread.
 */
final class PairMerge {
    private final Vocabulary vocabulary;
    private final int[] starts;
    /** Of each part together with the one after it. */
    private final int[] ranks;

    /** @param most the bytes of the longest word */
    PairMerge(Vocabulary vocabulary, int most) {
        this.vocabulary = vocabulary;
        this.starts = new int[most + 1];
        this.ranks = new int[most + 1];
    }

    /** How many tokens the first bytes are. */
    int count(byte[] word, int length) {
        if (length <= 1 || vocabulary.rank(word, 0, length) != Vocabulary.NONE) {
            return Math.min(length, 1);
        }
        for (int i = 0; i <= length; i++) {
            starts[i] = i;
        }
        int parts = length;
        for (int i = 0; i < parts; i++) {
            ranks[i] = pair(word, i, parts);
        }
        for (int first = best(parts); ranks[first] != Vocabulary.NONE; first = best(parts)) {
            join(first, parts--);
            ranks[first] = pair(word, first, parts);
            if (first > 0) {
                ranks[first - 1] = pair(word, first - 1, parts);
            }
        }
        return parts;
    }

    /** The leftmost of those that are joined first. */
    private int best(int parts) {
        int best = 0;
        for (int i = 1; i < parts; i++) {
            best = ranks[i] < ranks[best] ? i : best;
        }
        return best;
    }

    private int pair(byte[] word, int part, int parts) {
        return part + 1 < parts ? vocabulary.rank(word, starts[part], starts[part + 2]) : Vocabulary.NONE;
    }

    private void join(int first, int parts) {
        System.arraycopy(starts, first + 2, starts, first + 1, parts - first - 1);
        System.arraycopy(ranks, first + 2, ranks, first + 1, parts - first - 2);
    }
}
