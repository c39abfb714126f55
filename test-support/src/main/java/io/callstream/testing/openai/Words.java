package io.callstream.testing.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes text tokens that depend on nothing but a seed. */
final class Words {
    private static final List<String> WORDS = List.of(
            "the",
            "stream",
            "carries",
            "every",
            "call",
            "as",
            "a",
            "small",
            "durable",
            "story",
            "from",
            "gateway",
            "to",
            "reader",
            "über",
            "naïve",
            "日本",
            "quoted \"text\"",
            "tab\there",
            "🚀",
            "and",
            "then",
            "it",
            "rests");

    private Words() {}

    /** {@code count} tokens; together they are a line of text with escapes and multi-byte characters in it. */
    static List<String> tokens(long seed, int count) {
        Random random = new Random(seed);
        List<String> tokens = new ArrayList<>(count);
        for (int at = 0; at < count; at++) {
            String word = WORDS.get(random.nextInt(WORDS.size()));
            tokens.add(at == 0 ? word : " " + word);
        }
        return tokens;
    }

    /** A token of {@code bytes} ASCII letters. */
    static String letters(long seed, int bytes) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(bytes);
        for (int at = 0; at < bytes; at++) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }
}
