package io.callstream.gateway.usage.token;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts the tokens of texts in one encoding. Of what is beyond {@link #LONGEST} characters only the length is taken, and a
 * word is taken apart in pieces, each of which costs at most a token more: nobody can keep it busy for long. Special tokens
 * count as the text that they are written with: a client cannot send any. Immutable, safe for all threads.
 */
public final class Tokenizer {
    /** Characters that are counted; the rest is taken to be as dense. */
    public static final int LONGEST = 1 << 20;

    private static final int PIECE_OF_A_WORD = 512;

    private final Vocabulary vocabulary;
    private final Pattern words;

    Tokenizer(Vocabulary vocabulary, Pattern words) {
        this.vocabulary = vocabulary;
        this.words = words;
    }

    public long count(String text) {
        int end = Math.min(text.length(), LONGEST);
        Counting counting = new Counting(vocabulary, text);
        Matcher word = words.matcher(text).region(0, end);
        while (word.find()) {
            counting.word(word.start(), word.end());
        }
        return end == text.length() ? counting.tokens : counting.tokens * text.length() / end;
    }

    /** Of one text. */
    private static final class Counting {
        private static final int MOST_BYTES = Utf8.MOST_BYTES * PIECE_OF_A_WORD;

        private final byte[] bytes = new byte[MOST_BYTES];
        private final PairMerge merge;
        private final String text;
        private long tokens;

        Counting(Vocabulary vocabulary, String text) {
            this.merge = new PairMerge(vocabulary, MOST_BYTES);
            this.text = text;
        }

        void word(int from, int to) {
            for (int start = from; start < to; ) {
                int end = pieceEnd(start, to);
                tokens += merge.count(bytes, Utf8.encode(text, start, end, bytes));
                start = end;
            }
        }

        private int pieceEnd(int start, int end) {
            int cut = Math.min(end, start + PIECE_OF_A_WORD);
            return cut < end && Character.isHighSurrogate(text.charAt(cut - 1)) ? cut - 1 : cut;
        }
    }
}
